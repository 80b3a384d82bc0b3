/** One person of whom everything is held that can be, every column filled: what an access answer must copy. */
import { findAffected } from '../../collector/duties/incidents/affected.ts';
import { tellPeople } from '../../collector/duties/incidents/people.ts';
import { catalogue } from '../../collector/store/catalogue.ts';
import { sql, statement } from '../../collector/store/store.ts';
import type { Acknowledgement } from '../../shared/receipt.ts';
import { columnsOf } from './beside.ts';
import type { TestCollector } from './collector.ts';
import { customersOf } from './customers.ts';
import { accepting, uuid } from './decision.ts';
import { pageView } from './relayed.ts';
import { signer } from './token.ts';
import { day } from './world.ts';

/** Everything that is kept of a customer, every member filled. */
const customer = async (collector: TestCollector, person: string): Promise<void> => {
  const { post, world, store } = collector;
  const { correct, list, make } = customersOf(collector);
  const at = (days: number) => new Date(world.clock() + days * day).toISOString();
  // A number stands in for its member wherever an answer happens to have it: these are no others'.
  const account = await make('accounts', { person, userName: 'AinoV' });
  const password = { v: 1, userName: 'ainov', password: 'correct horse battery' };
  const right = { authorization: `Bearer ${collector.siteSecret}` };
  await post('/s/test/accounts/password', password, right);
  await post('/s/test/accounts/check', { ...password, password: 'wrong horse' }, right);
  await correct('accounts', account, { closed: at(0), source: { kind: 'customer_company' } });
  await store.write([
    statement(
      sql`insert into statements (controller_id, statement, language, effective, published, body, digest, material)
        values (:controller, 7, 'fi', 1, 1, 'text', :digest, 1)`,
      { controller: collector.controller.id, digest: new Uint8Array(32) },
    ),
  ]);
  await make('relationships', { person, contract: 'A 12', started: at(-30), ended: at(-2) });
  const licence = await make('licences', {
    product: 'ELMAS',
    licenceKey: 'ELMAS-7',
    person,
    seats: 37,
    validFrom: at(-20),
    validUntil: at(20),
    revoked: at(-3),
  });
  const used = { licence, person, device: 'PC 7', address: '203.0.113.77' };
  const activation = await make('activations', { ...used, activated: at(-1) });
  await correct('activations', activation, { ended: at(0), source: { kind: 'service' } });
  const [flag] = await list('misuse-flags', `person=${person}`);
  await correct('misuse-flags', String(flag?.['id']), { resolved: at(0), resolution: 'An old machine' });
  await make('feedback', { person, received: at(-4), channel: 'phone', body: 'Kiitos!', answered: at(-3) });
  await make('transactions', {
    kind: 'sale',
    person,
    reference: '2026-007',
    amount: 123_456,
    currency: 'EUR',
    productGroup: 'ELMAS',
    description: 'Vuosilisenssi',
    occurred: at(-5),
  });
  const done = { kind: 'training', description: 'ELMAS basics', occurred: at(-6) };
  await make('service-events', { person, ...done });
  const line = { service: 'ELMAS', line: 'Started', address: '203.0.113.77', logged: at(-7) };
  await make('service-logs', { person, ...line });
  const held = {
    person,
    category: 'feedback',
    law: 'Act 1/2026',
    reason: 'A claim',
    until: at(400),
    ended: at(300),
  };
  await collector.call('data_protection_officer', 'POST', '/v1/holds', held);
};

/** What a column can only be, where the schema says so. */
const special: Readonly<Record<string, string | number>> = {
  'persons.restriction': 'accuracy',
  'requests.stopped': 'ended',
  'requests.left_out': JSON.stringify([{ table: 'feedback', field: 'body', why: 'kanaria left out' }]),
  'permissions.ending': 'withdrawn',
  'messages.recipient': 'aino@example.fi',
  'provenance.permission': 'kanaria permission 7',
  'messages.body': JSON.stringify({ subject: 'kanaria subject', text: 'kanaria text' }),
  'registrations.body': JSON.stringify({ name: 'kanaria registration' }),
};
/** A request of theirs with everything that one can have. */
const asked = async ({ call }: TestCollector, person: string): Promise<void> => {
  const act = (path: string, body: object) => call('administrator', 'POST', `/v1/requests${path}`, body);
  const { body } = await act('', {
    kind: 'rectification',
    way: 'letter',
    name: 'A. Virtanen',
    email: 'aino@koti.example.fi',
    details: 'My name is written wrong.',
  });
  await act(`/${body.id}/identity`, { person, note: 'showed a passport' });
  const costs = { amount: 4242, currency: 'EUR', basis: 'An hour' };
  await call('administrator', 'PUT', '/v1/controller-details', { requestFee: costs }, { 'if-match': '*' });
  await act(`/${body.id}/fee`, { ground: 'excessive', reason: 'It is the ninth of the year.' });
  await act(`/${body.id}/fee/settlement`, { how: 'waived' });
  await act(`/${body.id}/extension`, { reason: 'Two systems hold it.' });
  await act(`/${body.id}/refusal`, { ground: 'unfounded', reason: 'It is written otherwise.' });
  await act(`/${body.id}/reopening`, { cause: 'facts', note: 'A passport with another spelling.' });
  await act(`/${body.id}/refusal`, { ground: 'unfounded', reason: 'It is written as you write it.' });
};

