/** Entries merged into one are one: for look-ups, imports, erasure and every no. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { personOfEmail } from '../../../collector/imports/resolve.ts';
import { markOf } from '../../../collector/register/marks.ts';
import { sql } from '../../../collector/store/store.ts';
import { type Called, testCollector } from '../../support/collector.ts';

const collector = await testCollector();
const { call, store, world } = collector;
const officer = 'data_protection_officer';

const make = async (change: object): Promise<string> => {
  const made = await call('administrator', 'POST', '/v1/persons', { source: { kind: 'person' }, ...change });
  expect(made.status).toBe(201);
  return made.body.id;
};
const merge = (kept: string, merged: string): Promise<Called> =>
  call('support', 'POST', `/v1/persons/${kept}/merge`, { merged });
const found = async (by: string, value: string): Promise<string[]> => {
  const { body } = await call('support', 'POST', '/v1/lookups', { by, value, reason: 'a test' });
  return (body['persons'] as { id: string }[]).map(({ id }) => id);
};
const reasonOf = sql`select reason from suppressions where controller_id = :controller and mark = :mark`;
const left = sql`
  select case when name is null and email is null and email_key is null and erased is not null then 0 else 1 end as held,
    (select count(*) from person_words w where w.controller_id = :controller and w.person_id = :person) as words,
    (select count(*) from address_marks m where m.controller_id = :controller and m.person_id = :person) as marks,
    (select count(*) from value_sources s where s.controller_id = :controller and s.row_id = :person) as sources
  from persons where controller_id = :controller and person_id = :person`;

describe('merged entries', () => {
  test('entries that were merged one after the other are one: each address finds it, and erasing it leaves nothing of any', async () => {
    const [first, second, last] = [
      await make({ name: 'Ketju Eka', email: 'eka@example.fi' }),
      await make({ name: 'Ketju Toka', email: 'toka@example.fi' }),
      await make({ name: 'Ketju Vika', email: 'vika@example.fi' }),
    ];
    await merge(second, first);
    await merge(last, second);
    expect(await found('email', 'eka@example.fi')).toEqual([last]);
    expect(await personOfEmail(store, 1, 'Eka@example.fi')).toEqual(new Uint8Array(fromUuid(last)));
    expect((await call(officer, 'DELETE', `/v1/persons/${last}`)).status).toBe(200);
    for (const [person, email] of [
      [first, 'eka@example.fi'],
      [second, 'toka@example.fi'],
      [last, 'vika@example.fi'],
    ] as const) {
      const values = { controller: 1, person: fromUuid(person) };
      expect(await store.read(left, values), email).toEqual([{ held: 0, words: 0, marks: 0, sources: 0 }]);
      const key = world.suppressionKeys[0] as Uint8Array;
      const mark = markOf(key, 1, 'email', email);
      expect(await store.read(reasonOf, { controller: 1, mark }), email).toEqual([{ reason: 'erased' }]);
    }
  });
  test('R8: what either wanted no more of, and an objection after it, hold for every address of the one', async () => {
    const kept = await make({ email: 'kept@example.fi' });
    const merged = await make({ email: 'unsubscribed@example.fi' });
    const permit = (person: string) =>
      call('administrator', 'POST', '/v1/permissions', {
        person,
        recipient: 'consumer',
        channel: 'email',
        purpose: 'newsletter',
        wording: 'You may.',
        basis: 'consent',
        evidence: { document: 'form 1' },
        source: { kind: 'person' },
      });
    const before = await permit(merged);
    await call('administrator', 'POST', `/v1/permissions/${before.body.id}/end`, { how: 'withdrawn' });
    world.pass(1000);
    expect((await permit(kept)).status).toBe(201);
    await merge(kept, merged);
    const { body } = await call('marketing', 'POST', '/v1/audience/check', {
      channel: 'email',
      purpose: 'newsletter',
      list: [kept],
    });
    expect(body['may']).toBe(0);
    await call('administrator', 'POST', `/v1/persons/${kept}/objection`);
    const mark = markOf(world.suppressionKeys[0] as Uint8Array, 1, 'email', 'unsubscribed@example.fi');
    expect(await store.read(reasonOf, { controller: 1, mark })).toEqual([{ reason: 'objection' }]);
  });
});
