/** What of another tool's choice is an answer to our purposes. Pure. */
import type { Answers } from '../../shared/answer.ts';
import type { DeskSettings, TakeoverSettings } from '../../shared/gate.ts';
import { ends } from '../consent/remember.ts';
import type { Choice } from './choice.ts';

/** The shortest time that a refusal of ours holds (C14). */
const refusalHolds = 182 * 864e5;

/** What is taken over: at least one answer, and when it was given; undefined where that is not known. */
export interface Taken {
  answers: Answers;
  given: number | undefined;
}

/**
 * Only while every answer that this site's visitors have given us since `replaced` still holds, so that none of them is ever
 * overruled by an older one: that is what "once" means without keeping a mark.
 */
export const open = ({ replaced }: TakeoverSettings, now: number): boolean => now < replaced + refusalHolds;

/** When it was given; `null`: it cannot be this tool's, or is not what it seems. */
const given = (
  { replaced, days }: TakeoverSettings,
  choice: Choice,
  now: number,
): number | undefined | null => {
  // A cookie without a date is not older than it lasts.
  if (choice.given === undefined) return days && now - days * 864e5;
  return choice.given <= now && choice.given < replaced + 864e5 ? choice.given : null;
};

/** Where the tools begin to count their terms, if nobody has told them otherwise. */
const first: Record<string, number> = { 'vanilla-cookieconsent': 0, cookiebot: 1 };

/** `terms`: those in force. Undefined where nothing can be taken over: then it is asked as always. */
export const match = (
  settings: TakeoverSettings,
  choice: Choice,
  terms: Record<string, number>,
  days: DeskSettings['days'],
  now: number,
): Taken | undefined => {
  const when = given(settings, choice, now);
  if (when === null || Number.isNaN(when)) return undefined;
  if ('revision' in choice && choice.revision !== (settings.revision ?? first[settings.from]))
    return undefined;
  const answers: Answers = {};
  for (const [purpose, wanted] of Object.entries(settings.purposes)) {
    if (terms[purpose] !== wanted.terms) continue;
    const said = new Set(wanted.categories.map((category) => choice.answers.get(category)));
    // Said in part, or not at all: it is asked.
    if (said.size !== 1 || said.has(undefined)) continue;
    if (!said.has(true)) answers[purpose] = 'denied';
    // A grant must have been a press, and of a known age (C9, C15).
    else if (choice.pressed && when !== undefined) answers[purpose] = 'granted';
  }
  const held = Object.keys(answers).length > 0 && ends(answers, days, when ?? now) > now / 864e5;
  return held ? { answers, given: when } : undefined;
};
