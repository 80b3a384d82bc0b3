/** The reading calls of every resource: list and get. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { isPlain } from '../../../shared/text.ts';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { pageRecords, readRecord } from '../../register/reading.ts';
import { describe } from '../describe.ts';
import { tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { idOf, refuse } from './refuse.ts';
import { answering, type Resource, readersOf, shownTo } from './resource.ts';
import { reasonParameter, told } from './shown.ts';

const filterOf = (c: Context, { filters = {} }: Resource) => {
  const given = Object.keys(filters).filter((name) => c.req.query(name) !== undefined);
  if (given.length > 1) throw new Problem('wrong-request', `Narrow the list by one of: ${given.join(', ')}.`);
  const [name] = given;
  if (name === undefined) return {};
  const value = c.req.query(name) ?? '';
  const kind = filters[name];
  if (!isPlain(value) || value.length > 320)
    throw new Problem('wrong-request', `"${name}" is at most 320 characters of text.`);
  if (typeof kind === 'function') return { filter: { name, value: kind(value) } };
  if (!isUuid(value)) throw new Problem('wrong-request', `"${name}" is an id.`);
  return { filter: { name, value: fromUuid(value) } };
};

/** A page of rows. */
export const listRoute = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const { store } = needs;
  const { noun, path, words, filters = {} } = resource;
  const readers = readersOf(resource);
  const [, many] = words;
  const personal = noun.person !== undefined;
  return new Hono<StaffEnv>().get(
    `/v1/${path}`,
    describe({
      summary: `Lists ${many}`,
      description:
        'In the order in which they were made. `next` is where the next page begins, missing on the last.',
      tag: 'staff',
      parameters: [
        ...pagingParameters,
        ...Object.keys(filters).map(
          (name) => ({ name, in: 'query', description: 'Only those of this.' }) as const,
        ),
        ...(personal ? [reasonParameter] : []),
      ],
      answers: { 200: v.object({ items: v.array(answering(resource)), next: v.optional(v.string()) }) },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, readers),
    async (c) => {
      const staff = c.get('staff');
      const { after, most } = pageOf(c);
      if (personal) reasonOf(c);
      const rows = await pageRecords(store, noun, staff.controller, {
        after,
        most: most + 1,
        ...filterOf(c, resource),
      });
      const page = rows.slice(0, most);
      await told(c, needs, resource, 'list', page);
      const last = page.at(-1);
      return c.json({
        items: page.map((row) => shownTo(resource, staff.role, row)),
        ...(rows.length > most && last && { next: toUuid(last.id) }),
      });
    },
  );
};

/** One row by its id. */
export const getRoute = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const { store } = needs;
  const { noun, path, words } = resource;
  const readers = readersOf(resource);
  const [one] = words;
  const personal = noun.person !== undefined;
  return new Hono<StaffEnv>().get(
    `/v1/${path}/:id`,
    describe({
      summary: `Reads ${one}`,
      tag: 'staff',
      parameters: personal ? [reasonParameter] : [],
      answers: { 200: answering(resource) },
      refusals: [401, 403, 404, 422],
      security: 'staff',
    }),
    staffOnly(needs, readers),
    async (c) => {
      const id = idOf(c);
      if (personal) reasonOf(c);
      const row = await readRecord(store, noun, c.get('staff').controller, id);
      if (!row) return refuse({ refused: 'not-found' });
      await told(c, needs, resource, 'read', [row]);
      c.header('ETag', tagOf(row.version));
      return c.json(shownTo(resource, c.get('staff').role, row));
    },
  );
};
