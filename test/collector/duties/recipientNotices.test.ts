/** Recipients are told of corrections, erasures and restrictions (GDPR 19): by a letter with a reference and nothing else of the person. */
import { expect, test } from 'vitest';
import { dayOf } from '../../../collector/calendar/day.ts';
import { tellRecipients } from '../../../collector/duties/recipientNotices.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { sql, Unmet } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { mailServer, refusal } from '../../support/mailServer.ts';
import { postingOf } from '../../support/posting.ts';
import { recipientsOf } from '../../support/recipients.ts';

const collector = await testCollector();
const { call, store, world, controller } = collector;
const { recipient, person, processor, disclose } = recipientsOf(collector);

const letters = sql`
  select recipient, person_id as person, body from messages
  where controller_id = :controller and template = 'recipient_notice' and recipient = :to
  order by message_id`;
const lettersTo = async (to: string) =>
  (
    await store.read<{ recipient: string; person: null; body: string }>(letters, {
      controller: controller.id,
      to,
    })
  ).map(({ body, person: whose }) => ({ whose, ...(JSON.parse(body) as { subject: string; text: string }) }));
const notices = async (query: string) => {
  const { status, body } = await call('support', 'GET', `/v1/recipient-notices?${query}`);
  expect(status).toBe(200);
  return body.items;
};

test('R56: a correction is told to everybody who was given the person, once each, by the number that they know', async () => {
  const email = 'kanarialintu@example.fi';
  const id = await person({ name: 'Kanaria Lintunen', email });
  const finnish = await processor({ contact: 'dpo@partner.example' });
  const swede = await processor({ contact: 'ombud@partner.example', country: 'SE' });
  const byPhone = await processor({ contact: '+358 9 123 456' });
  const refused = await recipient({ role: 'third_party', contact: 'no@partner.example' });
  const never = await processor({ contact: 'never@partner.example' });
  await disclose(id, finnish, { knownAs: 'KUMPPANI-77' });
  await disclose(id, finnish);
  await disclose(id, swede);
  await disclose(id, byPhone);
  await disclose(id, refused);
  await disclose(await person(), never);
  const source = { kind: 'person' };
  const correction = { name: 'Kanaria Oikaistu', source };
  const edit = () => call('support', 'PATCH', `/v1/persons/${id}`, correction, { 'if-match': '*' });
  expect((await edit()).status).toBe(200);
  expect((await edit()).status, 'nothing changes: nothing to tell').toBe(200);
  const [letter, ...more] = await lettersTo('dpo@partner.example');
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ whose: null, subject: 'Tietoja on oikaistu: KUMPPANI-77' });
  expect(letter?.text).toContain(dayOf(world.clock()));
  const [other] = await lettersTo('ombud@partner.example');
  expect(other?.subject).toBe(`Uppgifter har rättats: Lupa ${id}`);
  for (const { text, subject } of [letter, other].flatMap((one) => one ?? []))
    expect(`${subject} ${text}`).not.toMatch(/kanaria|lintu|oikaistu@/i);
  expect(await lettersTo('no@partner.example')).toEqual([]);
  expect(await lettersTo('never@partner.example')).toEqual([]);
  const open = await notices(`person=${id}`);
  expect(open).toHaveLength(3);
  expect(open.map((one) => [one['act'], one['mailed'] !== null, one['told']]).sort()).toEqual([
    ['rectified', false, null],
    ['rectified', true, null],
    ['rectified', true, null],
  ]);
  const due = String(open[0]?.['due']);
  expect(Date.parse(due)).toBeGreaterThan(world.clock() + 27 * 864e5);
});

test('what was told is off the list; never before it was done, nor twice', async () => {
  const id = await person();
  await disclose(id, await processor());
  world.pass(1000);
  await call(
    'support',
    'PATCH',
    `/v1/persons/${id}`,
    { position: 'x', source: { kind: 'person' } },
    { 'if-match': '*' },
  );
  const [notice] = (await notices('told=no')).filter((one) => one['person'] === id);
  const told = (ms: number) =>
    call('support', 'POST', `/v1/recipient-notices/${notice?.['id']}/told`, {
      told: new Date(world.clock() + ms).toISOString(),
    });
  expect((await told(60_000)).body.pointer).toBe('/told');
  expect((await told(-500)).status).toBe(404);
  expect((await told(0)).status).toBe(204);
  expect((await told(0)).status).toBe(404);
  expect((await notices('told=no')).filter((one) => one['person'] === id)).toEqual([]);
  const others = await call('support', 'GET', '/v1/recipient-notices?told=yes');
  expect([others.status, others.body.detail], 'not an empty list').toEqual([
    422,
    expect.stringContaining('no'),
  ]);
  expect((await call('marketing', 'GET', '/v1/recipient-notices')).status).toBe(403);
});

