/** The privacy statement has versions: cited by number, found by digest, never changed. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { statementInForce } from '../../../collector/register/statements.ts';
import type { ConsentRecord } from '../../../collector/rights/consentRecord.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, get, store, world } = collector;

const publish = (
  change: object = {},
  headers: Record<string, string> = {},
  role: 'administrator' | 'marketing' = 'administrator',
) =>
  call(
    role,
    'POST',
    '/v1/statements',
    { effective: '2026-01-01', material: true, texts: { fi: 'Seloste.\n', sv: 'Beskrivning.\n' }, ...change },
    headers,
  );
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const inForce = () => statementInForce(store, collector.controller.id, world.clock());

/** The statement that a customer relationship cites which starts now. */
const cited = async () => {
  const source = { kind: 'person' };
  const name = `Company ${world.clock()} Oy`;
  const company = await call('support', 'POST', '/v1/organisations', { name, source });
  const started = new Date(world.clock()).toISOString();
  const relationship = { organisation: company.body.id, contract: 'C-1', started, source };
  return (await call('support', 'POST', '/v1/relationships', relationship)).body['statement'];
};

/** The statement that a permission cites which is given now. */
const agreedUnder = async () => {
  const source = { kind: 'person' };
  const person = await call('support', 'POST', '/v1/persons', { name: 'A', source });
  const { status, body } = await call('marketing', 'POST', '/v1/permissions', {
    person: person.body.id,
    recipient: 'consumer',
    channel: 'email',
    purpose: 'newsletter',
    wording: 'Yes.',
    basis: 'consent',
    evidence: { document: 'form 12' },
    source,
  });
  expect(status).toBe(201);
  return body['statement'];
};

/** What the banner shows now and the record of a consent given on it: which statement each cites. */
const shown = async () => {
  const answer = await get('/s/test/notice/fi');
  const notice = (await answer.json()) as Awaited<ReturnType<typeof collector.notice>>;
  const decision = accepting(notice);
  expect((await collector.post('/s/test/decisions', decision)).status).toBe(201);
  const asked = { v: 1, visitorKey: decision.visitorKey, id: decision.id, as: 'record' };
  const record = (await (await collector.post('/s/test/receipts', asked)).json()) as ConsentRecord;
  return {
    notice,
    statement: notice.statement,
    recorded: record['dpv:hasNotice']['lupa:statement'],
    recordedAt: record['dpv:hasNotice']['lupa:statementAt'] ?? '',
    cached: answer.headers.get('cache-control') ?? '',
  };
};

