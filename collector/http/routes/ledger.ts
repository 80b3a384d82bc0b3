/** The ledger and the visits as lists, for those who watch over them. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid, toBase64url, toUuid } from '../../bytes.ts';
import { decodeDecision, noticeOf } from '../../ledger/decisionBody.ts';
import { eventsAfter, type LedgerRow } from '../../ledger/events.ts';
import { Problem } from '../../problem.ts';
import { noticeNumbered } from '../../register/notices.ts';
import { visitsBefore } from '../../register/visits.ts';
import type { Role } from '../../store/catalogue.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { only, type StaffEnv, staffOnly } from '../staffOnly.ts';

const watching: readonly Role[] = ['administrator', 'data_protection_officer', 'auditor'];

/** An event's body, readable: a decision with its purposes named, anything else as it is. */
const contentOf = async ({ store }: Needs, controller: number, { kind, body }: LedgerRow) => {
  if (body === null) return null;
  if (kind !== 'decision') {
    // Who a visitor is stands in the look-up and the access answer alone, where reading it is logged.
    const { person: _, ...rest } = JSON.parse(body) as Record<string, unknown>;
    return rest;
  }
  const cited = await noticeNumbered(store, controller, noticeOf(body));
  if (!cited) throw new Error('A decision cites a notice that is not there.');
  const { notice: _, ...decision } = decodeDecision(body, cited.notice);
  return { ...decision, language: cited.notice.language, notice: cited.notice.version };
};

const events = v.object({
  events: v.array(
    v.object({
      number: v.number(),
      kind: v.string(),
      received: v.number(),
      digest: v.string(),
      erased: v.boolean(),
      content: v.nullable(v.looseObject({})),
    }),
  ),
  next: v.number(),
});
const visits = v.object({
  visits: v.array(v.looseObject({ id: v.string(), visitor: v.string(), received: v.number() })),
});
const refusals = [401, 403, 422];

/** Above every id: the list begins with the newest. */
const afterAll = new Uint8Array(16).fill(0xff);

export const ledger = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/ledger',
      describe({
        summary: 'Events of the ledger after a number, in order',
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: 'The number of the last event that is known.' },
          { name: 'limit', in: 'query', description: 'At most so many, up to 1000.' },
        ],
        answers: { 200: events },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const staff = c.get('staff');
        only(staff, watching);
        const after = wholeNumber(c, 'after', 0, 0, Number.MAX_SAFE_INTEGER);
        const rows = await eventsAfter(
          needs.store,
          staff.controller,
          after,
          wholeNumber(c, 'limit', 100, 1, 1000),
        );
        const shown = rows.map(async (row) => ({
          number: row.number,
          kind: row.kind,
          received: row.received,
          digest: toBase64url(row.digest),
          erased: row.body === null,
          content: await contentOf(needs, staff.controller, row),
        }));
        return c.json({ events: await Promise.all(shown), next: rows.at(-1)?.number ?? after });
      },
    )
    .get(
      '/v1/visits',
      describe({
        summary: 'Visits, newest first; earlier ones with ?before=',
        description: 'Of visitors, not of persons: whose they are is in the access answer alone.',
        tag: 'staff',
        parameters: [
          { name: 'before', in: 'query', description: 'The id of the oldest visit that is known.' },
          { name: 'limit', in: 'query', description: 'At most so many, up to 1000.' },
        ],
        answers: { 200: visits },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const staff = c.get('staff');
        only(staff, watching);
        const before = c.req.query('before');
        if (before !== undefined && !isUuid(before))
          throw new Problem('wrong-request', '"before" is the id of a visit.');
        const limit = wholeNumber(c, 'limit', 100, 1, 1000);
        const from = before === undefined ? afterAll : fromUuid(before);
        const rows = await visitsBefore(needs.store, staff.controller, from, limit);
        return c.json({
          visits: rows.map(({ visit, visitor, publicId, ...seen }) => ({
            id: toUuid(visit),
            visitor: toUuid(visitor),
            site: publicId,
            ...seen,
          })),
        });
      },
    );
