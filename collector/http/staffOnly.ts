/** Lets staff in: a living key or session of someone who has committed themselves to confidentiality (R60, R61). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Problem } from '../problem.ts';
import { logAct } from '../register/accessLog.ts';
import { operatorId } from '../register/controllers.ts';
import { findStaff, type Staff, wasKey } from '../register/staff.ts';
import { type Role, roles } from '../store/catalogue.ts';
import { type Allowance, actingOn, isReading, said } from './acting.ts';
import { bearerOf } from './bearer.ts';
import type { Needs } from './needs.ts';
import { patternOf } from './observed.ts';

export interface StaffEnv {
  Variables: { staff: Staff };
}

/** Who calls, whatever they may; 401 for nobody. */
const callerOf = async (
  c: Context,
  { store, world, attempts }: Pick<Needs, 'store' | 'world' | 'attempts'>,
): Promise<Staff> => {
  const key = bearerOf(c);
  const staff = key === undefined ? undefined : await findStaff(store, key, world.clock());
  if (staff) return staff;
  // A key that was somebody's once is a mistake, and so is the same key twice.
  if (key !== undefined && !(await wasKey(store, key)))
    attempts.saw('guessed-key', operatorId, { guessed: key });
  throw new Problem(
    'unauthorised',
    'Send a staff key or the token of a session as a bearer token; the first key is in administrator.key.',
  );
};

/** 403 for whoever has not committed themselves, or must renew it. */
export const demandCommitment = (
  { committed, committedUntil }: Staff,
  now: number,
  lapsed: boolean,
): void => {
  if (committed === null)
    throw new Problem(
      'not-allowed',
      'Your confidentiality commitment is not recorded yet: ask the administrator.',
    );
  if (committedUntil !== null && committedUntil <= now && !lapsed)
    throw new Problem(
      'not-allowed',
      'Your confidentiality commitment must be renewed: POST /v1/self/commitment.',
    );
};

/** Sets `staff`; 401 for an unknown key, 403 without a commitment, in another role than `allowed`, or beyond what may be done. */
export const staffOnly = (
  needs: Pick<Needs, 'store' | 'world' | 'attempts'>,
  allowed: readonly Role[] = roles,
  allowance: Allowance = {},
) =>
  createMiddleware<StaffEnv>(async function staffOnly(c, next) {
    const caller = await callerOf(c, needs);
    demandCommitment(caller, needs.world.clock(), allowance.lapsed === true);
    if (!allowed.includes(caller.role))
      throw new Problem('not-allowed', `This needs one of the roles: ${allowed.join(', ')}.`);
    if (!isReading(c, allowance)) {
      if (caller.readsOnly)
        throw new Problem('not-allowed', 'This key may only read: use another, or sign in.');
      if (caller.role === 'auditor' && !allowance.own)
        throw new Problem('not-allowed', 'Auditors read, and change nothing.');
    }
    const staff = await actingOn(c, needs, caller, allowance);
    // R63: whatever auditors see is written down, also what is about nobody.
    if (staff.role === 'auditor' && staff.home === staff.controller)
      await logAct(needs.store, needs.world, staff, `${c.req.method} ${patternOf(c)}`, said(c, 'audit'));
    c.set('staff', staff);
    c.header('Cache-Control', 'no-store');
    await next();
  });

/** Who watches over what is kept, without answering for it. */
export const watching: readonly Role[] = ['administrator', 'data_protection_officer', 'auditor'];

/** Who answers for what is kept: incidents, audits. */
export const answerers: readonly Role[] = ['administrator', 'data_protection_officer'];

/** Who writes to customers, and who answers for it. */
export const marketers: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing'];
