/** The HTML that a template is cloned from, and where its bindings are. Throws on what it cannot compile. */
export function compiled(strings: readonly string[]): { html: string; parts: (number | string)[] };

/** Rollup's plugin that compiles lit's templates: it comes after what makes JavaScript of our sources. */
export const compileTemplates: {
  name: string;
  transform(
    this: { parse(code: string): unknown },
    code: string,
    id: string,
  ): { code: string; map: null } | null;
};
