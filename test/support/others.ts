/** Others beside the person of `everything`: at the same company, on the same browser, in the same tables. */
import { toUuid } from '../../collector/bytes.ts';
import { sql, statement } from '../../collector/store/store.ts';
import type { TestCollector } from './collector.ts';
import { customersOf } from './customers.ts';
import { uuid } from './decision.ts';

/** Another person whom every canary names, staff with a name, and visits after the person's tie ended. */
export const othersThan = async (collector: TestCollector, person: Uint8Array): Promise<void> => {
  const { call, controller, store, world } = collector;
  const { make } = customersOf(collector);
  const at = new Date(world.clock()).toISOString();
  const [row] = await store.read<{ organisation: Uint8Array | null }>(
    sql`select organisation_id as organisation from persons
      where controller_id = :controller and person_id = :person`,
    { controller: controller.id, person },
  );
  const other = await make('persons', {
    name: 'Toinen Henkilö',
    email: 'toinen@example.fi',
    organisation: row?.organisation ? toUuid(row.organisation) : null,
  });
  await make('accounts', { person: other, userName: 'toinen' });
  await make('feedback', { person: other, received: at, channel: 'email', body: 'Toinen kiittää' });
  await make('service-logs', { person: other, service: 'ELMAS', line: 'Toinen started', logged: at });
  await make('relationships', { person: other, contract: 'Toinen 7', started: at });
  await call('support', 'GET', `/v1/persons/${other}`);
  world.pass(60_000);
  await store.write([
    statement(sql`update staff set name = 'Kanaria Virkailija' where controller_id = :controller`, {
      controller: controller.id,
    }),
    statement(
      sql`
        insert into visits (controller_id, visit_id, visitor_id, site_id, received, page)
        select controller_id, :visit, visitor_id, site_id, :later, '/toisen/sivu' from ties
        where controller_id = :controller and person_id = :person and ended is not null`,
      {
        controller: controller.id,
        person,
        visit: Buffer.from(uuid().replaceAll('-', ''), 'hex'),
        later: world.clock() + 1000,
      },
    ),
  ]);
};
