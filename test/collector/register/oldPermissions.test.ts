/** The proof of a permission goes 24 months after its end, and its source with it; what it says of the address stays. */
import { expect, test } from 'vitest';
import { night } from '../../../collector/rights/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { day } from '../../support/world.ts';

test('ended permissions go after 24 months, live ones and the refusal stay', async () => {
  const collector = await testCollector();
  const { call, store, world } = collector;
  const { person, permit, asking } = marketingOf(collector);
  const [gone, live] = [await person(), await person()];
  // Still customers: their time is not over.
  for (const one of [gone, live])
    await call('support', 'POST', '/v1/relationships', {
      person: one,
      contract: 'A 1',
      started: '2026-01-01',
      source: { kind: 'person' },
    });
  const permission = await permit(gone);
  await permit(live);
  await call('support', 'POST', `/v1/permissions/${permission}/end`, { how: 'withdrawn' });
  const prune = async () => (await night(store, world)).gone['permissions'] ?? 0;
  world.pass(729 * day);
  expect(await prune()).toBe(0);
  world.pass(3 * day);
  expect(await prune()).toBe(1);
  const left = sql`
    select (select count(*) from permissions) as permissions,
      (select count(*) from provenance where purpose = 'direct marketing') as sources`;
  expect(await store.read(left, {})).toEqual([{ permissions: 1, sources: 1 }]);
  expect((await asking(gone)).status).toBe(422);
});
