import { expect, test } from 'vitest';
import { egress } from '../../../collector/messages/egress.ts';
import { noContent, outside } from '../../support/outside.ts';

test('says nothing but what is handed in, and tells every byte of it', async () => {
  const other = await outside();
  const out = egress();
  const { headers, status } = await out.post(`${other.url}/mp/collect?a=b`, '{"word":"häh"}');
  expect(status).toBe(204);
  const host = new URL(other.url).host;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  expect(other.requests()).toEqual([`POST /mp/collect?a=b HTTP/1.1\r\n${lines}\r\n{"word":"häh"}`]);
  expect(headers.map(([name]) => name)).toEqual([
    'Host',
    'User-Agent',
    'Content-Type',
    'Content-Length',
    'Connection',
  ]);
  expect(Object.fromEntries(headers)).toMatchObject({
    Host: host,
    'User-Agent': 'lupa',
    'Content-Length': '15',
  });
  out.close();
});

test('follows no redirect: the other side decides nothing about where our words go', async () => {
  const other = await outside();
  const elsewhere = await outside();
  other.answer = () => `HTTP/1.1 307 Elsewhere\r\nLocation: ${elsewhere.url}/\r\nContent-Length: 0\r\n\r\n`;
  const out = egress();
  expect((await out.post(other.url, '{}')).status).toBe(307);
  expect(elsewhere.requests()).toEqual([]);
  out.close();
});

test('an answer that never comes, that breaks off or that never ends does not hold anybody up', async () => {
  const other = await outside();
  const hasty = egress({ patience: 300 });
  other.answer = () => '';
  await expect(hasty.post(other.url, '{}')).rejects.toThrow('No answer in time.');
  hasty.close();
  const out = egress({ patience: 60_000 });
  other.answer = () => `HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(70_000)}`;
  const { status, answer } = await out.post(other.url, '{}');
  expect([status, answer.length]).toEqual([200, 65_536]);
  other.answer = () => 'garbage that is not HTTP\r\n\r\n';
  await expect(out.post(other.url, '{}')).rejects.toThrow();
  other.answer = () => noContent;
  expect((await out.post(other.url, '{}')).status).toBe(204);
  await other.close();
  await expect(out.post(other.url, '{}')).rejects.toThrow();
  out.close();
});

test('RFC 6761: a name under localhost is this machine, whatever the system’s resolver says; other names are asked of it', async () => {
  const other = await outside();
  // Also a name server that does not answer says so in the end.
  const out = egress({ patience: 80_000 });
  const { port } = new URL(other.url);
  expect((await out.post(`http://google.localhost:${port}/mp/collect`, '{}')).status).toBe(204);
  expect(other.requests()[0]).toContain(`Host: google.localhost:${port}\r\n`);
  await expect(out.post(`http://google.localhost.invalid:${port}/`, '{}')).rejects.toThrow(
    /ENOTFOUND|EAI_AGAIN/,
  );
  out.close();
});
