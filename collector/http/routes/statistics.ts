/** Statistics: counts with nobody in them, for all staff. */
import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import * as v from 'valibot';
import { csvOf } from '../../csv.ts';
import { Problem } from '../../problem.ts';
import { findSite } from '../../register/sites.ts';
import {
  contents,
  type Dimension,
  dayOf,
  dimensions,
  type Measure,
  measures,
} from '../../statistics/count.ts';
import { least } from '../../statistics/merge.ts';
import { readStatistics, type Step, steps } from '../../statistics/read.ts';
import { attached, csvType } from '../attached.ts';
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

/** Days that one question may span: by day a quarter, else ten years; of what takes many values, a month, else three years. */
const longest = { day: 92, month: 3660, all: 3660 };
const longestOfMany = { day: 31, month: 1100, all: 1100 };

const longestFor = (dimension: Dimension, step: Step): number =>
  (contents.some((one) => one === dimension) ? longestOfMany : longest)[step];

const formats = ['json', 'csv'] as const;
const csv = 'text/csv';

/** As the query says, else as the caller accepts. */
const wantsCsv = (c: Context): boolean => {
  const usual = accepts(c, {
    header: 'Accept',
    supports: ['application/json', csv],
    default: 'application/json',
  });
  return oneOf(c, 'format', formats, usual === csv ? 'csv' : 'json') === 'csv';
};

const columns = ['when', 'measure', 'purpose', 'terms', 'value', 'count'] as const;

export const statistics = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/statistics',
    describe({
      summary: 'Counts of decisions, visits and events of a site, one dimension at a time',
      description: `Decisions and visits are counted some ten minutes after they came, events one or two minutes after, by day of UTC. Cells of fewer than ${least} are merged into "other".`,
      tag: 'staff',
      parameters: [
        { name: 'site', in: 'query', description: 'The public id of the site. Needed.' },
        { name: 'by', in: 'query', description: `One of: ${dimensions.join(', ')}. Without it: language.` },
        { name: 'measure', in: 'query', description: `One of: ${measures.join(', ')}. Without it: all.` },
        { name: 'step', in: 'query', description: `One of: ${steps.join(', ')}. Without it: day.` },
        { name: 'from', in: 'query', description: 'First day. Without it: 30 days before the last.' },
        { name: 'to', in: 'query', description: 'Last day. Without it: today.' },
        {
          name: 'format',
          in: 'query',
          description: `One of: ${formats.join(', ')}. Without it: as "Accept" says, else json.`,
        },
      ],
      answers: { 200: answer },
      alsoAs: csv,
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
      const measure =
        c.req.query('measure') === undefined ? undefined : oneOf<Measure>(c, 'measure', measures, 'events');
      const asCsv = wantsCsv(c);
      const most = longestFor(dimension, step);
      const to = dayNamed(c, 'to', dayOf(needs.world.clock()));
      const from = dayNamed(c, 'from', to - 30);
      if (to < from || to - from > most)
        throw new Problem(
          'wrong-request',
          `"from" is at most ${most} days before "to", and not behind it: ask by month for more.`,
        );
      const { controller, site: number } = site;
      const range = { controller, site: number, dimension, measure, from, to };
      const rows = await readStatistics(needs.store, range, step);
      c.header('Vary', 'Accept', { append: true });
      if (asCsv) return attached(c, `lupa-${publicId}-${dimension}.csv`, csvType, csvOf(columns, rows));
      return c.json({ site: publicId, by: dimension, least, rows });
    },
  );
