/**
 * Compiles lit's templates at build time, as `@lit-labs/compiler` does: where the bindings stand is found out here, and not by
 * every visitor's browser (docs/decisions, 11).
 */

const empty = new Set(['br', 'hr', 'img', 'input']);
/** Stands for a binding while a template is read. */
const hole = '\0';
const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>"']*))?)*)\s*>|([^<]+)/y;

/**
 * The HTML that a template is cloned from, and where its bindings are: a number is the place of one that is a child, in the
 * order of elements and comments; below zero, of an element whose attributes and `@listeners` follow by name.
 */
export const compiled = (strings) => {
  const source = strings.join(hole);
  const fail = (why) => {
    throw new Error(`${why}: ${source}`);
  };
  const parts = [];
  const open = [];
  let html = '';
  let index = 0;
  const attributes = (text) => {
    const bound = [];
    const kept = text.replaceAll(
      /\s+([^\s=>]+)(?:=("[^"]*"|'[^']*'|[^\s>"']*))?/g,
      (whole, name, value = '') => {
        if (name.includes(hole)) fail('binds a name');
        if (!value.includes(hole)) return whole;
        if (value.replaceAll(/^["']|["']$/g, '') !== hole) fail(`${name} binds a part of its value`);
        bound.push(name);
        return '';
      },
    );
    // Without a place, the first element is meant.
    if (bound.length) parts.push(...(index ? [-index] : []), ...bound);
    return kept;
  };
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const [found, closes, name, rest, text] = token.exec(source) ?? [];
    if (found === undefined) fail('cannot be compiled');
    if (text !== undefined) {
      html += text.replaceAll(hole, () => {
        if (!index) fail('begins with a binding');
        parts.push(index++);
        return '<?>';
      });
    } else if (closes) {
      if (open.pop() !== name) fail(`</${name}> closes another element`);
      html += found;
    } else {
      // The parser would put an element between that nobody counts.
      if (name === 'tr' && open.at(-1) === 'table') fail('a <tr> needs its <tbody>');
      html += `<${name}${attributes(rest)}>`;
      index++;
      if (!empty.has(name)) open.push(name);
    }
  }
  if (open.length) fail(`<${open.at(-1)}> is not closed`);
  // What comes last needs something that it stands before.
  if (source.endsWith(hole)) html += '<?>';
  return { html, parts };
};

/** Every node of an ESTree, outer before inner. */
function* nodes(node) {
  if (Array.isArray(node)) for (const one of node) yield* nodes(one);
  else if (typeof node?.type === 'string') {
    yield node;
    for (const inner of Object.values(node)) if (inner && typeof inner === 'object') yield* nodes(inner);
  }
}

/** Rollup's plugin: it comes after what makes JavaScript of our sources. */
export const compileTemplates = {
  name: 'compile-templates',
  transform(code, id) {
    if (!id.includes('/widget/') || !code.includes('html`')) return null;
    const found = [...nodes(this.parse(code))].filter(
      ({ type, tag }) => type === 'TaggedTemplateExpression' && tag.name === 'html',
    );
    const made = [];
    /** The text between two places, with the templates in it compiled. */
    const between = (start, end) => {
      const outer = found.filter(
        (one) =>
          one.start >= start &&
          one.end <= end &&
          !found.some(
            (other) =>
              other !== one &&
              other.start >= start &&
              other.end <= end &&
              other.start < one.start &&
              one.end < other.end,
          ),
      );
      let text = '';
      let at = start;
      for (const { start: from, end: to, quasi } of outer) {
        const { html, parts } = compiled(quasi.quasis.map(({ value }) => value.cooked));
        const name = `template$${made.length}`;
        made.push(`const ${name} = { h: ${JSON.stringify(html)}, parts: ${JSON.stringify(parts)} };`);
        const values = quasi.expressions.map((one) => between(one.start, one.end));
        text += `${code.slice(at, from)}({ _$litType$: ${name}, values: [${values.join(', ')}] })`;
        at = to;
      }
      return text + code.slice(at, end);
    };
    const body = between(0, code.length);
    return { code: `${body}\n${made.join('\n')}`, map: null };
  },
};
