/** The schedule in words: a line a rule, plain, for the register's staff and for whoever asks for their data. */

import type { Retention } from '../../store/column.ts';
import type { Period } from './period.ts';
import { type Endless, isEndless, type RuleId, ruleOf, rules } from './rules.ts';
import type { Setting } from './settings.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { sv } from './words/sv.ts';

/** What is said of a rule in a language; a missing one is a compile error. */
export interface RuleWords {
  /** What is kept, in two or three words. */
  title: string;
  /** For how long, from when on. */
  line(period: string): string;
  /** Why for so long, where the controller gives no reason of its own. */
  why: string;
}

export interface ScheduleWords {
  period(period: Period): string;
  rules: Readonly<Record<RuleId, RuleWords>>;
  /** What nothing ends by itself: what it is, and why it stays. */
  endless: Readonly<Record<Endless, string>>;
}

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

const words: Readonly<Record<Language, ScheduleWords>> = { fi, sv, en };

/** One line of the schedule. */
export interface Told {
  title: string;
  line: string;
  why: string;
}

/** A rule as it holds, in a language. */
export const tellRule = ({ rule, period, reason }: Setting, language: Language): Told => {
  const { title, line, why } = words[language].rules[rule];
  return { title, line: line(words[language].period(period)), why: reason ?? why };
};

/** Every rule as it holds, in a language, in the order of the schedule. */
export const tellSchedule = (
  settings: Readonly<Record<RuleId, Setting>>,
  language: Language,
): (Told & { rule: RuleId })[] =>
  (Object.keys(rules) as RuleId[]).map((rule) => ({ rule, ...tellRule(settings[rule], language) }));

/** What nothing ends, in a language. */
export const tellEndless = (word: Endless, language: Language): string => words[language].endless[word];

/** What the catalogue's word for a column's retention means for this controller, in a language. */
export const tellRetention = (
  settings: Readonly<Record<RuleId, Setting>>,
  word: Retention,
  language: Language,
): string => {
  if (isEndless(word)) return tellEndless(word, language);
  const rule = ruleOf(word);
  if (!rule) throw new Error(`No rule says what "${word}" means.`);
  return tellRule(settings[rule], language).line;
};
