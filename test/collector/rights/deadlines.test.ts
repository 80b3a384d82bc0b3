/** The clocks of requests (GDPR 12(3)): both days, the extension, reminders, lateness; also after a restart. */
import { expect, test } from 'vitest';
import { type Begin, repeat } from '../../../collector/background.ts';
import { deadlines } from '../../../collector/deadlines.ts';
import { metricsOf, type Sources } from '../../../collector/metrics/metrics.ts';
import { requestCounts, requestsByTime } from '../../../collector/rights/requests/night.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { sql } from '../../../collector/store/store.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, world, store, controller } = collector;
const sources = {
  waiting: () => 0,
  bytes: () => ({}),
  connections: () => ({}),
  sealing: async () => undefined,
  events: () => 0,
};
const { ask, proven, letters, link, send, find, act } = askingOf(collector);
const person = (email: string) =>
  call('administrator', 'POST', '/v1/persons', { name: 'Aino', email, source: { kind: 'person' } });
const enter = (received: number) =>
  call('support', 'POST', '/v1/requests', {
    kind: 'access',
    way: 'letter',
    email: 'aino@example.fi',
    received: new Date(received).toISOString(),
  });

const hooked = sql`select body from messages where controller_id = :controller and kind = 'webhook'`;

test('the day of receipt and the day of proof are both told; the month waits for a proof that was asked for at once', async () => {
  await person('aino@example.fi');
  // Sunday, 22 November 2026.
  const asked = await ask({ kind: 'access', email: 'aino@example.fi' });
  expect(asked.due).toBe('2026-12-22T21:59:59.999Z');
  world.pass(day);
  await send(link((await letters('request_confirm'))[0]), { do: 'confirm' });
  expect(await find(asked.reference)).toMatchObject({
    received: '2026-11-22T12:00:00.000Z',
    verified: '2026-11-23T12:00:00.000Z',
    dueFromReceipt: '2026-12-22T21:59:59.999Z',
    due: '2026-12-23T21:59:59.999Z',
    proofAskedAtOnce: true,
  });
});

test('an extension is told with its reason within the first month, once, and runs to three months from receipt', async () => {
  const reference = await proven({ kind: 'rectification', email: 'aino@example.fi', language: 'en' });
  const { id } = await find(reference);
  const extended = await act(id, 'extension', { reason: 'Four systems hold it.' });
  // 23 February 2027 is a Tuesday.
  expect(extended.body).toMatchObject({
    due: '2027-02-23T21:59:59.999Z',
    extension: 'Four systems hold it.',
  });
  const [letter] = await letters('request_extended');
  expect(letter?.body.text).toMatch(/Four systems hold it\.[\s\S]*23 February 2027[\s\S]*Ombudsman/);
  expect((await act(id, 'extension', { reason: 'Once more.' })).status).toBe(409);
  const old = await enter(world.clock() - 40 * day);
  await act(old.body.id, 'identity', { person: null, note: 'letter' });
  expect((await act(old.body.id, 'extension', { reason: 'Late.' })).status).toBe(409);
  await act(old.body.id, 'refusal', { ground: 'unfounded', reason: 'x' });
  await act(id, 'withdrawal');
});

