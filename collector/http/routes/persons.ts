/** The access answer of one person, for staff who answer access requests. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { personState } from '../../register/personState.ts';
import { accessAnswer } from '../../rights/access.ts';
import { isUnfinished } from '../../rights/unfinished.ts';
import type { Role } from '../../store/catalogue.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answering: readonly Role[] = ['administrator', 'data_protection_officer'];
const usualReason = 'answering an access request (GDPR 15)';

export const persons = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/persons/:id/access',
    describe({
      summary: 'Everything held about one person (GDPR 15)',
      description: 'The read is logged; the header Lupa-Reason says why, where it is not an access request.',
      tag: 'staff',
      parameters: [{ name: 'Lupa-Reason', in: 'header', description: 'Why; kept in the access log.' }],
      answers: { 200: v.looseObject({ v: v.literal(1), dataHeld: v.boolean() }) },
      refusals: [401, 403, 404, 422, 503],
      security: 'staff',
    }),
    staffOnly(needs, answering),
    async (c) => {
      const staff = c.get('staff');
      const id = c.req.param('id');
      const reason = reasonOf(c, usualReason);
      const person = isUuid(id) ? fromUuid(id) : undefined;
      // Logged first, so that the answer holds this reading too.
      const known = person && (await personState(needs.store, staff.controller, person));
      const isKept =
        person && known?.erased !== null && (await isUnfinished(needs.store, staff.controller, person));
      if (!person || !known || (known.erased !== null && !isKept)) {
        throw new Problem('not-found', 'Nobody is known by this id: look the person up first.');
      }
      await logRead(needs.store, needs.world, staff, { action: 'access', reason, persons: [person] });
      return c.json(await accessAnswer(needs.store, staff.controller, person, needs.world.clock()));
    },
  );
