/** Structured header fields (RFC 8941), as far as client hints use them. Strict: what does not parse is not there. */

const string = String.raw`"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"`;
const bare = String.raw`${string}|[A-Za-z*][\w!#$%&'*+.^\`|~:/-]*|-?\d{1,12}(?:\.\d{1,3})?|\?[01]|:[A-Za-z0-9+/=]*:`;
const member = new RegExp(`(${bare})((?:;[ ]*[a-z*][a-z0-9_.*-]*(?:=(?:${bare}))?)*)`, 'y');
const parameter = new RegExp(`;[ ]*([a-z*][a-z0-9_.*-]*)(?:=(${bare}))?`, 'g');
const between = /[ \t]*,[ \t]*/y;

/** An item of a list. */
export interface Item {
  /** A string without its quotes; anything else as it is written. */
  value: string;
  parameters: ReadonlyMap<string, string>;
}

const unquoted = (text = '?1'): string =>
  text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : text;

/** Longer headers are nobody's client hints. */
const most = 1024;

/** The items of a list (RFC 8941, 4.2.1); undefined where the header is missing or not one. */
export const listOf = (header: string | undefined): Item[] | undefined => {
  if (header === undefined || header.length > most) return undefined;
  const text = header.trim();
  const items: Item[] = [];
  for (let place = 0; ; place = between.lastIndex) {
    member.lastIndex = place;
    const [, value, parameters] = member.exec(text) ?? [];
    if (value === undefined) return undefined;
    const named = (parameters ?? '').matchAll(parameter);
    items.push({
      value: unquoted(value),
      parameters: new Map([...named].map(([, name = '', said]) => [name, unquoted(said)])),
    });
    between.lastIndex = member.lastIndex;
    if (member.lastIndex === text.length) return items;
    if (!between.test(text)) return undefined;
  }
};

/** The value of a header that is one item. */
export const itemOf = (header: string | undefined): string | undefined => {
  const items = listOf(header);
  return items?.length === 1 ? items[0]?.value : undefined;
};
