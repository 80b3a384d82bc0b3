/** Requests by right, as staff read and enter them. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { enteredRequest } from '../../../shared/register/request.ts';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { spentBudgets } from '../../rights/requests/budget.ts';
import { receiveRequest } from '../../rights/requests/receive.ts';
import {
  findRequest,
  openRequests,
  pageRequests,
  type Request,
  repeatsOf,
  stepsOf,
} from '../../rights/requests/request.ts';
import type { Role } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { onlyParameters, wholeNumber } from '../query.ts';
import { reasonOf } from '../reason.ts';
import { requestAnswered, shownRequest, shownStep } from '../requestShown.ts';
import { openAfter, openAnswered } from '../requestsOpen.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

/** Who sees that somebody asked. */
export const requestReaders: readonly Role[] = [
  'administrator',
  'data_protection_officer',
  'support',
  'auditor',
];
/** Who takes requests in; who answers them is in `requestActs`. */
const takers: readonly Role[] = ['administrator', 'data_protection_officer', 'support'];
/** Before that nobody asked by these articles (GDPR 99(2)). */
const earliest = Date.parse('2018-05-25T00:00:00+03:00');
const yearLong = 365 * 86_400_000;
const reason = { name: 'Lupa-Reason', in: 'header', description: 'Why; kept in the access log.' } as const;
const usual = 'answering requests';

export const requests = (needs: Needs) => {
  const { store, world } = needs;
  const readers = staffOnly(needs, requestReaders);
  const personsOf = (rows: readonly Request[]) => rows.flatMap(({ person }) => (person ? [person] : []));
  return new Hono<StaffEnv>()
    .get(
      '/v1/requests',
      describe({
        summary: 'Requests by right, the oldest first',
        tag: 'staff',
        parameters: [...pagingParameters, reason],
        answers: { 200: v.object({ items: v.array(requestAnswered), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      readers,
      async (c) => {
        onlyParameters(c, ['after', 'limit']);
        const staff = c.get('staff');
        const { after, most } = pageOf(c);
        const said = reasonOf(c, usual);
        const rows = await pageRequests(store, staff.controller, after, most + 1);
        const page = rows.slice(0, most);
        await logRead(store, world, staff, {
          action: 'list requests',
          reason: said,
          persons: personsOf(page),
        });
        const last = page.at(-1);
        return c.json({
          items: page.map((one) => shownRequest(one, world.clock())),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .get(
      '/v1/requests/open',
      describe({
        summary: 'Open requests, the most urgent first; overdue ones before all',
        description:
          'By when each must be answered (GDPR 12(3)), Helsinki time. `next` is where the next page begins. `heldBack` counts the e-mail addresses and sites that have had all their letters of the hour: what else comes for them by the form is not taken, and nobody who sends it is told.',
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: '`next` of the page before.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500.' },
          reason,
        ],
        answers: { 200: openAnswered },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      readers,
      async (c) => {
        onlyParameters(c, ['after', 'limit']);
        const staff = c.get('staff');
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        const said = reasonOf(c, usual);
        const rows = await openRequests(store, staff.controller, openAfter(c), most + 1);
        const page = rows.slice(0, most);
        await logRead(store, world, staff, {
          action: 'list requests',
          reason: said,
          persons: personsOf(page),
        });
        const last = page.at(-1);
        return c.json({
          items: page.map((one) => shownRequest(one, world.clock())),
          ...(rows.length > most && last && { next: `${last.due}.${toUuid(last.id)}` }),
          heldBack: await spentBudgets(store, staff.controller, world.clock()),
        });
      },
    )
    .get(
      '/v1/requests/:id',
      describe({
        summary:
          'One request, with its steps, and how often the same was answered within a year (GDPR 12(5))',
        tag: 'staff',
        parameters: [reason],
        answers: { 200: requestAnswered },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      readers,
      async (c) => {
        const staff = c.get('staff');
        const { controller } = staff;
        const said = reasonOf(c, usual);
        const found = await findRequest(store, controller, idOf(c));
        if (!found) throw new Problem('not-found', 'There is no such request.');
        const { id, person, kind } = found;
        await logRead(store, world, staff, {
          action: 'read request',
          reason: said,
          persons: personsOf([found]),
        });
        const since = world.clock() - yearLong;
        return c.json({
          ...shownRequest(found, world.clock()),
          steps: (await stepsOf(store, controller, id)).map(shownStep),
          answeredBefore: person ? await repeatsOf(store, controller, person, kind, since) : 0,
        });
      },
    )
    .post(
      '/v1/requests',
      describe({
        summary: 'Enters a request that came by e-mail, letter, telephone or in person',
        description: 'The month runs from `received`. Who it is, is proven by POST …/identity.',
        tag: 'staff',
        body: enteredRequest,
        answers: { 201: v.object({ id: v.string(), reference: v.string(), due: v.string() }) },
        refusals: [400, 401, 403, 413, 415, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, takers),
      async (c) => {
        const { received, name, email, details, ...given } = await readStaffBody(c, enteredRequest);
        const now = world.clock();
        const came = received === undefined ? now : Date.parse(received);
        if (came < earliest)
          throw new Problem(
            'wrong-body',
            'The GDPR applies since 25 May 2018: name when it came.',
            '/received',
          );
        if (came > now) throw new Problem('wrong-body', 'Name when it came, not when it will.', '/received');
        const { request, statements } = receiveRequest(world, c.get('staff'), {
          ...given,
          site: null,
          name: name ?? null,
          email: email ?? null,
          details: details ?? null,
          received: came,
        });
        await store.write(statements);
        // On the journal's disk before it is acknowledged: a restored backup has it.
        await needs.journalled().catch(needs.report);
        const { id, reference, due } = request;
        return c.json({ id: toUuid(id), reference, due: new Date(due).toISOString() }, 201);
      },
    );
};
