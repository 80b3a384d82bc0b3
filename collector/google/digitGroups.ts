/** Groups of digits in text, and the chains that they form: `040 123-4567` is one of three. */

export interface Group {
  at: number;
  end: number;
  digits: string;
  /** What stands between it and the group before, where both may be of one number; else null. */
  joint: string | null;
}

const joint = /^[ ()./+_,:|*-]{1,5}$/;

/** All groups, in order. */
export const groupsIn = (text: string): Group[] => {
  const groups: Group[] = [];
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const before = groups.at(-1)?.end;
    const between = before === undefined || index - before > 5 ? null : text.slice(before, index);
    const isJoint = between !== null && joint.test(between);
    groups.push({ at: index, end: index + digits.length, digits, joint: isJoint ? between : null });
  }
  return groups;
};

/** Days, and hours of opening, which look like telephone numbers with a leading zero. */
const times =
  /(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}|\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d)(?!\d)/g;

/** Places of all characters of days and times of day. */
export const timesIn = (text: string): ReadonlySet<number> => {
  const places = new Set<number>();
  for (const { 0: time, index } of text.matchAll(times))
    for (let at = index; at < index + time.length; at += 1) places.add(at);
  return places;
};
