/** The whole product, with everything marked that a visitor's request can carry: what must not stay is nowhere. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { open } from '../../collector/app.ts';
import { unpack } from '../../collector/backup/container.ts';
import { makeBackup } from '../../collector/backup/make.ts';
import { readSettings } from '../../collector/env.ts';
import { setUpSite } from '../../collector/siteSetUp.ts';
import { sql, statement } from '../../collector/store/store.ts';
import { filesBelow, type Haystack, leaks } from '../support/canary.ts';
import { accepting, refusing, uuid, visitorKey } from '../support/decision.ts';
import { decrypted } from '../support/decrypted.ts';
import { fileTest } from '../support/fileTest.ts';
import { bundled, outboundOf, type Product, runNoted, runProduct } from '../support/product.ts';
import { raw } from '../support/raw.ts';
import { origin, testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const addresses = [
  '203.0.113.77',
  '2001:db8:1234:5678:9abc:def0:1234:5678',
  '::ffff:198.51.100.213',
  '2002:c633:64d6::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '64:ff9b::198.51.100.215',
  'fe80::5efe:198.51.100.216',
];
const words = [
  'canary-words',
  'canary-brand',
  'canary-path',
  'canary-query',
  'canary-referrer',
  'canary-cookie',
];
const more = [
  'canary-header',
  'canary-member',
  'canary-site',
  'canary-bearer',
  'canary-language',
  'canary@mail.example',
];
/** What must be nowhere. */
const marks = [...addresses, '198.51.100.214', ...words, ...more, '142.0.7444.59'];
/** What may be in the store alone. */
const registered = 'aino@members.example';

const secret = randomBytes(32).toString('base64url');
const built = await bundled();

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.7444.59 Safari/537.36';
const marked = (address: string) => ({
  origin,
  'content-type': 'text/plain',
  'user-agent': `${chrome} canary-words/1.0`,
  'sec-ch-ua': '"canary-brand";v="1", "Chromium";v="142"',
  'sec-ch-ua-platform': '"canary-brand"',
  'accept-language': 'fi-canary-language, canary-language;q=0.5',
  'x-forwarded-for': `203.0.113.77, ${address}`,
  'x-real-ip': address,
  'cf-connecting-ip': address,
  forwarded: `for="[${address}]"`,
  cookie: 'session=canary-cookie',
  referer: 'https://canary-referrer.example/?canary@mail.example',
  'x-canary': 'canary-header',
});

