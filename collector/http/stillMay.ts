/** Asks again, in an answer that takes long, whether the caller still may: keys end, roles change, orders are taken back. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import { liveInstruction } from '../register/instructions.ts';
import { findStaff } from '../register/staff.ts';
import { bearerOf } from './bearer.ts';
import type { Needs } from './needs.ts';
import { demandCommitment, type StaffEnv } from './staffOnly.ts';

/** Throws where whoever began the call could not begin it now. */
export const demandStill = async (
  c: Context<StaffEnv>,
  { store, world }: Pick<Needs, 'store' | 'world'>,
): Promise<void> => {
  const began = c.get('staff');
  const now = world.clock();
  const caller = await findStaff(store, bearerOf(c) ?? '', now);
  if (caller?.staff !== began.staff || caller.role !== began.role || caller.controller !== began.home)
    throw new Problem('not-allowed', 'The key or session has ended meanwhile, or the role is another.');
  demandCommitment(caller, now, false);
  if (began.instruction && !(await liveInstruction(store, began.controller, 'read', now)))
    throw new Problem('not-allowed', 'The instruction has been taken back meanwhile.');
};
