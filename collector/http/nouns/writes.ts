/** The writing calls of every resource: create and edit. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { tellOfCorrection } from '../../duties/corrections.ts';
import { Problem } from '../../problem.ts';
import { changedIn, editRecord } from '../../register/editing.ts';
import { makeRecord } from '../../register/making.ts';
import { readRecord } from '../../register/reading.ts';
import { fromRow, toColumns } from '../../register/wire.ts';
import { pointerOf, readStaffBody, sentenceOf } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import { attempted, demandMatch, matchParameter } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { idOf, refuse } from './refuse.ts';
import { answering, creating, editing, type Resource } from './resource.ts';
import { answerRow, reasonParameter, writable, written } from './shown.ts';
import { hooksOfResource } from './tells.ts';

/** Makes a row. */
export const createRoute = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const { store, world } = needs;
  const { noun, path, words, writers } = resource;
  const [one] = words;
  return new Hono<StaffEnv>().post(
    `/v1/${path}`,
    describe({
      summary: `Makes ${one}`,
      description:
        '`source` says where the values come from; what others gave needs a reference to the permission (GDPR 14).',
      tag: 'staff',
      body: creating(resource),
      parameters: [idempotencyParameter],
      answers: { 201: answering(resource), 200: answering(resource) },
      refusals: [400, 401, 403, 409, 413, 415, 422, 503],
      security: 'staff',
    }),
    staffOnly(needs, writers),
    async (c) => {
      const staff = c.get('staff');
      const body = await readStaffBody(c, creating(resource));
      const again = repeatable(c, store, staff, body, world.clock());
      const answered = async (id: Uint8Array, status: 200 | 201) => {
        if (noun.journalled) await needs.journalled().catch(needs.report);
        return answerRow(c, needs, resource, id, status);
      };
      const known = await again.before();
      if (known) return answered(known, 200);
      const row = toColumns({ ...noun.fields, ...noun.once }, writable(c, resource, body));
      const tells = await hooksOfResource(needs, resource, staff.controller);
      const made = await makeRecord(store, world, noun, staff, row, body.source, (id) => [
        ...again.remembering(id),
        ...tells('made', id, row),
      ]);
      if (!('refused' in made)) return answered(made.id, 201);
      // The same request may have been quicker.
      const other = await again.before();
      return other ? answered(other, 200) : refuse(made);
    },
  );
};

/** Changes a row. */
export const editRoute = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const { store, world } = needs;
  const { noun, path, words, writers } = resource;
  const [one] = words;
  return new Hono<StaffEnv>().patch(
    `/v1/${path}/:id`,
    describe({
      summary: `Changes ${one}`,
      description:
        'Members that are missing stay as they are; null clears. What was there before is kept in the history.',
      tag: 'staff',
      body: editing(resource),
      parameters: [matchParameter, ...(noun.person === undefined ? [] : [reasonParameter])],
      answers: { 200: answering(resource) },
      refusals: [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503],
      security: 'staff',
    }),
    staffOnly(needs, writers),
    async (c) => {
      const staff = c.get('staff');
      const id = idOf(c);
      // Before anything is written: what is answered is a reading.
      if (noun.person !== undefined) reasonOf(c, written);
      const body = await readStaffBody(c, editing(resource));
      return attempted(c, async () => {
        const before = await readRecord(store, noun, staff.controller, id);
        if (!before) return refuse({ refused: 'not-found' });
        demandMatch(c, before.version);
        const members = { ...fromRow(noun.fields, before), ...writable(c, resource, body) };
        const whole = v.safeParse(v.object(resource.members), members, { abortEarly: true });
        if (!whole.success)
          throw new Problem('wrong-body', sentenceOf(whole.issues[0]), pointerOf(whole.issues[0]));
        const after = toColumns(noun.fields, whole.output);
        if (changedIn(noun, before, after).length === 0) return answerRow(c, needs, resource, id, 200);
        const tells = await hooksOfResource(needs, resource, staff.controller);
        const edited = async () =>
          editRecord(store, world, noun, staff, before, after, body.source, [
            ...tells('changed', id, after),
            // Whoever was given the person's data must correct them too (GDPR 19).
            ...(await tellOfCorrection(store, world, staff, noun, before, after)),
          ]);
        const first = await edited();
        // Where they were given to somebody in the very moment: told with the others.
        const done = 'refused' in first && first.refused === 'already-there' ? await edited() : first;
        if ('refused' in done) return refuse(done);
        if (noun.journalled) await needs.journalled().catch(needs.report);
        return answerRow(c, needs, resource, id, 200);
      });
    },
  );
};
