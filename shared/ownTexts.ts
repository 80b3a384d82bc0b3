/** The words of the notice that a site may choose for itself. Why these and no others: docs/decisions/0007. */
import * as v from 'valibot';
import type { Word } from './notice.ts';
import { filled } from './text.ts';

/** Something to read: a label without a letter would hide what it names. */
const readable = (most: number) => v.pipe(filled(most), v.regex(/\p{L}/u, 'Must have a letter.'));

/** Stands for the controller's name in a site's own introduction. */
export const controllerMark = '{controller}';

const entries = {
  title: v.optional(readable(80)),
  intro: v.optional(
    v.pipe(
      readable(600),
      v.check(
        (value) => value.includes(controllerMark) && !/[{}]/.test(value.replaceAll(controllerMark, '')),
        'Must say who asks: write {controller} where the name goes, and no other braces.',
      ),
    ),
  ),
  preferencesButton: v.optional(readable(40)),
  preferencesTitle: v.optional(readable(80)),
  preferencesIntro: v.optional(readable(400)),
  statement: v.optional(readable(60)),
} satisfies Partial<Record<Word, unknown>>;

/** A site's own words in one language. */
export const ownTexts = v.strictObject(
  entries,
  `A site may choose ${Object.keys(entries).join(', ')}; the other words are the same for every site, so that they are fair and true.`,
);

export type OwnTexts = v.InferOutput<typeof ownTexts>;
