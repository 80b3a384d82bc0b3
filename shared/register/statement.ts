/** A version of the privacy statement, as it is published. */
import * as v from 'valibot';
import { filled, id, language } from '../text.ts';
import { time } from './member.ts';

/** A site's public id: its name, and what makes it one that nobody guesses. */
const siteId = v.pipe(
  v.string('Expected a site.'),
  v.regex(/^[a-z][a-z0-9_-]{0,63}$/, 'A site is named by its public id.'),
);

export const statementVersion = v.pipe(
  v.object({
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
    /** By public id of a site, the purposes that it changes materially: their visitors are asked again, once it is in force. */
    asksAgain: v.optional(
      v.record(
        siteId,
        v.pipe(v.array(id, 'Expected a list of purposes.'), v.maxLength(32)),
        'Expected purposes by site.',
      ),
      {},
    ),
  }),
  v.forward(
    v.partialCheck(
      [['material'], ['asksAgain']],
      ({ material, asksAgain }) => material || Object.values(asksAgain).every((list) => list.length === 0),
      'A change of wording alone asks nobody again: say that it is material, or name no purposes.',
    ),
    ['asksAgain'],
  ),
);
