/** The typed client, over the wire against a collector. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import { resources } from '../../collector/http/nouns/nouns.ts';
import { importable } from '../../collector/http/nouns/resource.ts';
import { staffApp } from '../../collector/http/staff.ts';
import { importJob } from '../../collector/imports/run.ts';
import { addStaff } from '../../collector/register/staff.ts';
import { type Client, client, Problem, type Row } from '../../shared/client/client.ts';
import { testCollector } from '../support/collector.ts';

const { needs, store, world, controller } = await testCollector();
const key = randomBytes(32).toString('base64url');
await addStaff(store, world, {
  controller: controller.id,
  name: 'A',
  role: 'administrator',
  key,
  committed: 1,
});
const server = serve({ fetch: staffApp(needs).fetch, port: 0, hostname: '127.0.0.1' });
if (!server.listening) await once(server, 'listening');
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const lupa: Client = client({ url, key, reason: 'syksyn käynti' });
const persons = lupa.of('persons');
const reading = importJob(store, world, importable(resources(needs)));

describe('the client', () => {
  test('makes, reads, changes and finds', async () => {
    const made = await persons.create({
      name: 'Aino Mäki',
      email: 'aino@client.fi',
      source: { kind: 'person' },
    });
    expect(await persons.get(made.id)).toEqual(made);
    const edited = await persons.edit(made, { position: 'Johtaja', source: { kind: 'person' } });
    expect(edited).toMatchObject({ id: made.id, version: 2, position: 'Johtaja' });
    expect(await lupa.lookUp('name', 'maki aino')).toMatchObject({
      persons: [{ id: made.id }],
      complete: true,
    });
    const access = (await lupa.call('GET', `persons/${made.id}/access`)) as {
      readings: { reason: string }[];
    };
    expect(access.readings.map(({ reason }) => reason)).toContain('syksyn käynti');
  });
  test('goes through all pages', async () => {
    for (let n = 0; n < 7; n += 1)
      await lupa.of('organisations').create({ name: `Yritys ${n}`, source: { kind: 'person' } });
    const names: unknown[] = [];
    for await (const { name } of lupa.of('organisations').all({ limit: 2 })) names.push(name);
    expect(names).toHaveLength(7);
  });
  test('rejects with the collector’s own sentence', async () => {
    const refused = await persons
      .create({ name: 'X', email: 'x', source: { kind: 'person' } })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 422, pointer: '/email', message: 'Not an e-mail address.' });
  });
  test('with the same idempotency key makes one', async () => {
    const row = { name: 'Kerran Oy', source: { kind: 'person' } } as const;
    const [one, two] = [
      await lupa.of('organisations').create(row, 'k1'),
      await lupa.of('organisations').create(row, 'k1'),
    ];
    expect(one.id).toBe(two.id);
  });
  test('makes, changes and ends staff and their keys', async () => {
    const made = await lupa.staff.create({ name: 'Maija Mäki', role: 'marketing', email: 'maija@client.fi' });
    expect(made).toMatchObject({ role: 'marketing', active: false, committed: null });
    expect(await lupa.staff.commit(made.id, { until: '2030-01-01' })).toMatchObject({
      active: true,
      committedUntil: '2030-01-01T00:00:00.000Z',
    });
    const read = await lupa.staff.get(made.id);
    expect(await lupa.staff.edit(read, { role: 'support' })).toMatchObject({ role: 'support' });
    await expect(lupa.staff.edit(read, { role: 'auditor' })).rejects.toMatchObject({ status: 412 });
    expect(await lupa.staff.enrol(made.id)).toMatchObject({ token: expect.stringMatching(/^1\./) });
    const key = await lupa.keys.create({ name: 'report', staff: made.id });
    const theirs = client({ url, key: key.key, reason: 'a report' });
    expect((await theirs.of('organisations').list()).items.length).toBeGreaterThan(0);
    const next = await lupa.keys.rotate(key.id, { overlapHours: 1 });
    expect(await lupa.keys.get(next.id)).toMatchObject({ staff: made.id, reach: 'read', ended: null });
    await lupa.keys.end(key.id);
    await expect(theirs.of('organisations').list()).rejects.toMatchObject({ status: 401 });
    const names: (string | null)[] = [];
    for await (const { name } of lupa.keys.all({ limit: 1, filter: { staff: String(made.id) } }))
      names.push(name);
    expect(names).toEqual(['report', 'report']);
    expect((await lupa.staff.end(made.id)).ended).not.toBeNull();
    const all = [];
    for await (const { id } of lupa.staff.all({ limit: 1 })) all.push(id);
    expect(all).toContain(made.id);
  });
  test('makes customer companies, and acts for one on its instruction', async () => {
    const made = await lupa.controllers.create({
      name: 'Metsä Oy',
      contact: 'privacy@metsa.fi',
      administrator: { name: 'Pomo', email: 'pomo@metsa.fi' },
    });
    expect(made.enrolment.token).toMatch(/^2\./);
    expect((await lupa.controllers.enrol(made.number)).token).not.toBe(made.enrolment.token);
    const read = await lupa.controllers.get(made.number);
    expect(await lupa.controllers.edit(read, { name: 'Metsä Oyj' })).toMatchObject({ name: 'Metsä Oyj' });
    expect((await lupa.controllers.list()).items.map(({ role }) => role)).toEqual(['operator', 'customer']);
    const at = (who: string) => client({ url, key: who, reason: 'ticket 7', controller: made.number });
    const officer = randomBytes(32).toString('base64url');
    const one = { name: 'O', role: 'data_protection_officer', key: officer, committed: 1 } as const;
    await addStaff(store, world, { controller: controller.id, ...one });
    await expect(at(key).of('persons').list()).rejects.toMatchObject({ status: 403 });
    const order = { givenBy: 'CEO', reference: 'contract 7', task: 'support', reach: 'read' } as const;
    const given = await at(officer).instructions.create(order);
    expect((await at(key).of('persons').list()).items).toEqual([]);
    expect(await at(officer).instructions.get(given.id)).toMatchObject({ inForce: true });
    expect(await at(officer).instructions.revoke(given.id)).toMatchObject({ inForce: false });
    await expect(at(key).of('persons').list()).rejects.toMatchObject({ status: 403 });
  });
  test('reads files in: checked first, with what is wrong line by line', async () => {
    const made = await lupa.imports.create({ noun: 'organisations', source: { kind: 'person' } });
    expect(made.state).toBe('receiving');
    await lupa.imports.send(made.id, 'name;businessId\nTiedosto Oy;\n;\n');
    await reading(() => false);
    expect(await lupa.imports.get(made.id)).toMatchObject({ state: 'checked', wrong: 1 });
    expect(await lupa.imports.problems(made.id)).toMatchObject([{ line: 3, pointer: '/name' }]);
    await lupa.imports.run(made.id);
    await reading(() => false);
    expect(await lupa.imports.get(made.id)).toMatchObject({ state: 'done', made: 1 });
    const other = await lupa.imports.create({ noun: 'organisations', source: { kind: 'person' } });
    expect(await lupa.imports.stop(other.id)).toMatchObject({ state: 'stopped' });
    const all = [];
    for await (const { id } of lupa.imports.all({ limit: 1 })) all.push(id);
    expect(all.sort()).toEqual([made.id, other.id].sort());
  });
  test('makes, changes, tries and removes webhooks', async () => {
    const made = await lupa.webhooks.create({ url: 'https://hooks.client.fi/a', events: ['*'] }, 'w1');
    expect(made.secret).toEqual(expect.any(String));
    expect(
      await lupa.webhooks.create({ url: 'https://hooks.client.fi/a', events: ['*'] }, 'w1'),
    ).toMatchObject({ id: made.id });
    const edited = await lupa.webhooks.edit(made, { events: ['person.erased'] });
    expect(edited.events).toEqual(['person.erased']);
    await expect(lupa.webhooks.edit(made, { events: ['*'] })).rejects.toMatchObject({ status: 412 });
    expect((await lupa.webhooks.renew(edited)).secret).not.toBe(made.secret);
    await lupa.webhooks.test(made.id);
    expect(await lupa.webhooks.deliveries(made.id)).toMatchObject([
      { event: 'webhook.test', state: 'waiting' },
    ]);
    expect((await lupa.webhooks.list()).items.map(({ id }) => id)).toEqual([made.id]);
    await lupa.webhooks.remove(await lupa.webhooks.get(made.id));
    await expect(lupa.webhooks.get(made.id)).rejects.toMatchObject({ status: 404 });
  });
  test('publishes and reads versions of the statement', async () => {
    const effective = new Date(world.clock()).toISOString();
    const given = { effective, material: false, texts: { fi: 'Tietosuojaseloste.' } };
    const made = await lupa.statements.publish(given, 's1');
    expect((await lupa.statements.publish(given, 's1')).statement).toBe(made.statement);
    expect(await lupa.statements.read(made.statement, 'fi')).toMatchObject({
      body: 'Tietosuojaseloste.',
      digest: made.languages['fi'],
    });
    expect((await lupa.statements.list()).items.map(({ statement }) => statement)).toContain(made.statement);
  });
  test('knows permissions, wordings and campaigns', async () => {
    const person = await persons.create({ name: 'L', email: 'l@client.fi', source: { kind: 'person' } });
    const permission = await lupa.of('permissions').create({
      person: person.id,
      recipient: 'consumer',
      channel: 'email',
      purpose: 'newsletter',
      productGroup: null,
      wording: 'Yes.',
      basis: 'consent',
      evidence: { document: 'form 12' },
      since: null,
      source: { kind: 'person' },
    });
    expect(permission.basis).toBe('consent');
    const texts = { fi: { subject: 'Syksy', text: 'Hei!' } };
    const campaign = await lupa.of('campaigns').create({ name: 'A', purpose: 'newsletter', content: texts });
    expect(await lupa.of('campaigns').get(campaign.id)).toMatchObject({ content: texts });
  });
  test('knows the members of each resource', () => {
    expectTypeOf<Row<'licences'>['seats']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Row<'persons'>['name']>().toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error: there is no such member.
    void (() => persons.create({ shoeSize: 43, name: null, source: { kind: 'person' } }));
  });
});
