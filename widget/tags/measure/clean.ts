/** What an event may carry: text, numbers, yes and no. The collector looks again; here nothing may break a batch. */

/** Short, and without what the collector would refuse: control characters, half characters. */
export const text = (given: unknown): string => `${given}`.slice(0, 200).replace(/[\p{Cc}\p{Cs}]/gu, ' ');

/** Drops what is none of these, and who it is and where, which only we say. */
export const clean = (given: object | 0 | undefined): Record<string, string | number | boolean> => {
  const kept: Record<string, string | number | boolean> = {};
  for (const name in given as Record<string, unknown>) {
    const value = (given as Record<string, number>)[name] as number;
    // Of all that is no object, what is finite less itself is nothing.
    if (value != null && Object(value) !== value && !/^user_id$|^page_(loc|pa|ref)/.test(name))
      kept[text(name)] = value - value === 0 ? value : text(value);
  }
  return kept;
};
