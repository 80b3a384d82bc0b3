/** R44, R57: a hold beats erasure and retention, not access; what it kept goes by itself when the last one has ended. */
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { categoryOf, heldCategories } from '../../../collector/duties/holds/categories.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { kindNumber } from '../../../collector/ledger/kinds.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { personalNouns } from '../../../collector/register/nouns/personal.ts';
import { erasePerson } from '../../../collector/rights/erasePerson.ts';
import { night } from '../../../collector/rights/night.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { holdCategories } from '../../../shared/register/hold.ts';
import { askingOf } from '../../support/asking.ts';
import { heldBytes } from '../../support/beside.ts';
import { leaks } from '../../support/canary.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { accepting, uuid } from '../../support/decision.ts';
import { signer } from '../../support/token.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, controller, database, needs, restart, store, world } = collector;
const { list, make, person, set } = customersOf(collector);
const dpo = 'data_protection_officer' as const;
const sign = await signer(collector);

const law = 'Code of Judicial Procedure 4/1734, chapter 17';
let journalled = 0;
needs.journalled = async () => {
  journalled += 1;
};
const hold = async (members: object): Promise<string> => {
  const before = journalled;
  const { status, body } = await call(dpo, 'POST', '/v1/holds', {
    law,
    reason: 'A claim is heard',
    ...members,
  });
  expect([status, body.detail]).toEqual([201, undefined]);
  expect(journalled, 'answered when a restored backup would know it').toBeGreaterThan(before);
  return body.id;
};
const end = async (id: string) => {
  const { tag } = await call(dpo, 'GET', `/v1/holds/${id}`);
  const ended = new Date(world.clock()).toISOString();
  const done = await call(dpo, 'PATCH', `/v1/holds/${id}`, { ended }, { 'if-match': tag });
  expect([done.status, done.body.detail]).toEqual([200, undefined]);
};
const erase = async (id: string) =>
  (await call(dpo, 'DELETE', `/v1/persons/${id}`)).body as unknown as { kept: Record<string, unknown>[] };
const goTo = (when: string) => world.pass(Date.parse(when) - world.clock());
const sweep = async () => (await night(store, world)).gone;
const found = async (marks: readonly string[]): Promise<string[]> => {
  const bytes = await heldBytes(store, database);
  return leaks([{ name: 'the file', bytes }], marks).map((leak) => leak.split(' ')[0] ?? '');
};
const finished = () =>
  store.read(sql`select number from ledger where controller_id = :controller and kind = :kind`, {
    controller: controller.id,
    kind: kindNumber('erasure-finished'),
  });

/** Somebody with a row of each kind, each marked. */
const planted = async (mark: string): Promise<string> => {
  const now = new Date(world.clock()).toISOString();
  const source = { kind: 'customer_company', permission: `${mark}-permission` };
  const id = await person({
    name: `${mark}-name`,
    email: `${mark}@example.fi`,
    position: `${mark}-position`,
    source,
  });
  const { tag } = await call('support', 'GET', `/v1/persons/${id}`);
  const corrected = { position: `${mark}-newer`, source: { kind: 'person' } };
  await call('support', 'PATCH', `/v1/persons/${id}`, corrected, { 'if-match': tag });
  await make('accounts', { person: id, userName: `${mark}-account` });
  await make('relationships', { person: id, contract: `${mark}-contract`, started: now });
  const licence = await make('licences', {
    product: 'ELMAS',
    licenceKey: `${mark}-key`,
    person: id,
    seats: 1,
    validFrom: now,
  });
  await make('activations', { licence, person: id, device: `${mark}-pc`, activated: now });
  await make('feedback', { person: id, received: now, channel: 'email', body: `${mark}-feedback` });
  const paid = { kind: 'payment', reference: `${mark}-voucher`, amount: 100, currency: 'EUR', occurred: now };
  await make('transactions', { person: id, ...paid });
  await make('service-events', { person: id, kind: 'support', description: `${mark}-event`, occurred: now });
  await make('service-logs', { person: id, service: 'ELMAS', line: `${mark}-line`, logged: now });
  return id;
};
const kinds = [
  'name',
  'position',
  'newer',
  'permission',
  'account',
  'contract',
  'key',
  'feedback',
  'voucher',
  'event',
  'line',
];
const marks = (mark: string) => [`${mark}@example.fi`, ...kinds.map((kind) => `${mark}-${kind}`)];

