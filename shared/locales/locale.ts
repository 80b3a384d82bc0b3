/** What a language must say: the default words of the notice. A language is one object of this shape. */
import type { Word } from '../notice.ts';

/** What the words may speak of. */
export interface Named {
  /** Name of the controller. */
  controller: string;
  /** Companies beside the controller that receive data, each once. */
  recipients: readonly string[];
  /** What the preferences button says on this site. */
  preferencesButton: string;
}

/** Words that hold a name; all others say the same everywhere. */
type Naming = 'intro' | 'recipients' | 'withdrawal';

/** Sentences that a notice adds to the purposes under which Google measures: by our relay, or by its own tag. */
type AboutGoogle = 'googleRelayed' | 'googleTagged';

export type Locale = {
  /** Nobody whose language it is has read it: off until a site's owner approves it (docs/languages.md). */
  draft?: true;
  /** Written from right to left. */
  direction?: 'rtl';
  /** A cookie's life in words, as it stands alone in a table; 0 days means until the browser closes. */
  duration: (days: number) => string;
} & Record<Naming, (named: Named) => string> &
  Record<Exclude<Word, Naming> | AboutGoogle, () => string>;

/** Whole years, months or days, whichever says it exactly. */
const measured = (days: number): { count: number; unit: 'year' | 'month' | 'day' } => {
  if (days > 0 && days % 365 === 0) return { count: days / 365, unit: 'year' };
  if (days > 0 && days % 30 === 0) return { count: days / 30, unit: 'month' };
  return { count: days, unit: 'day' };
};

/** A counted noun by plural category (CLDR), `#` for the number; a category that is left out is said as `other`. */
type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Says durations in a language: what 0 days are called, and its units with their plurals. */
export const durations = (
  tag: string,
  { session, ...units }: { session: string } & Record<'year' | 'month' | 'day', Counted>,
): Locale['duration'] => {
  const plural = new Intl.PluralRules(tag);
  return (days) => {
    if (days === 0) return session;
    const { count, unit } = measured(days);
    const forms = units[unit];
    return (forms[plural.select(count)] ?? forms.other).replace('#', `${count}`);
  };
};

/** The names with commas, and `and` (with its spaces) before the last. */
export const listed = (names: readonly string[], and: string, comma = ', '): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(comma)}${and}${names.at(-1)}`;

/** A name as an island (U+2068, U+2069): Latin letters in a text from right to left leave its order alone. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
