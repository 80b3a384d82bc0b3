/** The register described: its name, whose it is, what it is for, what it holds (R2; GDPR 30(1)(a)-(c)). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { controllerOf, purposesOf, registerName } from '../../rights/description.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const purpose = v.object({
  purpose: v.string(),
  use: v.string(),
  bases: v.array(v.string()),
  categories: v.array(v.string()),
  retention: v.array(v.string()),
});

export const description = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/register',
    describe({
      summary: 'What the register is: its name, controller, purposes, and what it holds for each',
      description: 'From the catalogue of every column that is kept, so that it cannot drift from what is.',
      tag: 'staff',
      answers: {
        200: v.object({
          name: v.string(),
          controller: v.object({ name: v.string(), contact: v.string(), role: v.string() }),
          purposes: v.array(purpose),
        }),
      },
      refusals: [401, 403],
      security: 'staff',
    }),
    staffOnly(needs),
    async (c) =>
      c.json({
        name: registerName,
        controller: await controllerOf(needs.store, c.get('staff').controller),
        purposes: purposesOf(),
      }),
  );
