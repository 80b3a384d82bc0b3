/** A campaign: one e-mail to everybody who may be written to for a purpose. The words that the law demands are added by us. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, word } from './member.ts';
import { byLanguage } from './wording.ts';

export const content = v.object({
  subject: v.pipe(filled(200), v.regex(/^[^\r\n\t]*$/, 'A subject is one line.')),
  text: filled(50_000),
});
export type Content = v.InferOutput<typeof content>;

export const campaign = {
  name: filled(200),
  purpose: word,
  productGroup: maybe(word),
  /** Whether it is about the duties that professionals have: only then it reaches those who did not agree to more. */
  concernsDuties: v.optional(v.boolean('Expected true or false.'), false),
  content: byLanguage(content),
};
