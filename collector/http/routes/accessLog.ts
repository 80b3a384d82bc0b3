/** The access log: who of staff read which person, when, why and what; for those who watch over it (R60). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { type Entry, entriesBefore } from '../../register/accessLog.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

export const entry = v.object({
  id: v.string(),
  at: v.string(),
  staff: v.object({ controller: v.number(), id: v.number(), role: v.string() }),
  instruction: v.nullable(v.string()),
  action: v.string(),
  reason: v.string(),
  fields: v.array(v.string()),
  person: v.nullable(v.string()),
  found: v.number(),
});

export const entryShown = (one: Entry): v.InferOutput<typeof entry> => ({
  id: toUuid(one.id),
  at: whenOf(one.at) ?? '',
  staff: { controller: one.home, id: one.staff, role: one.role },
  instruction: one.instruction && toUuid(one.instruction),
  action: one.action,
  reason: one.reason,
  fields: one.fields === '' ? [] : one.fields.split(' '),
  person: one.person && toUuid(one.person),
  found: one.found,
});

/** Above every id: the list begins with the newest. */
const afterAll = new Uint8Array(16).fill(0xff);

const idIn = (name: string, given: string | undefined): Uint8Array | undefined => {
  if (given === undefined) return undefined;
  if (!isUuid(given)) throw new Problem('wrong-request', `"${name}" is an id.`);
  return fromUuid(given);
};

export const accessLog = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/access-log',
    describe({
      summary: 'Who read which person, when, why and which members of it; newest first',
      description:
        'Holds no data of persons but their ids. Calls of the operator’s staff are in it with their instruction, and so are those that were refused.',
      tag: 'staff',
      parameters: [
        { name: 'before', in: 'query', description: '`next` of the page before.' },
        { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
        { name: 'person', in: 'query', description: 'Only reads of this person.' },
        { name: 'staff', in: 'query', description: 'Only reads of this member of staff.' },
        {
          name: 'controller',
          in: 'query',
          description: 'Whose member of staff; 1 is the operator. Your own where it is missing.',
        },
      ],
      answers: { 200: v.object({ items: v.array(entry), next: v.optional(v.string()) }) },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, watching),
    async (c) => {
      const { controller } = c.get('staff');
      const most = wholeNumber(c, 'limit', 100, 1, 500);
      const before = idIn('before', c.req.query('before')) ?? afterAll;
      const person = idIn('person', c.req.query('person'));
      const staff = wholeNumber(c, 'staff', 0, 0, 999_999_999);
      const home = wholeNumber(c, 'controller', controller, 1, 999_999_999);
      if (person && staff > 0)
        throw new Problem('wrong-request', 'Narrow the list by "person" or by "staff".');
      const rows = await entriesBefore(needs.store, controller, {
        before,
        most: most + 1,
        ...(person && { person }),
        ...(staff > 0 && { staff: { home, staff } }),
      });
      const page = rows.slice(0, most);
      const last = page.at(-1);
      return c.json({
        items: page.map(entryShown),
        ...(rows.length > most && last && { next: toUuid(last.id) }),
      });
    },
  );