test('R57, R58: a restriction, its end and an erasure are told too; the notice outlives the person, and who they were does not', async () => {
  const id = await person({ name: 'Kanaria Toinen', email: 'kanaria.toinen@example.fi' });
  const partner = await processor({ contact: 'both@partner.example' });
  await disclose(id, partner, { knownAs: 'B-12' });
  await call('administrator', 'POST', `/v1/persons/${id}/restriction`, { reason: 'accuracy' });
  world.pass(1000);
  const told = new Date(world.clock()).toISOString();
  const lifted = await call('administrator', 'POST', `/v1/persons/${id}/restriction/lift`, { told });
  expect(lifted.status).toBe(204);
  const twice = await call('administrator', 'POST', `/v1/persons/${id}/restriction/lift`, { told });
  expect(twice.status).toBe(404);
  await call('administrator', 'DELETE', `/v1/persons/${id}`);
  const subjects = (await lettersTo('both@partner.example')).map(({ subject }) => subject);
  expect(subjects.sort()).toEqual([
    'Tiedot on poistettu, poistakaa ne myös teiltä: B-12',
    'Tietojen käsittelyn rajoitus on päättynyt: B-12',
    'Tietojen käsittelyä on rajoitettu: B-12',
  ]);
  expect((await notices(`person=${id}`)).map((one) => one['act']).sort()).toEqual([
    'erased',
    'lifted',
    'restricted',
  ]);
  const rows = await store.read(
    sql`select * from disclosures where controller_id = :controller and person_id = :person`,
    { controller: controller.id, person: Buffer.from(id.replaceAll('-', ''), 'hex') },
  );
  expect(rows).toEqual([]);
  expect(collector.faults).toEqual([]);
});

test('merged entries: the disclosures of both are told of, and go back when the merge is undone', async () => {
  const [kept, merged] = [await person(), await person()];
  const [one, other] = [await processor(), await processor()];
  await disclose(kept, one);
  await disclose(merged, other);
  const { body } = await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged });
  await call(
    'support',
    'PATCH',
    `/v1/persons/${kept}`,
    { position: 'x', source: { kind: 'person' } },
    { 'if-match': '*' },
  );
  expect((await notices(`person=${kept}`)).map((each) => each['recipient']).sort()).toEqual(
    [one, other].sort(),
  );
  const undone = await call('administrator', 'POST', `/v1/merges/${body['merge']}/undo`);
  expect(undone.status).toBeLessThan(300);
  const { body: back } = await call('support', 'GET', `/v1/disclosures?person=${merged}`);
  expect(back.items).toMatchObject([{ recipient: other }]);
});

test('who is given the person while the letters are written is not missed: the write is made anew', async () => {
  const id = await person();
  const key = Buffer.from(id.replaceAll('-', ''), 'hex');
  const actor = nobody(controller.id);
  const early = await tellRecipients(store, world, actor, key, 'rectified');
  await disclose(id, await processor());
  await expect(store.write(early)).rejects.toThrow(Unmet);
  await store.write(await tellRecipients(store, world, actor, key, 'rectified'));
  expect(await notices(`person=${id}`)).toHaveLength(1);
});

