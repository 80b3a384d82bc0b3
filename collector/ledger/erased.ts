/** Whether something was erased since the file was last made anew: until then bytes of it may be left in the file. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';

const note = sql`
  insert into marks (controller_id, name, value) values (:controller, 'erased', :value)
  on conflict (controller_id, name) do update set value = excluded.value`;
const noted = sql`select value from marks where controller_id = :controller and name = 'erased'`;
const forget = sql`delete from marks where controller_id = :controller and name = 'erased' and value = :value`;

/** Another for each erasure of this process: one that comes while the file is made anew is not forgotten with the others. */
let erasures = 0;

/** Part of every write that erases something. */
export const noteErased = (controller: number): Statement =>
  statement(note, { controller, value: new TextEncoder().encode(`${++erasures}`) });

/** The latest of the controller's erasures since the file was last made anew; undefined where there was none. */
export const latestErasure = async (store: Store, controller: number): Promise<Uint8Array | undefined> =>
  (await store.read<{ value: Uint8Array }>(noted, { controller }))[0]?.value;

/** After the file was made anew: unless something more has been erased meanwhile. */
export const forgetErased = (controller: number, value: Uint8Array): Statement =>
  statement(forget, { controller, value });
