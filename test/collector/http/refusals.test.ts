/** Refusing marketing: withdrawal, objection, suppression; at once, whatever comes afterwards. */
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalIn, tryJournal } from '../../../collector/backup/journal.ts';
import { makeBackup } from '../../../collector/backup/make.ts';
import { restore } from '../../../collector/backup/restore.ts';
import { fromUuid } from '../../../collector/bytes.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { queueMail } from '../../../collector/messages/outbox/queue.ts';
import { audiencePage } from '../../../collector/register/audience.ts';
import { makingOf } from '../../../collector/register/making.ts';
import { permissions } from '../../../collector/register/nouns/permissions.ts';
import { personsNoun } from '../../../collector/register/nouns/persons.ts';
import { toColumns } from '../../../collector/register/wire.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { fileTest } from '../../support/fileTest.ts';
import { marketingOf, newsletter } from '../../support/marketing.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const start = async () => {
  const collector = await testCollector();
  return { ...collector, ...marketingOf(collector) };
};
const { call, store, world, controller, needs, person, permit, asking, audience, explained, set, queued } =
  await start();
// Who was erased comes back by themselves alone.
const back = { kind: 'person', permission: 'asked by telephone' };
const end = (id: string, how = 'withdrawn') => call('support', 'POST', `/v1/permissions/${id}/end`, { how });
const object = (id: string) => call('support', 'POST', `/v1/persons/${id}/objection`);
const webhook = sql`
  insert into webhooks (controller_id, webhook_id, url, events, secret, created, version)
  values (:controller, :webhook, 'https://crm.example/hook', :events, :secret, 1, 1)`;
const ledgered = sql`select kind, body from ledger where controller_id = :controller order by number`;
const merging = sql`update persons set merged_into = :kept where controller_id = :controller and person_id = :person`;
const everything = async (): Promise<string> =>
  JSON.stringify(await store.read(ledgered, { controller: controller.id }));

describe('a permission that ends', () => {
  test('is over in the same second, is not edited, and ends once', async () => {
    const id = await person();
    const permission = await permit(id);
    expect(await audience()).toContain(id);
    const { status, body } = await end(permission);
    expect([status, body['ended']]).toEqual([200, new Date(world.clock()).toISOString()]);
    expect(await audience()).not.toContain(id);
    world.pass(1000);
    expect((await end(permission)).body['ended']).toBe(body['ended']);
    const edit = await call('administrator', 'PATCH', `/v1/permissions/${permission}`, { purpose: 'x' });
    expect(edit.status).toBe(405);
  });
  test('stays withdrawn when an old list is entered again; a mistake or an expiry may be put right', async () => {
    const [said, wrong] = [await person(), await person()];
    await end(await permit(said));
    await end(await permit(wrong), 'mistake');
    const again = await asking(said);
    expect([again.status, again.body.pointer]).toEqual([422, '/person']);
    expect(again.body.detail).toContain('/v1/permissions/requests');
    expect((await asking(wrong)).status).toBe(201);
    // Another purpose was not withdrawn.
    expect((await asking(said, { purpose: 'events' })).status).toBe(201);
    expect(await audience({ purpose: 'events' })).toContain(said);
  });
  test('stays withdrawn under any import that goes round the check, and of who was erased and comes again', async () => {
    const id = await person({ email: 'Round@Example.fi' });
    await end(await permit(id));
    world.pass(1000);
    const actor = { controller: controller.id, home: controller.id, staff: null };
    const forced = (of: string) =>
      store.write(
        makingOf(
          world,
          permissions,
          actor,
          toColumns(permissions.fields, {
            person: of,
            recipient: 'consumer',
            ...newsletter,
            wording: 'w',
            basis: 'consent',
            evidence: { document: 'old list' },
          }),
          { kind: 'person' },
        ),
      );
    await forced(id);
    expect(await explained(id)).toEqual({ in: false, lacks: ['not-withdrawn'] });
    expect((await call('administrator', 'DELETE', `/v1/persons/${id}`)).status).toBe(200);
    const again = await person({ email: 'ROUND@EXAMPLE.FI', source: back });
    await forced(again);
    expect((await explained(again)).in).toBe(false);
  });
});

