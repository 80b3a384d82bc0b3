/** What strangers do to a listener: refused as a problem, cut, or made room for. */
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { askedOf } from '../../collector/http/asked.ts';
import { publicApp } from '../../collector/http/public.ts';
import { type Bearing, type Listening, listen } from '../../collector/listen.ts';
import { trustedProxies } from '../../collector/traffic/client.ts';
import { trafficOf } from '../../collector/traffic/traffic.ts';
import { testCollector } from '../support/collector.ts';
import { raw } from '../support/raw.ts';
import { workedSince } from '../support/worked.ts';

const { needs } = await testCollector();
const listening: Listening[] = [];
afterAll(() => Promise.all(listening.map((one) => one.close(0))));
const refused: string[] = [];
const start = async (bearing: Partial<Bearing> = {}): Promise<Listening> => {
  const one = await listen('127.0.0.1', 0, 'LUPA_PORT', {
    refused: (reason) => refused.push(reason),
    ...bearing,
  });
  one.serve(publicApp(needs).fetch);
  listening.push(one);
  return one;
};
const { port } = await start();
const problemIn = (answer: string) => {
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { type: string; status: number };
};

describe('what is no request is refused as a problem', () => {
  test.each([
    ['rubbish', 'canary\r\n\r\n', 400, 'malformed'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'malformed',
    ],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed',
    ],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n', 400, 'malformed'],
    [
      '17 KiB of headers',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'canary'.repeat(3000)}\r\n\r\n`,
      431,
      'header-too-large',
    ],
  ])('%s', async (_name, bytes, status, problem) => {
    const answer = await raw(port, bytes).ended;
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemIn(answer)).toMatchObject({ type: `urn:lupa:problem:${problem}`, status });
    expect(answer).not.toContain('canary');
    expect(refused.at(-1)).toBe(problem);
  });
  test.each([
    ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an odd host', 'GET /health HTTP/1.1\r\nHost: a b/<c>\r\nConnection: close\r\n\r\n'],
    ['an address in full', 'GET http://[::1/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [
      'an unknown expectation',
      'GET /health HTTP/1.1\r\nHost: x\r\nExpect: canary\r\nConnection: close\r\n\r\n',
    ],
  ])('%s: 4xx, and the listener lives', async (_name, bytes) => {
    const answer = await raw(port, bytes).ended;
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(problemIn(answer).status).toBe(Number(answer.slice(9, 12)));
    expect(answer).not.toContain('canary');
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });
  test('CONNECT and other protocols are cut', async () => {
    for (const bytes of [
      'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01',
    ])
      expect(await raw(port, bytes).ended).not.toMatch(/^HTTP\/1.1 2/);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });
});

describe('slow senders are cut', () => {
  const hasty = start({ headersTimeout: 300, requestTimeout: 600 });
  test.each([
    ['of headers', 'GET /health HTTP/1.1\r\nHost: x\r\n', 'X'],
    [
      'of a body',
      'POST /s/test/decisions HTTP/1.1\r\nHost: x\r\nOrigin: https://www.example.fi\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n',
      ' ',
    ],
  ])('%s, a byte at a time', async (_name, head, drop) => {
    const slow = raw((await hasty).port, head);
    let sent = 0;
    const drops = setInterval(() => {
      sent += 1;
      slow.send(drop);
    }, 20);
    const answer = await slow.ended;
    clearInterval(drops);
    // Three seconds of them; on a busy machine it takes longer, for both ends.
    expect(sent).toBeLessThan(150);
    expect(problemIn(answer)).toMatchObject({ type: 'urn:lupa:problem:too-slow', status: 408 });
  });
  test('who connects and says nothing is cut as well', async () => {
    const answer = await raw((await hasty).port).ended;
    expect(answer === '' || answer.startsWith('HTTP/1.1 408 ')).toBe(true);
  });
});

describe('idle connections', () => {
  test('1,500 of them, silent or half-said, do no harm: a visitor is answered at once, also beyond the cap', async () => {
    let cut = 0;
    const crowded = await start({
      connections: 1000,
      cut: () => {
        cut += 1;
      },
    });
    const idle = Array.from({ length: 1500 }, (_, place) =>
      raw(crowded.port, place % 2 ? '' : 'POST /s/test/decisions HTTP/1.1\r\nHost: x\r\n'),
    );
    while (cut < 500) await wait(20);
    expect(cut).toBe(500);
    const began = process.cpuUsage();
    const answer = await fetch(`http://127.0.0.1:${crowded.port}/health`);
    expect(answer.status).toBe(200);
    expect(workedSince(began)).toBeLessThan(1000);
    expect(crowded.open()).toBeLessThanOrEqual(1001);
    for (const { socket } of idle) socket.destroy();
  });
  test('the oldest that owes a request goes first; who was answered stays', async () => {
    const small = await start({ connections: 3 });
    const visitor = raw(small.port, 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    while (!visitor.heard().includes('serving')) await wait(5);
    const silent = [raw(small.port), raw(small.port)];
    while (small.open() < 3) await wait(5);
    const late = raw(small.port, 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    while (!late.heard().includes('serving')) await wait(5);
    await silent[0]?.ended;
    expect(silent[1]?.socket.destroyed).toBe(false);
    visitor.send('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect((await visitor.ended).match(/serving/g)).toHaveLength(2);
    for (const { socket } of [...silent, late]) socket.destroy();
  });
});

test('a compressed body is refused, whatever it would unpack to', async () => {
  for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip']) {
    const answer = await fetch(`http://127.0.0.1:${port}/s/test/decisions`, {
      method: 'POST',
      body: new Uint8Array(1000),
      headers: {
        origin: 'https://www.example.fi',
        'content-type': 'text/plain',
        'content-encoding': encoding,
      },
    });
    expect(answer.status, encoding).toBe(415);
  }
});

test.each([
  ['x-forwarded-for', (address: string) => address],
  ['cf-connecting-ip', (address: string) => address],
  ['forwarded', (address: string) => `for="${address}"`],
])(
  "R25: %s twice, or behind 500 other headers: the proxy's comes last, and counts",
  async (header, written) => {
    const traffic = trafficOf({ proxies: trustedProxies(['127.0.0.1']), header, anonymity: 'usual' });
    const echo = await start();
    echo.serve(new Hono().get('/', (c) => c.text(`seen ${traffic.seen(askedOf(c)).address}`)).fetch);
    const lines = [written('6.6.6.6'), `for="6.6.6.7`, written('198.51.100.9')].map(
      (value) => `${header}: ${value}\r\n`,
    );
    const others = Array.from({ length: 500 }, (_, place) => `x-${place}: 1\r\n`).join('');
    for (const between of ['', others]) {
      const head = `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines[0]}${lines[1]}${between}${lines[2]}\r\n`;
      expect(await raw(echo.port, head).ended).toContain('seen 198.51.100.0');
    }
  },
);
