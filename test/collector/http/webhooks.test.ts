/** Webhooks: made by staff, told of what happened, signed so that only the receiver's own check is needed. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testCollector } from '../../support/collector.ts';
import { outside } from '../../support/outside.ts';
import { postingOf } from '../../support/posting.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector({ privateHooks: true });
const { call, world } = collector;
const { run, rows, ended } = postingOf(collector);
const minute = 60_000;

const make = async (url: string, events: string[] = ['*']) =>
  call('administrator', 'POST', '/v1/webhooks', { url, events });

let serial = 0;
const person = async () => {
  serial += 1;
  world.pass(1);
  return call('support', 'POST', '/v1/persons', {
    name: 'Canary Person',
    email: `canary${serial}@example.fi`,
    source: { kind: 'person' },
  });
};

/** Headers and body of a request, and whether the signature is one of this secret's: as docs/messages.md says. */
const opened = (request: string, secret: string) => {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return {
    id: header('webhook-id'),
    timestamp: Number(header('webhook-timestamp')),
    holds: header('webhook-signature').split(' ').includes(expected),
    signatures: header('webhook-signature').split(' ').length,
    body: JSON.parse(body) as Record<string, unknown>,
  };
};

describe('a webhook', () => {
  test('is told that a person was made and changed, by id alone, signed, once', async () => {
    const other = await outside();
    const { body, status, headers } = await make(other.url, ['person.created', 'person.changed']);
    expect(status).toBe(201);
    const secret = String(body['secret']);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(headers.get('location')).toBe(`/v1/webhooks/${body.id}`);
    const made = await person();
    await call(
      'support',
      'PATCH',
      `/v1/persons/${made.body.id}`,
      { name: 'Canary Renamed', source: { kind: 'person' } },
      { 'if-match': made.tag },
    );
    await run();
    await run();
    expect(other.requests()).toHaveLength(2);
    const told = other.requests().map((request) => opened(request, secret));
    expect(told.every(({ holds }) => holds)).toBe(true);
    expect(
      told.map((one) => one.body).sort((a, b) => (String(a['event']) < String(b['event']) ? 1 : -1)),
    ).toEqual([
      { event: 'person.created', at: expect.any(String), person: made.body.id },
      { event: 'person.changed', at: expect.any(String), person: made.body.id },
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect(told[0]?.timestamp).toBe(Math.floor(world.clock() / 1000));
    expect(other.requests().join('')).not.toMatch(/canary/i);
    await call('administrator', 'DELETE', `/v1/webhooks/${body.id}`);
  });

  test('is told of a registration too, and of nothing that it does not listen to', async () => {
    const other = await outside();
    const { body } = await make(other.url, ['person.created']);
    const registering = { v: 1, email: 'hooked@example.fi', name: 'Hooked' };
    const authorization = `Bearer ${collector.siteSecret}`;
    await collector.post('/s/test/registrations', registering, { authorization });
    await collector.post('/s/test/registrations', { ...registering, phone: '0401234567' }, { authorization });
    await run();
    expect(other.bodies().map(({ event }) => event)).toEqual(['person.created']);
    await call('administrator', 'DELETE', `/v1/webhooks/${body.id}`);
  });

  test('is told that a person was erased, also when it hears of it late; what it was to hear before goes with them', async () => {
    const other = await outside();
    const { body } = await make(other.url);
    const made = await person();
    await call('data_protection_officer', 'DELETE', `/v1/persons/${made.body.id}`);
    await run();
    expect(other.bodies().map(({ event, person: whose }) => [event, whose])).toEqual([
      ['person.erased', made.body.id],
    ]);
    await call('administrator', 'DELETE', `/v1/webhooks/${body.id}`);
  });

  test('shows its secret once; with a new one both sign for a day', async () => {
    const other = await outside();
    const { body, tag } = await make(other.url);
    const old = String(body['secret']);
    const read = await call('administrator', 'GET', `/v1/webhooks/${body.id}`);
    const list = await call('data_protection_officer', 'GET', '/v1/webhooks');
    expect(JSON.stringify([read.body, list.body])).not.toMatch(/whsec|secret/);
    expect(JSON.stringify(await rows())).not.toContain(old);
    const turned = await call('administrator', 'POST', `/v1/webhooks/${body.id}/secret`);
    const fresh = String(turned.body['secret']);
    expect(fresh).not.toBe(old);
    const tell = async () => {
      world.pass(1);
      await call('administrator', 'POST', `/v1/webhooks/${body.id}/test`);
      await run();
      return other.requests().at(-1) ?? '';
    };
    const both = await tell();
    expect([opened(both, old).holds, opened(both, fresh).holds]).toEqual([true, true]);
    world.pass(day + 1);
    const one = await tell();
    expect([opened(one, old).holds, opened(one, fresh).holds, opened(one, fresh).signatures]).toEqual([
      false,
      true,
      1,
    ]);
    const stale = await call(
      'administrator',
      'PATCH',
      `/v1/webhooks/${body.id}`,
      { events: ['*'] },
      { 'if-match': tag },
    );
    expect(stale.status).toBe(412);
    await call('administrator', 'DELETE', `/v1/webhooks/${body.id}`);
  });

  test('that does not answer is told again, the same id, for three days; then it is marked as failing', async () => {
    const other = await outside();
    const { body } = await make(other.url);
    const secret = String(body['secret']);
    other.answer = () => 'HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n';
    await person();
    await run();
    world.pass(2 * minute);
    await run();
    const told = other.requests().map((request) => opened(request, secret));
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(new Set(told.map(({ timestamp }) => timestamp)).size, 'each attempt signs its own time').toBe(2);
    const deliveries = async () =>
      (await call('administrator', 'GET', `/v1/webhooks/${body.id}/deliveries`)).body.items;
    expect(await deliveries()).toMatchObject([
      { event: 'person.created', state: 'waiting', attempts: 2, problem: 'answered-500' },
    ]);
    other.answer = () =>
      `HTTP/1.1 307 There\r\nLocation: ${other.url}/elsewhere\r\nContent-Length: 0\r\n\r\n`;
    for (let hours = 0; hours < 80; hours += 1) {
      world.pass(65 * minute);
      await run();
    }
    expect(other.requests().some((request) => request.includes('/elsewhere'))).toBe(false);
    expect(other.requests().length).toBeGreaterThan(50);
    expect(await deliveries()).toMatchObject([{ state: 'failed', problem: 'answered-307', next: null }]);
    const { failing } = (await call('administrator', 'GET', `/v1/webhooks/${body.id}`)).body;
    expect(failing).not.toBeNull();
    other.answer = () => 'HTTP/1.1 204 OK\r\nContent-Length: 0\r\n\r\n';
    await person();
    await run();
    expect((await call('administrator', 'GET', `/v1/webhooks/${body.id}`)).body['failing']).toBeNull();
    await call('administrator', 'DELETE', `/v1/webhooks/${body.id}`);
  });

  test('that is dead holds no other up; one that has ended is told nothing', async () => {
    const dead = await outside();
    dead.answer = () => '';
    const living = await outside();
    const one = await make(dead.url);
    const two = await make(living.url);
    for (let n = 0; n < 20; n += 1) await person();
    const running = run();
    // All that may be under way wait for the dead one, until patience is at an end.
    await dead.came(8);
    dead.cut();
    await running;
    expect(living.requests()).toHaveLength(20);
    expect(dead.requests(), 'those that were under way').toHaveLength(8);
    await call('administrator', 'DELETE', `/v1/webhooks/${one.body.id}`);
    await call('administrator', 'DELETE', `/v1/webhooks/${two.body.id}`);
    const before = dead.requests().length;
    world.pass(2 * minute);
    await run();
    expect(dead.requests()).toHaveLength(before);
    expect(ended.filter((one) => one === 'webhook dropped webhook-ended')).toHaveLength(20);
  });
});

describe('an address', () => {
  test.each([
    'http://example.com/hook',
    'https://user:secret@example.com/',
    'https://example.com/#x',
    'ftp://example.com/',
    'javascript:alert(1)',
    'example.com',
  ])('%s is refused', async (url) => {
    const { status, body } = await make(url);
    expect([status, body.pointer]).toEqual([422, '/url']);
  });
  test('of this machine or a private network is refused, unless the operator allows it', async () => {
    const strict = await testCollector();
    for (const url of [
      'https://127.0.0.1/',
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://localhost/',
      'http://localhost/',
      'https://0x7f.1/',
    ]) {
      const answer = await strict.call('administrator', 'POST', '/v1/webhooks', { url, events: ['*'] });
      expect([answer.status, answer.body.pointer], url).toEqual([422, '/url']);
    }
    const fine = await strict.call('administrator', 'POST', '/v1/webhooks', {
      url: 'https://crm.example/',
      events: ['*'],
    });
    expect(fine.status).toBe(201);
  });
  test('R51: where the operator names the hosts, no other is taken, and none is called that was taken before', async () => {
    const listed = await outside();
    const other = await outside();
    const closed = await testCollector({ privateHooks: true, hookHosts: ['127.0.0.1', '.crm.example'] });
    const asked = (url: string) =>
      closed.call('administrator', 'POST', '/v1/webhooks', { url, events: ['person.created'] });
    for (const url of [
      'https://evil.example/',
      'https://crm.example.evil.example/',
      'https://crm.example/',
    ]) {
      const { status, body } = await asked(url);
      expect([url, status, body.pointer]).toEqual([url, 422, '/url']);
    }
    expect((await asked('https://A.crm.EXAMPLE./x')).status).toBe(201);
    expect((await asked(listed.url)).status).toBe(201);
    // As one that was set before there was a list.
    closed.needs.hookHosts = undefined;
    const { port } = new URL(other.url);
    const before = await asked(`http://localhost:${port}/`);
    expect(before.status).toBe(201);
    const hosts = ['127.0.0.1'];
    const source = { kind: 'person' };
    await closed.call('support', 'POST', '/v1/persons', { name: 'A', email: 'a@example.fi', source });
    const { run: runClosed } = postingOf(closed, undefined, { hosts });
    await runClosed();
    expect([listed.requests().length, other.requests().length]).toEqual([1, 0]);
    const { body } = await closed.call('administrator', 'GET', `/v1/webhooks/${before.body.id}/deliveries`);
    expect(body.items).toMatchObject([{ state: 'waiting', problem: 'not-listed' }]);
  });
  test('marketing keeps no webhooks, and another id is not found', async () => {
    const body = { url: 'https://crm.example/', events: ['*'] };
    expect((await call('marketing', 'POST', '/v1/webhooks', body)).status).toBe(403);
    expect(
      (await call('administrator', 'GET', '/v1/webhooks/00000000-0000-7000-8000-000000000000')).status,
    ).toBe(404);
    expect(
      (await call('administrator', 'POST', '/v1/webhooks', { ...body, events: ['everything'] })).status,
    ).toBe(422);
    expect((await call('administrator', 'POST', '/v1/webhooks', { ...body, events: [] })).status).toBe(422);
  });
});
