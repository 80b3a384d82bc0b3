import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { egress } from '../../../collector/messages/egress.ts';
import { SecretUnreadable } from '../../../collector/messages/relay/lane.ts';
import { lastSent } from '../../../collector/messages/relay/lastSent.ts';
import { pauseAfter } from '../../../collector/messages/relay/pause.ts';
import { relayTo } from '../../../collector/messages/relay/relay.ts';
import { keptEvents } from '../../../collector/register/analyticsEvents.ts';
import { dropSecret } from '../../../collector/register/googleSecrets.ts';
import { waitingVisitors } from '../../../collector/register/waitingEvents.ts';
import { NoRoom } from '../../../collector/store/store.ts';
import type { Notice } from '../../../shared/notice.ts';
import { refusing, uuid } from '../../support/decision.ts';
import { noContent } from '../../support/outside.ts';
import { pageView, type Relayed, relayed, relaySettings, secret } from '../../support/relayed.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const withdrawing = (notice: Notice) =>
  refusing(notice, { how: 'withdraw_all', surface: 'preferences', sequence: 2 });

/** The purposes with a service more in the first that is not necessary: terms rise. */
const dearer = (purposes: ReturnType<typeof relaySettings>['purposes']) =>
  purposes.map((one) =>
    one.id === 'analytics'
      ? {
          ...one,
          services: [
            ...(one.services ?? []),
            { id: 'more', name: 'More', provider: 'More Oy', country: 'FI', hosts: [], cookies: [] },
          ],
        }
      : one,
  );

const hour = 60 * 60 * 1000;
const refused = 'HTTP/1.1 503 Not now\r\nContent-Length: 0\r\n\r\n';

test('sends what a visitor did in one request, as Google asks for it, and then waits for nothing', async () => {
  const { google, relay, measure, granting, counted } = await relayed();
  const key = await granting();
  await measure(key, [pageView(), pageView({ page: '/basket', age: 1500 })]);
  await relay.run('test');
  expect(google.requests()).toHaveLength(1);
  expect(google.requests()[0]).toContain(
    `POST /mp/collect?measurement_id=G-TEST1234&api_secret=${secret} HTTP/1.1`,
  );
  expect(google.bodies()[0]).toMatchObject({ events: [{ name: 'page_view' }, { name: 'page_view' }] });
  expect(counted).toEqual({ sent: 2, ended: 0, late: 0, stopped: 0 });
  await relay.run('test');
  expect(google.requests()).toHaveLength(1);
});

test('a visitor who withdraws in between is dropped and counted: nothing of theirs is sent', async () => {
  const { google, relay, measure, granting, counted, post, notice } = await relayed();
  const key = await granting();
  const other = await granting();
  await measure(key, [pageView(), pageView()]);
  await measure(other, [pageView({ page: '/other' })]);
  const withdrawal = {
    ...withdrawing(await notice()),
    visitorKey: key,
  };
  expect((await post('/s/test/decisions', withdrawal)).status).toBe(201);
  await relay.run('test');
  expect(google.bodies()).toHaveLength(1);
  expect(google.requests()[0]).toContain('/other');
  expect(counted).toEqual({ sent: 1, ended: 2, late: 0, stopped: 0 });
});

test('withdrawn, nothing of it is even stored any more once the withdrawal is answered, though Google is down', async () => {
  const { google, relay, measure, granting, counted, post, notice, store, controller } = await relayed();
  google.answer = () => refused;
  const key = await granting();
  await measure(key, [pageView(), pageView()]);
  await measure(await granting());
  await relay.run('test');
  const one = { ...withdrawing(await notice()), visitorKey: key };
  expect((await post('/s/test/decisions', one)).status).toBe(201);
  expect(await keptEvents(store, controller.id)).toBe(1);
  expect(counted.ended).toBe(2);
  // The same again is answered as then, and counts nothing twice.
  expect((await post('/s/test/decisions', one)).status).toBe(200);
  expect(counted.ended).toBe(2);
});

test('who withdraws another purpose alone loses nothing that waits', async () => {
  const { relay, measure, granting, counted, post, notice } = await relayed();
  const key = await granting();
  await measure(key);
  const answers = { analytics: 'granted' as const, marketing: 'denied' as const };
  const one = { ...refusing(await notice(), { answers, how: 'save', sequence: 2 }), visitorKey: key };
  expect((await post('/s/test/decisions', one)).status).toBe(201);
  await relay.run('test');
  expect(counted).toEqual({ sent: 1, ended: 0, late: 0, stopped: 0 });
});

