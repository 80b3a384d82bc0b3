/** Incidents: breaches and attempts, with their clock and what was said of them in phases (GDPR 33; R62). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { type NewIncident, type NewPhase, newIncident, newPhase } from '../../../shared/register/incident.ts';
import { toUuid } from '../../bytes.ts';
import { pageIncidents, phasesOf } from '../../duties/incidents/incidents.ts';
import { after, sayPhase, wrongPhase } from '../../duties/incidents/phases.ts';
import { raise } from '../../duties/incidents/raising.ts';
import { isOwnKey } from '../../duties/incidents/rowsFound.ts';
import { Problem } from '../../problem.ts';
import { senderOf } from '../../register/controllers.ts';
import { Unmet } from '../../store/store.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import {
  answerIncident,
  changedMeanwhile,
  incidentAnswer,
  incidentAsked,
  incidentShown,
} from '../incidentShown.ts';
import { demandMatch, matchParameter } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { onlyParameters } from '../query.ts';
import { answerers, type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const readRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/incidents',
      describe({
        summary: 'Lists incidents: breaches and attempts',
        description: '`overdue`: the 72 hours are over and nothing is recorded of the authority being told.',
        tag: 'staff',
        parameters: [
          ...pagingParameters,
          { name: 'open', in: 'query', description: '"yes": only open ones.' },
        ],
        answers: { 200: v.object({ items: v.array(incidentAnswer), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => {
        onlyParameters(c, ['after', 'limit', 'open']);
        const { after: from, most } = pageOf(c);
        const rows = await pageIncidents(needs.store, c.get('staff').controller, {
          after: from,
          most: most + 1,
          openOnly: c.req.query('open') === 'yes',
        });
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map((one) => incidentShown(one, needs.world.clock())),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .get(
      '/v1/incidents/:id',
      describe({
        summary: 'Reads an incident as it stands',
        tag: 'staff',
        answers: { 200: incidentAnswer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => answerIncident(c, needs, (await incidentAsked(c, needs)).id),
    )
    .get(
      '/v1/incidents/:id/phases',
      describe({
        summary: 'The log of an incident: what was said when, and never changed (GDPR 33(4)-(5))',
        tag: 'staff',
        answers: { 200: v.object({ items: v.array(v.looseObject({ phase: v.number(), at: v.string() })) }) },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => {
        const { id } = await incidentAsked(c, needs);
        const rows = await phasesOf(needs.store, c.get('staff').controller, id);
        return c.json({
          items: rows.map(({ at, said, ...one }) => ({
            ...one,
            at: whenOf(at) ?? '',
            said: JSON.parse(said) as unknown,
          })),
        });
      },
    );

/** A key that is not known, or another's, would be searched for in vain. */
const demandOwnKey = async (
  { store }: Needs,
  controller: number,
  { criterion }: Pick<NewPhase, 'criterion'> | Pick<NewIncident, 'criterion'>,
): Promise<void> => {
  if (!(await isOwnKey(store, controller, criterion)))
    throw new Problem('wrong-body', 'There is no such key: look at the list of keys.', '/criterion/key');
};

export const incidents = (needs: Needs) =>
  new Hono<StaffEnv>()
    .route('/', readRoutes(needs))
    .post(
      '/v1/incidents',
      describe({
        summary: 'Records a breach or an attempt; with a criterion, whom it concerns is found',
        description:
          'For a breach the 72 hours run from `aware`. At the operator the criterion is searched for at every controller: each that is concerned gets an incident of its own, with its own numbers and persons, and a letter.',
        tag: 'staff',
        body: newIncident,
        parameters: [idempotencyParameter],
        answers: { 201: incidentAnswer, 200: incidentAnswer },
        refusals: [400, 401, 403, 409, 413, 415, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, answerers),
      async (c) => {
        const { store, world } = needs;
        const staff = c.get('staff');
        const given = await readStaffBody(c, newIncident);
        if (given.aware !== undefined && Date.parse(given.aware) > world.clock() + 300_000)
          throw new Problem('wrong-body', 'This is in the future.', '/aware');
        await demandOwnKey(needs, staff.controller, given);
        const again = repeatable(c, store, staff, given, world.clock());
        const known = await again.before();
        if (known) return answerIncident(c, needs, known, 200);
        const { contact } = await senderOf(store, staff.controller);
        try {
          const id = await raise(store, world, staff, given, contact, again.remembering);
          return await answerIncident(c, needs, id, 201);
        } catch (error) {
          const other = error instanceof Unmet ? await again.before() : undefined;
          if (!other) throw error;
          return answerIncident(c, needs, other, 200);
        }
      },
    )
    .post(
      '/v1/incidents/:id/phases',
      describe({
        summary: 'Says what is new of an incident, or closes it',
        description:
          'Only what is new: all that was said before stays in the phases. What the operator says is handed on to the controllers that were told. Later than 72 hours, say why; before closing, the effects and remedies.',
        tag: 'staff',
        body: newPhase,
        parameters: [matchParameter],
        answers: { 200: incidentAnswer },
        refusals: [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503],
        security: 'staff',
      }),
      staffOnly(needs, answerers),
      async (c) => {
        const { store, world } = needs;
        const said = await readStaffBody(c, newPhase);
        await demandOwnKey(needs, c.get('staff').controller, said);
        const before = await incidentAsked(c, needs);
        demandMatch(c, before.version);
        if (Object.values(said).every((one) => one === undefined))
          throw new Problem('wrong-body', 'Say what is new.', '');
        if (before.closed !== null)
          throw new Problem('already-there', 'The incident was closed: record another one.');
        const now = world.clock();
        const [pointer, sentence] = wrongPhase(after(before, said, now), now, before.peopleAsked) ?? [];
        if (sentence !== undefined) throw new Problem('wrong-body', sentence, pointer);
        if (!(await sayPhase(store, world, c.get('staff'), before, said))) throw changedMeanwhile();
        return answerIncident(c, needs, before.id);
      },
    );
