/** Duplicates: suggested, merged without losing an objection or a restriction, undone. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { type Called, testCollector } from '../../support/collector.ts';

const collector = await testCollector();
const { call, store, world } = collector;
const officer = 'data_protection_officer';

let serial = 0;
const make = async (change: object = {}): Promise<string> => {
  serial += 1;
  const body = { email: `person${serial}@example.fi`, source: { kind: 'person' }, ...change };
  const made = await call('administrator', 'POST', '/v1/persons', body);
  expect(made.status).toBe(201);
  return made.body.id;
};
const merge = (kept: string, merged: string, role: Parameters<typeof call>[0] = 'support'): Promise<Called> =>
  call(role, 'POST', `/v1/persons/${kept}/merge`, { merged });
const read = async (person: string) => (await call('administrator', 'GET', `/v1/persons/${person}`)).body;
const found = async (by: string, value: string): Promise<string[]> => {
  const { body } = await call('support', 'POST', '/v1/lookups', { by, value, reason: 'a test' });
  return (body['persons'] as { id: string }[]).map(({ id }) => id);
};
const object = sql`
  update persons set objected = :now where controller_id = :controller and person_id = :person`;

describe('duplicates', () => {
  test('are suggested by telephone number and by name, what has both first', async () => {
    const one = await make({ name: 'Aino Virtanen', phone: '040 111 2222' });
    const sameName = await make({ name: 'Virtanen Aino Maria' });
    const both = await make({ name: 'AINO VIRTANEN', phone: '+358401112222' });
    await make({ name: 'Aino Korhonen' });
    const { body } = await call('support', 'GET', `/v1/persons/${one}/duplicates`);
    expect(body.items.map(({ id, because }) => [id, because])).toEqual([
      [both, ['phone', 'name']],
      [sameName, ['name']],
    ]);
  });
});

describe('merging', () => {
  test('fills what is missing, keeps what is there, and both names, addresses and ids lead to one person', async () => {
    const kept = await make({ name: 'Liisa Mäki', email: null });
    const merged = await make({ name: 'Elisabet Mäki', email: 'liisa@example.fi', position: 'Johtaja' });
    expect((await merge(kept, merged)).status).toBe(201);
    expect(await read(kept)).toMatchObject({
      name: 'Liisa Mäki',
      email: 'liisa@example.fi',
      position: 'Johtaja',
    });
    expect((await call('administrator', 'GET', `/v1/persons/${merged}`)).status).toBe(404);
    for (const [by, value] of [
      ['name', 'liisa mäki'],
      ['name', 'elisabet'],
      ['email', 'LIISA@example.fi'],
    ] as const)
      expect(await found(by, value), value).toEqual([kept]);
  });
  test('an address of the other still finds the one, when each had their own', async () => {
    const kept = await make({ name: 'Kaksi Osoitetta' });
    const merged = await make({ name: 'Kaksi Osoitetta', email: 'other@example.fi' });
    await merge(kept, merged);
    expect(await found('email', 'other@example.fi')).toEqual([kept]);
  });
  test('R8: an objection of either is one of both, whichever is kept', async () => {
    for (const objecting of ['kept', 'merged'] as const) {
      const people = { kept: await make({ name: 'A B' }), merged: await make({ name: 'A B' }) };
      const values = { controller: 1, person: fromUuid(people[objecting]), now: world.clock() };
      await store.write([statement(object, values)]);
      await merge(people.kept, people.merged);
      expect((await read(people.kept))['objected'], objecting).toEqual(new Date(world.clock()).toISOString());
    }
  });
  test('R58: a restriction of either is one of both, and only officers may merge such', async () => {
    const kept = await make();
    const merged = await make();
    await call(officer, 'POST', `/v1/persons/${merged}/restriction`, { reason: 'accuracy' });
    expect((await merge(kept, merged)).status).toBe(404);
    expect((await merge(kept, merged, officer)).status).toBe(201);
    expect((await call('administrator', 'GET', `/v1/persons/${kept}`)).status).toBe(404);
    const { body } = await call(officer, 'GET', `/v1/persons/${kept}/state`);
    expect(body['restricted']).not.toBeNull();
  });
  test('oneself, someone unknown, and the same twice are refused', async () => {
    const [kept, merged] = [await make(), await make()];
    expect((await merge(kept, kept)).status).toBe(422);
    expect((await merge(kept, '01a20320-a200-7f57-b4eb-3df9d9565769')).status).toBe(404);
    const twice = await Promise.all([merge(kept, merged), merge(kept, merged)]);
    expect(twice.map(({ status }) => status).sort()).not.toEqual([201, 201]);
    expect((await merge(merged, kept)).status).toBe(404);
  });
  test('R57: erasing the one erases what was merged into it', async () => {
    const kept = await make({ name: 'Yksi' });
    const merged = await make({ name: 'Kaksi', email: 'merged-gone@example.fi' });
    await merge(kept, merged);
    await call(officer, 'DELETE', `/v1/persons/${kept}`);
    const rows = await store.read(
      sql`select name, email, email_key from persons where person_id = :merged and controller_id = 1`,
      {
        merged: fromUuid(merged),
      },
    );
    expect(rows).toEqual([{ name: null, email: null, email_key: null }]);
    expect(await found('email', 'merged-gone@example.fi')).toEqual([]);
  });
});

describe('undoing a merge', () => {
  test('gives both back as they were, but for what was changed since', async () => {
    const kept = await make({ name: 'Yksi Ihminen', email: null });
    const merged = await make({ name: 'Toinen Ihminen', email: 'second@example.fi', position: 'Metsuri' });
    const { body } = await merge(kept, merged);
    await call(
      'administrator',
      'PATCH',
      `/v1/persons/${kept}`,
      { position: 'Johtaja', source: { kind: 'person' } },
      { 'if-match': '*' },
    );
    const undo = `/v1/merges/${String(body['merge'])}/undo`;
    expect((await call('support', 'POST', undo)).status).toBe(204);
    expect(await read(kept)).toMatchObject({ name: 'Yksi Ihminen', email: null, position: 'Johtaja' });
    expect(await read(merged)).toMatchObject({
      name: 'Toinen Ihminen',
      email: 'second@example.fi',
      position: 'Metsuri',
    });
    expect(await found('name', 'toinen')).toEqual([merged]);
    expect((await call('support', 'POST', undo)).status).toBe(404);
  });
  test('R8: an objection made meanwhile is one of both afterwards', async () => {
    const [kept, merged] = [await make({ name: 'Kieltäjä' }), await make({ name: 'Kieltäjä' })];
    const { body } = await merge(kept, merged);
    expect((await call(officer, 'POST', `/v1/persons/${kept}/objection`, {})).status).toBeLessThan(300);
    await call('support', 'POST', `/v1/merges/${String(body['merge'])}/undo`);
    for (const one of [kept, merged]) expect((await read(one))['objected']).not.toBeNull();
  });
  test('of somebody who is restricted is for those who may touch them', async () => {
    const kept = await make();
    const { body } = await merge(kept, await make());
    await call(officer, 'POST', `/v1/persons/${kept}/restriction`, { reason: 'accuracy' });
    const undo = `/v1/merges/${String(body['merge'])}/undo`;
    expect((await call('support', 'POST', undo)).status).toBe(404);
    expect((await call(officer, 'POST', undo)).status).toBe(204);
  });
  test('is over after thirty days', async () => {
    const { body } = await merge(await make(), await make());
    world.pass(31 * 24 * 60 * 60 * 1000);
    expect((await call('support', 'POST', `/v1/merges/${String(body['merge'])}/undo`)).status).toBe(404);
  });
});
