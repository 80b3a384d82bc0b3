/** Checking the members of a row that comes from a file: all that is wrong, each with its place, never the value. */
import * as v from 'valibot';

export interface WrongMember {
  /** JSON pointer to the member. */
  pointer: string;
  /** What is wrong, as a sentence. */
  problem: string;
}

export type CheckedRow = { row: Readonly<Record<string, unknown>> } | { wrong: WrongMember[] };

/** valibot's own messages would repeat the value. */
const sentence = (message: string): string =>
  message.startsWith('Invalid ') ? 'Not of the expected kind.' : message;

/** The row as the members say, or what is wrong with it. */
export const checkRow = (members: v.ObjectEntries, given: Readonly<Record<string, unknown>>): CheckedRow => {
  const checked = v.safeParse(v.object(members), given);
  if (checked.success) return { row: checked.output };
  return {
    wrong: checked.issues.map((issue) => ({
      pointer: `/${String(issue.path?.[0]?.key ?? '')}`,
      problem:
        issue.input === undefined || issue.input === null
          ? 'This member is missing.'
          : sentence(issue.message),
    })),
  };
};
