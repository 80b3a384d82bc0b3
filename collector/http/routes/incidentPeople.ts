/** Whom an incident concerns: persons, customers of the operator, and the message that people are sent (GDPR 33(2), 34). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { peopleTexts } from '../../../shared/register/incident.ts';
import { toUuid } from '../../bytes.ts';
import { concernedAfter } from '../../duties/incidents/concerned.ts';
import { noticesOf } from '../../duties/incidents/incidents.ts';
import { orderTelling, toldOf } from '../../duties/incidents/people.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { answerIncident, changedMeanwhile, incidentAnswer, incidentAsked } from '../incidentShown.ts';
import { demandMatch, matchParameter } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { reasonParameter } from '../nouns/shown.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { reasonOf } from '../reason.ts';
import { answerers, type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const concerned = v.object({ person: v.string(), records: v.number(), told: v.nullable(v.string()) });

export const incidentPeople = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/incidents/:id/persons',
      describe({
        summary: 'The persons whom an incident concerns, by their ids',
        description:
          'In the order of ids. Restricted ones are not shown, but counted, and told (GDPR 34). `unreached` counts those to whom no message went out: erased since, or without an address; tell them in another way.',
        tag: 'staff',
        parameters: [...pagingParameters, reasonParameter],
        answers: {
          200: v.object({
            items: v.array(concerned),
            persons: v.number(),
            unreached: v.number(),
            next: v.optional(v.string()),
          }),
        },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => {
        const { store, world } = needs;
        const staff = c.get('staff');
        const reason = reasonOf(c);
        const { id } = await incidentAsked(c, needs);
        const { after, most } = pageOf(c);
        const rows = await concernedAfter(store, staff.controller, id, { after, most: most + 1 });
        const page = rows.slice(0, most);
        await logRead(store, world, staff, {
          action: 'list incident-persons',
          reason,
          fields: ['person', 'records', 'told'],
          persons: page.map(({ person }) => person),
        });
        const { persons, told } = await toldOf(store, staff.controller, id);
        const last = page.at(-1);
        return c.json({
          items: page.map(({ person, records, told: at }) => ({
            person: toUuid(person),
            records,
            told: whenOf(at),
          })),
          persons,
          unreached: persons - told,
          ...(rows.length > most && last && { next: toUuid(last.person) }),
        });
      },
    )
    .get(
      '/v1/incidents/:id/notices',
      describe({
        summary:
          'Which customers an incident of the operator’s concerns, how many of theirs, and when they were told',
        tag: 'staff',
        answers: {
          200: v.object({
            items: v.array(
              v.object({
                controller: v.number(),
                persons: v.nullable(v.number()),
                records: v.nullable(v.number()),
                told: v.nullable(v.string()),
              }),
            ),
          }),
        },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching, { home: true }),
      async (c) => {
        const { id } = await incidentAsked(c, needs);
        const rows = await noticesOf(needs.store, c.get('staff').controller, id);
        return c.json({
          items: rows.map(({ controller, persons, records, told }) => ({
            controller,
            persons,
            records,
            told: whenOf(told),
          })),
        });
      },
    )
    .post(
      '/v1/incidents/:id/messages',
      describe({
        summary: 'Tells everybody whom a breach concerns, in plain words (GDPR 34)',
        description:
          'In the person’s language where you give it, else in the first of Finnish, Swedish and English that you give. Each person gets one letter; an objection to marketing does not stop it. It goes out in the background.',
        tag: 'staff',
        body: peopleTexts,
        parameters: [matchParameter],
        answers: { 202: incidentAnswer },
        refusals: [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503],
        security: 'staff',
      }),
      staffOnly(needs, answerers),
      async (c) => {
        const { store, world } = needs;
        const { texts } = await readStaffBody(c, peopleTexts);
        const one = await incidentAsked(c, needs);
        demandMatch(c, one.version);
        if (one.kind !== 'breach' || one.closed !== null)
          throw new Problem('already-there', 'People are told of open breaches: this is none.');
        if (!(await orderTelling(store, world, c.get('staff'), one, texts))) throw changedMeanwhile();
        return answerIncident(c, needs, one.id, 202);
      },
    );
