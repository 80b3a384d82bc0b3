/** The fake Google's server: takes everything, keeps the last of it, shows it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inbox } from '../../../demo/google/inbox.ts';
import { type Stage, stage } from '../demo.ts';

let the: Stage;
beforeAll(async () => {
  the = await stage();
});
afterAll(() => the.close());
beforeEach(async () => {
  await the.call(the.google, '/received/clear', { method: 'POST' });
});

const received = async () => JSON.parse((await the.call(the.google, '/received')).text).requests;

test('the tag is a script that asks for nothing but the host it came from', async () => {
  const { status, headers, text } = await the.call(the.google, '/gtag/js?id=G-T1');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(text).not.toMatch(/https?:\/\/|^import |^export /m);
  expect(await received()).toMatchObject([{ kind: 'tag', path: '/gtag/js', query: { id: 'G-T1' } }]);
});

test('a container is a script too, and holds the tag', async () => {
  const { status, headers, text } = await the.call(the.google, '/gtm.js?id=GTM-DEMO2026');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(text).not.toMatch(/https?:\/\/|^import |^export /m);
  expect(await received()).toMatchObject([{ kind: 'container', query: { id: 'GTM-DEMO2026' } }]);
});

test('a hit is kept with its signals, and whether cookies came along, but not which', async () => {
  const origin = `http://${the.site}`;
  const { status, headers } = await the.call(
    the.google,
    '/g/collect?v=2&gcs=G101&gcd=13p3r3p3p5l1&cid=7.8&dl=http%3A%2F%2Flocalhost%2Fshop',
    { method: 'POST', headers: { origin, cookie: 'secret=1' }, body: 'en=one\r\nen=two' },
  );
  expect(status).toBe(204);
  expect(headers['access-control-allow-origin']).toBe(origin);
  expect(headers['set-cookie']).toBeUndefined();
  const [hit] = await received();
  expect(hit).toMatchObject({
    kind: 'hit',
    events: ['one', 'two'],
    clientId: '7.8',
    page: 'http://localhost/shop',
    headers: { cookie: true, origin },
    remote: '127.0.0.1',
  });
  expect(hit.signals.types[1]).toMatchObject({ type: 'analytics_storage', state: 'granted' });
  expect(JSON.stringify(hit)).not.toContain('secret');
});

test('a relayed event, a pixel, a preflight and anything else are all kept', async () => {
  await the.call(the.google, '/mp/collect?measurement_id=G-T1', {
    method: 'POST',
    body: '{"client_id":"c.1","events":[{"name":"page_view"}]}',
  });
  const pixel = await the.call(the.ads, '/pagead/conversion?label=shop');
  await the.call(the.google, '/g/collect', { method: 'OPTIONS' });
  await the.call(the.google, '/anything');
  expect(pixel.headers['content-type']).toBe('image/gif');
  const all = await received();
  expect(all.map((one: { kind: string }) => one.kind)).toEqual(['relay', 'pixel', 'preflight', 'other']);
  expect(all[0]).toMatchObject({ clientId: 'c.1', events: ['page_view'] });
});

test('rubbish is taken like anything, and cut', async () => {
  const { status } = await the.call(the.google, '/g/collect?gcd=%00', {
    method: 'POST',
    body: 'x'.repeat(40_000),
  });
  expect(status).toBe(204);
  const [hit] = await received();
  expect(hit.body).toHaveLength(16_384);
  expect(hit.signals).toMatchObject({ consentMode: false, types: [] });
});

test('of a relayed request every header is kept, in order and as it came, and the whole body; of a browser’s none is', async () => {
  const body = JSON.stringify({
    client_id: 'c.1',
    events: [{ name: 'e', params: { a: 'x'.repeat(90_000) } }],
  });
  const headers = { 'X-Forwarded-For': '192.0.2.7', Cookie: 'a=canary', 'x-OWN': '1' };
  const path = '/mp/collect?measurement_id=G-T1&api_secret=s';
  await the.call(the.google, path, { method: 'POST', headers, body });
  await the.call(the.google, '/g/collect', { method: 'POST', headers });
  const [relayed, hit] = await received();
  expect(relayed.raw.target).toBe(path);
  expect(relayed.raw.headers).toEqual(
    expect.arrayContaining([
      ['X-Forwarded-For', '192.0.2.7'],
      ['Cookie', 'a=canary'],
      ['x-OWN', '1'],
    ]),
  );
  expect(relayed.body).toBe(body);
  expect(hit.raw).toBeNull();
  expect(JSON.stringify(hit)).not.toContain('canary');
});

test('another site cannot empty the list', async () => {
  await the.call(the.google, '/gtag/js');
  const headers = { origin: 'http://evil.example' };
  expect((await the.call(the.google, '/received/clear', { method: 'POST', headers })).status).toBe(403);
  expect(await received()).toHaveLength(1);
});

test('only the last two hundred are kept, and all are counted', () => {
  const box = inbox(() => 0);
  for (let each = 0; each < 250; each += 1)
    box.take('tag', new Request(`http://g.test/gtag/js?n=${each}`), '', { remote: '' });
  expect(box.all()).toHaveLength(200);
  expect(box.all()[0]).toMatchObject({ number: 51, query: { n: '50' } });
  expect(box.count()).toBe(250);
  box.clear();
  expect(box.all()).toEqual([]);
  expect(box.count()).toBe(250);
});