test('who answers for it makes and ends holds, auditors read them; of the restricted too, and never from a file', async () => {
  expect([...holdCategories].sort()).toEqual([...heldCategories].sort());
  // A hold on everything holds everything.
  for (const { table } of personalNouns)
    expect(table === 'holds' || categoryOf(table) !== undefined, table).toBe(true);
  const whose = await person();
  await set('restricted', whose);
  const given = { person: whose, law, reason: 'A claim' };
  for (const role of ['support', 'marketing', 'auditor'] as const)
    expect((await call(role, 'POST', '/v1/holds', given)).status, role).toBe(403);
  for (const role of ['support', 'marketing'] as const)
    expect((await call(role, 'GET', '/v1/holds')).status, role).toBe(403);
  expect((await call(dpo, 'POST', '/v1/holds', { law, reason: 'All of it' })).body.pointer).toBe('/category');
  const strange = { ...given, person: '01900000-0000-7000-8000-000000000000' };
  expect((await call(dpo, 'POST', '/v1/holds', strange)).body.pointer).toBe('/person');
  const id = await hold(given);
  const read = await call('auditor', 'GET', `/v1/holds/${id}`);
  expect(read.body).toMatchObject({ person: whose, category: null, law, until: null, ended: null });
  expect(read.body['author']).toBeGreaterThan(0);
  expect((await call('auditor', 'GET', `/v1/holds?person=${whose}`)).body.items).toHaveLength(1);
  expect(importable(resources(needs)).map(({ path }) => path)).not.toContain('holds');
  await end(id);
  // Nobody says afterwards that it never held: the night would take the hold itself away.
  const back = async (members: object) => {
    const { tag } = await call(dpo, 'GET', `/v1/holds/${id}`);
    return (await call(dpo, 'PATCH', `/v1/holds/${id}`, members, { 'if-match': tag })).body.pointer;
  };
  expect(await back({ ended: '2020-01-01' })).toBe('/ended');
  expect(await back({ until: '2020-01-01', ended: null })).toBe('/until');
  const over = { law, reason: 'x', category: 'feedback', until: '2020-01-01' };
  expect((await call(dpo, 'POST', '/v1/holds', over)).body.pointer).toBe('/until');
  const again = { law: 'Another' };
  expect((await call('support', 'PATCH', `/v1/holds/${id}`, again, { 'if-match': '*' })).status).toBe(403);
});

