/** Keys of staff: made, rotated, ended by themselves or their administrators; a key is shown once. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { newKey, rotation } from '../../../shared/register/staff.ts';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import type { Staff } from '../../register/staff.ts';
import {
  endKey,
  findStaffKey,
  type MadeKey,
  makeKey,
  pageKeys,
  rotateKey,
  type StaffKey,
} from '../../register/staffKeys.ts';
import { type Role, roles } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import { keyAnswered, shownKey } from '../keyShown.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const made = v.looseObject({ id: v.string(), key: v.string() });
const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 503];
const own = { home: true, own: true };
const day = 24 * 60 * 60_000;

const missing = () => new Problem('not-found', 'There is no such key.');

/** The key in the path: one's own, or anyone's to these roles. */
const asked = async (
  c: Context<StaffEnv>,
  { store }: Needs,
  others: readonly Role[] = ['administrator'],
): Promise<StaffKey> => {
  const id = c.req.param('id') ?? '';
  const { controller, staff, role } = c.get('staff');
  const found = isUuid(id) ? await findStaffKey(store, controller, fromUuid(id)) : undefined;
  if (!found || (found.staff !== staff && !others.includes(role))) throw missing();
  return found;
};

/** Who calls with a key that ends can make none that outlives it: a key that is lost must end for good. */
const boundTo = ({ until }: Staff, now: number, days: number, isSession: boolean): number => {
  const wanted = now + days * day;
  return until === null || isSession ? wanted : Math.min(wanted, until);
};

const isSession = (c: Context): boolean => (c.req.header('authorization') ?? '').includes('.');

const answerKey = async (c: Context<StaffEnv>, { store }: Needs, id: Uint8Array) => {
  const found = await findStaffKey(store, c.get('staff').controller, id);
  if (!found) throw missing();
  return c.json(shownKey(found));
};

const shownOnce = async (c: Context<StaffEnv>, { store }: Needs, { id, key }: MadeKey) => {
  const found = await findStaffKey(store, c.get('staff').controller, id);
  if (!found) throw missing();
  c.header('Location', `/v1/keys/${toUuid(id)}`);
  return c.json({ ...shownKey(found), key }, 201);
};

const listRoute = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/keys',
      describe({
        summary: 'Lists keys: your own, or everybody’s to those who watch over them',
        tag: 'staff',
        parameters: [
          ...pagingParameters,
          { name: 'staff', in: 'query', description: 'Only those of this member of staff.' },
        ],
        answers: { 200: v.object({ items: v.array(keyAnswered), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, roles, own),
      async (c) => {
        const { controller, role, staff } = c.get('staff');
        const { after, most } = pageOf(c);
        const given = wholeNumber(c, 'staff', 0, 0, 999_999_999);
        const whose = watching.includes(role) ? given : staff;
        const rows = await pageKeys(needs.store, controller, {
          after,
          most: most + 1,
          ...(whose > 0 && { staff: whose }),
        });
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map(shownKey),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .post(
      '/v1/keys',
      describe({
        summary: 'Makes a key; it is in this answer and nowhere else',
        description:
          'The same request again, by its Idempotency-Key, is answered without it. For yourself, or by an administrator for another. `reach` is "read" unless you say "all"; an auditor’s key reads.',
        tag: 'staff',
        body: newKey,
        parameters: [idempotencyParameter],
        answers: { 201: made, 200: keyAnswered },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, roles, own),
      async (c) => {
        const { store, world } = needs;
        const caller = c.get('staff');
        const given = await readStaffBody(c, newKey);
        const { name, reach, days, staff = caller.staff } = given;
        if (staff !== caller.staff && caller.role !== 'administrator')
          throw new Problem('not-allowed', 'Keys of others are made by an administrator.', '/staff');
        const again = repeatable(c, store, caller, given, world.clock());
        const known = await again.before();
        if (known) return answerKey(c, needs, known);
        const expires = boundTo(caller, world.clock(), days, isSession(c));
        const one = await makeKey(store, world, caller, { staff, name, reach, expires }, again.remembering);
        const other = !one && (await again.before());
        if (other) return answerKey(c, needs, other);
        if (!one) throw new Problem('wrong-body', 'Nobody of staff has this number.', '/staff');
        return shownOnce(c, needs, one);
      },
    );

export const keys = (needs: Needs) =>
  new Hono<StaffEnv>()
    .route('/', listRoute(needs))
    .get(
      '/v1/keys/:id',
      describe({
        summary: 'Reads what is known of a key; never the key',
        tag: 'staff',
        answers: { 200: keyAnswered },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, roles, own),
      async (c) => c.json(shownKey(await asked(c, needs, watching))),
    )
    .post(
      '/v1/keys/:id/rotation',
      describe({
        summary: 'Makes a key in the place of this one, which goes on for `overlapHours`',
        tag: 'staff',
        body: rotation,
        answers: { 201: made },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, roles, own),
      async (c) => {
        const { store, world } = needs;
        const old = await asked(c, needs);
        const { overlapHours, days } = await readStaffBody(c, rotation);
        const caller = c.get('staff');
        const one = await rotateKey(store, world, caller, old, {
          overlap: overlapHours * 3_600_000,
          lasts: boundTo(caller, world.clock(), days, isSession(c)) - world.clock(),
        });
        if (!one) throw new Problem('already-there', 'This key has ended: make a new one.');
        await needs.journalled().catch(needs.report);
        return shownOnce(c, needs, one);
      },
    )
    .post(
      '/v1/keys/:id/end',
      describe({
        summary: 'Ends a key at once',
        tag: 'staff',
        answers: { 200: keyAnswered },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, roles, own),
      async (c) => {
        const old = await asked(c, needs);
        if (old.ended === null) {
          await endKey(needs.store, needs.world, c.get('staff'), old);
          await needs.journalled().catch(needs.report);
        }
        return answerKey(c, needs, old.id);
      },
    );
