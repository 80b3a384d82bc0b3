/** The words by which a person is found: folded, so that case, diacritics and compatibility forms do not matter (issue 6). */
import { type Statement, sql, statement } from '../store/store.ts';

// What has no decomposition, as people type it without the letter.
const plain: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
};

/** The text as it is compared: without case and diacritics. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øđðłßæœþħıŋŧ]/g, (letter) => plain[letter] ?? letter);

/** Nobody's name has more that tell. */
const most = 12;

/** The words of a text, folded, each once. */
export const wordsOf = (text: string): string[] => [
  ...new Set((folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 64)).slice(0, most)),
];

/** How many words of a name are paired. */
const paired = 4;

/** A name's words, and each two of its first ones as one, in both orders: most people are looked for by two. */
export const indexed = (name: string): string[] => {
  const words = wordsOf(name);
  const first = words.slice(0, paired);
  const pairs = first.flatMap((one) =>
    first.filter((other) => other !== one).map((other) => `${one} ${other}`),
  );
  return [...words, ...pairs];
};

const drop = sql`delete from person_words where controller_id = :controller and person_id = :person`;
const insert = sql`
  insert into person_words (controller_id, word, person_id) values (:controller, :word, :person)
  on conflict (controller_id, word, person_id) do nothing`;

/** The person is found by these words. */
export const addWords = (controller: number, person: Uint8Array, name: string | null): Statement[] =>
  indexed(name ?? '').map((word) => statement(insert, { controller, word, person }));

/** From now on the person is found by these words and no others. */
export const findBy = (controller: number, person: Uint8Array, name: string | null): Statement[] => [
  statement(drop, { controller, person }),
  ...addWords(controller, person, name),
];
