/** A new version of the privacy statement: customers are told, visitors are asked again for what changed materially alone (R67). */
import { afterAll, describe, expect, test } from 'vitest';
import { tellStatements } from '../../../collector/duties/statements/telling.ts';
import { senderOf } from '../../../collector/register/controllers.ts';
import { findSite } from '../../../collector/register/sites.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import type { Notice } from '../../../shared/notice.ts';
import { recall, today } from '../../../widget/consent/recall.ts';
import { format } from '../../../widget/consent/remember.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { recipientsOf } from '../../support/recipients.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const start = async () => {
  const collector = await testCollector();
  const { call, store, world, controller } = collector;
  const { at, person } = recipientsOf(collector);
  const source = { kind: 'person' };
  const letters = sql`
    select recipient, person_id as person, body from messages
    where controller_id = :controller and template = 'statement_changed'
    order by message_id`;
  return {
    ...collector,
    at,
    person,
    publish: (change: object = {}) =>
      call('administrator', 'POST', '/v1/statements', {
        effective: at(0),
        material: false,
        texts: { fi: 'Seloste.\n', en: 'Statement.\n' },
        ...change,
      }),
    customer: async (change: object, who: object = {}) => {
      const id = await person(who);
      const body = { person: id, contract: 'A', started: at(-9), source, ...change };
      expect((await call('support', 'POST', '/v1/relationships', body)).status).toBe(201);
      return id;
    },
    told: async (from: Store = store) =>
      (await from.read<{ recipient: string; body: string }>(letters, { controller: controller.id })).map(
        ({ recipient, body }) => ({
          to: recipient,
          ...(JSON.parse(body) as { subject: string; text: string }),
        }),
      ),
    run: (stopped = () => false) => tellStatements(store, world, 'https://collector.example', stopped),
    terms: async () => Object.fromEntries((await findSite(store, 'test'))?.terms ?? []),
    shown: async (number: number) => {
      const { items } = (await call('auditor', 'GET', '/v1/statements')).body;
      return items.find((one) => one['statement'] === number);
    },
  };
};

describe('R67: a change of the wording', () => {
  test('is told to everybody who is a customer now, once, in their language; nobody is asked again', async () => {
    const { publish, customer, person, call, told, run, terms, at, shown, notice, world, ...rest } =
      await start();
    await customer({}, { email: 'own@example.fi', language: 'fi' });
    await customer({}, { email: 'svensk@example.fi', language: 'sv-FI' });
    await customer({ ended: at(-1) }, { email: 'past@example.fi' });
    await customer({ started: at(5) }, { email: 'future@example.fi' });
    const hidden = await customer({}, { email: 'hidden@example.fi' });
    await call('administrator', 'POST', `/v1/persons/${hidden}/restriction`, { reason: 'claims' });
    await person({ email: 'nobody@example.fi' });
    const source = { kind: 'person' };
    const { body: company } = await call('support', 'POST', '/v1/organisations', {
      name: 'Metsä Oy',
      source,
    });
    await person({ email: 'contact@example.fi', organisation: company.id });
    const contract = { organisation: company.id, contract: 'B', started: at(-3), source };
    expect((await call('support', 'POST', '/v1/relationships', contract)).status).toBe(201);
    expect((await publish()).status).toBe(201);
    await run();
    expect(await told(), 'the first version is no change').toEqual([]);
    const before = await terms();
    const first = await notice();
    const effective = at(14);
    expect((await publish({ effective, texts: { fi: 'Uusi sanamuoto.\n', sv: 'Ny.\n' } })).status).toBe(201);
    await Promise.all([run(), run()]);
    await run();
    const mails = await told();
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'contact@example.fi',
      'own@example.fi',
      'svensk@example.fi',
    ]);
    const finnish = mails.find(({ to }) => to === 'own@example.fi');
    expect(finnish?.subject).toBe('Tietosuojaseloste muuttuu 2026-12-06: Example Oy');
    expect(finnish?.text).toContain('vain selosteen sanamuotoa');
    const [link = ''] = /https:\/\/collector\.example\S+/.exec(finnish?.text ?? '') ?? [];
    const text = await rest.get(new URL(link).pathname);
    expect(await text.text()).toBe('Uusi sanamuoto.\n');
    expect(mails.find(({ to }) => to === 'svensk@example.fi')?.subject).toMatch(/^Dataskyddsbeskrivningen/);
    expect(await shown(2)).toMatchObject({ letters: 3, told: at(0), takenUp: null });
    expect((await notice()).statement.version, 'not in force yet').toBe('1');
    world.pass(14 * day);
    await run();
    const next = await notice();
    expect(next.statement.version, 'notices cite the version in force').toBe('2');
    expect(next.purposes).toEqual(first.purposes);
    expect(await terms()).toEqual(before);
    expect(await shown(2)).toMatchObject({ takenUp: at(0) });
    expect(rest.faults).toEqual([]);
  });
});

