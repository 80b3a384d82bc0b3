/** Visits as a list, for those who watch over them: of visitors, never of persons. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { visitsBefore } from '../../register/visits.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const answer = v.object({
  visits: v.array(v.looseObject({ id: v.string(), visitor: v.string(), received: v.number() })),
});

/** Above every id: the list begins with the newest. */
const afterAll = new Uint8Array(16).fill(0xff);

export const visitList = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/visits',
    describe({
      summary: 'Visits, newest first; earlier ones with ?before=',
      description: 'Of visitors, not of persons: whose they are is in the access answer alone.',
      tag: 'staff',
      parameters: [
        { name: 'before', in: 'query', description: 'The id of the oldest visit that is known.' },
        { name: 'limit', in: 'query', description: 'At most so many, up to 1000.' },
      ],
      answers: { 200: answer },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, watching),
    async (c) => {
      const staff = c.get('staff');
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
