/** Controllers: who decides. One is the operator, who runs the collector. */
import { saltLength } from '../ledger/digest.ts';
import { appendEvent } from '../ledger/events.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';

export interface Controller {
  id: number;
  name: string;
  contact: string;
}

/** The operator is the first controller of all. */
export const operatorId = 1;

const operator = sql`
  select controller_id as id, name, contact from controllers where role = 'operator'`;
const insertOperator = sql`
  insert into controllers (controller_id, name, contact, role, created, version)
  select 1, :name, :contact, 'operator', :now, 1
  where not exists (select 1 from controllers)
  returning controller_id`;

/** The operator, once it was made. */
export const findOperator = async (store: Store): Promise<Controller | undefined> =>
  (await store.read<Controller>(operator, {}))[0];

/** Makes the operator, the first controller; answers the one that stands where there is one. */
export const makeOperator = async (
  store: Store,
  world: World,
  name: string,
  contact: string,
): Promise<Controller> => {
  const now = world.clock();
  try {
    await store.write([
      must(statement(insertOperator, { name, contact, now })),
      appendEvent({
        controller: operatorId,
        kind: 'controller-created',
        received: now,
        body: JSON.stringify({ role: 'operator' }),
        salt: world.random(saltLength),
      }),
    ]);
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
  }
  const found = await findOperator(store);
  if (!found) throw new Error('There is no operator.');
  return found;
};

const numbers = sql`select controller_id as id from controllers order by controller_id`;

/** The numbers of all controllers. */
export const listControllers = async (store: Store): Promise<number[]> =>
  (await store.read<{ id: number }>(numbers, {})).map(({ id }) => id);

const nameOf = sql`select name, contact from controllers where controller_id = :controller`;

/** Who writes: the controller's name and contact, as people are told it. */
export const senderOf = async (
  store: Readable,
  controller: number,
): Promise<Pick<Controller, 'name' | 'contact'>> => {
  const [found] = await store.read<Pick<Controller, 'name' | 'contact'>>(nameOf, { controller });
  if (!found) throw new Error('There is no such controller.');
  return found;
};