test('R44, R57: erasure with holds is partial, says what stays, by which law and until when, and finishes by itself across restarts', async () => {
  const [gone, stays] = [await planted('aune'), await planted('bertta')];
  await hold({ person: gone, category: 'feedback', until: '2028-06-01' });
  const erased = await erase(gone);
  expect(erased.kept).toEqual([
    {
      category: 'payments and sales',
      rows: 1,
      law: expect.stringContaining('1336/1997'),
      until: '2033-01-01',
    },
    { category: 'feedback', rows: 1, law, until: '2028-06-01', reason: 'A claim is heard' },
  ]);
  await sweep();
  expect((await found(marks('aune'))).sort()).toEqual(['aune-feedback', 'aune-voucher']);
  expect(await found(marks('bertta')), 'the search has power').toHaveLength(marks('bertta').length);
  // Stored, and otherwise untouched.
  expect((await call(dpo, 'GET', `/v1/persons/${gone}`)).status).toBe(404);
  expect(await list('feedback', `person=${gone}`)).toEqual([]);
  const exported = await collector.staff('administrator', '/v1/exports/feedback?format=jsonl', undefined, {
    'lupa-reason': 'a test',
  });
  expect(await exported.text()).not.toContain('aune-feedback');
  // A hold beats erasure, not access.
  const access = await call(dpo, 'GET', `/v1/persons/${gone}/access`);
  expect(access.status).toBe(200);
  expect(access.body).toMatchObject({
    person: { name: null, email: null, erased: expect.any(String) },
    register: {
      feedback: [{ body: 'aune-feedback' }],
      transactions: [{ reference: 'aune-voucher' }],
      accounts: [],
    },
    holds: [{ until: '2033-01-01' }, { category: 'feedback', law, reason: 'A claim is heard' }],
  });
  await restart();
  goTo('2028-05-31T12:00:00Z');
  await sweep();
  expect((await found(marks('aune'))).sort()).toEqual(['aune-feedback', 'aune-voucher']);
  goTo('2028-06-01T00:00:01Z');
  await sweep();
  expect(await found(marks('aune'))).toEqual(['aune-voucher']);
  expect(await finished()).toEqual([]);
  await restart();
  goTo('2032-12-31T12:00:00Z');
  await sweep();
  expect(await found(marks('aune'))).toEqual(['aune-voucher']);
  goTo('2033-01-01T03:00:00Z');
  expect(await sweep()).toMatchObject({ transactions: 2, unfinished_erasures: 1 });
  expect(await found(marks('aune'))).toEqual([]);
  expect(await finished()).toHaveLength(1);
  expect((await call(dpo, 'GET', `/v1/persons/${gone}/access`)).status).toBe(404);
  // Six years went by: she is still a customer.
  expect((await call(dpo, 'GET', `/v1/persons/${stays}`)).body['name']).toBe('bertta-name');
  expect((await call(dpo, 'POST', '/v1/holds', { person: gone, law, reason: 'Too late' })).status).toBe(422);
});

test('a hold on everything, without end: nobody but rights sees it, and it goes in the night after it was ended', async () => {
  const whose = await planted('cecilia');
  const [first, second] = [
    await hold({ person: whose }),
    await hold({ person: whose, category: 'identity' }),
  ];
  const { kept } = await erase(whose);
  expect(kept).toContainEqual({
    category: 'identity',
    rows: 1,
    law,
    until: null,
    reason: 'A claim is heard',
  });
  const look = { by: 'email', value: 'cecilia@example.fi', reason: 'a test' };
  expect((await call('support', 'POST', '/v1/lookups', look)).body['persons']).toEqual([]);
  const check = { v: 1, userName: 'cecilia-account', password: 'x'.repeat(12) };
  const right = { authorization: `Bearer ${collector.siteSecret}` };
  expect(await (await collector.post('/s/test/accounts/check', check, right)).json()).not.toHaveProperty(
    'person',
  );
  world.pass(700 * day);
  await sweep();
  // Lines of logs, vouchers: all of it.
  expect((await found(marks('cecilia'))).sort()).toEqual(marks('cecilia').sort());
  await end(first);
  await sweep();
  expect((await found(marks('cecilia'))).sort(), 'who she is is held still').toEqual(
    [
      'cecilia@example.fi',
      'cecilia-name',
      'cecilia-newer',
      'cecilia-permission',
      'cecilia-position',
      'cecilia-voucher',
    ].sort(),
  );
  await restart();
  await end(second);
  await sweep();
  expect(await found(marks('cecilia'))).toEqual(['cecilia-voucher']);
});

test('a hold beats retention: of one person, and of a kind of everybody’s', async () => {
  await sweep();
  const [one, other] = [await planted('dagmar'), await planted('edit')];
  const held = await hold({ person: one, category: 'service-logs' });
  world.pass(100 * day);
  await sweep();
  expect(await found(['dagmar-line', 'edit-line'])).toEqual(['dagmar-line']);
  const all = await hold({ category: 'service-logs' });
  await make('service-logs', {
    person: other,
    service: 'ELMAS',
    line: 'edit-second',
    logged: new Date(world.clock()).toISOString(),
  });
  await end(held);
  world.pass(100 * day);
  const dry = await call(dpo, 'GET', '/v1/retention/dry-run');
  expect(dry.body['held']).toEqual(['service-logs']);
  await sweep();
  expect(await found(['dagmar-line', 'edit-second'])).toHaveLength(2);
  await end(all);
  await sweep();
  expect(await found(['dagmar-line', 'edit-second'])).toEqual([]);
});

