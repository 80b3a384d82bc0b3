import { expect, test } from 'vitest';
import { bytesOnDisk } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { post, notice, staff, world } = collector;

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.7444.59 Safari/537.36';
const visiting = (key: string, change: object = {}) => ({
  v: 1,
  id: uuid(world.clock()),
  visitorKey: key,
  page: '/shop?email=canary@example.fi',
  referrer: 'https://search.example/?q=canary',
  ...change,
});
const visit = (key: string, change: object = {}) =>
  post('/s/test/visits', visiting(key, change), {
    'user-agent': chrome,
    'accept-language': 'fi-FI,fi;q=0.9,sv;q=0.8',
  });
const kept = async () => {
  const answer = await staff('administrator', '/v1/visits');
  return ((await answer.json()) as { visits: Record<string, unknown>[] }).visits;
};
const granting = async (change: object = {}) => {
  const decision = accepting(await notice(), change);
  await post('/s/test/decisions', decision);
  return decision.visitorKey ?? '';
};

test('R21-R25: a visit keeps browser, language, origin, path and an anonymised address, and nothing more', async () => {
  const key = await granting();
  expect((await visit(key)).status).toBe(201);
  const [one] = await kept();
  expect(one).toMatchObject({
    browser: 'Chrome',
    browserMajor: 142,
    os: 'Windows',
    device: 'desktop',
    language: 'fi',
    referrer: 'https://search.example',
    page: '/shop',
    address: '203.0.113.0',
    country: null,
    received: world.clock(),
  });
  expect(JSON.stringify(one)).not.toMatch(/canary|203\.0\.113\.77|7444/);
});

test('R9, C22: no visit without a live grant: never granted, denied, withdrawn, expired, or under older terms', async () => {
  const before = (await kept()).length;
  const refusal = async (key: string) => {
    const answer = await visit(key);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:consent-not-live' });
  };
  await refusal(visitorKey());
  await refusal(await granting({ answers: { analytics: 'denied', marketing: 'granted' }, how: 'save' }));
  const key = await granting();
  await post(
    '/s/test/decisions',
    accepting(await notice(), {
      visitorKey: key,
      sequence: 2,
      answers: { analytics: 'denied', marketing: 'denied' },
      how: 'withdraw_all',
    }),
  );
  await refusal(key);
  const old = await granting();
  world.pass(365 * day);
  await refusal(old);
  const fresh = await granting();
  const settings = testSettings();
  const more = settings.purposes.map((one) =>
    one.id === 'analytics' ? { ...one, retentionDays: 900 } : one,
  );
  await collector.save({ ...settings, purposes: more });
  await refusal(fresh);
  await collector.save(settings);
  expect((await kept()).length).toBe(before);
});

test("the same visit again is kept once; somebody else's id is refused", async () => {
  const terms = { analytics: 2, marketing: 1 };
  const key = await granting({ terms });
  const other = await granting({ terms });
  const body = { id: uuid(world.clock()) };
  const before = (await kept()).length;
  expect((await visit(key, body)).status).toBe(201);
  expect((await visit(key, body)).status).toBe(201);
  expect((await visit(other, body)).status).toBe(409);
  expect((await kept()).length).toBe(before + 1);
});

test('R24: members that nobody asked for are dropped, never stored', async () => {
  const key = await granting({ terms: { analytics: 2, marketing: 1 } });
  expect((await visit(key, { screen: 'canary-screen', timezone: 'canary-zone' })).status).toBe(201);
  expect(JSON.stringify(await kept())).not.toContain('canary');
});

test('a site that names no purpose for visits keeps none', async () => {
  const quiet = await testCollector();
  const { visits: _, ...settings } = testSettings();
  await quiet.save(settings as ReturnType<typeof testSettings>);
  const decision = accepting(await quiet.notice());
  await quiet.post('/s/test/decisions', decision);
  const answer = await quiet.post('/s/test/visits', visiting(decision.visitorKey ?? ''));
  expect(answer.status).toBe(403);
});

test('R23, R25: the full address, queries and referrers are in no byte on disk; a planted leak is found', async () => {
  const marked = await testCollector();
  const onDisk = async (needle: string) => (await bytesOnDisk(marked.database)).includes(needle);
  const decision = accepting(await marked.notice());
  await marked.post('/s/test/decisions', decision);
  const kept = await marked.post(
    '/s/test/visits',
    { ...visiting(decision.visitorKey ?? ''), page: '/planted-page?canary-query' },
    {
      'user-agent': `${chrome} canary-words/1.2.3`,
      'sec-ch-ua': '"canary-brand";v="7", "Chromium";v="142"',
      'x-forwarded-for': '198.51.100.99',
      'accept-language': 'fi,canary',
    },
  );
  expect(kept.status).toBe(201);
  expect(await onDisk('/planted-page')).toBe(true);
  expect(await onDisk('203.0.113.0')).toBe(true);
  const leaks = ['203.0.113.77', '198.51.100.99', 'canary', decision.visitorKey ?? '', '142.0.7444'];
  expect(leaks.filter(onDisk)).toEqual([]);
});
