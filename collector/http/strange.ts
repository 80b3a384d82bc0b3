/**
 * Members of a body that its schema does not name. Staff's programs are told of them: `toolUntill` that is dropped in silence is a
 * date that nobody kept. Visitors' bodies stay forgiving: the widget on a page may be newer than the collector.
 */
import * as v from 'valibot';

export interface Strange {
  /** The names that lead to it; the last is the one that nobody knows. */
  path: readonly string[];
  /** What may stand there. */
  known: readonly string[];
}

// Valibot's schemas carry what they are made of; which of it depends on the type.
type Parts = v.GenericSchema & {
  wrapped?: v.GenericSchema;
  entries?: Readonly<Record<string, v.GenericSchema>>;
  item?: v.GenericSchema;
  value?: v.GenericSchema;
  options?: readonly v.GenericSchema[];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one of several that a value is checked by: told by its `kind` where that differs, or the first that takes it. */
const chosen = (schema: Parts, given: unknown): v.GenericSchema | undefined => {
  const options = schema.options ?? [];
  if (schema.type !== 'variant') return options.find((one) => v.is(one, given));
  const key = Reflect.get(schema, 'key');
  return options.find((one) => {
    const tag = (one as Parts).entries?.[key];
    return tag !== undefined && isObject(given) && v.is(tag, given[key]);
  });
};

const among = (schema: v.GenericSchema, given: unknown, path: readonly string[]): Strange | undefined => {
  const parts = schema as Parts;
  const { wrapped, entries, item, value } = parts;
  if (wrapped) return given === undefined || given === null ? undefined : among(wrapped, given, path);
  if (Array.isArray(parts.options) && (schema.type === 'union' || schema.type === 'variant')) {
    const one = chosen(parts, given);
    return one && among(one, given, path);
  }
  if (schema.type === 'array' && item && Array.isArray(given))
    return first(given.map((each, place) => () => among(item, each, [...path, String(place)])));
  if (!isObject(given)) return undefined;
  if (schema.type === 'record' && value)
    return first(
      Object.entries(given).map(
        ([name, each]) =>
          () =>
            among(value, each, [...path, name]),
      ),
    );
  if (schema.type !== 'object' || !entries) return undefined;
  return first(
    Object.entries(given).map(([name, each]) => () => {
      const known = Object.hasOwn(entries, name) ? entries[name] : undefined;
      return known
        ? among(known, each, [...path, name])
        : { path: [...path, name], known: Object.keys(entries) };
    }),
  );
};

const first = (looks: readonly (() => Strange | undefined)[]): Strange | undefined => {
  for (const look of looks) {
    const found = look();
    if (found) return found;
  }
  return undefined;
};

/** The first member that the schema does not name; undefined where there is none. */
export const strangeIn = (schema: v.GenericSchema, given: unknown): Strange | undefined =>
  among(schema, given, []);

/** How many letters must be changed, put in, left out or swapped with the next (Damerau). */
const apart = (one: string, other: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (let at = 0; at < other.length; at += 1) {
      const isSwapped = at > 0 && letter === other[at - 1] && one[place - 1] === other[at];
      next.push(
        Math.min(
          (next[at] ?? 0) + 1,
          (row[at + 1] ?? 0) + 1,
          (row[at] ?? 0) + (letter === other[at] ? 0 : 1),
          isSwapped ? (before[at - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
};

const bare = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');

/** The name that was most likely meant; undefined where none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const asked = bare(name.slice(0, 60));
  const [best] = known
    .map((one) => ({ one, by: apart(asked, bare(one)) }))
    .filter(({ one, by }) => by <= Math.min(2, Math.floor(bare(one).length / 3)))
    .sort((a, b) => a.by - b.by);
  return best?.one;
};
