/** Pieces of a text that are found, and the text without them. */
import type { Removal, Removed } from './reduced.ts';

/** What can be found in text. */
export type Kind = Exclude<Removal, 'long' | 'many' | 'name'>;

export interface Find {
  kind: Kind;
  /** First place of it, and the first after it. */
  at: number;
  end: number;
}

/** What stands in the place of each: safe in addresses, and never found itself. */
export const marks: Readonly<Record<Kind, string>> = {
  email: '(email)',
  phone: '(phone)',
  national_id: '(id)',
  account: '(account)',
  address: '(address)',
  token: '(token)',
};

/** Counts one more. */
export const count = (removed: Removed, kind: Removal, more = 1): void => {
  removed[kind] = (removed[kind] ?? 0) + more;
};

/** The text with a mark in the place of every find; they come in order and do not overlap. */
export const without = (text: string, finds: readonly Find[], removed: Removed): string => {
  if (finds.length === 0) return text;
  const kept: string[] = [];
  let from = 0;
  for (const { kind, at, end } of finds) {
    kept.push(text.slice(from, at), marks[kind]);
    from = end;
    count(removed, kind);
  }
  return kept.join('') + text.slice(from);
};

/**
 * Everything that an expression of bounded length matches and `accepts` (which may say that the find ends earlier); after
 * what it refuses, the search goes on one character later, so that nothing hides in the tail of a near miss.
 */
export const matches = (
  text: string,
  expression: RegExp,
  kind: Kind,
  accepts: (match: RegExpExecArray) => boolean | number,
): Find[] => {
  const finds: Find[] = [];
  const search = new RegExp(expression, expression.flags);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const accepted = accepts(match);
    if (accepted === false) search.lastIndex = match.index + 1;
    else {
      const end = match.index + (accepted === true ? match[0].length : accepted);
      finds.push({ kind, at: match.index, end });
      search.lastIndex = end;
    }
  }
  return finds;
};
