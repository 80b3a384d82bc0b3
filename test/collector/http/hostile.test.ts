/** Bad input gets a clear 4xx, nothing is written, the bad value is never repeated, and the process lives. */
import { afterAll, describe, expect, test } from 'vitest';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';

const collector = await testCollector();
const { post, staff, notice } = collector;

const rows = async () =>
  (
    await collector.store.read<{ n: number }>(
      sql`select (select count(*) from ledger) + (select count(*) from visits) + (select count(*) from persons) as n`,
      {},
    )
  )[0]?.n;

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const bytes = (text: string, ...rest: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(rest)]);

const bodies: [string, string | Buffer, number][] = [
  ['nothing', '', 400],
  ['not JSON', 'canary', 400],
  ['half of JSON', '{"v":1,"id":"canary', 400],
  ['null', 'null', 422],
  ['a number', '1', 422],
  ['a string', '"canary"', 422],
  ['an array', '[]', 422],
  ['2,000 arrays deep', deep('[', ']', 2000), 422],
  ['10,000 arrays deep', deep('[', ']', 10_000), 413],
  ['2,000 objects deep', deep('{"v":', '}', 2000).replace('{"v":}', '{"v":1}'), 422],
  ['20 MB', JSON.stringify({ v: 1, canary: 'x'.repeat(20_000_000) }), 413],
  ['invalid UTF-8', bytes('{"v":1,"id":"', 0xff, 0xfe, 0x22, 0x7d), 400],
  ['a UTF-16 body', Buffer.from('{"v":1}', 'utf16le'), 400],
  ['a NUL in text', '{"v":1,"id":"a\\u0000b"}', 422],
  ['a raw NUL', bytes('{"v":1}', 0), 400],
  ['a lone surrogate', '{"v":1,"language":"\\ud800"}', 422],
  ['__proto__', '{"v":1,"__proto__":{"id":"canary"}}', 422],
  ['constructor', '{"constructor":{"prototype":{"v":1}}}', 422],
  [
    'objects for scalars',
    '{"v":{},"id":{},"at":{},"notice":{},"language":{},"answers":{},"terms":{},"how":{},"surface":{}}',
    422,
  ],
  ['a huge number', '{"v":1e999}', 422],
];

describe.each([
  '/s/test/decisions',
  '/s/test/visits',
  '/s/test/ties',
  '/s/test/ties/end',
  '/s/test/mine',
  '/s/test/mine/erase',
  '/s/test/registrations',
  '/s/test/permissions',
])('%s', (path) => {
  test.each(bodies)('%s', async (_name, body, status) => {
    const before = await rows();
    const answer = await post(path, body as string, { authorization: `Bearer ${collector.siteSecret}` });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = await answer.text();
    expect(JSON.parse(problem)).toMatchObject({ status, detail: expect.stringMatching(/[a-z].*\.$/) });
    expect(problem).not.toContain('canary');
    expect(await rows()).toBe(before);
  });
});

test.each(bodies.filter(([name]) => !/10,000|2,000 (arrays|objects)/.test(name)))(
  'staff look-ups: %s',
  async (_name, body, status) => {
    const answer = await staff('administrator', '/v1/lookups', body as string);
    expect(answer.status).toBe(status);
  },
);
test('staff look-ups: 10,000 arrays deep', async () => {
  expect((await staff('administrator', '/v1/lookups', deep('[', ']', 10_000))).status).toBe(422);
});

test.each(['application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', ''])(
  'a body of the type "%s" is refused',
  async (type) => {
    const answer = await post('/s/test/decisions', '{}', { 'content-type': type });
    expect(answer.status).toBe(415);
  },
);

test('a compressed body is refused, not unpacked', async () => {
  const answer = await post('/s/test/decisions', '{}', { 'content-encoding': 'gzip' });
  expect(answer.status).toBe(415);
});

test('a body whose length was not announced is cut at the limit', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1024;
      if (sent > 20_000_000) controller.close();
      else controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  const { publicApp } = await import('../../../collector/http/public.ts');
  const request = new Request('https://collector.example/s/test/decisions', {
    method: 'POST',
    headers: { origin: 'https://www.example.fi', 'content-type': 'text/plain' },
    body,
    duplex: 'half',
  } as RequestInit);
  const answer = await publicApp(collector.needs).request(request);
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(100_000);
});