describe('what is changed while much is being sent holds from the next request on', () => {
  const changes: Record<string, (here: Relayed) => Promise<unknown>> = {
    'the secret is forgotten': async ({ store, site }) => dropSecret(store, await site()),
    'the site measures by the tag': ({ save }) => save(testSettings()),
    'what people agreed to is more now': ({ save }) =>
      save(relaySettings({ purposes: dearer(relaySettings().purposes) })),
  };
  test.each(Object.entries(changes))(
    '%s: nothing more is sent, and nothing waits for ever',
    async (_, change) => {
      const here = await relayed();
      const { google, relay, measure, granting, counted, faults } = here;
      for (let visitor = 0; visitor < 40; visitor += 1) await measure(await granting());
      let changed: Promise<unknown> | undefined;
      google.answer = async () => {
        changed ??= change(here);
        await changed;
        return noContent;
      };
      await relay.run('test');
      // Those that were under way when it was changed.
      expect(google.requests().length).toBeLessThanOrEqual(12);
      await relay.sweep();
      const { sent, ended, stopped } = counted;
      expect(sent + ended + stopped).toBe(40);
      expect(await waitingVisitors(here.store, await here.site(), 100)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  test('another measurement id: the rest goes there', async () => {
    const { google, relay, measure, granting, save, counted } = await relayed();
    for (let visitor = 0; visitor < 40; visitor += 1) await measure(await granting());
    const other = { measurementId: 'G-OTHER999', purpose: 'analytics', adsPurpose: 'marketing' };
    let changed: Promise<unknown> | undefined;
    google.answer = async () => {
      changed ??= save(relaySettings({ google: other }));
      await changed;
      return noContent;
    };
    await relay.run('test');
    expect(counted.sent).toBe(40);
    const old = google.requests().filter((one) => one.includes('G-TEST1234'));
    expect(old.length).toBeLessThanOrEqual(12);
  });
});

test('one request that is refused holds up nobody else', async () => {
  const { google, relay, measure, granting, counted } = await relayed();
  for (let visitor = 0; visitor < 30; visitor += 1)
    await measure(await granting(), [pageView({ page: visitor < 15 ? '/refused' : '/taken' })]);
  google.answer = (request) =>
    request.includes('/refused') ? 'HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n' : noContent;
  await relay.run('test');
  expect(counted.sent).toBe(15);
  expect(google.requests()).toHaveLength(30);
});

test('a refused visitor with more events than are read at once holds up nobody either', async () => {
  const { google, relay, measure, granting, counted, world } = await relayed();
  const refusedOne = await granting();
  for (let batch = 0; batch < 6; batch += 1) {
    await measure(
      refusedOne,
      Array.from({ length: 25 }, () => pageView({ page: '/refused' })),
    );
    world.pass(10);
  }
  await measure(await granting(), [pageView({ page: '/taken' })]);
  google.answer = (request) =>
    request.includes('/refused') ? 'HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n' : noContent;
  await relay.run('test');
  world.pass(1);
  await relay.run('test');
  expect(counted.sent).toBe(1);
});

test('where every request is refused it pauses: the address or the secret is wrong', async () => {
  const { google, relay, measure, granting } = await relayed();
  for (let visitor = 0; visitor < 3; visitor += 1) await measure(await granting());
  google.answer = () => 'HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n';
  await relay.run('test');
  await relay.run('test');
  expect(google.requests()).toHaveLength(3);
});

test('what Google has, and could not be noted, is not sent again: the note comes first', async () => {
  let full = false;
  const here = await relayed();
  const { google, relay, measure, granting, counted, store, faults } = here;
  const write = store.write;
  store.write = (...given) => (full ? Promise.reject(new NoRoom('The disk is full.')) : write(...given));
  await measure(await granting());
  google.answer = () => {
    full = true;
    return noContent;
  };
  for (let tries = 0; tries < 3; tries += 1) await relay.run('test');
  full = false;
  google.answer = () => noContent;
  await relay.run('test');
  expect(google.requests()).toHaveLength(1);
  expect(counted.sent).toBe(1);
  expect(faults.every((fault) => fault instanceof NoRoom)).toBe(true);
  expect(await waitingVisitors(store, await here.site(), 10)).toEqual([]);
});

test('one browser may keep two thousand events, no more: the others’ room is theirs', async () => {
  const { measure, granting } = await relayed();
  const key = await granting();
  const batch = () =>
    measure(
      key,
      Array.from({ length: 25 }, () => pageView()),
    );
  for (let more = 0; more < 80; more += 1) expect((await batch()).status).toBe(202);
  expect((await batch()).status).toBe(429);
  expect((await measure(await granting())).status).toBe(202);
});

test('a site that measures no more at all counts what had come, and sends nothing', async () => {
  const { google, relay, measure, granting, counted, save, store, controller } = await relayed();
  await measure(await granting());
  const { google: _, ...without } = testSettings();
  await save(without);
  await relay.sweep();
  await relay.run('test');
  expect(google.requests()).toEqual([]);
  expect(counted).toEqual({ sent: 0, ended: 0, late: 0, stopped: 1 });
  expect(await keptEvents(store, controller.id)).toBe(1);
});

test('a secret under another key: it is said once, events wait, and go out when the key is there again', async () => {
  const { google, measure, granting, faults, store, world, site } = await relayed();
  const other = relayTo({
    store,
    world,
    key: randomBytes(32),
    egress: egress(),
    last: lastSent(),
    host: google.url,
    sent: () => {},
    dropped: () => {},
    most: 1000,
    gather: 3_600_000,
    report: (fault) => faults.push(fault),
  });
  expect(await other.sends(await site())).toBe(true);
  await measure(await granting());
  await other.sweep();
  expect(faults.filter((fault) => fault instanceof SecretUnreadable)).toHaveLength(1);
  expect(await waitingVisitors(store, await site(), 10)).toHaveLength(1);
  await other.stop();
});

test('an erasure while a request is under way leaves nothing of it in what was last sent', async () => {
  const { google, relay, measure, granting, post, staff } = await relayed();
  const key = await granting();
  await measure(key, [pageView({ page: '/erased' })]);
  google.answer = async () => {
    await post('/s/test/mine/erase', { v: 1, visitorKey: key });
    return noContent;
  };
  await relay.run('test');
  expect(google.requests()).toHaveLength(1);
  expect(await (await staff('administrator', '/v1/google?site=test')).text()).not.toContain('/erased');
});

test('an erased visitor is gone from what was last sent, too', async () => {
  const { relay, measure, granting, post, staff } = await relayed();
  const key = await granting();
  await measure(key, [pageView({ page: '/erased' })]);
  await measure(await granting(), [pageView({ page: '/other' })]);
  await relay.run('test');
  const shown = async () => (await staff('administrator', '/v1/google?site=test')).text();
  expect(await shown()).toContain('/erased');
  await post('/s/test/mine/erase', { v: 1, visitorKey: key });
  expect(await shown()).not.toContain('/erased');
  expect(await shown()).toContain('/other');
});

test('consent is asked for again before each request: a withdrawal during a long run stops the rest of it', async () => {
  const { google, relay, measure, granting, counted, post, notice } = await relayed();
  const key = await granting();
  for (let batch = 0; batch < 3; batch += 1)
    await measure(
      key,
      Array.from({ length: 25 }, () => pageView()),
    );
  google.answer = async (_request, number) => {
    if (number === 1) await post('/s/test/decisions', { ...withdrawing(await notice()), visitorKey: key });
    return noContent;
  };
  await relay.run('test');
  expect(google.requests()).toHaveLength(1);
  // Of those that were under way when it was said, Google had got the answer already.
  expect(counted).toEqual({ sent: 25, ended: 75, late: 0, stopped: 0 });
});

test('erasing a visitor takes what waits along', async () => {
  const { google, relay, measure, granting, post, store, controller } = await relayed();
  const key = await granting();
  await measure(key);
  expect((await post('/s/test/mine/erase', { v: 1, visitorKey: key })).status).toBe(200);
  expect(await keptEvents(store, controller.id)).toBe(0);
  await relay.run('test');
  expect(google.requests()).toEqual([]);
});

test('the consent that is told to Google is the ledger’s, at the moment of sending', async () => {
  const { google, relay, measure, granting } = await relayed();
  const both = await granting();
  const one = await granting({ answers: { analytics: 'granted', marketing: 'denied' }, how: 'save' });
  await measure(both);
  await relay.run('test');
  await measure(one);
  await relay.run('test');
  expect(google.bodies().map(({ consent }) => consent)).toEqual([
    { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' },
    { ad_user_data: 'DENIED', ad_personalization: 'DENIED' },
  ]);
});

test('while Google fails nothing is lost; it is dated back when it goes out', async () => {
  const { google, relay, measure, granting, counted, world } = await relayed();
  const key = await granting();
  const happened = world.clock() - 5000;
  await measure(key, [pageView({ age: 5000 })]);
  google.answer = () => refused;
  await relay.run('test');
  google.answer = () => 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n???';
  world.pass(71 * hour);
  await relay.run('test');
  expect(google.requests()).toHaveLength(2);
  expect(counted.sent).toBe(1);
  expect(JSON.stringify(google.bodies()[1])).toContain(`"timestamp_micros":${happened * 1000}`);
});

test('what is older than Google takes is dropped and counted', async () => {
  const { google, relay, measure, granting, counted, world } = await relayed();
  const key = await granting();
  await measure(key);
  google.answer = () => refused;
  await relay.run('test');
  // From now on, for after its pause the relay tries again by itself.
  google.answer = () => noContent;
  world.pass(73 * hour);
  await measure(key, [pageView({ page: '/young' })]);
  await relay.run('test');
  expect(google.requests()).toHaveLength(2);
  expect(google.requests()[1]).toContain('/young');
  expect(counted).toEqual({ sent: 1, ended: 0, late: 1, stopped: 0 });
});

test('a sweep drops what waits in vain though Google is down: of who has withdrawn, and what is too old', async () => {
  const { google, relay, measure, granting, counted, world, post, notice, store, controller } =
    await relayed();
  google.answer = () => refused;
  const gone = await granting();
  await measure(gone);
  await measure(await granting(), [pageView(), pageView()]);
  await relay.run('test');
  await post('/s/test/decisions', { ...withdrawing(await notice()), visitorKey: gone });
  await relay.sweep();
  expect(counted).toEqual({ sent: 0, ended: 1, late: 0, stopped: 0 });
  world.pass(3 * day + hour);
  await relay.sweep();
  expect(counted).toEqual({ sent: 0, ended: 1, late: 2, stopped: 0 });
  expect(await keptEvents(store, controller.id)).toBe(0);
  expect(relay.size()).toBe(0);
});

test('Google that never answers holds nobody up: decisions and events are taken meanwhile', async () => {
  const { google, relay, measure, granting, counted } = await relayed();
  google.answer = () => '';
  const key = await granting();
  await measure(key);
  const running = relay.run('test');
  await google.came(1);
  expect((await measure(await granting())).status).toBe(202);
  await google.close();
  await running;
  expect(counted.sent).toBe(0);
});

test('without a secret nothing waits and nothing is sent; events are counted all the same', async () => {
  const { google, relay, measure, granting, store, site, controller } = await relayed();
  await dropSecret(store, await site());
  const key = await granting();
  expect(await (await measure(key)).json()).toEqual({ kept: 1 });
  await relay.run('test');
  expect(google.requests()).toEqual([]);
  expect(await keptEvents(store, controller.id)).toBe(1);
});

test('beyond its bound the queue takes no more: 503, and nothing is kept', async () => {
  const { measure, granting, relay } = await relayed({ most: 3 });
  const key = await granting();
  expect((await measure(key, [pageView(), pageView()])).status).toBe(202);
  const full = await measure(key, [pageView(), pageView()]);
  expect([full.status, full.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await measure(key)).status).toBe(202);
  expect(relay.size()).toBe(3);
});

test('an event that comes twice is kept once, and sent once', async () => {
  const { google, measure, granting, relay } = await relayed();
  const key = await granting();
  const event = pageView({ id: uuid() });
  expect(await (await measure(key, [event])).json()).toEqual({ kept: 1 });
  expect(await (await measure(key, [event, pageView()])).json()).toEqual({ kept: 1 });
  await relay.run('test');
  expect(await (await measure(key, [event])).json()).toEqual({ kept: 0 });
  await relay.run('test');
  expect(google.bodies()[0]?.['events']).toHaveLength(2);
  expect(google.requests()).toHaveLength(1);
});

test('what comes while Google is down does not shorten the pause: it is asked again when that is over', async () => {
  const { google, relay, measure, granting } = await relayed({ gather: 0 });
  const came: number[] = [];
  google.answer = () => {
    came.push(performance.now());
    return refused;
  };
  const key = await granting();
  await measure(key);
  await google.came(1);
  for (let more = 0; more < 5; more += 1) await measure(key, [pageView()]);
  await google.came(2);
  // Half a second of it is chance.
  const [first = 0, second = 0] = came;
  expect(second - first).toBeGreaterThan(400);
  await relay.stop();
});

test('pauses double up to five minutes, with jitter, and begin with none', () => {
  expect(pauseAfter(0, 1)).toBe(0);
  expect([1, 2, 3].map((times) => pauseAfter(times, 1))).toEqual([1000, 2000, 4000]);
  expect(pauseAfter(100, 1)).toBe(300_000);
  expect(pauseAfter(3, 0)).toBe(2000);
});

test('a stop waits for what is under way, and keeps what is not', async () => {
  const { google, relay, measure, granting, counted, store, controller } = await relayed();
  const key = await granting();
  for (let batch = 0; batch < 2; batch += 1)
    await measure(
      key,
      Array.from({ length: 25 }, () => pageView()),
    );
  google.answer = async () => {
    stopping ??= relay.stop();
    await wait(20);
    return noContent;
  };
  let stopping: Promise<void> | undefined;
  await relay.run('test');
  await stopping;
  expect(counted.sent + ((await keptEvents(store, controller.id)) - counted.sent)).toBe(50);
  expect(counted.sent).toBeGreaterThanOrEqual(25);
});