/** Sends everything; answers what came back. */
const visitAll = async ({ publicPort, staffPort }: Product): Promise<Haystack[]> => {
  const heard: Haystack[] = [];
  const ask = async (
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    port = publicPort,
  ) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      headers: { ...marked('203.0.113.77'), ...headers },
    });
    const text = await answer.text();
    heard.push({ name: `the answer ${answer.status} of ${path}`, bytes: `${[...answer.headers]} ${text}` });
    return { status: answer.status, text };
  };
  const notice = JSON.parse((await ask('/s/test/notice/fi')).text);
  for (const address of addresses) {
    const decision = { ...accepting(notice), 'canary-member': 'canary-member', ip: address };
    expect((await ask('/s/test/decisions', decision, marked(address))).status).toBe(201);
    await ask('/s/test/decisions', refusing(notice), marked(address));
    const key = decision.visitorKey;
    const page = '/page?canary-query=canary@mail.example#canary-query';
    // The referrer's origin is kept, its path and query are not; an address in its place is not either.
    const referrer = `https://search.example/canary-path?q=canary-referrer&ip=${address}`;
    const visit = { v: 1, id: uuid(), visitorKey: key, page, referrer, 'canary-member': address };
    expect((await ask('/s/test/visits', visit, marked(address))).status).toBe(201);
    const at = {
      ...visit,
      id: uuid(),
      referrer: `http://${address.includes(':') ? `[${address}]` : address}/`,
    };
    expect((await ask('/s/test/visits', at, marked(address))).status).toBe(201);
    // Taken away again: the journal is told.
    const gone = { ...refusing(notice), how: 'withdraw_all', visitorKey: key, sequence: 2 };
    expect((await ask('/s/test/decisions', gone, marked(address))).status).toBe(201);
    await ask(
      '/s/test/ties',
      { v: 1, visitorKey: key, token: `canary-bearer.${address}.x` },
      marked(address),
    );
    await ask('/s/test/visits', { ...visit, id: 'canary-member', page: address }, marked(address));
    await ask('/s/test/decisions', { ...decision, how: 'canary-member', language: address }, marked(address));
  }
  await ask('/s/test/visits', {
    v: 1,
    id: uuid(),
    visitorKey: visitorKey(),
    page: '/canary-path',
    referrer: 'canary-referrer',
  });
  await ask('/s/test/decisions', '{"canary@mail.example": canary-member');
  await ask('/s/test/decisions', `"${'canary-member'.repeat(2000)}"`);
  await ask('/s/canary-site/loader.js?canary-query=canary@mail.example');
  await ask('/canary-path/203.0.113.77?canary-query');
  await ask(
    '/s/test/registrations',
    { v: 1, email: 'canary@mail.example', name: 'canary-member' },
    { authorization: 'Bearer canary-bearer-of-nothing' },
  );
  const right = { authorization: `Bearer ${secret}` };
  await ask('/s/test/registrations', { v: 1, email: 'canary@mail.example', name: 7 }, right);
  await ask('/s/test/registrations', { v: 1, email: registered, name: 'Registered' }, right);
  const lookup = { by: 'email', value: 'canary@mail.example', reason: 'canary-query' };
  await ask('/v1/lookups', lookup, { authorization: 'Bearer canary-bearer-of-nobody' }, staffPort);
  await ask('/v1/persons/canary-path/access?canary-query', undefined, {}, staffPort);
  for (const bytes of [
    'canary-header\r\n\r\n',
    'GET /canary-path HTTP/1.1\r\nHost: canary-site/203.0.113.77\r\n\r\n',
    `GET / HTTP/1.1\r\nX: ${'canary-header'.repeat(2000)}\r\n\r\n`,
  ])
    heard.push({ name: 'the answer to what is no request', bytes: await raw(publicPort, bytes).ended });
  const cut = raw(
    publicPort,
    `POST /s/test/visits HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n{"canary-member":`,
  );
  await wait(50);
  cut.socket.destroy();
  for (const path of ['/metrics', '/ready', '/health', '/openapi.json']) {
    const { status, text } = await ask(path, undefined, {}, staffPort);
    expect(status, path).toBe(200);
    if (path !== '/metrics') continue;
    expect(text).toContain('lupa_requests_total{method="POST",route="/s/:site/visits",status="201"} 14');
    for (const watched of [
      /^lupa_commit_seconds_count [1-9]/m,
      /^lupa_commit_writes_bucket\{le="1"\} [1-9]/m,
      /^lupa_database_bytes\{file="wal"\} [1-9]/m,
      /^lupa_connections\{listener="visitors"\} \d/m,
      /^lupa_refusals_total\{reason="malformed"\} [1-9]/m,
      /^process_resident_memory_bytes [1-9]/m,
      /^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m,
    ])
      expect(text).toMatch(watched);
    // The sealer writes by itself, each second.
    await expect
      .poll(async () => (await ask(path, undefined, {}, staffPort)).text)
      .toMatch(/^lupa_queue_waiting 0$/m);
  }
  return heard;
};

const setUp = async (folder: string, variables: Record<string, string>): Promise<Record<string, string>> => {
  const all = {
    LUPA_DATA: join(folder, 'data'),
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
    LUPA_TRUSTED_PROXIES: '127.0.0.1',
    ...variables,
  };
  const collector = await open(readSettings(all));
  await setUpSite(collector, { publicId: 'test', settings: testSettings(), secret });
  await collector.close();
  return all;
};