test('a hold goes along with a merge; one that is made while somebody is erased is honoured', async () => {
  const [kept, merged] = [await planted('fanny'), await planted('greta')];
  await hold({ person: merged, category: 'feedback' });
  expect((await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged })).status).toBe(201);
  expect((await call(dpo, 'POST', '/v1/holds', { person: merged, law, reason: 'x' })).body.pointer).toBe(
    '/person',
  );
  expect((await erase(kept)).kept.map(({ category }) => category)).toEqual([
    'payments and sales',
    'feedback',
  ]);
  await sweep();
  expect((await found([...marks('fanny'), ...marks('greta')])).sort()).toEqual(
    ['fanny-feedback', 'fanny-voucher', 'greta-feedback', 'greta-voucher'].sort(),
  );
  const late = await planted('helga');
  let made = false;
  const slow: Store = {
    ...store,
    write: async (given, urgency) => {
      if (!made) {
        made = true;
        await hold({ person: late, category: 'accounts' });
      }
      return store.write(given, urgency);
    },
  };
  const done = await erasePerson(slow, world, nobody(controller.id), fromUuid(late));
  expect(done?.kept.map(({ category }) => category)).toEqual(['payments and sales', 'accounts']);
  await sweep();
  expect((await found(marks('helga'))).sort()).toEqual(['helga-account', 'helga-voucher']);
});

test('a hold of everybody’s keeps what is erased meanwhile, and a visitor’s own erasure leaves the visits that a hold needs', async () => {
  const all = await hold({ category: 'relationships' });
  const whose = await planted('iida');
  const decision = accepting(await collector.notice(), { at: world.clock(), id: uuid(world.clock()) });
  const key = decision.visitorKey;
  const granted = await collector.post('/s/test/decisions', decision);
  const { visitor } = (await granted.json()) as { visitor: string };
  await collector.post('/s/test/ties', { v: 1, visitorKey: key, token: await sign({ sub: whose, visitor }) });
  world.pass(1000);
  const seen = { v: 1, id: uuid(world.clock()), visitorKey: key, page: '/iida-page', referrer: '' };
  expect((await collector.post('/s/test/visits', seen)).status).toBe(201);
  const visits = await hold({ person: whose, category: 'visits' });
  expect((await collector.post('/s/test/mine/erase', { v: 1, visitorKey: key })).status).toBe(200);
  await sweep();
  expect(await found(['/iida-page'])).toHaveLength(1);
  await end(visits);
  await sweep();
  expect(await found(['/iida-page'])).toEqual([]);
  expect((await erase(whose)).kept.map(({ category }) => category)).toEqual([
    'payments and sales',
    'relationships',
  ]);
  await restart();
  await sweep();
  expect((await found(marks('iida'))).sort()).toEqual(['iida-contract', 'iida-voucher']);
  await end(all);
  await sweep();
  expect(await found(marks('iida'))).toEqual(['iida-voucher']);
});

