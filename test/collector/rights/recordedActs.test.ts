/** R55: each act on a person that the ledger has recorded is in their access answer, with its number; R57: erased, nothing ties it to them. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { findAffected } from '../../../collector/duties/incidents/affected.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { concerns } from '../../../collector/ledger/concerns.ts';
import { kindNumber } from '../../../collector/ledger/kinds.ts';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { actOn } from '../../../collector/register/recordEvents.ts';
import { answerFile } from '../../../collector/rights/answer/file.ts';
import { night } from '../../../collector/rights/night.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { accepting } from '../../support/decision.ts';
import { zipTexts } from '../../support/fileText.ts';
import { marketingOf } from '../../support/marketing.ts';
import { signer } from '../../support/token.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, controller, needs, notice, post, restart, siteSecret, store, world } = collector;
const { correct, make, person } = customersOf(collector);
const { permit } = marketingOf(collector);
const sign = await signer(collector);
const dpo = 'data_protection_officer' as const;

interface Recorded {
  ledgerNumber: number;
  at: string;
  act: string;
  noun: string | null;
  row: string | null;
  members: string[];
  role: string | null;
  byProcessor: boolean;
}
const recorded = async (id: string): Promise<Recorded[]> =>
  (await call(dpo, 'GET', `/v1/persons/${id}/access`)).body['recordedActs'] as unknown as Recorded[];
/** What was done with what, by whom, in the order of the ledger. */
const told = async (id: string): Promise<string[]> =>
  (await recorded(id)).map(({ act, noun, members, role }) =>
    [act, noun, ...(members.length > 0 ? [members.join('+')] : []), role ?? 'nobody'].join(' '),
  );
const tiesTo = async (rows: readonly string[]): Promise<number> => {
  let found = 0;
  for (const row of new Set(rows))
    found += (
      await store.read(
        sql`select number from recorded_acts where controller_id = :controller and row_id = :row`,
        {
          controller: controller.id,
          row: fromUuid(row),
        },
      )
    ).length;
  return found;
};
const entries = sql`
  select number, kind, received, body from ledger where controller_id = :controller order by number`;
const ledger = () =>
  store.read<{ number: number; kind: number; received: number; body: string | null }>(entries, {
    controller: controller.id,
  });
const source = { kind: 'person' };

