/** Lets staff in: a living key of someone who has committed themselves to confidentiality (R60, R61). */
import { createMiddleware } from 'hono/factory';
import { Problem } from '../problem.ts';
import { findStaff, type Staff } from '../register/staff.ts';
import { type Role, roles } from '../store/catalogue.ts';
import { bearerOf } from './bearer.ts';
import type { Needs } from './needs.ts';

export interface StaffEnv {
  Variables: { staff: Staff };
}

/** Sets `staff`; 401 for an unknown key, 403 without a commitment, or in another role than `allowed`. */
export const staffOnly = (
  { store, world }: Pick<Needs, 'store' | 'world'>,
  allowed: readonly Role[] = roles,
) =>
  createMiddleware<StaffEnv>(async function staffOnly(c, next) {
    const key = bearerOf(c);
    const staff = key === undefined ? undefined : await findStaff(store, key, world.clock());
    if (!staff) {
      throw new Problem(
        'unauthorised',
        'Send a staff key as a bearer token; the first is in administrator.key.',
      );
    }
    if (staff.committed === null) {
      throw new Problem(
        'not-allowed',
        'Your confidentiality commitment is not recorded yet: ask the administrator.',
      );
    }
    if (!allowed.includes(staff.role)) {
      throw new Problem('not-allowed', `This needs one of the roles: ${allowed.join(', ')}.`);
    }
    c.set('staff', staff);
    c.header('Cache-Control', 'no-store');
    await next();
  });

/** Who watches over what is kept, without answering for it. */
export const watching: readonly Role[] = ['administrator', 'data_protection_officer', 'auditor'];

/** Who writes to customers, and who answers for it. */
export const marketers: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing'];
