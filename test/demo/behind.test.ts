/** Behind the scenes: what the page may ask, and what it gets. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ledgerFollower } from '../../demo/behind/ledger.ts';
import { type Stage, stage } from './demo.ts';

let the: Stage;
beforeAll(async () => {
  the = await stage();
});
afterAll(() => the.close());
beforeEach(() => {
  the.collector.asked.length = 0;
});

const own = () => ({ origin: `http://${the.site}`, 'content-type': 'application/json' });
const lookup = { by: 'email', value: 'maija@example.fi', reason: 'Asked by telephone' };

test('it shows what Google received and what the collector stored', async () => {
  await the.call(the.google, '/g/collect?v=2&tid=G-X&gcs=G101&gcd=13p3r3p3p5l1&cid=1.2&en=page_view', {
    method: 'POST',
  });
  the.collector.answer = ({ path }) =>
    path.startsWith('/v1/ledger')
      ? {
          status: 200,
          body: { events: path.includes('after=0') ? [{ number: 1, kind: 'decision' }] : [], next: null },
        }
      : { status: 200, body: { visits: [{ id: 'a' }] } };
  const { status, headers, text } = await the.call(the.site, '/api/behind');
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(text)).toMatchObject({
    google: { total: 1, requests: [{ kind: 'hit', events: ['page_view'], clientId: '1.2' }] },
    ledger: { ok: true, total: 1, events: [{ number: 1 }] },
    visits: { ok: true, visits: [{ id: 'a' }] },
  });
  for (const asked of the.collector.asked)
    expect(asked.headers.authorization).toBe(`Bearer ${the.keys.staffKey}`);
});

test('a relayed request is told apart where the collector’s own account says otherwise', async () => {
  const target = '/mp/collect?measurement_id=G-X&api_secret=geheim';
  const send = (body: string) => the.call(the.google, target, { method: 'POST', body });
  await send('{"a":1}');
  await send('{"a":2}');
  const raw = (await the.call(the.google, '/received')).text;
  const [first] = JSON.parse(raw).requests.filter(({ kind }: { kind: string }) => kind === 'relay');
  const said = { url: `http://${the.google}${target.replace('geheim', '***')}`, headers: first.raw.headers };
  the.collector.answer = ({ path }) => ({
    status: 200,
    body:
      path === '/v1/google?site=demo-relay'
        ? { requests: [{ ...said, body: '{"a":1}' }] }
        : { events: [], visits: [] },
  });
  // Several pages share one look, and what has just come may not be in the account yet.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const { google } = JSON.parse((await the.call(the.site, '/api/behind')).text);
  const told = (google.requests as { kind: string; body: string; told: boolean | null }[])
    .filter(({ kind }) => kind === 'relay')
    .map((one) => [one.body, one.told]);
  expect(told).toEqual([
    ['{"a":2}', false],
    ['{"a":1}', true],
  ]);
});

test('the staff key never reaches a browser', async () => {
  for (const path of ['/behind', '/api/behind', '/assets/behind/main.js']) {
    expect((await the.call(the.site, path)).text).not.toContain(the.keys.staffKey);
  }
});

test('a look-up is handed to the collector, with its reason', async () => {
  the.collector.answer = () => ({ status: 200, body: { persons: [{ id: 'p' }], visitors: [] } });
  const answer = await the.call(the.site, '/api/behind/lookup', {
    method: 'POST',
    headers: own(),
    body: JSON.stringify({ ...lookup, extra: 1 }),
  });
  expect(JSON.parse(answer.text)).toEqual({ persons: [{ id: 'p' }], visitors: [] });
  expect(JSON.parse(the.collector.asked[0]?.body ?? '')).toEqual(lookup);
});

test.each([
  ['another site', { origin: 'http://evil.example' }],
  ['nobody', {}],
])('%s can neither look people up nor read them', async (_, headers) => {
  const body = JSON.stringify(lookup);
  const answers = await Promise.all([
    the.call(the.site, '/api/behind/lookup', { method: 'POST', headers, body }),
    the.call(the.site, '/api/behind/access/0190f3f0-1111-7abc-8def-0123456789ab', {
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
    }),
    the.call(the.site, '/api/behind/clear', { method: 'POST', headers }),
  ]);
  expect(answers.map((one) => one.status)).toEqual([403, 403, 403]);
  expect(the.collector.asked).toEqual([]);
});

test.each([{}, { ...lookup, by: 'name' }, { ...lookup, reason: ' ' }, { ...lookup, value: 7 }, []])(
  'a look-up like %j is refused',
  async (body) => {
    const init = { method: 'POST', headers: own(), body: JSON.stringify(body) };
    expect((await the.call(the.site, '/api/behind/lookup', init)).status).toBe(422);
  },
);

test('what the collector says of a refusal is passed on', async () => {
  the.collector.answer = () => ({ status: 401, body: { title: 'This key is not known.' } });
  const id = '0190f3f0-1111-7abc-8def-0123456789ab';
  const answer = await the.call(the.site, `/api/behind/access/${id}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status).toBe(502);
  expect(JSON.parse(answer.text)).toMatchObject({ title: 'This key is not known.' });
});

test('the ledger is followed to its end, newest first, and erasures come through', async () => {
  let ledger = Array.from({ length: 130 }, (_, index) => ({ number: index + 1, erased: false }));
  const follow = ledgerFollower({
    get: async (path) => {
      const after = Number(/after=(\d+)/.exec(path)?.[1]);
      return {
        ok: true,
        status: 200,
        body: { events: ledger.filter((one) => one.number > after).slice(0, 50) },
      };
    },
    post: async () => ({ ok: false, status: 0, reason: '' }),
  });
  const first = await follow();
  expect(first).toMatchObject({ ok: true, total: 130 });
  expect(first.ok && first.events.map((one) => one.number).slice(0, 3)).toEqual([130, 129, 128]);
  ledger = ledger.map((one) => ({ ...one, erased: true }));
  for (let look = 0; look < 5; look += 1) await follow();
  const later = await follow();
  expect(later.ok && later.events.length > 0 && later.events.every((one) => one['erased'])).toBe(true);
});
