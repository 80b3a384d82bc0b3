/** What staff see and renew of themselves. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { commitment } from '../../register/commitments.ts';
import { findController } from '../../register/customers.ts';
import { findMember } from '../../register/staffMembers.ts';
import { roles } from '../../store/catalogue.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { memberShown } from '../staffMember.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const year = 365 * 24 * 60 * 60_000;
const allowance = { home: true, own: true, lapsed: true };

/** The caller, as they are shown themselves. */
const selfShown = async (c: Context<StaffEnv>, { store, world }: Needs) => {
  const { controller, staff, readsOnly, until } = c.get('staff');
  const member = await findMember(store, controller, staff);
  const decider = await findController(store, controller);
  if (!member || !decider) throw new Problem('not-found', 'You are not there any more.');
  return c.json({
    controller: { number: controller, name: decider.name, role: decider.role },
    staff: memberShown(member, world.clock()),
    key: { reach: readsOnly ? 'read' : 'all', until: until && new Date(until).toISOString() },
  });
};

const answer = v.object({
  controller: v.looseObject({ number: v.number(), name: v.string() }),
  staff: v.looseObject({ id: v.number(), role: v.string() }),
  key: v.looseObject({ reach: v.string() }),
});

export const self = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/self',
      describe({
        summary: 'Who you are to the collector: controller, role, commitment, key',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs, roles, allowance),
      (c) => selfShown(c, needs),
    )
    .post(
      '/v1/self/commitment',
      describe({
        summary: 'Renews your own commitment to confidentiality for a year',
        description: 'The first one is recorded by an administrator or data protection officer.',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs, roles, allowance),
      async (c) => {
        const { store, world } = needs;
        const staff = c.get('staff');
        const now = world.clock();
        await store.write(commitment(world, staff, staff.staff, { committed: now, until: now + year }));
        return selfShown(c, needs);
      },
    );
