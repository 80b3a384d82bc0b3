/** The register described (R2; GDPR 30(1)), and for whom the operator processes (R5; GDPR 30(2)). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { settingsOf } from '../../duties/retention/settings.ts';
import { tellRetention } from '../../duties/retention/words.ts';
import { findOperator, operatorId } from '../../register/controllers.ts';
import { controllerOf, purposesOf, registerName } from '../../rights/description.ts';
import { measures } from '../../rights/measures.ts';
import { processorRecord } from '../../rights/processorRecord.ts';
import { recipientsOf } from '../../rights/recipients.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const purpose = v.object({
  purpose: v.string(),
  use: v.string(),
  bases: v.array(v.string()),
  categories: v.array(v.string()),
  dataSubjects: v.array(v.string()),
  retention: v.array(v.string()),
});

const party = v.object({ name: v.string(), contact: v.string() });
const time = v.nullable(v.string());
const record = v.object({
  v: v.literal(1),
  made: v.string(),
  processor: party,
  controllers: v.array(
    v.object({
      ...party.entries,
      number: v.number(),
      since: time,
      sites: v.array(v.string()),
      instructions: v.array(
        v.object({
          reference: v.string(),
          task: v.string(),
          reach: v.picklist(['read', 'write']),
          starts: time,
          ends: time,
        }),
      ),
    }),
  ),
  processing: v.array(v.object({ purpose: v.string(), use: v.string(), categories: v.array(v.string()) })),
  measures: v.array(v.string()),
});

/** Who processes for this controller: the operator for its customers; for itself nobody. */
const processorOf = async ({ store }: Needs, controller: number) => {
  const operator = controller === operatorId ? undefined : await findOperator(store);
  return operator ? { name: operator.name, contact: operator.contact } : null;
};

const registerRoute = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/register',
    describe({
      summary:
        'What the register is: its name, controller, purposes, what it holds for each, recipients and measures',
      description:
        'What a record of processing holds (GDPR 30(1)). From the catalogue of every column that is kept, so that it cannot drift from what is.',
      tag: 'staff',
      answers: {
        200: v.object({
          name: v.string(),
          controller: v.object({ name: v.string(), contact: v.string(), role: v.string() }),
          processor: v.nullable(party),
          purposes: v.array(purpose),
          recipients: v.array(
            v.object({
              name: v.string(),
              country: v.string(),
              outsideEea: v.boolean(),
              for: v.array(v.string()),
            }),
          ),
          measures: v.array(v.string()),
        }),
      },
      refusals: [401, 403],
      security: 'staff',
    }),
    staffOnly(needs),
    async (c) => {
      const { controller } = c.get('staff');
      const whose = await controllerOf(needs.store, controller);
      const recipients = await recipientsOf(needs.store, controller, whose.name);
      const periods = await settingsOf(needs.store, c.get('staff').controller);
      return c.json({
        name: registerName,
        controller: whose,
        processor: await processorOf(needs, controller),
        purposes: purposesOf((word) => tellRetention(periods, word, 'en')),
        recipients,
        measures,
      });
    },
  );

export const description = (needs: Needs) =>
  new Hono<StaffEnv>().route('/', registerRoute(needs)).get(
    '/v1/processor-record',
    describe({
      summary: 'The processor’s record: for whom the operator processes, what, on which instructions',
      description:
        'GDPR 30(2). To the operator’s staff every customer company, to a customer’s staff itself alone. Where the collector runs, and so transfers out of the EEA and measures around it, it cannot know: add them.',
      tag: 'staff',
      answers: { 200: record },
      refusals: [401, 403],
      security: 'staff',
    }),
    staffOnly(needs, watching),
    async (c) => c.json(await processorRecord(needs.store, c.get('staff').controller, needs.world.clock())),
  );
