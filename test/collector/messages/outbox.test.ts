/** What rests on a permission is looked at right before it goes; what ended is forgotten in time; nothing is told twice. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { readCheckpoint } from '../../../collector/ledger/checkpoint.ts';
import { tellCheckpoints } from '../../../collector/messages/checkpoints.ts';
import { queueMail } from '../../../collector/messages/outbox/queue.ts';
import { tidy } from '../../../collector/messages/outbox/tidy.ts';
import { marksOf } from '../../../collector/register/marks.ts';
import { night } from '../../../collector/rights/night.ts';
import { openSealing } from '../../../collector/sealing.ts';
import { type Sql, sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customerOf, deskOf } from '../../support/desk.ts';
import { mailServer } from '../../support/mailServer.ts';
import { postingOf } from '../../support/posting.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, store, world, controller } = collector;
const server = await mailServer();
const { run, rows, ended } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });

const permit = sql`
  insert into permissions (controller_id, permission_id, person_id, recipient, channel, purpose, wording, basis, evidence, since,
    created, version)
  values (1, :permission, :person, 'consumer', 'email', 'news', 'Yes', 'consent', '{}', 1, 1, 1)`;

let serial = 0;
/** A person with a permission, and a letter that rests on it. */
const letter = async () => {
  serial += 1;
  world.pass(1);
  const email = `reader${serial}@example.fi`;
  const made = await call('administrator', 'POST', '/v1/persons', {
    name: 'Reader',
    email,
    source: { kind: 'person' },
  });
  const person = fromUuid(made.body.id);
  const permission = world.random(16);
  await store.write([
    statement(permit, { permission, person }),
    queueMail(world, {
      controller: 1,
      template: 'campaign',
      person,
      to: email,
      subject: 'News',
      text: 'News.',
      permission,
    }),
  ]);
  return { id: made.body.id, person, permission, email };
};
const last = async () => {
  const row = (await rows()).filter(({ template }) => template === 'campaign').at(-1);
  return [row?.['state'], row?.['problem'], row?.['body'], row?.['recipient']];
};

describe('a letter that rests on a permission', () => {
  test('goes while the permission is live', async () => {
    await letter();
    await run();
    expect(await last()).toEqual(['sent', null, null, null]);
    expect(server.taken).toHaveLength(1);
  });
  const ends: [string, Sql, string][] = [
    ['ended', sql`update permissions set ended = 1 where permission_id = :permission`, 'permission-ended'],
    ['erased', sql`delete from permissions where permission_id = :permission`, 'permission-ended'],
    [
      'of a restricted person',
      sql`update persons set restricted = 1 where person_id = :person`,
      'person-not-usable',
    ],
    [
      'of who is not confirmed',
      sql`update persons set pending = 1 where person_id = :person`,
      'person-not-usable',
    ],
    ['of who objects', sql`update persons set objected = 1 where person_id = :person`, 'objected'],
    [
      'of who has another address now',
      sql`update persons set email_key = 'other@example.fi' where person_id = :person`,
      'address-changed',
    ],
    [
      'of who is suppressed',
      sql`
        insert into suppressions (controller_id, mark, channel, key_version, since, reason)
        select controller_id, mark, channel, key_version, 1, 'unsubscribed' from address_marks
        where person_id = :person and channel = 'email'`,
      'suppressed',
    ],
  ];
  test.each(ends)(
    'is dropped, and forgotten, where it is %s when it should go',
    async (_, change, problem) => {
      const { person, permission } = await letter();
      const known: Record<string, Uint8Array> = { person, permission };
      const values = Object.fromEntries(change.names.map((name) => [name, known[name] ?? null]));
      await store.write([statement(change, values)]);
      const before = server.taken.length;
      await run();
      expect(await last()).toEqual(['dropped', problem, null, null]);
      expect(server.taken).toHaveLength(before);
      expect(ended.at(-1)).toBe(`email dropped ${problem}`);
    },
  );
  test('is dropped where the address alone is suppressed, whoever holds it', async () => {
    const { email } = await letter();
    const insert = sql`
      insert into suppressions (controller_id, mark, channel, key_version, since, reason)
      values (1, :mark, 'email', 1, 1, 'list')`;
    const [mark] = marksOf(world, 1, 'email', email);
    await store.write([
      statement(sql`delete from address_marks`, {}),
      statement(insert, { mark: mark?.mark ?? null }),
    ]);
    await run();
    expect((await last()).slice(0, 2)).toEqual(['dropped', 'suppressed']);
  });
  test('is told to the person: what was sent, and when', async () => {
    const { id } = await letter();
    await run();
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
    expect((body['register'] as unknown as { messages: unknown[] }).messages).toMatchObject([
      { template: 'campaign', state: 'sent', ended: new Date(world.clock()).toISOString(), recipient: null },
    ]);
  });
});

