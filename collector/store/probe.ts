/** Whether the store can read and write: a mark is written and read back. */
import { type Store, sql, statement } from './store.ts';

const put = sql`
  insert into marks (controller_id, name, value) values (:controller, 'probe', :value)
  on conflict (controller_id, name) do update set value = excluded.value`;
const get = sql`select value from marks where controller_id = :controller and name = 'probe'`;

/** Resolves when what was written is read back; rejects with whatever hinders it. `value` is a few bytes of chance. */
export const probe = async (store: Store, controller: number, value: Uint8Array): Promise<void> => {
  await store.write([statement(put, { controller, value })]);
  const [row] = await store.read<{ value: Uint8Array }>(get, { controller });
  if (!row || Buffer.compare(row.value, value) !== 0) throw new Error('What was written is not read back.');
};