describe.each([['plain'], ['encrypted']])(
  'R21, R22, R23, R25, C20: the product with a %s database',
  (kind) => {
    fileTest(
      'what a visitor is marked with is in no file, log, metric, answer or outbound request; a planted leak is found',
      async () => {
        const folder = temporaryFolder();
        const key = randomBytes(32);
        writeFileSync(join(folder, 'key'), key.toString('hex'));
        const variables = await setUp(
          folder,
          kind === 'plain' ? {} : { LUPA_ENCRYPTION_KEY_FILE: join(folder, 'key') },
        );
        const product = await runProduct(built, folder, variables);
        const heard = await visitAll(product);
        const data = join(folder, 'data');
        const file = join(data, 'lupa.db');
        const running = filesBelow(data);
        expect(running.map(({ name }) => name)).toContain('lupa.db-wal');
        const plain = () =>
          kind === 'plain'
            ? filesBelow(data)
            : [
                {
                  name: 'the decrypted copy',
                  bytes: decrypted(file, key, join(folder, `copy-${randomBytes(4).toString('hex')}`)),
                },
              ];
        const whileRunning = plain();
        // A backup of the running product, sealed and opened again.
        const backup = join(folder, 'backup');
        const opened = join(folder, 'backup.db');
        const world = { clock: Date.now, random: randomBytes };
        makeBackup({ file, ...(kind === 'encrypted' && { encryptionKey: key }) }, backup, key, world);
        unpack(backup, opened, key);
        const inBackup =
          kind === 'plain' ? readFileSync(opened) : decrypted(opened, key, join(folder, 'backup.plain'));
        const backups = [
          { name: 'the backup', bytes: readFileSync(backup) },
          { name: 'what is in the backup', bytes: inBackup },
          ...filesBelow(join(folder, 'data.journal')),
        ];
        expect(await product.stop()).toBe(0);
        const { stdout, stderr } = product.said();
        const outside = [
          { name: 'stdout', bytes: stdout },
          { name: 'stderr', bytes: stderr },
          { name: 'what it sent', bytes: product.outbound() },
          ...heard,
        ];

        expect(
          leaks(
            [...running, ...whileRunning, ...plain(), ...backups, ...filesBelow(data), ...outside],
            marks,
          ),
        ).toEqual([]);
        expect(leaks(outside, [registered, secret, 'Registered'])).toEqual([]);
        expect(product.outbound(), 'nothing leaves at all').toBe('');
        for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
        expect(stderr).toBe('');

        // The control: what is kept is found, so what is not found is not kept.
        const stored = [
          '203.0.113.0',
          '2001:db8:1234::',
          '198.51.100.0',
          'https://search.example',
          '/page',
          registered,
        ];
        expect(leaks(plain(), stored)).toHaveLength(stored.length);
        expect(leaks([{ name: 'backup', bytes: inBackup }], stored)).toHaveLength(stored.length);
        expect(leaks([{ name: 'backup', bytes: readFileSync(backup) }], stored)).toEqual([]);
        if (kind === 'encrypted') expect(leaks(filesBelow(data), stored), 'not without the key').toEqual([]);
        // And a leak of ours would be: into the store, in a form of its own.
        const collector = await open(readSettings(variables));
        const leak = sql`insert into marks (controller_id, name, value) values (:controller, :name, :value)`;
        const value = Buffer.from(
          Buffer.from('ip=2001:db8:1234:5678:9abc:def0:1234:5678').toString('base64'),
        );
        await collector.store.write([
          statement(leak, { controller: collector.operator.id, name: 'leak', value }),
        ]);
        await collector.close();
        expect(leaks(plain(), marks)).toEqual([
          expect.stringMatching(/^2001:db8:1234:5678:9abc:def0:1234:5678 in /),
        ]);
        if (kind === 'encrypted')
          expect(leaks(filesBelow(data), marks), 'encrypted, it is not seen').toEqual([]);
      },
    );
  },
);

test('a fault that ends the process is logged without what hangs on it, and without what it quotes', async () => {
  const folder = temporaryFolder();
  const variables = await setUp(folder, {});
  const code =
    "process.once('SIGUSR2', () => { throw Object.assign(new URIError('Broken'), { input: 'canary-member' }); });";
  const product = await runProduct(built, folder, variables, code);
  // Not before it serves.
  product.signal('SIGUSR2');
  expect(await product.ended()).toBe(1);
  const { stderr } = product.said();
  expect(JSON.parse(stderr.trim())).toMatchObject({ event: 'fatal', name: 'URIError' });
  expect(leaks([{ name: 'stderr', bytes: stderr.replaceAll(code, '') }], ['canary-member'])).toEqual([]);
});

test('the search finds a mark in every form that it knows, and what is sent is noted', async () => {
  const address = '2001:db8:1234:5678:9abc:def0:1234:5678';
  const bytes = Buffer.from('20010db8123456789abcdef012345678', 'hex');
  const forms: (string | Buffer)[] = [
    '{"ip":"2001:0DB8:1234:5678:9ABC:DEF0:1234:5678"}',
    Buffer.from(`x${address}x`, 'utf16le'),
    Buffer.from(`abc${address}`).toString('base64'),
    Buffer.from(`ab${address}de`).toString('base64url'),
    encodeURIComponent(address),
    Buffer.from(address).toString('hex'),
    Buffer.concat([randomBytes(5), bytes, randomBytes(5)]),
    bytes.toString('hex'),
    (await import('node:crypto')).createHash('sha256').update(address).digest(),
  ];
  for (const form of forms)
    expect(leaks([{ name: 'here', bytes: form }], [address]), String(form)).toHaveLength(1);
  expect(leaks([{ name: 'here', bytes: '::ffff:cb00:714d' }], ['203.0.113.77'])).toHaveLength(1);
  expect(leaks([{ name: 'here', bytes: randomBytes(100_000) }], [...marks, address])).toEqual([]);

  const folder = temporaryFolder();
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = runNoted(
    folder,
    `await fetch('http://127.0.0.1:${port}/?canary-query', { headers: { via: '203.0.113.77' } })`,
  );
  await once(child, 'exit');
  server.close();
  expect(leaks([{ name: 'sent', bytes: outboundOf(folder) }], ['canary-query', '203.0.113.77'])).toHaveLength(
    2,
  );
});
