/** Shuts this browser's gate: everything is refused, on this page and on the next ones. */
import type { Answers } from '../../shared/answer.ts';
import { ends } from '../consent/remember.ts';
import type { Act } from './carry.ts';
import type { Desk } from './desk.ts';
import { keep } from './keep.ts';

/** Denied, for each of these purposes. */
export const denied = (purposes: readonly string[]): Answers =>
  Object.fromEntries(purposes.map((purpose) => [purpose, 'denied']));

/** Withdrawing all of them without a press of a button of ours. */
export const withdrawal = (purposes: readonly string[]): Act => ({
  answers: denied(purposes),
  how: 'withdraw_all',
  surface: 'api',
});

/** Leaves the same cookie as a refusal (C21). */
export const shut = (desk: Desk): void => {
  const { handle, own, world } = desk;
  const { settings, stopped } = handle;
  const purposes = Object.keys(settings.purposes);
  for (const purpose of purposes) stopped[purpose] = 1;
  const answers = denied(purposes);
  keep(desk, { answers, until: ends(answers, own.days, world.now()) });
};

/** As the collector says that the consent is not live. */
export const end = (desk: Desk): void => {
  desk.keep(undefined);
  shut(desk);
};
