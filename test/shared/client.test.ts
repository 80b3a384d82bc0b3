/** The typed client, over the wire against a collector. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import { staffApp } from '../../collector/http/staff.ts';
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
  test('knows the members of each resource', () => {
    expectTypeOf<Row<'licences'>['seats']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Row<'persons'>['name']>().toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error: there is no such member.
    void (() => persons.create({ shoeSize: 43, name: null, source: { kind: 'person' } }));
  });
});