describe('R67: a material change', () => {
  test('asks visitors again for the purposes that it names alone, from the day on which it is in force', async () => {
    const { publish, run, terms, at, world, told, customer, save } = await start();
    await publish();
    await customer({}, { email: 'own@example.fi', language: 'en' });
    const before = await terms();
    const asksAgain = { test: ['marketing'] };
    expect((await publish({ effective: at(30), material: true, asksAgain })).status).toBe(201);
    await run();
    expect(await terms()).toEqual(before);
    const [mail] = await told();
    expect(mail?.text).toContain('we will ask for your consent again');
    // What the owner changes meanwhile stays.
    await save(
      testSettings({ name: 'Renamed', statement: { ...testSettings().statement, version: 'own words' } }),
    );
    world.pass(30 * day - 1);
    await run();
    expect(await terms()).toEqual(before);
    world.pass(1);
    await Promise.all([run(), run()]);
    await run();
    expect(await terms()).toEqual({ ...before, marketing: Number(before['marketing']) + 1 });
  });
  test('is found by the settings themselves: a new recipient asks again for its purpose, another wording nobody', async () => {
    const { terms, save } = await start();
    const before = await terms();
    const settings = testSettings();
    const changed = (id: string, change: (one: (typeof settings.purposes)[number]) => object) =>
      save({
        ...settings,
        purposes: settings.purposes.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
      });
    await changed('analytics', ({ description }) => ({
      description: { ...description, fi: 'Laskemme, montako kertaa sivuilla käydään.' },
    }));
    expect(await terms()).toEqual(before);
    await changed('analytics', ({ services = [] }) => ({
      services: [...services, { id: 'heat', name: 'Heat', provider: 'Heatmaps Oy', country: 'FI' }],
    }));
    expect(await terms()).toEqual({ ...before, analytics: Number(before['analytics']) + 1 });
  });
  test('names sites and purposes that are there, and only where it is material', async () => {
    const { publish } = await start();
    const wrong: [object, string][] = [
      [{ asksAgain: { test: ['marketing'] } }, '/asksAgain'],
      [{ material: true, asksAgain: { other: ['marketing'] } }, '/asksAgain'],
      [{ material: true, asksAgain: { test: ['gambling'] } }, '/asksAgain/test'],
      [{ material: true, asksAgain: { test: ['necessary'] } }, '/asksAgain/test'],
    ];
    for (const [change, pointer] of wrong) {
      const answer = await publish(change);
      expect([answer.status, answer.body.pointer]).toEqual([422, pointer]);
    }
  });
});

