/** Carries a decision out. The question is off the screen already; gate first, network last (DESIGN section 5). */
import type { Decision } from '../../shared/decision.ts';
import { ends } from '../consent/remember.ts';
import { next } from '../consent/state.ts';
import type { Desk } from './desk.ts';
import { deliver } from './errands.ts';
import { keep } from './keep.ts';
import { painted, yielded } from './pace.ts';
import { inTurn, record } from './record.ts';
import type { Cited } from './shown.ts';
import { standing } from './standing.ts';

/** One act of a visitor. */
export type Act = Pick<Decision, 'answers' | 'how' | 'surface' | 'takeover'>;

/** Keeps an act and records it, as given at `since`. */
export const put = async (desk: Desk, act: Act, cited: Cited, since = desk.world.now()): Promise<void> => {
  const { handle, own } = desk;
  const before = standing(handle);
  const after = next(before, {
    move: 'answer',
    answers: act.answers,
    until: ends(act.answers, own.days, since),
    purposes: Object.keys(handle.settings.purposes),
  });
  // The record first, in one task with the cookie: what is remembered as granted can always be proven, even when a listener
  // of the page goes somewhere else the moment it hears of it.
  await inTurn(desk, () => {
    record(desk, act, cited, before, after);
    keep(desk, after, cited.terms);
  });
};

export const carry = async (desk: Desk, act: Act, cited: Cited): Promise<void> => {
  await painted();
  await put(desk, act, cited);
  // The loader has its tags loaded in a task of their own, which comes before this one.
  await yielded();
  await deliver(desk);
};
