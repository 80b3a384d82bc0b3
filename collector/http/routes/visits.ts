/** A visit comes in: browser metadata, under a live grant that the collector checks itself. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { visit } from '../../../shared/visit.ts';
import { fromUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { visitorOf } from '../../register/visitor.ts';
import { keepVisit } from '../../register/visits.ts';
import { anonymised } from '../../traffic/address.ts';
import { browserOf } from '../../traffic/browser.ts';
import { clientAddress } from '../../traffic/client.ts';
import { languageOf } from '../../traffic/language.ts';
import { pathOf, referrerOf } from '../../traffic/page.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import type { Bindings, Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

/** The address with its last part gone; the whole one goes no further than this function. */
const anonymisedAddress = (c: Context, { proxies, anonymity }: Needs): string | null => {
  const peer = (c.env as Bindings | undefined)?.incoming?.socket?.remoteAddress;
  const address = clientAddress(peer, c.req.header('x-forwarded-for'), proxies);
  return (address !== undefined && anonymised(address, anonymity)) || null;
};

export const visits = (needs: Needs) =>
  new Hono().post(
    '/s/:site/visits',
    describe({
      summary: 'A visit, under a live grant',
      tag: 'visitors',
      body: visit,
      answers: { 201: v.object({ id: v.string() }) },
      refusals: [400, 403, 404, 409, 413, 415, 422, 503],
    }),
    async (c) => {
      const site = await visitedSite(c, needs);
      const body = await readBody(c, visit, visitorMost);
      const kept = await keepVisit(needs.store, site, {
        id: fromUuid(body.id),
        visitor: visitorOf(body.visitorKey),
        received: needs.world.clock(),
        ...browserOf(c.req.header('user-agent')),
        language: languageOf(c.req.header('accept-language')),
        referrer: referrerOf(body.referrer, site.settings.origins),
        page: pathOf(body.page),
        address: anonymisedAddress(c, needs),
        country: null,
      });
      switch (kept) {
        case 'kept':
          return c.json({ id: body.id }, 201);
        case 'taken':
          throw new Problem('another-visit', 'Another visit has this id: make a new id for each.', '/id');
        case 'not-live':
          throw new Problem(
            'consent-not-live',
            'There is no live consent for visits: ask again, and send nothing.',
          );
        default:
          return kept satisfies never;
      }
    },
  );
