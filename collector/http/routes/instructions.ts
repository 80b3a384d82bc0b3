/** Instructions: a customer's orders to the operator, without which the operator's staff see and change nothing there (R5). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { newInstruction } from '../../../shared/register/staff.ts';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { operatorId } from '../../register/controllers.ts';
import { findController } from '../../register/customers.ts';
import { revokeInstruction } from '../../register/instructionEnding.ts';
import {
  findInstruction,
  giveInstruction,
  type Instruction,
  pageInstructions,
} from '../../register/instructions.ts';
import type { Role } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const answer = v.looseObject({ id: v.string(), task: v.string(), reach: v.string(), inForce: v.boolean() });
const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 503];
const givers: readonly Role[] = ['administrator', 'data_protection_officer'];
/** The operator's officer records what a customer has ordered in writing. */
const across = { across: ['data_protection_officer'] as const };

const shown = (one: Instruction, now: number) => ({
  id: toUuid(one.id),
  version: one.version,
  givenBy: one.givenBy,
  reference: one.reference,
  task: one.task,
  reach: one.reach,
  starts: whenOf(one.starts),
  ends: whenOf(one.ends),
  revoked: whenOf(one.revoked),
  created: whenOf(one.created),
  inForce: one.revoked === null && one.starts <= now && (one.ends === null || one.ends > now),
});

const asked = async (c: Context<StaffEnv>, { store }: Needs): Promise<Instruction> => {
  const found = await findInstruction(store, c.get('staff').controller, idOf(c));
  if (!found) throw new Problem('not-found', 'There is no such instruction.');
  return found;
};

const readRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/instructions',
      describe({
        summary: 'Lists instructions to the operator, past ones too',
        tag: 'staff',
        parameters: pagingParameters,
        answers: { 200: v.object({ items: v.array(answer), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching, across),
      async (c) => {
        const { after, most } = pageOf(c);
        const rows = await pageInstructions(needs.store, c.get('staff').controller, after, most + 1);
        const page = rows.slice(0, most);
        const last = page.at(-1);
        const now = needs.world.clock();
        return c.json({
          items: page.map((one) => shown(one, now)),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .get(
      '/v1/instructions/:id',
      describe({
        summary: 'Reads an instruction',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching, across),
      async (c) => c.json(shown(await asked(c, needs), needs.world.clock())),
    );

export const instructions = (needs: Needs) =>
  new Hono<StaffEnv>()
    .route('/', readRoutes(needs))
    .post(
      '/v1/instructions',
      describe({
        summary: 'Records an instruction of a customer company to the operator',
        description:
          'By the customer’s administrator or data protection officer; or, with the header Lupa-Controller, by the operator’s data protection officer with a reference to the customer’s written order.',
        tag: 'staff',
        body: newInstruction,
        parameters: [idempotencyParameter],
        answers: { 201: answer, 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, givers, across),
      async (c) => {
        const { store, world } = needs;
        const staff = c.get('staff');
        const given = await readStaffBody(c, newInstruction);
        if (staff.controller === operatorId)
          throw new Problem(
            'wrong-request',
            'The operator needs no instruction for its own register: name the customer in Lupa-Controller.',
          );
        if (!(await findController(store, staff.controller)))
          throw new Problem('not-found', 'There is no such controller.');
        const now = world.clock();
        const again = repeatable(c, store, staff, given, now);
        const answerKnown = async (id: Uint8Array) => {
          const one = await findInstruction(store, staff.controller, id);
          if (!one) throw new Problem('not-found', 'There is no such instruction.');
          return c.json(shown(one, now));
        };
        const known = await again.before();
        if (known) return answerKnown(known);
        const starts = given.starts === undefined ? now : Date.parse(given.starts);
        const ends = given.ends === null ? null : Date.parse(given.ends);
        if (ends !== null && ends <= Math.max(starts, now))
          throw new Problem('wrong-body', 'It ends after it starts, and not before now.', '/ends');
        const one = { ...given, starts, ends };
        const id = await giveInstruction(store, world, staff, one, again.remembering);
        if (!id) return answerKnown((await again.before()) ?? new Uint8Array(16));
        const found = await findInstruction(store, staff.controller, id);
        if (!found) throw new Problem('not-found', 'There is no such instruction.');
        c.header('Location', `/v1/instructions/${toUuid(id)}`);
        return c.json(shown(found, now), 201);
      },
    )
    .post(
      '/v1/instructions/:id/revocation',
      describe({
        summary: 'Takes an instruction back: from this second on nothing is done by it',
        tag: 'staff',
        answers: { 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, givers, across),
      async (c) => {
        const { store, world } = needs;
        const one = await asked(c, needs);
        if (one.revoked === null) {
          await revokeInstruction(store, world, c.get('staff'), one.id);
          await needs.journalled().catch(needs.report);
        }
        return c.json(shown(await asked(c, needs), world.clock()));
      },
    );
