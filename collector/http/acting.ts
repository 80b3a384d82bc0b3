/** On whose register a member of staff acts: their own, or on an instruction a customer's (R5). The header `Lupa-Controller`. */
import type { Context } from 'hono';
import { isPlain } from '../../shared/text.ts';
import { Problem } from '../problem.ts';
import { logAct } from '../register/accessLog.ts';
import { operatorId } from '../register/controllers.ts';
import { liveInstruction } from '../register/instructions.ts';
import type { Staff } from '../register/staff.ts';
import type { Role } from '../store/catalogue.ts';
import type { Needs } from './needs.ts';
import { patternOf } from './observed.ts';
import { readable } from './reason.ts';

/** What a route allows beside the roles. */
export interface Allowance {
  /** A POST that only reads: look-ups, checks. Keys that read, and auditors, may. */
  reads?: boolean;
  /** About the caller alone: their keys, their session. Auditors may, although it writes. */
  own?: boolean;
  /** Never on an instruction: who is staff, who has a key. */
  home?: boolean;
  /** Roles of the operator's staff who may do this at a customer without an instruction: to record one. */
  across?: readonly Role[];
  /** Also for those whose commitment must be renewed: to renew it. */
  lapsed?: boolean;
}

/** Whether a call changes nothing. */
export const isReading = (c: Context, { reads }: Allowance): boolean =>
  reads === true || c.req.method === 'GET' || c.req.method === 'HEAD';

/** Why, for the log of acts: what was said, where it can be kept. */
export const said = (c: Context, usual: string): string => {
  const given = readable(c.req.header('lupa-reason')?.trim() ?? '').trim();
  return given && given.length <= 300 && isPlain(given) ? given : usual;
};

/**
 * The caller, on the register that the header names. Whoever's staff is not the operator's gets the same answer for another
 * controller whether or not there is one. Calls at a customer, and refusals, are in that customer's access log first.
 */
export const actingOn = async (
  c: Context,
  { store, world }: Pick<Needs, 'store' | 'world'>,
  staff: Staff,
  allowance: Allowance,
): Promise<Staff> => {
  const asked = c.req.header('lupa-controller');
  if (asked === undefined || asked === String(staff.controller)) return staff;
  const controller = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : undefined;
  if (staff.controller !== operatorId || controller === undefined)
    throw new Problem(
      'not-found',
      'There is no such controller for you: leave Lupa-Controller out, or give its number.',
    );
  const act = `${c.req.method} ${patternOf(c)}`;
  const there: Staff = { ...staff, controller };
  if (allowance.across?.includes(staff.role)) {
    await logAct(store, world, there, act, said(c, 'recording instructions'));
    return there;
  }
  const reach = isReading(c, allowance) ? 'read' : 'write';
  const isOpen = !allowance.home && staff.role !== 'auditor';
  const found = isOpen && (await liveInstruction(store, controller, reach, world.clock()));
  if (!found) {
    await logAct(store, world, there, `refused: ${act}`, said(c, 'no instruction'));
    throw new Problem(
      'not-allowed',
      allowance.home
        ? 'This is for the staff of that controller alone.'
        : `There is no instruction of that controller in force by which you may ${reach} there.`,
    );
  }
  await logAct(store, world, { ...there, instruction: found.id }, act, said(c, 'on the instruction'));
  return { ...there, instruction: found.id };
};