test('R55: what was done with whom, by which role, under which number: over a restart and months', async () => {
  const registered = await post(
    '/s/test/registrations',
    { v: 1, email: 'aino@teot.example.fi', name: 'Aino Virtanen' },
    { authorization: `Bearer ${siteSecret}` },
  );
  const { person: aino } = (await registered.json()) as { person: string };
  await correct('persons', aino, { position: 'Metsuri', phone: '+358 40 1234567' });
  const account = await make('accounts', { person: aino, userName: 'ainoteot' });
  const right = { authorization: `Bearer ${siteSecret}` };
  await post(
    '/s/test/accounts/password',
    { v: 1, userName: 'ainoteot', password: 'korkea kuusi kaatuu hiljaa' },
    right,
  );
  const at = new Date(world.clock()).toISOString();
  await post(
    '/s/test/service-logs',
    {
      v: 1,
      lines: [1, 2].map((n) => ({ person: aino, service: 'ELMAS', line: `line ${n}`, at })),
    },
    right,
  );
  world.pass(40 * day);
  await restart();
  await permit(aino);
  const campaign = (
    await call('marketing', 'POST', '/v1/campaigns', {
      ...{ name: 'Autumn', purpose: 'newsletter' },
      content: { fi: { subject: 'Syksy', text: 'Hei!' }, en: { subject: 'Autumn', text: 'Hello!' } },
    })
  ).body.id;
  await call('marketing', 'POST', `/v1/campaigns/${campaign}/send`);
  await sendCampaigns(store, world, needs.publicUrl, () => false);
  const asked = { kind: 'rectification', way: 'letter', name: 'A. V.', details: 'My name.' };
  const request = (await call('administrator', 'POST', '/v1/requests', asked)).body.id;
  await call('administrator', 'POST', `/v1/requests/${request}/identity`, {
    person: aino,
    note: 'a passport',
  });
  await call('administrator', 'POST', `/v1/requests/${request}/extension`, { reason: 'Two systems.' });
  await call('support', 'POST', '/v1/suppressions', {
    ...{ channel: 'email', reason: 'undeliverable' },
    addresses: ['nobody@teot.example.fi', 'AINO@teot.example.fi'],
  });
  const moment = new Date(world.clock()).toISOString();
  const incident = await call('administrator', 'POST', '/v1/incidents', {
    ...{ kind: 'breach', nature: 'A table was copied', aware: moment },
    criterion: { from: at, until: moment, table: 'persons' },
  });
  expect(incident.status).toBe(201);
  await findAffected(store, world);
  const more = { measures: 'The opening was closed', risk: { is: 'likely', reason: 'Unwanted mail.' } };
  const path = `/v1/incidents/${incident.body.id}`;
  const { tag } = await call('administrator', 'GET', path);
  const phase = await call('administrator', 'POST', `${path}/phases`, more, { 'if-match': tag });
  expect([phase.status, phase.body.detail]).toEqual([200, undefined]);
  const decision = accepting(await notice());
  const { visitor } = (await (await post('/s/test/decisions', decision)).json()) as { visitor: string };
  const token = await sign({ sub: aino, visitor });
  await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token });
  await call(dpo, 'POST', `/v1/persons/${aino}/restriction`, { reason: 'accuracy' });

  const answer = await recorded(aino);
  expect(await told(aino)).toEqual([
    'registration persons nobody',
    'record-changed persons phone+position support',
    'record-made accounts support',
    'record-changed accounts password nobody',
    // Two lines in one write are one entry.
    'record-made service_logs nobody',
    'record-made permissions marketing',
    'campaign-started campaigns marketing',
    'request-received requests administrator',
    'request-verified requests administrator',
    'request-extended requests administrator',
    'suppressed suppressions support',
    'incident-raised incidents administrator',
    // Not how the controller weighs the risk: that is its account for the authority.
    'incident-phase incidents measures administrator',
    'tie ties nobody',
    'person-restricted persons data_protection_officer',
  ]);
  // The number is that of the ledger's entry, as the evidence has it: its kind and its time.
  const rows = new Map((await ledger()).map((row) => [row.number, row]));
  for (const { ledgerNumber, act, at: when } of answer) {
    const row = rows.get(ledgerNumber);
    expect(row?.kind, act).toBe(kindNumber(act as never));
    expect(when).toBe(new Date(row?.received ?? 0).toISOString());
  }
  expect(answer.find(({ act }) => act === 'record-made')?.row).toBe(account);
  // In every form, in words: never the staff's number or name.
  const file = await answerFile(store, controller.id, fromUuid(aino), {
    ...{ form: 'zip', language: 'sv', now: world.clock() },
  });
  const csv = zipTexts(file.body)['recorded_acts.csv'] ?? '';
  expect(csv.split('\n')[0]).toContain('Tid,Vad som gjordes,Var');
  expect(csv).toContain('Behandlingen av dina uppgifter begränsad');
  expect(csv.trim().split('\n')).toHaveLength(answer.length + 1);
  expect(JSON.stringify(answer)).not.toMatch(/"staff"|"home"/);
});

