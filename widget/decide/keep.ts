/** Keeps where a visitor stands now, and lets gate, Google and the page's listeners know. */
import { format, remember } from '../consent/remember.ts';
import type { Memory } from '../consent/state.ts';
import { sweepNames } from '../gate/sweep.ts';
import type { Desk } from './desk.ts';
import { renew } from './renew.ts';
import { sweep } from './sweep.ts';

/** `terms`: those that were answered, where they are newer than the loader's. */
export const keep = (desk: Desk, memory: Memory, terms?: Record<string, number>): void => {
  const { handle } = desk;
  const { domain, purposes } = handle.settings;
  const value = format(memory, { ...purposes, ...terms }, handle.signal);
  // An older cookie of the name would stand before ours where the owner has changed the domain since.
  sweepNames(['lupa']);
  handle.memory = remember(value, memory.until, domain);
  handle.apply();
  renew(desk, true);
  sweep(desk);
};
