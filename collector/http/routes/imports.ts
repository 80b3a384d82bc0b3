/** Imports: a file is described, sent, checked, looked at, and only then read in. */
import { Hono } from 'hono';
import { importing } from '../../../shared/register/import.ts';
import { toUuid } from '../../bytes.ts';
import { newId } from '../../ids.ts';
import { beginImport, dropFile, forgetProblems, moveImport, newImport } from '../../imports/imports.ts';
import { Problem } from '../../problem.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import type { Resource } from '../nouns/resource.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { desk, importAnswer, knownImport, shownImport, unlessMoved } from './importAnswer.ts';
import { importFile } from './importFile.ts';
import { importReads } from './importReads.ts';

export const imports = (needs: Needs, resources: readonly Resource[]) => {
  const { store, world } = needs;
  const only = staffOnly(needs, desk);
  return new Hono<StaffEnv>()
    .route('/', importFile(needs))
    .route('/', importReads(needs))
    .post(
      '/v1/imports',
      describe({
        summary: 'Describes a file that will be read in',
        description:
          'What its rows are, how it is written, which column is which member, and where the values come from.',
        tag: 'staff',
        body: importing,
        answers: { 201: importAnswer },
        refusals: [400, 401, 403, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const settings = await readStaffBody(c, importing);
        const resource = resources.find(
          ({ path, calls }) => path === settings.noun && (!calls || calls.includes('create')),
        );
        if (!resource)
          throw new Problem('wrong-body', 'There is no resource by this name to read in.', '/noun');
        if (!resource.writers.includes(staff.role))
          throw new Problem('not-allowed', `This needs one of the roles: ${resource.writers.join(', ')}.`);
        const id = newId(world);
        const key = { controller: staff.controller, import: id };
        await store.write([newImport(key, staff, settings, world.clock())]);
        c.header('Location', `/v1/imports/${toUuid(id)}`);
        return c.json(shownImport(await knownImport(needs, staff, id)), 201);
      },
    )
    .post(
      '/v1/imports/:id/run',
      describe({
        summary: 'Reads the file in',
        description:
          'After it was checked. Rows with problems are left out, rows that are there are left as they are or filled.',
        tag: 'staff',
        answers: { 202: importAnswer },
        refusals: [401, 403, 404, 409, 412, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const id = idOf(c);
        await knownImport(needs, staff, id);
        const key = { controller: staff.controller, import: id };
        await unlessMoved(
          store.write([beginImport(key, 'checked', 'running'), forgetProblems(key)]),
          'Only what was checked can be read in: look at its state.',
        );
        return c.json(shownImport(await knownImport(needs, staff, id)), 202);
      },
    )
    .post(
      '/v1/imports/:id/stop',
      describe({
        summary: 'Stops an import',
        description: 'What was read in stays; the rest of the file is forgotten.',
        tag: 'staff',
        answers: { 200: importAnswer },
        refusals: [401, 403, 404, 409, 412, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const id = idOf(c);
        const { state } = await knownImport(needs, staff, id);
        const key = { controller: staff.controller, import: id };
        if (state === 'done' || state === 'stopped' || state === 'failed')
          throw new Problem('changed-meanwhile', 'This import has ended.');
        await unlessMoved(
          store.write([moveImport(key, state, 'stopped', world.clock()), dropFile(key)]),
          'It has just moved on: look at its state.',
        );
        return c.json(shownImport(await knownImport(needs, staff, id)));
      },
    );
};