describe('R8: an objection', () => {
  test('is absolute: every permission ends in the same second, and staff cannot bring one back', async () => {
    const id = await person({ phone: '040 222 3344' });
    await permit(id);
    await permit(id, { channel: 'sms' });
    await permit(id, { purpose: 'events', productGroup: 'tools' });
    const { status, body } = await object(id);
    expect(status).toBe(200);
    expect(body).toEqual({ person: id, objected: new Date(world.clock()).toISOString() });
    for (const change of [{}, { channel: 'sms' }, { purpose: 'events', productGroup: 'tools' }])
      expect(await audience(change as Record<string, string>)).not.toContain(id);
    expect((await explained(id)).lacks).toEqual(['no-objection', 'not-suppressed', 'permission']);
    const again = await asking(id, { purpose: 'gifts' });
    expect([again.status, again.body.pointer]).toEqual([422, '/person']);
    const { body: listed } = await call('marketing', 'GET', `/v1/permissions?person=${id}`);
    expect(listed.items.map((one) => one['ending'])).toEqual(['objection', 'objection', 'objection']);
  });
  test('again is harmless, and a stranger or an erased person cannot object', async () => {
    const id = await person();
    const first = await object(id);
    world.pass(5000);
    expect((await object(id)).body).toEqual(first.body);
    expect((await object('00000000-0000-7000-8000-000000000000')).status).toBe(404);
    await call('administrator', 'DELETE', `/v1/persons/${id}`);
    expect((await object(id)).status).toBe(404);
  });
  test('reaches those whom nobody else may use, and whom they were merged into', async () => {
    const restricted = await person();
    await permit(restricted);
    await call('administrator', 'POST', `/v1/persons/${restricted}/restriction`, { reason: 'claims' });
    expect((await object(restricted)).status).toBe(200);
    await call('administrator', 'POST', `/v1/persons/${restricted}/restriction/lift`, { told: '2026-01-01' });
    expect((await explained(restricted)).in).toBe(false);
    const [kept, twin] = [await person(), await person()];
    await permit(kept);
    await set(merging, twin, { kept: fromUuid(kept) });
    expect((await object(twin)).body['person']).toBe(kept);
    expect((await explained(kept)).lacks).toContain('no-objection');
  });
  test('tells the webhooks by ids alone, and the ledger without an address', async () => {
    const events = 'permission.given permission.ended person.objected';
    await store.write([
      {
        sql: webhook,
        values: { controller: controller.id, webhook: world.random(16), events, secret: world.random(8) },
      },
    ]);
    const id = await person({ name: 'Canary Name', email: 'canary@example.fi' });
    const first = (await queued()).length;
    const permission = await permit(id);
    expect((await queued()).slice(first).map(({ body }) => body)).toMatchObject([
      { event: 'permission.given', permission, person: id },
    ]);
    world.pass(1);
    const before = (await queued()).length;
    await object(id);
    const hooks = (await queued()).slice(before);
    expect(hooks.map(({ template }) => template).sort()).toEqual(['permission.ended', 'person.objected']);
    expect(hooks.find(({ template }) => template === 'permission.ended')?.body).toMatchObject({
      event: 'permission.ended',
      permission,
      person: id,
    });
    expect(JSON.stringify(hooks)).not.toMatch(/canary/i);
    expect(await everything()).not.toMatch(/canary/i);
  });
  test('R11: does not stop a service message: only what is sent under a permission asks for one', async () => {
    const id = await person();
    await object(id);
    await store.write([
      queueMail(world, {
        controller: controller.id,
        template: 'service',
        person: fromUuid(id),
        to: 'x@example.fi',
        subject: 'Your data were in a breach',
        text: 'GDPR 34',
      }),
    ]);
    const mail = (await queued()).find(({ template }) => template === 'service');
    expect(mail).toMatchObject({ state: 'waiting', permission: null });
  });
});

describe('a suppression', () => {
  test('survives erasure: the same address in another spelling is not written to', async () => {
    const id = await person({ email: 'Äiti@Metsä.fi', phone: '040 123 9876' });
    await permit(id);
    await object(id);
    await call('administrator', 'DELETE', `/v1/persons/${id}`);
    const again = await person({
      email: 'A\u0308ITI@xn--mets-ooa.fi',
      phone: '+358 40 1239876',
      source: back,
    });
    const refused = await asking(again);
    expect([refused.status, refused.body.pointer]).toEqual([422, '/person']);
    expect((await explained(again)).lacks).toContain('not-suppressed');
    expect((await explained(again, { channel: 'sms' })).lacks).toContain('not-suppressed');
    const kept = await store.read(sql`select * from suppressions where controller_id = :controller`, {
      controller: controller.id,
    });
    expect(JSON.stringify(kept)).not.toMatch(/iti@|1239876/i);
  });
  test('comes as a list, hashed at once; the person is out whatever permission they had', async () => {
    const id = await person({ email: 'complains@example.fi' });
    await permit(id);
    const body = {
      channel: 'email',
      reason: 'complaint',
      addresses: ['Complains@Example.fi', 'other@example.fi'],
    };
    const { status, body: done } = await call('marketing', 'POST', '/v1/suppressions', body);
    expect([status, done]).toEqual([200, { taken: 2, known: 0 }]);
    expect((await call('marketing', 'POST', '/v1/suppressions', body)).body).toEqual({ taken: 0, known: 2 });
    expect(await explained(id)).toEqual({ in: false, lacks: ['not-suppressed'] });
    const wrong = await call('marketing', 'POST', '/v1/suppressions', {
      ...body,
      addresses: ['a@example.fi', '040 1234567'],
    });
    expect([wrong.status, wrong.body.pointer]).toEqual([422, '/addresses/1']);
    expect(await everything()).not.toMatch(/complains|other@/i);
  });
  test('is in the access answer: since when and why, not the hash', async () => {
    const id = await person();
    await object(id);
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
    expect((body as unknown as { suppressions: { everything: object[] } }).suppressions.everything).toEqual([
      { channel: 'email', since: new Date(world.clock()).toISOString(), reason: 'objection' },
    ]);
  });
});

