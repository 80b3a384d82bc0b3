/** Rows as CSV, in slices: labels and words of the language, times as ISO 8601 has them. */
import { csvLine, csvOf } from '../../csv.ts';
import type { Rows } from './model.ts';
import { isMoney, labelOf, sayer } from './say.ts';
import { gathering, type Slices } from './slices.ts';
import type { AnswerWords } from './words/words.ts';

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** A table that people open: what its columns are called, and what codes mean, in words. */
export const wordedCsv = async (
  { id, members, rows, show }: Rows,
  words: AnswerWords,
  pause: Slices,
): Promise<Uint8Array> => {
  const { say } = sayer(words);
  const out = gathering(pause);
  const labels = members.map((member) => labelOf(words, member, id));
  await out.add(csvOf(labels, []));
  for (const one of rows) {
    const row = show(one);
    const cells = members.map((member) => {
      const value = row[member];
      return typeof value === 'number' && !isMoney(member)
        ? value
        : isTime(value)
          ? value
          : say(member, value);
    });
    await out.add(csvLine(cells));
  }
  return out.bytes();
};

/** A table for programs: members by their names, whatever is no text or number as JSON. */
export const plainCsv = async (
  { members, rows }: Pick<Rows, 'members' | 'rows'>,
  pause: Slices,
): Promise<Uint8Array> => {
  const out = gathering(pause);
  await out.add(csvOf([...members], []));
  for (const row of rows)
    await out.add(
      csvLine(
        members.map((member) => {
          const value = row[member];
          if (value === null || value === undefined) return null;
          return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
        }),
      ),
    );
  return out.bytes();
};
