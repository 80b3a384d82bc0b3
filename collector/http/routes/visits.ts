/** A visit comes in: browser metadata, under a live grant that the collector checks itself. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { visit } from '../../../shared/visit.ts';
import { fromUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { visitorOf } from '../../register/visitor.ts';
import { keepVisit, mayVisit } from '../../register/visits.ts';
import { pathOf, referrerOf } from '../../traffic/page.ts';
import { askedOf } from '../asked.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

const notLive = () =>
  new Problem('consent-not-live', 'There is no live consent for visits: ask again, and send nothing.');

export const visits = (needs: Needs) =>
  new Hono().post(
    '/s/:site/visits',
    describe({
      summary: 'A visit, under a live grant',
      description: '201 once it is kept. 200 for a bot that says what it is: its visits are not kept.',
      tag: 'visitors',
      body: visit,
      answers: { 201: v.object({ id: v.string() }), 200: v.object({ id: v.string() }) },
      refusals: [400, 403, 404, 409, 413, 415, 422, 429, 503],
    }),
    async (c) => {
      const site = await visitedSite(c, needs);
      limited(c, needs, 'visit');
      const body = await readBody(c, visit, visitorMost);
      const visitor = visitorOf(body.visitorKey);
      const received = needs.world.clock();
      const { bot, ...seen } = needs.traffic.seen(askedOf(c));
      if (bot) {
        if (!(await mayVisit(needs.store, site, visitor, received))) throw notLive();
        needs.metrics.botVisited();
        return c.json({ id: body.id }, 200);
      }
      const kept = await keepVisit(needs.store, site, {
        ...seen,
        id: fromUuid(body.id),
        visitor,
        received,
        referrer: referrerOf(body.referrer, site.settings.origins),
        page: pathOf(body.page),
      });
      switch (kept) {
        case 'kept':
          return c.json({ id: body.id }, 201);
        case 'taken':
          throw new Problem('another-visit', 'Another visit has this id: make a new id for each.', '/id');
        case 'not-live':
          throw notLive();
        default:
          return kept satisfies never;
      }
    },
  );
