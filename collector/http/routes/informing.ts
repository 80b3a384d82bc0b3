/** Telling persons what others gave of them (GDPR 14): who is due, and that they were told. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { time } from '../../../shared/register/member.ts';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { toBeTold, toldPerson } from '../../register/informing.ts';
import { when } from '../../rights/acts.ts';
import type { Role } from '../../store/catalogue.ts';
import { Unmet } from '../../store/store.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { wholeNumber } from '../query.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const telling: readonly Role[] = ['administrator', 'data_protection_officer', 'support', 'marketing'];
const nullable = v.nullable(v.string());
const item = v.object({
  person: v.string(),
  name: nullable,
  email: nullable,
  source: v.string(),
  obtained: nullable,
  permission: nullable,
  due: v.string(),
  overdue: v.boolean(),
});
const told = v.object({ told: time });

/** Where the page begins: an import's rows are all due at the same time, so the person is named too. */
const afterOf = (c: Context): { due: number; person: Uint8Array } => {
  const given = c.req.query('after');
  if (given === undefined) return { due: 0, person: new Uint8Array(0) };
  const [, due = '', person = ''] = /^(\d{1,15})\.(.{36})$/.exec(given) ?? [];
  if (!isUuid(person)) throw new Problem('wrong-request', '"after" is `next` of the page before.');
  return { due: Number(due), person: fromUuid(person) };
};

export const informing = (needs: Needs) => {
  const { store, world } = needs;
  const only = staffOnly(needs, telling);
  return new Hono<StaffEnv>()
    .get(
      '/v1/informing',
      describe({
        summary: 'Persons who must be told what others gave of them, earliest due first (GDPR 14)',
        description: 'A month from when it came, Helsinki time. `next` is where the next page begins.',
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: '`next` of the page before.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500.' },
          { name: 'Lupa-Reason', in: 'header', description: 'Why; kept in the access log.' },
        ],
        answers: { 200: v.object({ items: v.array(item), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        const after = afterOf(c);
        const reason = reasonOf(c, 'telling persons what others gave of them (GDPR 14)');
        const rows = await toBeTold(store, staff.controller, after, most + 1);
        const page = rows.slice(0, most);
        const persons = page.map(({ person }) => person);
        await logRead(store, world, staff, {
          action: 'list informing',
          reason,
          fields: ['name', 'email'],
          persons,
        });
        const last = page.at(-1);
        return c.json({
          items: page.map(({ person, obtained, due, ...one }) => ({
            person: toUuid(person),
            ...one,
            obtained: when(obtained),
            due: when(due),
            overdue: due < world.clock(),
          })),
          ...(rows.length > most && last && { next: `${last.due}.${toUuid(last.person)}` }),
        });
      },
    )
    .post(
      '/v1/persons/:id/informed',
      describe({
        summary: 'That a person was told what others gave of them, and when (GDPR 14)',
        tag: 'staff',
        body: told,
        answers: { 204: null },
        refusals: [400, 401, 403, 404, 413, 415, 422, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const person = idOf(c);
        const at = Date.parse((await readStaffBody(c, told)).told);
        if (at > world.clock())
          throw new Problem('wrong-body', 'Name when they were told, not when they will be.', '/told');
        await store.write(toldPerson(world, c.get('staff'), person, at)).catch((error: unknown) => {
          throw error instanceof Unmet
            ? new Problem('not-found', 'There is nothing to tell to anybody by this id.')
            : error;
        });
        return c.body(null, 204);
      },
    );
};
