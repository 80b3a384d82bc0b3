/** Numbers that point at somebody, in text: national ids, payment cards, telephone numbers. */
import { isCard } from './accounts.ts';
import { type Group, groupsIn, timesIn } from './digitGroups.ts';
import type { Find, Kind } from './finds.ts';
import { isNationalId } from './nationalIds.ts';
import { isPhone } from './phones.ts';

/** Digits of the shortest and the longest of them, and groups that one is written in at most. */
const shortest = 8;
const longest = 19;
const mostGroups = 12;

/** The longest number that begins with a group: what it is, and its last group. */
const longestFrom = (
  text: string,
  groups: readonly Group[],
  first: number,
  times: ReadonlySet<number>,
): { kind: Kind; last: number } | undefined => {
  const start = groups[first]?.at ?? 0;
  const before = text.slice(Math.max(0, start - 3), start);
  const joints: string[] = [];
  const parts: string[] = [];
  let digits = '';
  let found: { kind: Kind; last: number } | undefined;
  for (let last = first; last < Math.min(groups.length, first + mostGroups); last += 1) {
    const group = groups[last];
    if (!group || (last > first && group.joint === null)) break;
    if (digits.length + group.digits.length > longest) break;
    if (last > first) joints.push(group.joint ?? '');
    parts.push(group.digits);
    digits += group.digits;
    if (digits.length < shortest) continue;
    // Amounts and times of day are written with these; of numbers, only a Finnish mobile number is looked for there.
    const isList = joints.some((joint) => /[,:|*]/.test(joint));
    if (isList && !(last < first + 3 && /^0(?:4\d|50)$/.test(parts[0] ?? ''))) break;
    if (isList) {
      if (digits.length > 8 && digits.length < 12) found = { kind: 'phone', last };
    } else if (isNationalId(digits, parts.join('-'))) found = { kind: 'national_id', last };
    else if (isCard(digits)) found = { kind: 'account', last };
    else if (!times.has(start) && !(last > first && times.has(group.at))) {
      const after = text.slice(group.end, group.end + 1);
      if (isPhone({ digits, groups: parts, joints, before, after })) found = { kind: 'phone', last };
    }
  }
  return found;
};

/** In order. Each group begins at most twelve candidates, so that work grows with the length alone. */
export const numbersIn = (text: string): Find[] => {
  const groups = groupsIn(text);
  const times = timesIn(text);
  const finds: Find[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const found = longestFrom(text, groups, first, times);
    if (!found) continue;
    const at = groups[first]?.at ?? 0;
    const signs = /(?:\+\(?|\()$/.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0;
    const free = finds.at(-1)?.end ?? 0;
    finds.push({ kind: found.kind, at: Math.max(free, at - signs), end: groups[found.last]?.end ?? at });
    first = found.last;
  }
  return finds;
};
