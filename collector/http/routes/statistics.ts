/** Statistics: counts with nobody in them, for all staff. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { findSite } from '../../register/sites.ts';
import { type Dimension, dayOf, dimensions, measures } from '../../statistics/count.ts';
import { least } from '../../statistics/merge.ts';
import { readStatistics, type Step, steps } from '../../statistics/read.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answer = v.object({
  site: v.string(),
  by: v.picklist(dimensions),
  /** Cells of fewer than this are in "other". */
  least: v.number(),
  rows: v.array(
    v.object({
      when: v.nullable(v.string()),
      measure: v.picklist(measures),
      purpose: v.nullable(v.string()),
      terms: v.nullable(v.number()),
      value: v.string(),
      count: v.number(),
    }),
  ),
});

const oneOf = <Word extends string>(c: Context, name: string, words: readonly Word[], usual: Word): Word => {
  const given = c.req.query(name) ?? usual;
  const found = words.find((word) => word === given);
  if (found === undefined) throw new Problem('wrong-request', `"${name}" is one of: ${words.join(', ')}.`);
  return found;
};

const dayNamed = (c: Context, name: string, usual: number): number => {
  const given = c.req.query(name);
  if (given === undefined) return usual;
  const time = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given)
    throw new Problem('wrong-request', `"${name}" is a day as 2026-11-22, of UTC.`);
  return dayOf(time);
};

/** Days that one question may span: by day a quarter, else ten years. */
const longest = { day: 92, month: 3660, all: 3660 };

export const statistics = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/statistics',
    describe({
      summary: 'Counts of decisions and visits of a site, by language, browser family or country',
      description: `Rolled up some ten minutes after the event, by day of UTC. Cells of fewer than ${least} are merged into "other".`,
      tag: 'staff',
      parameters: [
        { name: 'site', in: 'query', description: 'The public id of the site. Needed.' },
        { name: 'by', in: 'query', description: `One of: ${dimensions.join(', ')}. Without it: language.` },
        { name: 'step', in: 'query', description: `One of: ${steps.join(', ')}. Without it: day.` },
        { name: 'from', in: 'query', description: 'First day. Without it: 30 days before the last.' },
        { name: 'to', in: 'query', description: 'Last day. Without it: today.' },
      ],
      answers: { 200: answer },
      refusals: [401, 403, 404, 422],
      security: 'staff',
    }),
    staffOnly(needs),
    async (c) => {
      const publicId = c.req.query('site') ?? '';
      const site = publicId === '' ? undefined : await findSite(needs.store, publicId);
      if (site?.controller !== c.get('staff').controller)
        throw new Problem('not-found', 'There is no such site: name one of yours as "site".');
      const dimension = oneOf<Dimension>(c, 'by', dimensions, 'language');
      const step = oneOf<Step>(c, 'step', steps, 'day');
      const to = dayNamed(c, 'to', dayOf(needs.world.clock()));
      const from = dayNamed(c, 'from', to - 30);
      if (to < from || to - from > longest[step])
        throw new Problem(
          'wrong-request',
          `"from" is at most ${longest[step]} days before "to", and not behind it: ask by month for more.`,
        );
      const { controller, site: number } = site;
      const rows = await readStatistics(needs.store, { controller, site: number, dimension, from, to }, step);
      return c.json({ site: publicId, by: dimension, least, rows });
    },
  );
