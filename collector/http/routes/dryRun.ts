/** The dry run of retention: what would go tonight, counted; and the ids, page by page, for those who answer for it. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { yearEndOf } from '../../duties/retention/yearEnd.ts';
import { Problem } from '../../problem.ts';
import { cutsOf } from '../../rights/retention/cuts.ts';
import { type Cursor, dryRun, listed, wouldGo } from '../../rights/retention/dryRun.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { onlyParameters, wholeNumber } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const counts = v.record(v.string(), v.record(v.string(), v.number()));

/** `<time>_<id>`, as `next` says it. */
const cursorOf = (c: Context): Cursor | undefined => {
  const given = c.req.query('after');
  if (given === undefined) return undefined;
  const [, at = '', id = ''] = /^(-?\d{1,16})_([0-9a-f-]{36})$/.exec(given) ?? [];
  if (!isUuid(id)) throw new Problem('wrong-request', '"after" is `next` of the page before.');
  return { at: Number(at), id: fromUuid(id) };
};

export const dryRuns = (needs: Needs) => {
  const { store, world } = needs;
  return new Hono<StaffEnv>()
    .get(
      '/v1/retention/dry-run',
      describe({
        summary: 'What would go tonight, by rule and table: counts, nothing of anybody',
        description:
          'Also after a rule was changed: look here before the night. Nothing is taken away by looking.',
        tag: 'staff',
        answers: { 200: v.object({ gone: counts, held: v.array(v.string()) }) },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => c.json(await dryRun(store, c.get('staff').controller, world.clock())),
    )
    .get(
      '/v1/retention/dry-run/:noun',
      describe({
        summary: 'The ids of what would go tonight from one table',
        description: `Of ${listed.join(', ')}. Of the ledger, whose proofs are blanked, the number of the row is in the last digits.`,
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: '`next` of the page before.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
        ],
        answers: { 200: v.object({ items: v.array(v.string()), next: v.optional(v.string()) }) },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator', 'data_protection_officer']),
      async (c) => {
        onlyParameters(c, ['after', 'limit']);
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        const noun = c.req.param('noun');
        if (!listed.includes(noun)) throw new Problem('not-found', `Name one of: ${listed.join(', ')}.`);
        const cuts = await cutsOf(store, c.get('staff').controller, world.clock(), yearEndOf);
        const rows = await wouldGo(store, cuts, noun, cursorOf(c), most + 1);
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map(({ id }) => toUuid(id)),
          ...(rows.length > most && last && { next: `${last.at}_${toUuid(last.id)}` }),
        });
      },
    );
};