/** The audience of a store that was opened anew. */
const audienceIn = async (again: Store): Promise<number> =>
  (
    await audiencePage(
      again,
      controller.id,
      { ...newsletter, productGroup: null, concernsDuties: false },
      { after: new Uint8Array(0), most: 100 },
    )
  ).length;

test('R8: what was refused is refused after a restart', async () => {
  const other = await start();
  const [one, two] = [await other.person(), await other.person()];
  const permission = await other.permit(one);
  await other.permit(two);
  await other.call('support', 'POST', `/v1/permissions/${permission}/end`, { how: 'withdrawn' });
  await other.call('support', 'POST', `/v1/persons/${two}/objection`);
  await other.store.close();
  const again = await other.beside();
  expect(await audienceIn(again)).toBe(0);
  await again.close();
});

fileTest(
  'a restored backup brings no permission back: withdrawn, objected, suppressed since, and whoever is new to it',
  async () => {
    const folder = temporaryFolder();
    const journal = join(folder, 'journal');
    const other = await start();
    await tryJournal(journal, other.world.clock());
    const told = journalIn(journal, other.store, other.world.clock);
    const [ends, objects, restricted, lifted, listed, stays] = [
      await other.person(),
      await other.person(),
      await other.person(),
      await other.person(),
      await other.person({ email: 'listed@example.fi' }),
      await other.person(),
    ];
    const permission = await other.permit(ends);
    for (const id of [objects, restricted, lifted, listed, stays]) await other.permit(id);
    const key = other.world.random(32);
    const backup = join(dirname(other.file), 'backup');
    makeBackup({ file: other.file }, backup, key, other.world);
    other.world.pass(1000);
    const late = await other.person({ email: 'late@example.fi' });
    await other.permit(late);
    await other.call('support', 'POST', `/v1/permissions/${permission}/end`, { how: 'withdrawn' });
    await other.call('support', 'POST', `/v1/persons/${objects}/objection`);
    await other.call('support', 'POST', `/v1/persons/${late}/objection`);
    const addresses = ['listed@example.fi'];
    await other.call('support', 'POST', '/v1/suppressions', { channel: 'email', reason: 'list', addresses });
    // R58: a restriction is not lost either, and a lifted one does not come back.
    for (const id of [restricted, lifted])
      await other.call('data_protection_officer', 'POST', `/v1/persons/${id}/restriction`, {
        reason: 'accuracy',
      });
    other.world.pass(1000);
    const at = { told: new Date(other.world.clock()).toISOString() };
    await other.call('data_protection_officer', 'POST', `/v1/persons/${lifted}/restriction/lift`, at);
    await told.caughtUp();
    const restored = join(folder, 'restored.db');
    const done = await restore({
      database: { file: restored },
      backup,
      key,
      journal,
      world: other.world,
      verify: async () => {},
      declare: async () => {},
    });
    expect(done).toMatchObject({ refusals: 7, erasures: 0, strangers: 0 });
    const again = await openLibsql({ file: restored, clock: other.world.clock });
    expect(await audienceIn(again)).toBe(2);
    // Whoever came after the backup is not in it; their address is known not to want it all the same.
    const actor = { controller: controller.id, home: controller.id, staff: null };
    const row = toColumns(personsNoun(other.world).fields, { name: 'Late', email: 'Late@example.fi' });
    const id = other.world.random(16);
    await again.write(makingOf(other.world, personsNoun(other.world), actor, row, { kind: 'person' }, id));
    const suppressed = sql`
    select 1 as one from suppressed_persons where controller_id = :controller and person_id = :person`;
    expect(await again.read(suppressed, { controller: controller.id, person: id })).toHaveLength(1);
    await again.close();
  },
);

