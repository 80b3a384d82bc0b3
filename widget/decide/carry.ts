/** Carries a decision out. The question is off the screen already; gate first, network last (DESIGN section 5). */
import type { Decision } from '../../shared/decision.ts';
import { ends } from '../consent/remember.ts';
import { allows, next } from '../consent/state.ts';
import type { Desk } from './desk.ts';
import { deliver } from './errands.ts';
import { keep, write } from './keep.ts';
import { painted, yielded } from './pace.ts';
import { inTurn, record } from './record.ts';
import type { Cited } from './shown.ts';
import { standing } from './standing.ts';

/** One act of a visitor. */
export type Act = Pick<Decision, 'answers' | 'how' | 'surface' | 'takeover'>;

/**
 * Keeps an act and records it, as given at `since`, once it is `seen`. What grants nothing new shuts the gate here and now: a page
 * that is loaded anew in the moment of the press, in whichever tab, is loaded without what was taken back (C12).
 */
export const put = async (
  desk: Desk,
  act: Act,
  cited: Cited,
  since = desk.world.now(),
  seen?: Promise<void>,
): Promise<void> => {
  const { handle, own } = desk;
  const { answers } = act;
  const step = () => {
    const before = standing(handle);
    const after = next(before, {
      move: 'answer',
      answers,
      until: ends(answers, own.days, since),
      purposes: Object.keys(handle.settings.purposes),
    });
    return [before, after] as const;
  };
  const [before, after] = step();
  if (!Object.keys(answers).some((one) => allows(after, one) && !allows(before, one)))
    write(desk, after, cited.terms);
  await seen;
  // The record first, in one task with the rest: what is remembered as granted can always be proven, even when a listener of
  // the page goes somewhere else the moment it hears of it.
  await inTurn(desk, () => {
    const [before, after] = step();
    record(desk, act, cited, before, after);
    keep(desk, after, cited.terms);
  });
};

export const carry = async (desk: Desk, act: Act, cited: Cited): Promise<void> => {
  await put(desk, act, cited, undefined, painted());
  // The loader has its tags loaded in a task of their own, which comes before this one.
  await yielded();
  await deliver(desk);
};
