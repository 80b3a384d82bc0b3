/** One call, one file: the answer to an access request in the form that the person wants (GDPR 12(1), 12(3), 15). */
import type { Store } from '../../store/store.ts';
import { type AnswerAsked, type HeldAnswer, heldAnswer } from './held.ts';
import { jsonBytes } from './json.ts';
import type { Model } from './model.ts';
import { modelOf } from './modelOf.ts';
import { type Packed, zipBytes } from './package.ts';
import { pageBytes } from './page.ts';
import { pdfBytes } from './pdf.ts';
import { slices } from './slices.ts';
import { wordedCsv } from './tablesOf.ts';
import { answerWords } from './words/languages.ts';
import type { AnswerWords } from './words/words.ts';

export const answerForms = ['page', 'pdf', 'json', 'zip'] as const;
export type AnswerForm = (typeof answerForms)[number];

export interface AnswerFile {
  name: string;
  type: string;
  body: Uint8Array<ArrayBuffer>;
}

const packed = async (answer: HeldAnswer, model: Model, words: AnswerWords, now: number) => {
  const pause = slices();
  const { text } = words;
  const files: Packed[] = [
    { name: 'readme.txt', bytes: Buffer.from(text.readme(model.controller.name, model.made)) },
    { name: 'answer.html', bytes: await pageBytes(model, words) },
    { name: 'answer.json', bytes: await jsonBytes(answer) },
  ];
  for (const table of model.parts.flatMap(({ tables }) => tables))
    files.push({ name: `${table.id}.csv`, bytes: await wordedCsv(table, words, pause) });
  return zipBytes(files, now, pause);
};

/** The answer about the person, or that nothing is held, as a file. */
export const answerFile = async (
  store: Store,
  controller: number,
  person: Uint8Array | null,
  { form, ...asked }: AnswerAsked & { form: AnswerForm },
): Promise<AnswerFile> => {
  const { now } = asked;
  const answer = await heldAnswer(store, controller, person, asked);
  const { language } = answer;
  const name = `${{ fi: 'tietoni', sv: 'mina-uppgifter', en: 'my-data' }[language]}-${new Date(now).toISOString().slice(0, 10)}`;
  if (form === 'json')
    return { name: `${name}.json`, type: 'application/json', body: await jsonBytes(answer) };
  const words = answerWords(language);
  const model = modelOf(answer);
  switch (form) {
    case 'page':
      return { name: `${name}.html`, type: 'text/html; charset=utf-8', body: await pageBytes(model, words) };
    case 'pdf':
      return { name: `${name}.pdf`, type: 'application/pdf', body: await pdfBytes(model, words, now) };
    case 'zip':
      return {
        name: `${name}.zip`,
        type: 'application/zip',
        body: await packed(answer, model, words, now),
      };
    default:
      return form satisfies never;
  }
};
