/** What staff see of imports: how far they are, and what is wrong with a file. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { toUuid } from '../../bytes.ts';
import { pageImports, problemsOf } from '../../imports/imports.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { desk, importAnswer, knownImport, shownImport } from './importAnswer.ts';

const problem = v.object({ line: v.number(), pointer: v.string(), problem: v.string() });

export const importReads = (needs: Needs) => {
  const { store } = needs;
  const only = staffOnly(needs, desk);
  return new Hono<StaffEnv>()
    .get(
      '/v1/imports',
      describe({
        summary: 'Lists imports',
        tag: 'staff',
        parameters: pagingParameters,
        answers: { 200: v.object({ items: v.array(importAnswer), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      only,
      async (c) => {
        const { after, most } = pageOf(c);
        const rows = await pageImports(store, c.get('staff').controller, after, most + 1);
        const last = rows.slice(0, most).at(-1);
        const next = rows.length > most && last ? { next: toUuid(last.id) } : {};
        return c.json({ items: rows.slice(0, most).map(shownImport), ...next });
      },
    )
    .get(
      '/v1/imports/:id',
      describe({
        summary: 'How far an import is',
        tag: 'staff',
        answers: { 200: importAnswer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      only,
      async (c) => c.json(shownImport(await knownImport(needs, c.get('staff'), idOf(c)))),
    )
    .get(
      '/v1/imports/:id/problems',
      describe({
        summary: 'What is wrong with the file, row by row',
        description: 'Lines and members, never values; the first thousand.',
        tag: 'staff',
        parameters: [
          { name: 'line', in: 'query', description: 'Only what comes after this line.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 1000.' },
        ],
        answers: { 200: v.object({ items: v.array(problem) }) },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const id = idOf(c);
        await knownImport(needs, staff, id);
        const after = wholeNumber(c, 'line', 0, 0, Number.MAX_SAFE_INTEGER);
        const key = { controller: staff.controller, import: id };
        const most = wholeNumber(c, 'limit', 100, 1, 1000);
        return c.json({ items: await problemsOf(store, key, after === 0 ? -1 : after, most) });
      },
    );
};
