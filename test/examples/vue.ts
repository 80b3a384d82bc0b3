/** Compiles a single-file component to TypeScript, its template inside its setup, so that both are type-checked. */
import { compileScript, parse } from 'vue/compiler-sfc';

/** What a bundler's plugin does, without hot reloading and styles. */
export const compileVue = (filename: string, source: string): string => {
  const { descriptor, errors } = parse(source, { filename });
  if (errors[0]) throw errors[0];
  return compileScript(descriptor, { id: filename, inlineTemplate: true }).content;
};