test('staff are reminded a week before, two days before and when it is late, each once, also over a restart; overdue is seen', async () => {
  const { body } = await enter(world.clock());
  await act(body.id, 'identity', { person: null, note: 'letter' });
  const swedish = {
    name: 'Dataskydd',
    role: 'data_protection_officer',
    email: 'sv@example.fi',
    language: 'sv',
  };
  const officer = await call('administrator', 'POST', '/v1/staff', swedish);
  const committed = await call('administrator', 'POST', `/v1/staff/${officer.body.id}/commitment`, {});
  expect([officer.status, committed.status]).toEqual([201, 200]);
  const hook = { url: 'https://hooks.example/lupa', events: ['request.overdue'] };
  expect((await call('administrator', 'POST', '/v1/webhooks', hook)).status).toBe(201);
  const hooks = async () =>
    (await store.read<{ body: string }>(hooked, { controller: controller.id })).map(({ body }) =>
      JSON.parse(body),
    );
  const reminded = async () => (await letters('request_reminder')).length;
  const seen = () => requestCounts(store, controller.id, world.clock());
  await requestsByTime(store, world);
  const before = await reminded();
  const waiting = (await seen()).open;
  expect(before).toBe(0);
  world.pass(24 * day);
  await requestsByTime(store, world);
  await requestsByTime(store, world);
  const first = await reminded();
  expect(first).toBe(waiting);
  // Another process on the same data goes on where the first left off.
  const again = await openLibsql({ file: collector.file, clock: world.clock });
  await requestsByTime(again, world);
  expect(await reminded()).toBe(first);
  world.pass(5 * day);
  await requestsByTime(again, world);
  expect(await reminded()).toBe(2 * waiting);
  expect((await seen()).overdue).toBe(0);
  expect(await hooks()).toEqual([]);
  world.pass(3 * day);
  await requestsByTime(again, world);
  await again.close();
  expect(await reminded()).toBe(3 * waiting);
  expect(await seen()).toEqual({ open: waiting, overdue: waiting });
  const late = (await letters('request_reminder')).at(-1);
  // The officer, in their own language; the controller's contact where there is none.
  expect(late?.recipient).toBe('sv@example.fi');
  expect([late?.body.subject, late?.body.text].join(' ')).toMatch(/begäran/i);
  // Each request is told of once, by its id and kind alone.
  const calls = await hooks();
  expect(calls.length).toBe(waiting);
  expect(calls).toContainEqual({
    event: 'request.overdue',
    request: body.id,
    kind: 'access',
    at: expect.any(String),
  });
  const { body: open } = await call('support', 'GET', '/v1/requests/open');
  expect(open.items.map(({ overdue }) => overdue)).toEqual(Array.from({ length: waiting }, () => true));
});

test('what is late is in the metrics: to the millisecond, exactly so many, also after a restart', async () => {
  const before = await requestCounts(store, controller.id, world.clock());
  const { body } = await enter(world.clock());
  await act(body.id, 'identity', { person: null, note: 'letter' });
  const { due } = await find(String(body['reference']));
  /** As a scrape shows it, of a collector that has just been started. */
  const scraped = async () => {
    const own = await openLibsql({ file: collector.file, clock: world.clock });
    const made: Pick<Sources, 'due'> = {};
    const report = (fault: unknown) => {
      throw fault;
    };
    const watch = {
      watchDue: (counts: NonNullable<Sources['due']>) => {
        made.due = counts;
      },
    };
    const begin: Begin = (job, pause) => repeat(job, pause, report);
    const jobs = deadlines(own, world, 'https://collector.example', watch, begin);
    const text = await metricsOf({ ...sources, ...made }).text();
    await Promise.all(jobs.map((job) => job.stop()));
    await own.close();
    return text
      .split('\n')
      .filter((line) => /^lupa_duties_\w+\{kind="(requests|recipient-notices)"\}/.test(line));
  };
  const lines = (open: number, overdue: number) => [
    `lupa_duties_open{kind="requests"} ${open}`,
    'lupa_duties_open{kind="recipient-notices"} 0',
    `lupa_duties_overdue{kind="requests"} ${overdue}`,
    'lupa_duties_overdue{kind="recipient-notices"} 0',
  ];
  expect(before.overdue).toBe(before.open);
  world.pass(Date.parse(String(due)) - world.clock());
  expect(await scraped()).toEqual(lines(before.open + 1, before.overdue));
  world.pass(1);
  expect(await scraped()).toEqual(lines(before.open + 1, before.overdue + 1));
  await act(body.id, 'refusal', { ground: 'unfounded', reason: 'x' });
  expect(await scraped()).toEqual(lines(before.open, before.overdue));
});
