/** A wording: what people are asked to agree to by double opt-in, and to which permission a confirmation amounts. */
import * as v from 'valibot';
import { filled, language } from '../text.ts';
import { maybe, word } from './member.ts';
import { channel, recipient } from './permission.ts';

/** Texts by language, at least one. */
export const byLanguage = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(
    v.record(language, schema, 'Expected texts by language.'),
    v.check((texts) => Object.keys(texts).length > 0, 'Say it in at least one language.'),
    v.check((texts) => Object.keys(texts).length <= 20, 'At most 20 languages.'),
  );

export const wording = {
  name: filled(200),
  recipient,
  channel,
  purpose: word,
  productGroup: maybe(word),
  texts: byLanguage(filled(4000)),
};