const mergeInto = async (kept: string, merged: string): Promise<string> => {
  const { status, body } = await call('support', 'POST', `/v1/persons/${kept}/merge`, { merged });
  expect(status).toBe(201);
  return String(body['merge']);
};

describe('merging loses no refusal', () => {
  test('a permission of one entry does not outlive the withdrawal of the other', async () => {
    const [kept, twin] = [await person(), await person()];
    await permit(kept);
    const withdrawn = await permit(twin);
    world.pass(1000);
    await end(withdrawn);
    expect((await explained(kept)).in).toBe(true);
    await mergeInto(kept, twin);
    expect(await explained(kept)).toEqual({ in: false, lacks: ['not-withdrawn'] });
  });
  test('an objection of one entry is the objection of both; undone, it stays', async () => {
    const [kept, twin] = [await person(), await person()];
    await permit(kept);
    await object(twin);
    expect((await explained(kept)).in).toBe(true);
    const merge = await mergeInto(kept, twin);
    expect((await explained(kept)).lacks).toContain('no-objection');
    expect(await audience()).not.toContain(kept);
    expect((await call('support', 'POST', `/v1/merges/${merge}/undo`)).status).toBeLessThan(300);
    expect((await explained(twin)).lacks).toContain('no-objection');
  });
});

describe('an import of permissions', () => {
  const job = importJob(store, world, importable(resources(needs)));
  const readIn = async (rows: object[]) => {
    const asked = { noun: 'permissions', form: 'jsonl', source: { kind: 'person' } };
    const { body } = await call('marketing', 'POST', '/v1/imports', asked);
    const file = rows.map((row) => JSON.stringify(row)).join('\n');
    await call('marketing', 'PUT', `/v1/imports/${body.id}/file`, file);
    await job(() => false);
    await call('marketing', 'POST', `/v1/imports/${body.id}/run`);
    await job(() => false);
    const { body: problems } = await call('marketing', 'GET', `/v1/imports/${body.id}/problems`);
    const { body: done } = await call('marketing', 'GET', `/v1/imports/${body.id}`);
    return { done, pointers: problems.items.map((one) => one['pointer']) };
  };
  test('asks for what the law asks, and brings back nobody who refused', async () => {
    const emails = ['import-ok', 'import-withdrew', 'import-objected', 'import-unlawful'].map(
      (name) => `${name}@example.fi`,
    );
    const ids: string[] = [];
    for (const email of emails) ids.push(await person({ email }));
    await end(await permit(ids[1] ?? ''));
    await object(ids[2] ?? '');
    const row = {
      recipient: 'consumer',
      ...newsletter,
      wording: 'From the fair.',
      basis: 'consent',
      evidence: { document: 'list of the fair' },
    };
    const { done, pointers } = await readIn([
      ...emails.slice(0, 3).map((email) => ({ ...row, email })),
      { ...row, email: emails[3], evidence: {} },
    ]);
    expect(done).toMatchObject({ state: 'done', made: 1, wrong: 3 });
    expect(new Set(pointers)).toEqual(new Set(['/person', '/evidence']));
    const found = await audience();
    expect(ids.map((id) => found.includes(id))).toEqual([true, false, false, false]);
  });
});

describe('an existing customer', () => {
  const sale = sql`
    insert into transactions (controller_id, transaction_id, kind, person_id, reference, amount, currency, product_group, occurred,
      created, version)
    values (:controller, :transaction, 'sale', :person, :reference, 100, 'EUR', :productGroup, 1, 1, 1)`;
  test('is whom the same controller sold something of that group to, and no one else', async () => {
    const [buyer, other] = [await person(), await person()];
    const transaction = '00000000-0000-7000-8000-00000000000a';
    await set(sale, buyer, { transaction: fromUuid(transaction), reference: 'K-1', productGroup: 'tools' });
    const change = {
      basis: 'existing_customer',
      productGroup: 'tools',
      evidence: { transaction, refusalOffered: '2026-01-01' },
    };
    const refused = async (of: string, more: object = {}) =>
      (await asking(of, { ...change, ...more })).body.pointer;
    expect(await refused(other)).toBe('/evidence/transaction');
    expect(await refused(buyer, { productGroup: 'seeds' })).toBe('/evidence/transaction');
    expect(await refused(buyer, { channel: 'sms' })).toBe('/channel');
    expect(await refused(buyer, { evidence: { transaction } })).toBe('/evidence/refusalOffered');
    expect(await refused(buyer, { since: '2030-01-01' })).toBe('/since');
    await permit(buyer, change);
    expect(await audience({ productGroup: 'tools' })).toContain(buyer);
    expect(await audience()).not.toContain(buyer);
  });
});