test('staff see what became of messages, without words and addresses; the person sees that they looked', async () => {
  const { id, person } = await letter();
  await run();
  const restricted = await letter();
  await store.write([
    statement(sql`update persons set restricted = 1 where person_id = :person`, {
      person: restricted.person,
    }),
  ]);
  await run();
  await store.write([
    queueMail(world, { controller: 1, template: 'wrong', person, to: 'nowhere', subject: 's', text: 't' }),
  ]);
  await run();
  const { body } = await call('administrator', 'GET', '/v1/messages');
  const of = (one: string) => body.items.filter((item) => item['person'] === one);
  expect(of(id).map((item) => [item['template'], item['state']])).toEqual([
    ['campaign', 'sent'],
    ['wrong', 'failed'],
  ]);
  expect(of(restricted.id)).toEqual([]);
  expect(JSON.stringify(body)).not.toMatch(/@|News/);
  const failed = await call('administrator', 'GET', '/v1/messages?state=failed');
  expect(failed.body.items).toMatchObject([{ template: 'wrong', problem: 'bad-address', person: id }]);
  const paged = await call('administrator', 'GET', '/v1/messages?limit=1');
  expect(paged.body.items).toHaveLength(1);
  expect(paged.body.next).toBe(paged.body.items[0]?.['id']);
  expect((await call('marketing', 'GET', '/v1/messages')).status).toBe(403);
  expect((await call('administrator', 'GET', '/v1/messages?state=sent')).status).toBe(422);
  const access = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
  expect(JSON.stringify(access.body['readings'])).toContain('list messages');
});

test('ninety days after its end a message is gone; what has waited so long is not sent any more', async () => {
  const without = postingOf(collector);
  await letter();
  await without.run();
  world.pass(89 * day);
  await tidy(store, world);
  await night(store, world);
  expect((await rows()).length).toBeGreaterThan(5);
  world.pass(2 * day);
  await tidy(store, world);
  await night(store, world);
  // Of whoever is restricted nothing goes (GDPR 18(2)): what was not sent to them is on record still.
  const others = async () =>
    (await rows()).flatMap(({ state, problem }) =>
      problem === 'person-not-usable' ? [] : [[state, problem]],
    );
  expect(await others()).toEqual([['dropped', 'too-old']]);
  world.pass(91 * day);
  await tidy(store, world);
  await night(store, world);
  expect(await others()).toEqual([]);
});

test('the checkpoint of the ledger is handed out once a day, also across restarts, signed as it is published', async () => {
  const folder = temporaryFolder();
  const files = { key: `${folder}/signing.key`, last: `${folder}/last` };
  const sealing = await openSealing(store, world, files, (fault) => collector.faults.push(fault));
  await sealing.sealer.sealAll();
  expect(await tellCheckpoints(store, world, false), 'nobody to be told').toBe(0);
  const both = await Promise.all([tellCheckpoints(store, world, true), tellCheckpoints(store, world, true)]);
  expect(both.sort()).toEqual([0, 1]);
  expect(await tellCheckpoints(store, world, true)).toBe(0);
  const before = server.taken.length;
  await run();
  const mail = server.taken[before]?.mail;
  expect(mail?.to).toMatchObject({ text: controller.contact });
  expect(mail?.subject).toContain(new Date(world.clock()).toISOString().slice(0, 10));
  const note = /-----\n([\s\S]*)-----/.exec(mail?.text ?? '')?.[1] ?? '';
  const published = await (await collector.get('/ledger/1/checkpoint')).text();
  expect(note).toBe(published);
  expect(readCheckpoint(note).checkpoint.size).toBeGreaterThan(1);
  world.pass(day);
  expect(await tellCheckpoints(store, world, true)).toBe(1);
  const events = await (await collector.staff('auditor', '/v1/ledger?limit=1000')).text();
  expect(events).toContain('checkpoint-told');
  expect(events).not.toContain(controller.contact);
  await sealing.close();
  expect(collector.faults).toEqual([]);
});

test('every controller is handed its own checkpoint, to its own contact', async () => {
  const two = await testCollector();
  const desk = deskOf(two);
  const { number } = await customerOf(two, desk, 'Metsä Oy');
  const folder = temporaryFolder();
  const files = { key: `${folder}/signing.key`, last: `${folder}/last` };
  const sealing = await openSealing(two.store, two.world, files, (fault) => two.faults.push(fault));
  await sealing.sealer.sealAll();
  expect(await tellCheckpoints(two.store, two.world, true)).toBe(2);
  const posting = postingOf(two, { url: `smtp://127.0.0.1:${server.port}` });
  const before = server.taken.length;
  await posting.run();
  const handed = server.taken
    .slice(before)
    .map(({ to, mail }) => [to, /-----\n([\s\S]*)-----/.exec(mail.text ?? '')?.[1]]);
  const published = async (controller: number) => (await two.get(`/ledger/${controller}/checkpoint`)).text();
  expect(handed.sort()).toEqual([
    [['privacy@customer.example'], await published(number)],
    [['privacy@example.fi'], await published(1)],
  ]);
  await sealing.close();
  expect(two.faults).toEqual([]);
});
