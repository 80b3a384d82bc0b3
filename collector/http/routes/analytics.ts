/** Analytics events come in: under a live grant that the collector checks itself, reduced before anything else is done with them. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { type Analytics, analytics } from '../../../shared/analytics.ts';
import { relayOf } from '../../../shared/tags.ts';
import { fromUuid } from '../../bytes.ts';
import { clientOf, sessionOf } from '../../google/clientId.ts';
import { reduce } from '../../google/reduce.ts';
import { Problem } from '../../problem.ts';
import { keepEvents, mayMeasure, type NewEvent } from '../../register/analyticsEvents.ts';
import { saltFor } from '../../register/salts.ts';
import type { Site } from '../../register/sites.ts';
import { visitorOf } from '../../register/visitor.ts';
import type { Seen } from '../../traffic/traffic.ts';
import { askedOf } from '../asked.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

const notLive = () =>
  new Problem('consent-not-live', 'There is no live consent for measuring: ask again, and send nothing.');

/** Salts are by days of UTC. */
const day = 24 * 60 * 60 * 1000;

type Google = NonNullable<Site['settings']['google']>;

/** The events as they are kept; from here on nobody knows more than what is in them. */
const reducedEvents = async (
  { store, world, metrics }: Needs,
  site: Site,
  google: Google,
  given: { body: Analytics; origin: string; seen: Seen; visitor: Uint8Array; received: number },
): Promise<NewEvent[]> => {
  const { body, origin, seen, visitor, received } = given;
  const salt = await saltFor(store, world, site, 'client', Math.floor(received / day));
  const { address: _address, language, country, browser, major, os, device } = seen;
  const told = {
    origin,
    ownOrigins: site.settings.origins,
    language,
    country,
    browser: { browser, major, os, device },
    ...(body.screen && { screen: body.screen }),
    client: clientOf(salt, visitor),
    session: sessionOf(salt, visitor, body.session.began),
    relay: relayOf(google),
  };
  return body.events.map((event, place) => {
    const starts = body.session.starts && place === 0;
    const { reduced, removed } = reduce(event, { ...told, starts });
    metrics.removed(removed);
    return { id: fromUuid(event.id), happened: received - event.age, body: JSON.stringify(reduced) };
  });
};

export const analyticsEvents = (needs: Needs) =>
  new Hono().post(
    '/s/:site/analytics',
    describe({
      summary: 'Events of a page, under a live grant of analytics',
      description:
        'Only where the site measures by the relay. Each event is reduced at once: no address, no query but what the site allows, nothing that looks like an e-mail address, a telephone number or a national id. 202 with how many were new; a bot that says what it is is not counted.',
      tag: 'visitors',
      body: analytics,
      answers: { 202: v.object({ kept: v.number() }) },
      refusals: [400, 403, 404, 413, 415, 422, 429, 503],
    }),
    async (c) => {
      const { store, relay, metrics, world, traffic } = needs;
      const site = await visitedSite(c, needs);
      // A batch of long events is more work.
      limited(c, needs, Number(c.req.header('content-length')) <= visitorMost ? 'analytics' : 'visit');
      const body = await readBody(c, analytics, 2 * visitorMost);
      const { google } = site.settings;
      if (google?.mode !== 'relay')
        throw new Problem('not-found', 'This site does not measure by the relay: load its script tag again.');
      // Links to what is no file are left out on arrival, and may have been all there was.
      if (body.events.length === 0) return c.json({ kept: 0 }, 202);
      const visitor = visitorOf(body.visitorKey);
      const received = world.clock();
      if (!(await mayMeasure(store, site, visitor, received))) throw notLive();
      const seen = traffic.seen(askedOf(c));
      if (seen.bot) {
        metrics.measured('bot', body.events.length);
        return c.json({ kept: 0 }, 202);
      }
      if (!relay.hasRoom(body.events.length)) {
        metrics.measured('full', body.events.length);
        throw new Problem('busy', 'Too many events wait to be sent: send them again later.');
      }
      const waits = await relay.sends(site);
      const origin = c.req.header('origin') ?? '';
      const events = await reducedEvents(needs, site, google, { body, origin, seen, visitor, received });
      const kept = await keepEvents(store, site, google.purpose, { visitor, received, waits, events });
      if (kept === 'not-live') throw notLive();
      if (kept === 'full') {
        metrics.measured('full', events.length);
        throw new Problem('too-many', 'Too many events of this browser wait already: send them again later.');
      }
      metrics.measured('kept', kept);
      metrics.measured('again', events.length - kept);
      relay.kept(site, kept, waits);
      return c.json({ kept }, 202);
    },
  );
