/** Duplicates: suggested, merged by a person, undone while it can be. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { reference } from '../../../shared/register/member.ts';
import { fromUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { duplicatesOf } from '../../register/duplicates.ts';
import { mergePersons } from '../../register/merge.ts';
import { personState } from '../../register/personState.ts';
import { findMerge, undoMerge } from '../../register/unmerge.ts';
import type { Role } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const keeping: readonly Role[] = ['administrator', 'data_protection_officer', 'support'];
/** Who may touch those whose processing is restricted. */
const officers: readonly Role[] = ['administrator', 'data_protection_officer'];
/** As long as a merge can be undone. */
const undoable = 30 * 24 * 60 * 60 * 1000;

const merging = v.object({ merged: reference });
const nullable = v.nullable(v.string());
const suggestion = v.object({
  id: v.string(),
  name: nullable,
  email: nullable,
  phone: nullable,
  company: nullable,
  because: v.array(v.string()),
});

export const duplicates = (needs: Needs) => {
  const { store, world } = needs;
  const only = staffOnly(needs, keeping);
  return new Hono<StaffEnv>()
    .get(
      '/v1/persons/:id/duplicates',
      describe({
        summary: 'Other entries that may be the same person',
        description: 'With the same telephone number, or the same name. Nothing is merged by itself.',
        tag: 'staff',
        answers: { 200: v.object({ items: v.array(suggestion) }) },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const person = idOf(c);
        const reason = reasonOf(c);
        if (!(await personState(store, staff.controller, person)))
          throw new Problem('not-found', 'Nobody is known by this id: look the person up first.');
        const found = await duplicatesOf(store, staff.controller, person);
        const persons = [person, ...found.map((one) => one.person)];
        await logRead(store, world, staff, { action: 'duplicates', reason, persons });
        return c.json({ items: found.map(({ person: id, ...one }) => ({ id: toUuid(id), ...one })) });
      },
    )
    .post(
      '/v1/persons/:id/merge',
      describe({
        summary: 'Makes another entry a part of this one',
        description:
          'What this one lacks is filled from the other, and what is the other’s becomes this one’s. An objection, restriction or suppression of either holds for both. Undone for thirty days.',
        tag: 'staff',
        body: merging,
        answers: { 201: v.object({ merge: v.string() }) },
        refusals: [400, 401, 403, 404, 412, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const kept = idOf(c);
        const merged = fromUuid((await readStaffBody(c, merging)).merged);
        const sides = await Promise.all(
          [kept, merged].map((one) => personState(store, staff.controller, one)),
        );
        // Whom nobody may use is not known to them.
        if (!officers.includes(staff.role) && sides.some((one) => one?.restricted != null))
          throw new Problem('not-found', 'There is nobody by one of the ids who may be used.');
        const done = await mergePersons(store, world, staff, kept, merged);
        if ('merge' in done) {
          await needs.journalled().catch(needs.report);
          return c.json({ merge: toUuid(done.merge) }, 201);
        }
        if (done.refused === 'same') throw new Problem('wrong-body', 'That is the same entry.', '/merged');
        if (done.refused === 'changed-meanwhile')
          throw new Problem('changed-meanwhile', 'One of them has changed since: look at both again.');
        throw new Problem('not-found', 'There is nobody by one of the ids who may be used.');
      },
    )
    .post(
      '/v1/merges/:id/undo',
      describe({
        summary: 'Undoes a merge',
        description: 'What has been changed since stays as it is.',
        tag: 'staff',
        answers: { 204: null },
        refusals: [401, 403, 404, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const merge = idOf(c);
        const found = await findMerge(store, staff.controller, merge);
        const late = !found || world.clock() - found.at > undoable;
        // As making one: whom nobody may use is not known to them.
        const kept = found && (await personState(store, staff.controller, found.kept));
        if (!officers.includes(staff.role) && kept?.restricted != null)
          throw new Problem('not-found', 'There is no merge by this id that can still be undone.');
        if (late || (await undoMerge(store, world, staff, merge, found)) === 'not-found')
          throw new Problem('not-found', 'There is no merge by this id that can still be undone.');
        await needs.journalled().catch(needs.report);
        return c.body(null, 204);
      },
    );
};
