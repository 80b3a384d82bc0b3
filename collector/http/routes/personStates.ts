/** Where persons stand: restricting, lifting, erasing (GDPR 17, 18), by those who answer for it. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { time } from '../../../shared/register/member.ts';
import { filled } from '../../../shared/text.ts';
import { tellRecipients } from '../../duties/recipientNotices.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { personState } from '../../register/personState.ts';
import { liftRestriction, restrictionReasons, restrictPerson } from '../../register/restriction.ts';
import { when } from '../../rights/acts.ts';
import { keptOf } from '../../rights/kept.ts';
import { tellLifting } from '../../rights/liftingNotice.ts';
import { eraseByStaff } from '../../rights/requests/eraseByStaff.ts';
import type { Role } from '../../store/catalogue.ts';
import { Unmet } from '../../store/store.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { kept } from '../keptAnswer.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { reasonOf } from '../reason.ts';
import { firstThese } from '../requestShown.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answering: readonly Role[] = ['administrator', 'data_protection_officer'];
const nullable = v.nullable(v.string());
const stateAnswer = v.object({
  created: nullable,
  pending: nullable,
  restricted: nullable,
  restriction: nullable,
  objected: nullable,
  erased: nullable,
  kept: v.array(kept),
});
const restricting = v.object({
  reason: v.picklist(restrictionReasons, `Expected one of: ${restrictionReasons.join(', ')}.`),
});
const lifting = v.object({ told: time });
const announcing = v.object({ lifts: time, reason: filled(1000) });
const usual = 'a request of the person';

/** Nobody is there, or not in the state that the act needs. Tried again where they are disclosed to somebody meanwhile. */
const unless = async <T>(act: () => Promise<T>, detail: string, attempts = 2): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    if (attempts > 1) return unless(act, detail, attempts - 1);
    throw new Problem('not-found', detail);
  }
};

export const personStates = (needs: Needs) => {
  const { store, world } = needs;
  const only = staffOnly(needs, answering);
  return new Hono<StaffEnv>()
    .get(
      '/v1/persons/:id/state',
      describe({
        summary: 'Whether a person is pending, restricted, objecting or erased, and what a law keeps of them',
        tag: 'staff',
        answers: { 200: stateAnswer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const person = idOf(c);
        const state = await personState(store, staff.controller, person);
        if (!state) throw new Problem('not-found', 'Nobody is known by this id: look the person up first.');
        await logRead(store, world, staff, {
          action: 'state',
          reason: reasonOf(c, usual),
          persons: [person],
        });
        const { created, pending, restricted, restriction, objected, erased } = state;
        return c.json({
          created: when(created),
          pending: when(pending),
          restricted: when(restricted),
          restriction,
          objected: when(objected),
          erased: when(erased),
          kept: await keptOf(store, staff.controller, person, world.clock()),
        });
      },
    )
    .post(
      '/v1/persons/:id/restriction',
      describe({
        summary: 'Restricts the processing of a person (GDPR 18)',
        description:
          'From now on nothing but rights reads the person: no look-up, list, audience, export or job.',
        tag: 'staff',
        body: restricting,
        answers: { 204: null },
        refusals: [400, 401, 403, 404, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const person = idOf(c);
        const { reason } = await readStaffBody(c, restricting);
        const staff = c.get('staff');
        await unless(
          async () =>
            store.write([
              ...restrictPerson(world, staff, person, reason),
              ...(await tellRecipients(store, world, staff, person, 'restricted')),
            ]),
          'There is nobody by this id, or they are restricted already.',
        );
        await needs.journalled().catch(needs.report);
        return c.body(null, 204);
      },
    )
    .post(
      '/v1/persons/:id/restriction/notice',
      describe({
        summary: 'Tells a person by e-mail that their restriction will be lifted, when and why (GDPR 18(3))',
        tag: 'staff',
        body: announcing,
        answers: { 202: null },
        refusals: [400, 401, 403, 404, 409, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const person = idOf(c);
        const { lifts, reason } = await readStaffBody(c, announcing);
        const at = Date.parse(lifts);
        if (at < world.clock())
          throw new Problem('wrong-body', 'They are told before it is lifted, not after.', '/lifts');
        const { controller } = c.get('staff');
        const told = await tellLifting(store, world, controller, person, { lifts: at, reason });
        if (told === 'not-restricted')
          throw new Problem('not-found', 'There is nobody restricted by this id.');
        if (told === 'no-address')
          throw new Problem(
            'already-there',
            'They have no e-mail address: tell them by letter or telephone.',
          );
        return c.body(null, 202);
      },
    )
    .post(
      '/v1/persons/:id/restriction/lift',
      describe({
        summary: 'Lifts a restriction, after the person was told (GDPR 18(3))',
        tag: 'staff',
        body: lifting,
        answers: { 204: null },
        refusals: [400, 401, 403, 404, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const person = idOf(c);
        const told = Date.parse((await readStaffBody(c, lifting)).told);
        if (told > world.clock())
          throw new Problem('wrong-body', 'The person must be told first: name when that was.', '/told');
        const staff = c.get('staff');
        await unless(
          async () =>
            store.write([
              ...liftRestriction(world, staff, person, told),
              ...(await tellRecipients(store, world, staff, person, 'lifted')),
            ]),
          'There is nobody restricted by this id, or they were told before they were restricted.',
        );
        return c.body(null, 204);
      },
    )
    .delete(
      '/v1/persons/:id',
      describe({
        summary: 'Erases a person (GDPR 17)',
        description:
          'At once, and for good. What a law keeps stays, restricted; the answer says what, why and until when. `answered`: requests of theirs that end with it. Refused while they are to be answered with what would be erased.',
        tag: 'staff',
        answers: {
          200: v.object({ erased: v.string(), kept: v.array(kept), answered: v.array(v.string()) }),
        },
        refusals: [401, 403, 404, 409, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const done = await eraseByStaff(store, world, c.get('staff'), idOf(c));
        if (done.outcome === 'nobody')
          throw new Problem('not-found', 'There is nobody by this id who is not erased already.');
        if (done.outcome === 'others-open') throw firstThese(done.references);
        await needs.journalled().catch(needs.report);
        return c.json({ erased: when(world.clock()), kept: done.kept, answered: done.answered });
      },
    );
};
