/** The hops that proxies wrote into a header: `Forwarded` (RFC 7239), or a list such as `X-Forwarded-For`. */

/** The last element: to its left ends what others wrote, so it is read from the right, whatever quotes they left open. */
const lastOf = (list: string): number => {
  let quoted = false;
  for (let place = list.length - 1; place >= 0; place--) {
    if (list[place] === '"') quoted = !quoted;
    else if (list[place] === ',' && !quoted) return place;
  }
  return -1;
};

const token = "[\\w!#$%&'*+.^`|~-]+";
/** One parameter of an element. No backslash: nothing that names a hop needs one. */
const parameter = new RegExp(`^\\s*(${token})=(?:(${token})|"([^"\\\\]*)")\\s*$`);

/** The address in `for=`: brackets and port taken off. Undefined for `unknown`, `_hidden` and what is malformed. */
const nodeOf = (element: string): string | undefined => {
  let node: string | undefined;
  for (const part of element.split(';')) {
    const [, name, plain, quoted] = parameter.exec(part) ?? [];
    if (name === undefined) return undefined;
    if (name.toLowerCase() !== 'for') continue;
    if (node !== undefined) return undefined; // at most once (RFC 7239, 4)
    node = plain ?? quoted ?? '';
  }
  const [, six, four] = /^(?:\[([0-9a-f:.]+)\]|([\d.]+))(?::(?:\d{1,5}|_[\w.-]+))?$/i.exec(node ?? '') ?? [];
  return six ?? four;
};

/** Hops from the nearest on, as addresses that are not checked yet; undefined stands for one that cannot be read. */
export function* hopsOf(header: string, value: string): Generator<string | undefined> {
  const read = header === 'forwarded' ? nodeOf : (element: string) => element.trim();
  for (let rest = value, comma = 0; comma >= 0; rest = rest.slice(0, comma)) {
    comma = header === 'forwarded' ? lastOf(rest) : rest.lastIndexOf(',');
    yield read(rest.slice(comma + 1));
    if (comma < 0) return;
  }
}
