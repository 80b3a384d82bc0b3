/** Controllers: the operator's administrator makes customer companies; every other controller sees itself alone (R3, R4). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { changedController, newController } from '../../../shared/register/staff.ts';
import { Problem } from '../../problem.ts';
import { operatorId } from '../../register/controllers.ts';
import {
  type ControllerRow,
  findController,
  makeCustomer,
  pageControllers,
  renameController,
  renewEnrolment,
} from '../../register/customers.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, numberAsId, numberOfId, repeatable } from '../idempotent.ts';
import { attempted, demandMatch, matchParameter, tagOf } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const answer = v.looseObject({ number: v.number(), name: v.string(), role: v.string() });
const home = { home: true };
const refusals = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503];

const shown = ({ created, ...one }: ControllerRow) => ({ ...one, created: whenOf(created) });

const missing = () => new Problem('not-found', 'There is no controller of this number for you.');

/** The controller in the path: one's own, or any to the operator's staff. */
const asked = async (c: Context<StaffEnv>, { store }: Needs): Promise<ControllerRow> => {
  const id = c.req.param('number') ?? '';
  const number = /^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined;
  const { controller } = c.get('staff');
  const mine = number === controller || controller === operatorId;
  const found = number && mine ? await findController(store, number) : undefined;
  if (!found) throw missing();
  return found;
};

const demandOperator = (c: Context<StaffEnv>): void => {
  if (c.get('staff').controller !== operatorId)
    throw new Problem('not-allowed', 'The operator makes and changes controllers: ask them.');
};

const readRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/controllers',
      describe({
        summary: 'Lists controllers: all of them to the operator, itself to any other',
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: 'The number that the page begins after.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
        ],
        answers: { 200: v.object({ items: v.array(answer), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching, home),
      async (c) => {
        const { controller } = c.get('staff');
        const after = wholeNumber(c, 'after', 0, 0, 999_999_999);
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        if (controller !== operatorId) {
          const own = await findController(needs.store, controller);
          return c.json({ items: own && after < controller ? [shown(own)] : [] });
        }
        const rows = await pageControllers(needs.store, after, most + 1);
        const page = rows.slice(0, most);
        return c.json({
          items: page.map(shown),
          ...(rows.length > most && { next: String(page.at(-1)?.number) }),
        });
      },
    )
    .get(
      '/v1/controllers/:number',
      describe({
        summary: 'Reads a controller',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching, home),
      async (c) => {
        const found = await asked(c, needs);
        c.header('ETag', tagOf(found.version));
        return c.json(shown(found));
      },
    );

export const controllers = (needs: Needs) =>
  new Hono<StaffEnv>()
    .route('/', readRoutes(needs))
    .post(
      '/v1/controllers',
      describe({
        summary: 'Makes a customer company, the controller of its own people, with its first administrator',
        description:
          '`enrolment.token` is shown now and never again: the administrator chooses a password with it (POST /v1/enrolment) within a day. The same request again, by its Idempotency-Key, is answered without it.',
        tag: 'staff',
        body: newController,
        parameters: [idempotencyParameter],
        answers: { 201: v.looseObject({ number: v.number(), enrolment: v.looseObject({}) }), 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        demandOperator(c);
        const given = await readStaffBody(c, newController);
        const { store, world } = needs;
        const again = repeatable(c, store, c.get('staff'), given, world.clock());
        const customer = await makeCustomer(store, world, c.get('staff'), given, {
          before: again.before,
          also: (number) => again.remembering(numberAsId(number)),
        });
        const known = customer ? undefined : await again.before();
        const number = customer?.number ?? (known ? numberOfId(known) : 0);
        const found = await findController(store, number);
        if (!found) throw missing();
        c.header('ETag', tagOf(found.version));
        if (!customer) return c.json(shown(found));
        const { token, expires } = customer;
        c.header('Location', `/v1/controllers/${number}`);
        return c.json({ ...shown(found), enrolment: { staff: 1, token, expires: whenOf(expires) } }, 201);
      },
    )
    .patch(
      '/v1/controllers/:number',
      describe({
        summary: 'Changes name and contact of a controller; the notices of its sites are published anew',
        tag: 'staff',
        body: changedController,
        parameters: [matchParameter],
        answers: { 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        await asked(c, needs);
        demandOperator(c);
        const given = await readStaffBody(c, changedController);
        await attempted(c, async () => {
          const before = await asked(c, needs);
          const { name = before.name, contact = before.contact } = given;
          demandMatch(c, before.version);
          if (!(await renameController(needs.store, needs.world, c.get('staff'), before, { name, contact })))
            throw new Problem('changed-meanwhile', 'The row has changed since: read it again.');
        });
        const found = await asked(c, needs);
        c.header('ETag', tagOf(found.version));
        return c.json(shown(found));
      },
    )
    .post(
      '/v1/controllers/:number/enrolment',
      describe({
        summary:
          'Another token for the first administrator of a customer company, while nobody may act there yet',
        description:
          'Shown now and never again; the earlier one ends. Once somebody has enrolled there, they let others in.',
        tag: 'staff',
        answers: { 201: v.object({ staff: v.number(), token: v.string(), expires: v.string() }) },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        const { number } = await asked(c, needs);
        demandOperator(c);
        const made = await renewEnrolment(needs.store, needs.world, c.get('staff'), number);
        if (!made)
          throw new Problem(
            'already-there',
            'Somebody may act there already: their administrator lets others in.',
          );
        return c.json({ staff: 1, token: made.token, expires: new Date(made.expires).toISOString() }, 201);
      },
    );
