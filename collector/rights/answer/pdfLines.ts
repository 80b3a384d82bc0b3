/** The answer as lines of a document: what is sent to the thread that writes the PDF. */
import { type Model, type Rows, saidMembers } from './model.ts';
import { labelOf, sayer } from './say.ts';
import type { Slices } from './slices.ts';
import type { AnswerWords } from './words/words.ts';

export interface PdfHead {
  title: string;
  author: string;
  language: string;
  /** Unix milliseconds. */
  now: number;
  /** What stands before a page's number, and between it and their count. */
  page: readonly string[];
  /** Said where the font has no picture of a letter. */
  unwritable: string;
}

export type PdfLine =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  /** `alone`: each pair in a line of its own. `many`: of thousands, labels stand out no more than values, which is quicker. */
  | {
      kind: 'row';
      pairs: readonly (readonly [label: string, value: string])[];
      how: 'alone' | 'some' | 'many';
    };

/** Rows of a table from which on it is long. */
const long = 200;

export const pdfHeadOf = (model: Model, { text }: AnswerWords, now: number): PdfHead => {
  const { title, language, controller } = model;
  const page = text.page(0, 0).split('0');
  return { title, author: controller.name, language, now, page, unwritable: text.unwritable };
};

/** Line by line, so that whoever sends them can pause. */
export async function* pdfLines(model: Model, words: AnswerWords, pause: Slices): AsyncGenerator<PdfLine> {
  const { say } = sayer(words);
  const { text } = words;
  const heading = (level: 1 | 2 | 3, title: string): PdfLine => ({ kind: 'heading', level, text: title });

  async function* linesOf(table: Rows): AsyncGenerator<PdfLine> {
    const { id, title, told, rows, show } = table;
    const members = await saidMembers(table, pause);
    if (title !== '') yield heading(3, rows.length > 3 ? `${title} (${rows.length})` : title);
    if (told !== undefined) yield { kind: 'text', text: told };
    const few = rows.length === 1 ? 'alone' : 'some';
    const how = rows.length > long ? 'many' : few;
    for (const one of rows) {
      const row = show(one);
      const pairs = members
        .map((member) => [labelOf(words, member, id), say(member, row[member])] as const)
        .filter(([, value]) => value !== '');
      yield { kind: 'row', pairs, how };
      await pause();
    }
  }

  const { controller, made } = model;
  yield heading(1, model.title);
  yield {
    kind: 'row',
    how: 'alone',
    pairs: [
      [text.controller, controller.name],
      [text.contact, controller.contact],
      [text.made, made],
    ],
  };
  for (const one of model.lead) yield { kind: 'text', text: one };
  for (const { title, sentences, tables } of model.parts) {
    yield heading(2, title);
    for (const one of sentences) yield { kind: 'text', text: one };
    for (const one of tables) yield* linesOf(one);
  }
}