test('two entries that are one have the acts on both; parted again, each has its own', async () => {
  const [kept, merged] = [await person({ name: 'Aino' }), await person({ name: 'Aino Lehto' })];
  const feedback = await make('feedback', {
    ...{ person: merged, received: new Date(world.clock()).toISOString(), channel: 'phone', body: 'Kiitos' },
  });
  const own = 'record-made persons support';
  const { body } = await call('support', 'POST', `/v1/persons/${kept}/merge`, { merged });
  await correct('feedback', feedback, { channel: 'email' });
  const whole = [
    own,
    own,
    'record-made feedback support',
    'persons-merged persons support',
    'record-changed feedback channel support',
  ];
  expect(await told(kept)).toEqual(whole);
  // Whoever asks by the entry that is gone is answered as the one person.
  expect(await told(merged)).toEqual(whole);
  await call('support', 'POST', `/v1/merges/${body['merge']}/undo`, {});
  await restart();
  const joined = ['persons-merged persons support', 'merge-undone persons support'];
  expect(await told(kept)).toEqual([own, ...joined]);
  expect(await told(merged)).toEqual([
    own,
    'record-made feedback support',
    joined[0],
    'record-changed feedback channel support',
    joined[1],
  ]);
  // Of the other entry nothing but that there was one.
  expect(JSON.stringify(await recorded(kept))).not.toContain(merged);
  const sources = async (id: string) =>
    ((await call(dpo, 'GET', `/v1/persons/${id}/access`)).body['sources'] as unknown[]).length;
  expect(await sources(kept), 'nor where its values came from').toBe(2);
});

test('no act on a person is appended but with what it concerns', async () => {
  // A kind that says nothing does not compile; what a kind must name, and does not, is refused.
  expect(() => actOn(world, nobody(1), 'person-informed', {})).toThrow('must have the member person');
  expect(() => actOn(world, nobody(1), 'registration', {})).toThrow('says which rows it concerns');
  const files = readdirSync('collector', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(`collector/${name}`, 'utf8')] as const);
  const having = (pattern: RegExp) =>
    files.flatMap(([name, text]) => (pattern.test(text) ? [name] : [])).sort();
  expect(having(/\bappendAct\b/)).toEqual(['ledger/events.ts', 'register/recordEvents.ts']);
  // Whoever writes to the ledger by a statement of their own: visitors' acts, epochs, and the flags of misuse.
  // `lastAnswered` writes nothing: it recognises the statements that do.
  expect(having(/insert into ledger\b/)).toEqual([
    'lastAnswered.ts',
    ...['ledger/decisions.ts', 'ledger/declare.ts', 'ledger/ended.ts', 'ledger/events.ts'],
    ...['register/misuse.ts', 'register/ties.ts'],
  ]);
  // Each event of this test that concerns somebody is tied, but those on what is nobody's.
  const tied = new Set(
    (
      await store.read<{ number: number }>(
        sql`select number from recorded_acts where controller_id = :controller`,
        {
          controller: controller.id,
        },
      )
    ).map(({ number }) => number),
  );
  const kinds = Object.keys(concerns) as (keyof typeof concerns)[];
  const loose = (await ledger()).flatMap(({ number, kind, body }) => {
    const name = kinds.find((each) => kindNumber(each) === kind);
    if (!name || concerns[name] === 'nobody' || tied.has(number)) return [];
    const { noun } = JSON.parse(body ?? '{}') as { noun?: string };
    return [`${name} ${noun}`];
  });
  // A letter that is no person's yet.
  expect([...new Set(loose)].sort()).toEqual(['record-made campaigns']);
});

test('an act of each kind that concerns persons is told of whomever it names', async () => {
  const one = await person();
  const made: string[] = [];
  for (const [kind, concern] of Object.entries(concerns)) {
    if (concern === 'nobody') continue;
    made.push(kind);
    const rows: readonly string[] = concern.rows;
    const about = Object.fromEntries(rows.map((member) => [member, one]));
    const given = rows.length === 0 ? [fromUuid(one)] : undefined;
    await store.write(actOn(world, nobody(controller.id), kind as 'registration', about, given));
  }
  expect((await recorded(one)).map(({ act }) => act)).toEqual(['record-made', ...made]);
});

