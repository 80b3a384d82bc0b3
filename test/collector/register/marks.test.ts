/** Marks of addresses: on whoever has one, however they came, and anew when there is a new key. */
import { expect, test } from 'vitest';
import { remark } from '../../../collector/register/remark.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';

const collector = await testCollector();
const { call, post, store, world, controller, siteSecret } = collector;
const { person, permit, explained } = marketingOf(collector);

const marks = sql`
  select channel, key_version as version, hex(mark) as mark from address_marks
  where controller_id = :controller and person_id = :person order by channel, key_version`;
const marksOf = (id: string) =>
  store.read<{ channel: string; version: number; mark: string }>(marks, {
    controller: controller.id,
    person: Buffer.from(id.replaceAll('-', ''), 'hex'),
  });

test('somebody who registers on a site is marked at once, also by a telephone that comes later', async () => {
  const register = async (change: object = {}) => {
    const body = { v: 1, email: 'reg@example.fi', name: 'Reg', ...change };
    const headers = { authorization: `Bearer ${siteSecret}` };
    return (await (await post('/s/test/registrations', body, headers)).json()) as { person: string };
  };
  const { person: id } = await register();
  expect((await marksOf(id)).map(({ channel }) => channel)).toEqual(['email']);
  await register({ phone: '040 999 8877' });
  const both = await marksOf(id);
  expect(both.map(({ channel }) => channel)).toEqual(['email', 'phone']);
  // Another number is not theirs: what is known stays.
  await register({ phone: '040 111 0000' });
  expect(await marksOf(id)).toEqual(both);
});

test('under a new version of the key everybody is marked anew; what was suppressed stays so, and what is from now on', async () => {
  const [old, late, erased] = [await person(), await person(), await person({ email: 'gone@example.fi' })];
  for (const id of [old, late, erased]) await permit(id);
  await call('support', 'POST', `/v1/persons/${old}/objection`);
  await call('administrator', 'DELETE', `/v1/persons/${erased}`);
  await remark(store, world, () => false);
  const before = await marksOf(late);
  const newer = { ...world, suppressionKeys: [...world.suppressionKeys, Buffer.alloc(32, 10)] };
  await remark(store, newer, () => false);
  expect((await marksOf(late)).filter(({ version }) => version === 1)).toEqual(before);
  expect((await marksOf(late)).map(({ version }) => version)).toEqual([1, 2]);
  expect(await marksOf(erased)).toEqual([]);
  Object.assign(world, { suppressionKeys: newer.suppressionKeys });
  expect((await explained(old)).lacks).toContain('not-suppressed');
  const back = { kind: 'person', permission: 'asked by telephone' };
  // The erased address was hashed under the old key alone: it is known again all the same.
  expect((await explained(await person({ email: 'Gone@example.fi', source: back }))).lacks).toContain(
    'not-suppressed',
  );
  await call('support', 'POST', `/v1/persons/${late}/objection`);
  const kept = sql`select distinct key_version as version from suppressions where controller_id = :controller order by 1`;
  expect(await store.read(kept, { controller: controller.id })).toEqual([{ version: 1 }, { version: 2 }]);
});

test('marking anew goes on where it was stopped, and is done once', async () => {
  let looked = 0;
  const newest = { ...world, suppressionKeys: [...world.suppressionKeys, Buffer.alloc(32, 11)] };
  await remark(store, newest, () => {
    looked += 1;
    return true;
  });
  expect(looked).toBe(1);
  await remark(store, newest, () => false);
  const id = await person();
  const own = await marksOf(id);
  await remark(store, newest, () => false);
  expect(await marksOf(id)).toEqual(own);
});
