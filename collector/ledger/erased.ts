/** Whether something was erased since the file was last made anew: until then bytes of it may be left in the file. */
import { type Statement, type Store, sql, statement } from '../store/store.ts';

const note = sql`
  insert into marks (controller_id, name, value) values (:controller, 'erased', :one)
  on conflict (controller_id, name) do nothing`;
const noted = sql`select controller_id as controller from marks where name = 'erased'`;
const forget = sql`delete from marks where controller_id = :controller and name = 'erased'`;

/** Part of every write that erases something. */
export const noteErased = (controller: number): Statement =>
  statement(note, { controller, one: Uint8Array.of(1) });

/** The controllers that something was erased for. */
export const erasedFor = async (store: Store): Promise<number[]> =>
  (await store.read<{ controller: number }>(noted, {})).map(({ controller }) => controller);

/** After the file was made anew. */
export const forgetErased = (controllers: readonly number[]): Statement[] =>
  controllers.map((controller) => statement(forget, { controller }));
