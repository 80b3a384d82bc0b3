/** R44: a restored backup that knows nothing of a hold does not erase what it keeps; whose time was over is not suppressed. */
import { expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { night } from '../../../collector/rights/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { restoringOf } from '../../support/restoring.ts';
import { day } from '../../support/world.ts';

test('R44, R57: an erasure with a hold made after the backup is as partial again, and finishes again; retention is retention', async () => {
  const collector = await testCollector();
  const { call, store, world, controller } = collector;
  const { make, person } = customersOf(collector);
  const { backUp } = await restoringOf(collector);
  const [gone, old] = [await person({ name: 'Held Halonen' }), await person({ name: 'Old Oinonen' })];
  await make('feedback', { person: gone, received: '2026-11-01', channel: 'email', body: 'kept-words' });
  await make('relationships', { person: gone, contract: 'A', started: '2026-11-01' });
  const putBack = backUp();
  const hold = {
    person: gone,
    category: 'feedback',
    law: 'Act 1/2020',
    reason: 'A claim',
    until: '2027-11-01',
  };
  expect((await call('administrator', 'POST', '/v1/holds', hold)).status).toBe(201);
  expect((await call('administrator', 'DELETE', `/v1/persons/${gone}`)).status).toBe(200);
  world.pass(200 * day);
  expect((await night(store, world)).gone).toMatchObject({ persons: 1 });
  const { store: again } = await putBack();
  const left = async (id: string) => ({
    feedback: (
      await again.read(
        sql`select 1 as one from feedback where controller_id = :controller and person_id = :person`,
        {
          controller: controller.id,
          person: fromUuid(id),
        },
      )
    ).length,
    named: (
      await again.read(
        sql`select 1 as one from persons where controller_id = :controller and person_id = :person and name is not null`,
        { controller: controller.id, person: fromUuid(id) },
      )
    ).length,
  });
  expect(await left(gone)).toEqual({ feedback: 1, named: 0 });
  expect(await left(old)).toEqual({ feedback: 0, named: 0 });
  const suppressed = sql`select reason from suppressions where controller_id = :controller`;
  expect(
    await again.read(suppressed, { controller: controller.id }),
    'who asked, and nobody else',
  ).toHaveLength(1);
  world.pass(200 * day);
  await night(again, world);
  expect(await left(gone)).toEqual({ feedback: 0, named: 0 });
});
