/** The ledger as a list, for those who watch over it. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { toBase64url } from '../../bytes.ts';
import { decodeDecision, noticeOf } from '../../ledger/decisionBody.ts';
import { eventsAfter, type LedgerRow } from '../../ledger/events.ts';
import { noticeNumbered } from '../../register/notices.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

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
      /** Kept as proof alone, until it is erased. */
      restricted: v.boolean(),
      content: v.nullable(v.looseObject({})),
    }),
  ),
  next: v.number(),
});
export const ledger = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/ledger',
    describe({
      summary: 'Events of the ledger after a number, in order',
      tag: 'staff',
      parameters: [
        { name: 'after', in: 'query', description: 'The number of the last event that is known.' },
        { name: 'limit', in: 'query', description: 'At most so many, up to 1000.' },
      ],
      answers: { 200: events },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, watching),
    async (c) => {
      const staff = c.get('staff');
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
        erased: row.body === null && !row.restricted,
        restricted: row.restricted === 1,
        content: await contentOf(needs, staff.controller, row),
      }));
      return c.json({ events: await Promise.all(shown), next: rows.at(-1)?.number ?? after });
    },
  );
