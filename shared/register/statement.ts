/** A version of the privacy statement, as it is published. */
import * as v from 'valibot';
import { filled, language } from '../text.ts';
import { time } from './member.ts';

export const statementVersion = v.object({
  /** From when on it is in force. */
  effective: time,
  /** Whether it changes what people agree to, rather than how it is said. */
  material: v.boolean('Say whether it changes what people agree to: true or false.'),
  /** The text by language, word for word. */
  texts: v.pipe(
    v.record(language, filled(200_000)),
    v.check((texts) => Object.keys(texts).length > 0, 'At least one language.'),
    v.check((texts) => Object.keys(texts).length <= 40, 'At most 40 languages.'),
  ),
});
