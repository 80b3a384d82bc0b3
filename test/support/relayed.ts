/** A collector whose site measures by the relay, with a real host in Google's place that notes every byte. */
import { randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { egress } from '../../collector/messages/egress.ts';
import { lastSent } from '../../collector/messages/relay/lastSent.ts';
import { type Relay, type RelayNeeds, relayTo } from '../../collector/messages/relay/relay.ts';
import { keepSecret } from '../../collector/register/googleSecrets.ts';
import { findSite, type Site } from '../../collector/register/sites.ts';
import type { AnalyticsInput } from '../../shared/analytics.ts';
import type { SiteSettingsInput } from '../../shared/site.ts';
import { type TestCollector, testCollector } from './collector.ts';
import { accepting, uuid } from './decision.ts';
import { type Outside, outside } from './outside.ts';
import { testSettings } from './site.ts';

export const secret = 'canary-secret_0123';

export interface Relayed extends TestCollector {
  google: Outside;
  relay: Relay;
  /** Sent and dropped so far. */
  counted: { sent: number; ended: number; late: number; stopped: number };
  site(): Promise<Site>;
  /** A visitor with a grant; answers their key. */
  granting(change?: object): Promise<string>;
  /** Sends events of a page as the measuring module does. */
  measure(key: string, events?: object[], also?: object, headers?: Record<string, string>): Promise<Response>;
}

export const relaySettings = (change: Partial<SiteSettingsInput> = {}): SiteSettingsInput =>
  testSettings({
    google: { measurementId: 'G-TEST1234', purpose: 'analytics', adsPurpose: 'marketing' },
    ...change,
  });

export const pageView = (change: object = {}): AnalyticsInput['events'][number] => ({
  id: uuid(),
  name: 'page_view',
  age: 0,
  page: '/shop',
  title: 'Shop',
  referrer: '',
  ...change,
});

/** Nothing is sent by itself: `relay.run('test')` does. */
export const relayed = async (change: Partial<RelayNeeds> = {}): Promise<Relayed> => {
  const google = await outside();
  const last = lastSent();
  const key = randomBytes(32);
  let made: Relay | undefined;
  const relay = (): Relay => made ?? expectMade();
  const collector = await testCollector({
    relay: {
      sends: (site) => relay().sends(site),
      hasRoom: (events) => relay().hasRoom(events),
      kept: (site, events, waits) => relay().kept(site, events, waits),
    },
    lastSent: last,
    secretsKey: key,
  });
  const counted = { sent: 0, ended: 0, late: 0, stopped: 0 };
  // What a decision drops is counted by its route.
  const { dropped } = collector.needs.metrics;
  collector.needs.metrics.dropped = (reason, events) => {
    if (reason === 'ended') counted.ended += events;
    dropped(reason, events);
  };
  const { store, world, faults, post, notice } = collector;
  made = relayTo({
    store,
    world,
    key,
    egress: egress({ patience: 60_000 }),
    last,
    host: google.url,
    sent: (events) => {
      counted.sent += events;
    },
    dropped: (reason, events) => {
      counted[reason] += events;
    },
    most: 10_000,
    gather: 3_600_000,
    report: (fault) => faults.push(fault),
    ...change,
  });
  afterAll(() => relay().stop());
  await collector.save(relaySettings());
  const site = async (): Promise<Site> => {
    const found = await findSite(store, 'test');
    if (!found) throw new Error('There is no site.');
    return found;
  };
  await keepSecret(store, world, key, await site(), secret);
  return {
    ...collector,
    google,
    relay: made,
    counted,
    site,
    granting: async (decided = {}) => {
      const decision = accepting(await notice(), decided);
      const answer = await post('/s/test/decisions', decision);
      if (answer.status > 201) throw new Error(await answer.text());
      return decision.visitorKey ?? '';
    },
    measure: (visitorKey, events = [pageView()], also = {}, headers = {}) =>
      post(
        '/s/test/analytics',
        { v: 1, visitorKey, session: { began: world.clock(), starts: true }, events, ...also },
        headers,
      ),
  };
};

const expectMade = (): never => {
  throw new Error('The relay is not made yet.');
};