/** The person given to a third party outside the EEA, on a consent that was withdrawn then; and corrected. */
const disclosed = async ({ call, world }: TestCollector, person: string): Promise<void> => {
  const recipient = {
    ...{ name: 'Verge Ltd', role: 'third_party', country: 'US', contact: '+1 555 0100', tool: 'scc' },
    ...{ sccModule: 1, toolReference: 'SCC 77/2026', toolDate: '2026-01-02' },
  };
  const { body: made } = await call('administrator', 'POST', '/v1/recipients', recipient);
  const what = { person, recipient: made.id, purpose: 'a survey of owners' };
  const { body: consent } = await call('support', 'POST', '/v1/sharing-consents', {
    ...what,
    wording: 'Verge Ltd may ask me.',
    evidence: 'form 78',
    source: { kind: 'person' },
  });
  const asking = { ...what, categories: ['contact', 'licence'], knownAs: 'VRG-4711' };
  await call('support', 'POST', '/v1/disclosures', asking);
  await call('support', 'POST', `/v1/sharing-consents/${consent.id}/end`, { how: 'withdrawn' });
  await call('support', 'POST', '/v1/disclosures', asking);
  const correction = { position: 'Metsänhoitaja', source: { kind: 'person' } };
  await call('support', 'PATCH', `/v1/persons/${person}`, correction, { 'if-match': '*' });
  const { body: notices } = await call('support', 'GET', '/v1/recipient-notices?told=no');
  world.pass(5000);
  const told = { told: new Date(world.clock()).toISOString() };
  await call('support', 'POST', `/v1/recipient-notices/${notices.items[0]?.['id']}/told`, told);
};

/** A breach that concerned everybody, of which they were told. */
const breached = async ({ call, store, world }: TestCollector): Promise<void> => {
  const at = new Date(world.clock()).toISOString();
  const { body } = await call('administrator', 'POST', '/v1/incidents', {
    ...{ kind: 'breach', nature: 'A table was copied', consequences: 'Unwanted mail', aware: at },
    ...{ measures: 'The opening was closed', criterion: { from: at, until: at, table: 'persons' } },
  });
  await findAffected(store, world);
  const texts = { fi: { happened: 'Jotakin', consequences: 'Jotakin', measures: 'Jotakin' } };
  await call('administrator', 'POST', `/v1/incidents/${body.id}/messages`, { texts }, { 'if-match': '*' });
  world.pass(1000);
  await tellPeople(store, world);
};

/** A browser that was signed out: what it became is the next visitor's. */
const moved = sql`
  insert into moved_visitors (controller_id, visitor_id, new_visitor_id, moved, number)
  select controller_id, visitor_id, person_id, :now, null from ties where controller_id = :controller`;

/** Left as they are: a row that is pending or merged is found another way. */
const keys = /(?<!business)_id$|_key$|version|^(erased|merged_into|due|claimed|tried|organisation_id)$/;

/** Every column that is copied and still empty gets a value of its own, so that no column is asked about in vain. */
const fill = async ({ controller, store, world }: TestCollector): Promise<void> => {
  let serial = 0;
  await store.write([
    statement(moved, { controller: controller.id, now: world.clock() }),
    // After what was seen: it is theirs.
    statement(sql`update ties set ended = :later where ended is null`, { later: world.clock() + 30_000 }),
  ]);
  const columns = await columnsOf(store);
  for (const [table, declared] of Object.entries(catalogue)) {
    const copied = Object.entries(declared).filter(
      ([name, { access }]) => access === 'copied' && !keys.test(name),
    );
    if (copied.length === 0 || table === 'ledger') continue;
    const types = columns.filter((one) => one.table === table);
    for (const [name] of copied) {
      serial += 1;
      const type = types.find((one) => one.name === name)?.type;
      if (type === 'blob') continue;
      const text = special[`${table}.${name}`] ?? `kanaria ${table} ${name}`;
      const value = table === 'history' && name === 'value' ? JSON.stringify(text) : text;
      await store.write([
        statement(
          {
            text: `update ${table} set ${name} = :value
              where not exists (select 1 from ${table} where ${name} is not null)`,
            names: ['value'],
          },
          { value: type === 'text' ? value : Math.floor(world.clock() / 1000) * 1000 - serial * 3_600_000 },
        ),
      ]);
    }
  }
};

