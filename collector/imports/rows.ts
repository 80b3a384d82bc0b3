/** The rows of a file, one after the other: CSV as spreadsheets write it, or one JSON object a line. */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Importing } from '../../shared/register/import.ts';

/** A row by the names of its columns; `line` is its place in the file, from 1. `wrong` where it cannot be read. */
export type FileRow =
  | { line: number; columns: Readonly<Record<string, unknown>> }
  | { line: number; wrong: string };

/** The file cannot be read at all. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** A row of more is no row of a register. */
const longest = 256 * 1024;

/** The delimiter that the first line has most of, outside quotes. */
const delimiterIn = (line: string): string => {
  const plain = line.replaceAll(/"[^"]*"/g, '');
  const counts = [';', ',', '\t', '|'].map((one) => ({ one, count: plain.split(one).length }));
  return counts.sort((left, right) => right.count - left.count)[0]?.one ?? ',';
};

/** The text with its first line known, and without a byte order mark. */
const begun = async (text: AsyncIterator<string>): Promise<string> => {
  let start = '';
  while (!/[\r\n]/.test(start) && start.length < longest) {
    const { value, done } = await text.next();
    if (done === true) break;
    start += value;
  }
  return start.replace(/^\ufeff/, '');
};

async function* rest(start: string, text: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await text.next(); next.done !== true; next = await text.next()) yield next.value;
}

async function* csvRows(text: AsyncIterator<string>, given: string | undefined): AsyncGenerator<FileRow> {
  const start = await begun(text);
  const delimiter = given ?? delimiterIn(start.split(/[\r\n]/, 1)[0] ?? '');
  const parser = Readable.from(rest(start, text), { objectMode: false, encoding: 'utf8' }).pipe(
    parse({
      delimiter,
      columns: (names: string[]) => names.map((name) => name.trim()),
      info: true,
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longest,
    }),
  );
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number };
      record: Record<string, unknown>;
    }>)
      yield { line: info.lines, columns: record };
  } catch {
    throw new Unreadable('The file is no CSV from here on: a quote is not closed, or a line is too long.');
  }
}

const jsonRow = (line: number, text: string): FileRow => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { line, columns: value as Record<string, unknown> };
  } catch {}
  return { line, wrong: 'The line is no JSON object.' };
};

async function* jsonRows(text: AsyncIterator<string>): AsyncGenerator<FileRow> {
  let line = 0;
  let kept = '';
  for (let next = await text.next(); next.done !== true; next = await text.next()) {
    const lines = (kept + next.value).split('\n');
    kept = lines.pop() ?? '';
    if (kept.length > longest) throw new Unreadable('The file has a line that is too long.');
    for (const one of lines) {
      line += 1;
      const plain = one.replace(/^\ufeff/, '').trim();
      if (plain !== '') yield jsonRow(line, plain);
    }
  }
  if (kept.trim() !== '') yield jsonRow(line + 1, kept.trim());
}

/** The rows. Throws `Unreadable` where nothing after this place can be. */
export const rowsIn = (
  text: AsyncIterator<string>,
  { form, delimiter }: Importing,
): AsyncGenerator<FileRow> => (form === 'csv' ? csvRows(text, delimiter) : jsonRows(text));
