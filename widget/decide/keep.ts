/** Keeps where a visitor stands now, and lets gate, Google and the page's listeners know. */
import { read } from '../consent/memory.ts';
import { format, remember } from '../consent/remember.ts';
import type { Memory } from '../consent/state.ts';
import { sweepNames } from '../gate/sweep.ts';
import type { Desk } from './desk.ts';
import { renew } from './renew.ts';
import { sweep } from './sweep.ts';

/** Where this browser stands: the guard of every tab obeys at once. `terms`: those that were answered, where they are newer than the loader's. */
export const write = (desk: Desk, memory: Memory, terms?: Record<string, number>): void => {
  const { handle, world } = desk;
  const { domain, purposes } = handle.settings;
  const value = format(memory, { ...purposes, ...terms }, handle.signal);
  // In the press already: nobody is asked to set it a second time.
  if (`${handle.said()}` === `${read(value, world.now(), handle.signal)}`) return;
  // An older cookie of the name would stand before ours where the owner has changed the domain since.
  sweepNames(['lupa']);
  handle.memory = remember(value, memory.until, domain);
  renew(desk, true);
};

/** Writes it, and brings this page up to date. */
export const keep = (desk: Desk, memory: Memory, terms?: Record<string, number>): void => {
  write(desk, memory, terms);
  desk.handle.apply();
  sweep(desk);
};