/** Another entry that was theirs, and what waits to be confirmed under their address. */
const waiting = async ({ call, post, world }: TestCollector, person: string): Promise<void> => {
  const source = { kind: 'person' };
  const second = { name: 'Aino Lehto', phone: '+358 50 1234567', position: 'Johtaja', source };
  const { body: other } = await call('support', 'POST', '/v1/persons', second);
  await call('support', 'POST', `/v1/persons/${person}/merge`, { merged: other.id });
  // Taken for the same by mistake: what it held is not the person's.
  const { body: wrong } = await call('support', 'POST', '/v1/persons', { name: 'Toinen Aino', source });
  const { body: undone } = await call('support', 'POST', `/v1/persons/${person}/merge`, { merged: wrong.id });
  await call('support', 'POST', `/v1/merges/${undone['merge']}/undo`, {});
  const { body: wording } = await call('marketing', 'POST', '/v1/wordings', {
    ...{
      name: 'News',
      recipient: 'consumer',
      channel: 'email',
      purpose: 'newsletter',
      productGroup: 'tools',
    },
    texts: { fi: 'Haluan kirjeen.', sv: 'Jag vill ha brev.', en: 'I want letters.' },
  });
  await call('marketing', 'POST', '/v1/permissions/requests', {
    wording: wording.id,
    person,
    asked: 'by telephone',
  });
  await call('marketing', 'POST', `/v1/informing/${person}`, {});
  await post('/s/test/registrations', { v: 1, email: 'aino@example.fi', name: 'Aino V.' });
  world.pass(1000);
};

/** The person; the collector must keep visits and relay (`relaySettings`). */
export const everything = async (collector: TestCollector): Promise<Uint8Array> => {
  const { post, notice, staff, call, world } = collector;
  const sign = await signer(collector);
  const registered = await post(
    '/s/test/registrations',
    {
      v: 1,
      email: 'aino@example.fi',
      name: 'Aino Virtanen',
      company: 'Metsä Oy',
      position: 'Metsuri',
      phone: '+358 40 1',
    },
    { authorization: `Bearer ${collector.siteSecret}` },
  );
  const { person } = (await registered.json()) as { person: string };
  const decision = accepting(await notice());
  const { visitor = '' } = (await (await post('/s/test/decisions', decision)).json()) as Acknowledgement;
  await post('/s/test/decisions', { ...decision, id: uuid(), sequence: 2 });
  world.pass(1000);
  const token = await sign({ sub: person, visitor });
  await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token });
  world.pass(1000);
  await post(
    '/s/test/visits',
    { v: 1, id: uuid(), visitorKey: decision.visitorKey, page: '/shop', referrer: 'https://search.example/' },
    {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      'accept-language': 'fi',
    },
  );
  await post('/s/test/analytics', {
    v: 1,
    visitorKey: decision.visitorKey,
    session: { began: world.clock(), starts: true },
    events: [pageView({ params: { product: 'ELMAS' } })],
  });
  await post('/s/test/registrations', { v: 1, email: 'aino@example.fi', name: 'Somebody' });
  world.pass(1000);
  const { body: permission } = await call('marketing', 'POST', '/v1/permissions', {
    person,
    recipient: 'professional',
    channel: 'email',
    purpose: 'newsletter',
    productGroup: 'tools',
    wording: 'Yes, please.',
    basis: 'consent',
    evidence: { document: 'form 12' },
    source: { kind: 'person' },
  });
  await call('support', 'POST', `/v1/permissions/${permission.id}/end`, { how: 'withdrawn' });
  await call('support', 'POST', '/v1/suppressions', {
    channel: 'email',
    reason: 'undeliverable',
    addresses: ['aino@example.fi'],
  });
  await staff('marketing', '/v1/lookups', { by: 'email', value: 'aino@example.fi', reason: 'a call' });
  await asked(collector, person);
  await waiting(collector, person);
  await customer(collector, person);
  await disclosed(collector, person);
  await breached(collector);
  const id = Buffer.from(person.replaceAll('-', ''), 'hex');
  await fill(collector);
  return id;
};