describe('R67: from end to end, with a restart in the middle', () => {
  /** Optional purposes with their terms, as the widget has them. */
  const termsOf = ({ purposes }: Notice) =>
    Object.fromEntries(purposes.filter(({ necessary }) => !necessary).map(({ id, terms }) => [id, terms]));

  test('a visitor who had decided is asked for the purpose that changed alone, and each row cites the version that it was made under', async () => {
    const { publish, run, at, world, told, customer, call, notice, post, shown, restart, faults } =
      await start();
    const stands = (value: string, now: Notice) => recall(value, termsOf(now), world.clock(), '');
    /** What the browser keeps of a decision on everything, and what the collector says of it. */
    const decide = async () => {
      const page = await notice();
      const decision = accepting(page, { at: world.clock(), terms: termsOf(page) });
      expect((await post('/s/test/decisions', decision)).status).toBe(201);
      const record = async () => {
        const asked = { v: 1, visitorKey: decision.visitorKey, id: decision.id, as: 'record' };
        const answer = await (await post('/s/test/receipts', asked)).json();
        return answer['dpv:hasNotice']['lupa:statement'] as string;
      };
      const memory = { until: today(world.clock()) + 180, answers: decision.answers };
      return { cookie: format(memory, termsOf(page), ''), record };
    };
    const citedBy = async (person: string) =>
      (await call('support', 'GET', `/v1/relationships?person=${person}`)).body.items.map(
        ({ statement }) => statement,
      );
    await publish();
    const early = await customer({ started: at(0) }, { email: 'early@example.fi' });
    const before = await decide();
    const material = { material: true, asksAgain: { test: ['marketing'] } };
    expect((await publish({ effective: at(30), texts: { fi: 'Uusi.\n' }, ...material })).status).toBe(201);
    await run();
    expect((await told()).map(({ to }) => to)).toEqual(['early@example.fi']);
    world.pass(30 * day - 1);
    const late = await customer({ started: at(0) }, { email: 'late@example.fi' });
    await run();
    expect(stands(before.cookie, await notice()).status).toBe('decided');
    expect((await notice()).statement.version).toBe('1');
    await restart();
    world.pass(1);
    await run();
    const now = await notice();
    expect(now.statement.version).toBe('2');
    expect(stands(before.cookie, now)).toMatchObject({
      status: 'outdated',
      answers: { analytics: 'granted' },
    });
    expect(stands(before.cookie, now).answers).not.toHaveProperty('marketing');
    const after = await decide();
    expect(stands(after.cookie, now).status).toBe('decided');
    const next = await customer({ started: at(0) }, { email: 'next@example.fi' });
    expect([await before.record(), await after.record()]).toEqual(['1', '2']);
    expect([await citedBy(early), await citedBy(late), await citedBy(next)]).toEqual([[1], [1], [2]]);
    // Nobody takes a version back: there is no call for it, and none comes before one that was announced.
    for (const method of ['DELETE', 'PATCH', 'PUT'])
      expect((await call('administrator', method, '/v1/statements/2', {})).status).toBe(404);
    const earlier = await publish({ effective: at(-1) });
    expect([earlier.status, earlier.body.pointer]).toEqual([422, '/effective']);
    // The former text as the next version: customers are told, answers under the present terms hold, old ones stay old.
    expect((await publish({ effective: at(7) })).status).toBe(201);
    await run();
    expect((await told()).length).toBe(1 + 3);
    world.pass(7 * day);
    await restart();
    await run();
    const former = await notice();
    expect(former.statement).toMatchObject({ version: '3' });
    expect((await shown(3))?.['languages']).toEqual((await shown(1))?.['languages']);
    expect(stands(after.cookie, former).status).toBe('decided');
    expect(stands(before.cookie, former).status).toBe('outdated');
    expect([await before.record(), await after.record()]).toEqual(['1', '2']);
    expect(faults).toEqual([]);
  });

  test('a version that another supersedes on the same day is cited by nobody; what it asks again is asked all the same', async () => {
    const { publish, run, at, world, terms, notice, shown } = await start();
    await publish();
    const before = await terms();
    await publish({ effective: at(9), material: true, asksAgain: { test: ['marketing'] } });
    expect((await publish({ effective: at(9), texts: { fi: 'Korjattu.\n' } })).status).toBe(201);
    world.pass(9 * day);
    await run();
    expect((await notice()).statement.version).toBe('3');
    expect(await terms()).toEqual({ ...before, marketing: Number(before['marketing']) + 1 });
    expect([(await shown(2))?.['inForce'], (await shown(3))?.['inForce']]).toEqual([false, true]);
  });
});

describe('R67: the operator', () => {
  test('tells every customer company at its contact', async () => {
    const collector = await testCollector();
    const { call, store, world, controller } = collector;
    const desk = deskOf(collector);
    const { number } = await customerOf(collector, desk, 'Asiakas Oy');
    const { contact } = await senderOf(store, number);
    const publish = () => {
      const effective = new Date(world.clock()).toISOString();
      const body = { effective, material: false, texts: { fi: 'Liite.\n' } };
      return call('administrator', 'POST', '/v1/statements', body);
    };
    await publish();
    await publish();
    await tellStatements(store, world, 'https://collector.example', () => false);
    const rows = await store.read<{ recipient: string; at: number }>(
      sql`select recipient, controller_id as at from messages where template = 'statement_changed'`,
      {},
    );
    expect(rows).toEqual([{ recipient: contact, at: controller.id }]);
  });
});

test('R67: a restart in the middle tells nobody twice and leaves nobody out', async () => {
  const { customer, publish, told, run, world, store, beside, shown } = await start();
  const emails = Array.from({ length: 120 }, (_, n) => `many${n}@example.fi`);
  for (const email of emails) await customer({}, { email });
  await publish();
  await publish();
  let pieces = 0;
  await run(() => {
    pieces += 1;
    return pieces > 3;
  });
  const some = (await told()).length;
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(120);
  expect(await shown(2)).toMatchObject({ letters: some, told: null });
  await store.close();
  const again = await beside();
  afterAll(() => again.close());
  await tellStatements(again, world, 'https://collector.example', () => false);
  expect((await told(again)).map(({ to }) => to).sort()).toEqual(emails.sort());
});
