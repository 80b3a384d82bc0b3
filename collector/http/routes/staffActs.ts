/** What lets a member of staff act: their commitment to confidentiality, and an enrolment. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { newCommitment } from '../../../shared/register/staff.ts';
import { Problem } from '../../problem.ts';
import { commitment } from '../../register/commitments.ts';
import { startEnrolment } from '../../register/enrolments.ts';
import { done } from '../../register/tried.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { answerMember, memberAsked } from '../staffMember.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answer = v.looseObject({ id: v.number(), active: v.boolean() });
const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 503];
const home = { home: true };
const year = 365 * 24 * 60 * 60_000;

export const staffActs = (needs: Needs) =>
  new Hono<StaffEnv>()
    .post(
      '/v1/staff/:id/commitment',
      describe({
        summary: 'Records that they committed themselves to confidentiality: when, and until when it holds',
        description: 'A year where `until` is missing; null is without end. Again renews it.',
        tag: 'staff',
        body: newCommitment,
        answers: { 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator', 'data_protection_officer'], home),
      async (c) => {
        const { store, world } = needs;
        const { staff } = await memberAsked(c, needs);
        const given = await readStaffBody(c, newCommitment);
        const now = world.clock();
        const committed = given.committed === undefined ? now : Date.parse(given.committed);
        if (committed > now)
          throw new Problem('wrong-body', 'It is recorded when it was made, not before.', '/committed');
        const { until: end } = given;
        const until = end === undefined ? committed + year : end === null ? null : Date.parse(end);
        if (until !== null && until <= now)
          throw new Problem('wrong-body', 'It must hold for a while yet.', '/until');
        if (!(await done(store, commitment(world, c.get('staff'), staff, { committed, until }))))
          throw new Problem('already-there', 'They have left.');
        return answerMember(c, needs, staff);
      },
    )
    .post(
      '/v1/staff/:id/enrolment',
      describe({
        summary:
          'A token by which they choose a password and an authenticator, or link their account: once, within a day',
        description:
          'Shown now and never again; earlier ones end. Hand it over where nobody else can see it.',
        tag: 'staff',
        answers: { 201: v.object({ token: v.string(), expires: v.string() }) },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        const { store, world } = needs;
        const one = await memberAsked(c, needs);
        if (one.ended !== null) throw new Problem('already-there', 'They have left.');
        const { token, expires, statements } = startEnrolment(world, c.get('staff').controller, one.staff);
        await store.write(statements);
        return c.json({ token, expires: new Date(expires).toISOString() }, 201);
      },
    );