test('R57: erased, no row ties the ledger to them; what a hold keeps keeps its own until the hold ends', async () => {
  const gone = await person();
  const at = new Date(world.clock()).toISOString();
  await make('accounts', { person: gone, userName: 'gone' });
  const feedback = await make('feedback', { person: gone, received: at, channel: 'phone', body: 'Pidä' });
  const hold = { person: gone, category: 'feedback', law: 'Act 1/2026', reason: 'A claim is heard' };
  const held = (await call(dpo, 'POST', '/v1/holds', hold)).body.id;
  const rows = (await recorded(gone)).flatMap(({ row }) => row ?? []);
  expect(await tiesTo(rows)).toBe(4);
  const numbers = (await ledger()).length;
  expect((await call(dpo, 'DELETE', `/v1/persons/${gone}`)).status).toBe(200);
  // Of the feedback, which is held, and of the hold itself; the person's and the account's have gone.
  expect(await tiesTo([feedback])).toBe(1);
  expect(await tiesTo(rows.filter((row) => row !== feedback && row !== held))).toBe(0);
  expect(await told(gone)).toEqual([
    'record-made feedback support',
    'record-made holds data_protection_officer',
  ]);
  await restart();
  world.pass(day);
  const { tag } = await call(dpo, 'GET', `/v1/holds/${held}`);
  const ended = new Date(world.clock()).toISOString();
  await call(dpo, 'PATCH', `/v1/holds/${held}`, { ended }, { 'if-match': tag });
  world.pass(day);
  await night(store, world);
  expect(await tiesTo(rows.filter((row) => row !== held))).toBe(0);
  expect((await call(dpo, 'GET', `/v1/persons/${gone}/access`)).status).toBe(404);
  // The ledger itself is whole: the tombstone is there, and its ids are nobody's.
  const kinds = (await ledger()).slice(numbers).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining([kindNumber('person-erased'), kindNumber('erasure-finished')]),
  );
  // The hold's own row stays for its two years, and goes with what was recorded of it.
  world.pass(800 * day);
  await night(store, world);
  expect(await tiesTo(rows)).toBe(0);
});

test('a file is told of everybody who came with it, and writes no row for each of them', async () => {
  const job = importJob(store, world, importable(resources(needs)));
  const before = await store.read<{ rows: number }>(sql`select count(*) as rows from recorded_acts`, {});
  const { id } = (await call('marketing', 'POST', '/v1/imports', { noun: 'persons', source })).body;
  const lines = Array.from({ length: 150 }, (_, n) => `Person ${n},file${n}@teot.example.fi`).join('\n');
  await call('marketing', 'PUT', `/v1/imports/${id}/file`, `name,email\n${lines}\n`);
  await job(() => false);
  await call('marketing', 'POST', `/v1/imports/${id}/run`);
  await job(() => false);
  const after = await store.read<{ rows: number }>(sql`select count(*) as rows from recorded_acts`, {});
  expect((after[0]?.rows ?? 0) - (before[0]?.rows ?? 0)).toBe(1);
  const { body } = await call('administrator', 'POST', '/v1/lookups', {
    ...{ by: 'email', value: 'file149@teot.example.fi', reason: 'a test' },
  });
  const [found] = body['persons'] as { id: string }[];
  expect(await told(found?.id ?? '')).toEqual(['import-done imports marketing']);
  const [act] = await recorded(found?.id ?? '');
  expect(act?.row).toBe(id);
});

test('R54: the acts of one controller are not told by another, whatever their numbers and ids', async () => {
  const one = await person();
  const [mine] = await recorded(one);
  await store.write([
    statement(sql`insert into recorded_acts (controller_id, row_id, number) values (:other, :row, :number)`, {
      other: 77,
      row: fromUuid(one),
      number: 1,
    }),
    ...actOn(world, nobody(77), 'person-informed', { person: one }),
  ]);
  expect(await recorded(one)).toEqual([mine]);
  // The role is the one in which they acted, whatever it is by now.
  await store.write([statement(sql`update staff set role = 'auditor' where name = 'support'`, {})]);
  expect(await recorded(one)).toEqual([mine]);
  expect(mine?.role).toBe('support');
});