describe('R1: the privacy statement', () => {
  test('a version that takes effect later is cited from then on, not before; the earlier one stays found by its hash', async () => {
    expect(await inForce()).toBeNull();
    const { statement } = testSettings();
    await collector.save({ ...testSettings(), statement: { ...statement, version: '2025-05' } });
    const before = await shown();
    expect([before.statement.version, before.recorded], 'before any, what the site says').toEqual([
      '2025-05',
      '2025-05',
    ]);
    expect([before.statement.digest, before.recordedAt]).toEqual([undefined, '']);
    const one = await publish();
    expect([one.status, one.body['statement'], one.body['inForce']]).toEqual([201, 1, true]);
    const from = new Date(world.clock() + 10 * day).toISOString();
    const two = await publish({ effective: from, texts: { fi: 'Uusi seloste.\n' } });
    expect(two.body).toMatchObject({
      statement: 2,
      inForce: false,
      languages: { fi: digestOf('Uusi seloste.\n') },
    });
    expect(await inForce()).toBe(1);
    expect(await cited(), 'what a relationship that starts now cites').toBe(1);
    expect(await agreedUnder(), 'and a permission to be written to').toBe(1);
    const first = await shown();
    expect([first.statement.version, first.statement.digest]).toEqual(['1', digestOf('Seloste.\n')]);
    world.pass(10 * day - 1);
    expect(await inForce()).toBe(1);
    const still = await shown();
    expect([still.notice.version, still.recorded]).toEqual([first.notice.version, '1']);
    expect(still.cached, 'not kept beyond').toContain('max-age=1, stale-while-revalidate=0,');
    world.pass(1);
    expect(await inForce()).toBe(2);
    expect([await cited(), await agreedUnder()]).toEqual([2, 2]);
    const second = await shown();
    expect([second.statement.version, second.recorded]).toEqual(['2', '2']);
    expect(second.notice.purposes, 'nobody is asked again for it').toEqual(first.notice.purposes);
    expect(second.cached).toContain('max-age=300, stale-while-revalidate=86400,');
    const byRecord = async ({ recordedAt }: typeof second) =>
      (await get(recordedAt.replace('https://collector.example', ''))).text();
    expect([await byRecord(still), await byRecord(second)]).toEqual(['Seloste.\n', 'Uusi seloste.\n']);
    // A text that is not there in the notice's language is cited by its version alone.
    const sv = await collector.notice('sv');
    expect(sv.statement).toEqual({ version: '2', url: statement.url['sv'] });
    // Each was kept before anybody saw it, once, also where many come at once.
    await Promise.all(Array.from({ length: 5 }, () => collector.notice('fi')));
    const { body } = await call('auditor', 'GET', '/v1/ledger?limit=1000');
    const events = body['events'] as unknown as { kind: string; content: { notice?: string } }[];
    const published = events
      .filter(({ kind }) => kind === 'notice-published')
      .map((one) => one.content.notice);
    for (const { notice } of [before, first, second])
      expect(published.filter((one) => one === notice.version)).toHaveLength(1);
    const past = await get(`/s/test/notice/fi?version=${first.notice.version}`);
    expect((await past.json()).statement).toEqual(first.statement);
    // A change of the settings goes on citing it.
    await collector.save({ ...testSettings(), name: 'Another name' });
    expect((await collector.notice('fi')).statement).toEqual(second.statement);
    const { items } = (await call('auditor', 'GET', '/v1/statements')).body;
    expect(items.map((item) => [item['statement'], item['inForce']])).toEqual([
      [1, false],
      [2, true],
    ]);
    const old = await get(`/s/test/statements/${digestOf('Seloste.\n')}`);
    expect([old.status, await old.text(), old.headers.get('content-language')]).toEqual([
      200,
      'Seloste.\n',
      'fi',
    ]);
    expect(digestOf(await (await get(`/s/test/statements/${digestOf('Uusi seloste.\n')}`)).text())).toBe(
      digestOf('Uusi seloste.\n'),
    );
    const read = await call('marketing', 'GET', '/v1/statements/1/sv');
    expect(read.body['body']).toBe('Beskrivning.\n');
  });
  test('versions are in the order of their dates, and given once; each is in the ledger', async () => {
    const early = await publish({ effective: '2026-02-01' });
    expect([early.status, early.body.pointer]).toEqual([422, '/effective']);
    const headers = { 'idempotency-key': 'v3' };
    const effective = new Date(world.clock() + day).toISOString();
    const both = await Promise.all([publish({ effective }, headers), publish({ effective }, headers)]);
    expect(both.map(({ status, body }) => [status, body['statement']]).sort()).toEqual([
      [200, 3],
      [201, 3],
    ]);
    const others = await Promise.all(
      ['fi', 'sv', 'en'].map((language) => publish({ effective, texts: { [language]: 'Text' } })),
    );
    expect(others.map(({ body }) => body['statement']).sort()).toEqual([4, 5, 6]);
    const events = await (await collector.staff('auditor', '/v1/ledger?limit=1000')).text();
    expect(events.match(/statement-published/g)).toHaveLength(6);
    expect(events).toContain(digestOf('Seloste.\n'));
  });
  test('what is not one is refused with a pointer; who may not publish does not', async () => {
    const wrong: [object, string][] = [
      [{ effective: 'soon' }, '/effective'],
      [{ material: 'yes' }, '/material'],
      [{ texts: {} }, '/texts'],
      [{ texts: { fi: '' } }, '/texts/fi'],
      [{ texts: { Suomi: 'x' } }, '/texts/Suomi'],
      [{ texts: 'x' }, '/texts'],
    ];
    for (const [change, pointer] of wrong) {
      const answer = await publish(change);
      expect([answer.status, answer.body.pointer]).toEqual([422, pointer]);
    }
    expect((await publish({}, {}, 'marketing')).status).toBe(403);
    for (const path of ['/v1/statements/9/fi', '/v1/statements/1/en', '/v1/statements/x/fi'])
      expect((await call('auditor', 'GET', path)).status).toBe(404);
    expect((await get(`/s/test/statements/${'A'.repeat(43)}`)).status).toBe(404);
    expect((await get('/s/test/statements/..%2f')).status).toBe(404);
    expect(collector.faults).toEqual([]);
  });
});