test.each(['constructor', '__proto__', 'TEST', "test'--", '%00', 'x'.repeat(5000), '../demo', 'toString'])(
  'the site "%s" is not found',
  async (site) => {
    for (const path of ['loader.js', 'notice/fi']) {
      expect((await collector.get(`/s/${encodeURIComponent(site)}/${path}`)).status).toBe(404);
    }
  },
);

test('hostile text in a registration is kept as it is or refused, never run', async () => {
  const names = [
    "'); drop table persons; --",
    '<script>alert(1)</script>',
    '=cmd|calc',
    '\u202eevil',
    '𝄞'.repeat(100),
  ];
  for (const [place, name] of names.entries()) {
    const body = { v: 1, email: `hostile${place}@example.fi`, name };
    const answer = await post('/s/test/registrations', body, {
      authorization: `Bearer ${collector.siteSecret}`,
    });
    expect(answer.status).toBe(201);
    const found = await staff('administrator', '/v1/lookups', {
      by: 'email',
      value: body.email,
      reason: 'test',
    });
    expect(await found.json()).toMatchObject({ persons: [{ name }] });
  }
  for (const email of [
    'a@b',
    'x@..fi',
    'a@1.2',
    'a@-b.fi',
    'a@ex%61mple.fi',
    'a b@c.fi',
    'a@b.fi\r\nBcc: x@y.fi',
    'a@@b.fi',
    '<a@b.fi>',
    `${'a'.repeat(250)}@b.fi`,
  ]) {
    const body = { v: 1, email, name: 'x' };
    const answer = await post('/s/test/registrations', body, {
      authorization: `Bearer ${collector.siteSecret}`,
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ pointer: '/email' });
  }
});

test('a body that breaks off is no fault of ours', async () => {
  const { publicApp } = await import('../../../collector/http/public.ts');
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) });
  const init = {
    method: 'POST',
    headers: { origin: 'https://www.example.fi', 'content-type': 'text/plain' },
    body,
  };
  const request = new Request('https://collector.example/s/test/decisions', {
    ...init,
    duplex: 'half',
  } as RequestInit);
  expect((await publicApp(collector.needs).request(request)).status).toBe(400);
});

test('odd query strings are refused, never our fault', async () => {
  for (const version of ['%00', '%ff', 'constructor', 'x'.repeat(5000)]) {
    expect((await collector.get(`/s/test/notice/fi?version=${version}`)).status).toBe(404);
  }
  for (const query of ['after=-1', 'after=1e3', 'after=99999999999999999999', 'limit=0', 'limit=x']) {
    expect((await staff('administrator', `/v1/ledger?${query}`)).status).toBe(422);
  }
  expect((await staff('administrator', `/v1/ledger?after=${Number.MAX_SAFE_INTEGER}`)).status).toBe(200);
  expect((await staff('administrator', '/v1/visits?before=%00')).status).toBe(422);
});

test('300 seeded mutations of good bodies: 4xx or a good answer, never a fault', async () => {
  let seed = 42;
  const chance = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
  const odd: unknown[] = [
    null,
    true,
    -1,
    1e308,
    '',
    '\u0000',
    '\ud800',
    [],
    {},
    [[]],
    { a: 1 },
    'constructor',
    '0'.repeat(9999),
  ];
  const decision = accepting(await notice());
  const good: [string, Record<string, unknown>][] = [
    ['/s/test/decisions', { ...decision }],
    ['/s/test/visits', { v: 1, id: uuid(), visitorKey: visitorKey(), page: '/', referrer: '' }],
    ['/s/test/ties', { v: 1, visitorKey: visitorKey(), token: 'x.y.z' }],
    ['/s/test/ties/end', { v: 1, visitorKey: visitorKey(), newVisitorKey: visitorKey() }],
    ['/s/test/registrations', { v: 1, email: 'a@b.fi', name: 'A', phone: '1' }],
  ];
  for (let round = 0; round < 300; round++) {
    const [path, body] = good[chance(good.length)] ?? ['', {}];
    const members = Object.keys(body);
    const member = members[chance(members.length)] ?? '';
    const answer = await post(
      path,
      { ...body, [member]: odd[chance(odd.length)] },
      { authorization: `Bearer ${collector.siteSecret}` },
    );
    expect(answer.status, `${path} ${member}`).toBeLessThan(500);
  }
});

afterAll(() => {
  expect(collector.faults).toEqual([]);
});