test('a correction of anything else is told to whoever was given data of that kind; what goes on is no correction', async () => {
  const id = await person();
  const [paying, licensing, writing] = [
    await processor({ contact: 'pay@partner.example' }),
    await processor({ contact: 'licence@partner.example', categories: ['licence', 'customer'] }),
    await processor({ contact: 'post@partner.example' }),
  ];
  await disclose(id, paying, { categories: ['payment', 'contact'], knownAs: 'P-1' });
  await disclose(id, licensing, { categories: ['licence', 'customer'], knownAs: 'L-1' });
  await disclose(id, writing, { categories: ['contact'] });
  const { correct, make } = customersOf(collector);
  const began = new Date(world.clock()).toISOString();
  const licence = await make('licences', {
    product: 'ELMAS',
    licenceKey: 'KANARIA-KEY-1',
    person: id,
    seats: 1,
    validFrom: began,
  });
  const relationship = await make('relationships', { person: id, contract: 'KANARIA-S-1', started: began });
  world.pass(1000);
  await correct('relationships', relationship, { ended: new Date(world.clock()).toISOString() });
  expect(await notices(`person=${id}`), 'it ended: nothing was wrong').toEqual([]);
  await correct('licences', licence, { product: 'ELMAS Pro' });
  expect((await lettersTo('licence@partner.example')).map(({ subject }) => subject)).toEqual([
    'Tietoja on oikaistu: L-1',
  ]);
  await correct('relationships', relationship, { contract: 'KANARIA-S-2' });
  const all = await lettersTo('licence@partner.example');
  expect(all).toHaveLength(2);
  expect(JSON.stringify(all)).not.toMatch(/kanaria|elmas/i);
  expect([await lettersTo('pay@partner.example'), await lettersTo('post@partner.example')]).toEqual([[], []]);
  // Somebody else's it was: both are told of.
  const other = await person();
  await disclose(other, writing);
  const third = await processor({ contact: 'third@partner.example', categories: ['licence'] });
  await disclose(other, third, { categories: ['licence'] });
  await correct('licences', licence, { person: other });
  expect(await lettersTo('third@partner.example')).toHaveLength(1);
  expect(await lettersTo('licence@partner.example')).toHaveLength(3);
  expect(await lettersTo('post@partner.example')).toEqual([]);
});

test('what a file adds to a person is told, too', async () => {
  const id = await person({ email: 'filled@example.fi', position: null });
  await disclose(id, await processor({ contact: 'file@partner.example' }));
  const { needs } = collector;
  const job = importJob(store, world, importable(resources(needs)));
  const source = { kind: 'customer_company' };
  for (const email of ['filled@example.fi', 'FILLED@example.fi']) {
    const settings = { noun: 'persons', source, known: 'fill', again: true };
    const { body } = await call('marketing', 'POST', '/v1/imports', settings);
    await call(
      'marketing',
      'PUT',
      `/v1/imports/${body.id}/file`,
      `name,email,position\nX,${email},Metsuri\n`,
    );
    await job(() => false);
    await call('marketing', 'POST', `/v1/imports/${body.id}/run`);
    await job(() => false);
  }
  const told = await lettersTo('file@partner.example');
  expect(told, 'the second file adds nothing').toHaveLength(1);
  expect(JSON.stringify(told)).not.toMatch(/metsuri/i);
});

test('when the letter has gone they are told; where it cannot go, staff see why, after a restart too', async () => {
  const server = await mailServer();
  server.onRecipient = (address) => {
    if (address.startsWith('gone')) throw refusal(550);
  };
  const { run } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
  await run();
  const id = await person();
  await disclose(id, await processor({ contact: 'there@partner.example' }), { knownAs: 'T-1' });
  await disclose(id, await processor({ contact: 'gone@partner.example' }));
  await call('administrator', 'POST', `/v1/persons/${id}/restriction`, { reason: 'accuracy' });
  const states = async () =>
    (await notices(`person=${id}`)).map((one) => [one['problem'], one['told'] !== null]);
  expect(await states()).toEqual([
    [null, false],
    [null, false],
  ]);
  await collector.restart();
  world.pass(60_000);
  await run();
  const went = server.taken.filter(({ to }) => to.includes('there@partner.example'));
  expect(went.map(({ mail }) => mail.subject)).toEqual(['Tietojen käsittelyä on rajoitettu: T-1']);
  expect((await states()).sort()).toEqual([
    [null, true],
    ['refused-550', false],
  ]);
  const open = (await notices('told=no')).filter((one) => one['person'] === id);
  expect(open).toMatchObject([{ problem: 'refused-550', told: null }]);
  const told = { told: new Date(world.clock()).toISOString() };
  expect((await call('support', 'POST', `/v1/recipient-notices/${open[0]?.['id']}/told`, told)).status).toBe(
    204,
  );
  expect((await states()).map(([, done]) => done)).toEqual([true, true]);
});