test('R43, R58: of whoever is restricted nothing goes by its age; it goes when the restriction is over', async () => {
  await sweep();
  const [one, other] = [await planted('kerttu'), await planted('lahja')];
  const visited = async (whose: string, page: string) => {
    const decision = accepting(await collector.notice(), { at: world.clock(), id: uuid(world.clock()) });
    const key = decision.visitorKey;
    const { visitor } = (await (await collector.post('/s/test/decisions', decision)).json()) as {
      visitor: string;
    };
    await collector.post('/s/test/ties', {
      v: 1,
      visitorKey: key,
      token: await sign({ sub: whose, visitor }),
    });
    world.pass(1000);
    const seen = { v: 1, id: uuid(world.clock()), visitorKey: key, page, referrer: '' };
    expect((await collector.post('/s/test/visits', seen)).status).toBe(201);
  };
  await visited(one, '/kerttu-page');
  await visited(other, '/lahja-page');
  const reason = { reason: 'claims' };
  expect((await call('administrator', 'POST', `/v1/persons/${one}/restriction`, reason)).status).toBe(204);
  world.pass(8 * 366 * day);
  const dry = (await call(dpo, 'GET', '/v1/retention/dry-run')).body['gone'] as Record<
    string,
    Record<string, number>
  >;
  expect(dry['service-logs'], 'the other’s alone').toEqual({ service_logs: 1 });
  expect(dry['visits']).toMatchObject({ visits: 1 });
  const ids = await call(dpo, 'GET', '/v1/retention/dry-run/visits');
  expect(ids.body.items, 'and which one it is').toHaveLength(1);
  await sweep();
  expect((await found([...marks('kerttu'), '/kerttu-page'])).sort()).toEqual(
    [...marks('kerttu'), '/kerttu-page'].sort(),
  );
  expect(await found(['lahja-line', 'lahja-voucher', '/lahja-page'])).toEqual([]);
  await restart();
  const told = { told: new Date(world.clock()).toISOString() };
  expect((await call('administrator', 'POST', `/v1/persons/${one}/restriction/lift`, told)).status).toBe(204);
  await sweep();
  expect(await found(['kerttu-line', 'kerttu-voucher', '/kerttu-page'])).toEqual([]);
});

test('a hold of everybody’s that is made while the night runs is honoured by the rest of it', async () => {
  const whose = await planted('maija');
  world.pass(95 * day);
  let all = '';
  const slow: Store = {
    ...store,
    // The night has looked at the holds once; nothing of the logs is gone yet.
    readApart: async (text, values) => {
      const rows = await store.readApart(text, values);
      if (all === '' && text.text.includes('from service_logs'))
        all = await hold({ category: 'service-logs' });
      return rows as never;
    },
  };
  await night(slow, world);
  expect(all).not.toBe('');
  expect(await found(['maija-line'])).toEqual(['maija-line']);
  await end(all);
  await sweep();
  expect(await found(['maija-line'])).toEqual([]);
  expect((await call(dpo, 'GET', `/v1/persons/${whose}`)).status).toBe(200);
});

test('whoever was erased and is held by name may ask what is kept of them, and is answered', async () => {
  const { find, letters, link, proven, send, act } = askingOf(collector);
  const whose = await planted('juulia');
  const identity = await hold({ person: whose, category: 'identity' });
  await erase(whose);
  const reference = await proven({ kind: 'access', email: 'juulia@example.fi' });
  const request = await find(reference);
  expect(request).toMatchObject({ state: 'verified', person: whose });
  await act(String(request?.['id']), 'answer', {});
  const [letter] = await letters('request_answer', 'juulia@example.fi');
  const file = await send(link(letter), { reference, as: 'json' });
  expect(file.text).toContain('juulia-name');
  expect(file.text).toContain('juulia-voucher');
  expect(file.text).not.toContain('juulia-feedback');
  // Asked to be erased once more: all that may go has gone, and they are told what stays and why.
  const again = await find(await proven({ kind: 'erasure', email: 'juulia@example.fi' }));
  expect((await act(again.id, 'answer', {})).body['state']).toBe('answered');
  const [told] = await letters('request_erased', 'juulia@example.fi');
  // In part it is refused (GDPR 12(4)).
  expect(told?.body.text).toMatch(/tietosuojavaltuutetulle|Ombudsman|dataombudsmannen/);
  expect(told?.body.text).toContain(
    'your name and contact details, until the reason is over (Code of Judicial',
  );
  expect(told?.body.text).toContain('payments and sales, until 1 January');
  // Nothing else can be done for them.
  const other = await find(await proven({ kind: 'rectification', email: 'juulia@example.fi' }));
  expect(other).toMatchObject({ state: 'verified', person: null });
  await end(identity);
  await sweep();
  const after = await send(link(letter), { reference, as: 'json' });
  expect(after.text).not.toContain('juulia-name');
});
