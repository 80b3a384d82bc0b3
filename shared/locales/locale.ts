/** What a language must say: the default words of the notice. A language is one object of this shape. */
import type { Word } from '../notice.ts';

/** What the words may speak of. */
export interface Named {
  /** Name of the controller. */
  controller: string;
  /** Companies beside the controller that receive data, each once. */
  recipients: readonly string[];
}

export type Locale = {
  /** A cookie's life in words; 0 days means until the browser closes. */
  duration: (days: number) => string;
} & Record<Word, (named: Named) => string>;

/** Whole years, months or days, whichever says it exactly. */
export const measured = (days: number): { count: number; unit: 'year' | 'month' | 'day' } => {
  if (days > 0 && days % 365 === 0) return { count: days / 365, unit: 'year' };
  if (days > 0 && days % 30 === 0) return { count: days / 30, unit: 'month' };
  return { count: days, unit: 'day' };
};

/** The names with commas and a last joining word. */
export const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
