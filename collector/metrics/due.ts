/** What the law sets a day for, counted. */
import type { Registry } from 'prom-client';
import { asked } from './asked.ts';

/** By what it is: how many are open, and of those how many are late. */
export interface Due {
  open: Readonly<Record<string, number>>;
  overdue: Readonly<Record<string, number>>;
}

export const dueGauges = (registers: Registry[], due?: () => Promise<Due>): void => {
  const none = { open: {}, overdue: {} };
  const of = async (which: keyof Due) => ((await due?.()) ?? none)[which];
  asked(registers, 'lupa_duties_open', 'What waits for an answer, by kind.', () => of('open'), 'kind');
  asked(
    registers,
    'lupa_duties_overdue',
    'What the law wanted answered by now, by kind: to be looked at today.',
    () => of('overdue'),
    'kind',
  );
};
