/** Watermarks: how far has been counted. A mark moves in the write that counts, so nothing is counted twice or left out. */
import { must, type Statement, type Store, sql, statement } from '../store/store.ts';

export type Source = 'ledger' | 'visits' | 'merged' | 'refusals' | 'events';

const find = sql`
  select reached from count_marks where controller_id = :controller and source = :source`;
const move = sql`
  insert into count_marks (controller_id, source, reached)
  select :controller, :source, :to
  where coalesce((select reached from count_marks where controller_id = :controller and source = :source), 0) = :from
  on conflict (controller_id, source) do update set reached = excluded.reached
  returning reached`;
const stand = sql`
  select 1 as stands
  where coalesce((select reached from count_marks where controller_id = :controller and source = :source), 0) = :at`;

/** Where the source has been counted to; 0 before anything. */
export const reachedBy = async (store: Store, controller: number, source: Source): Promise<number> =>
  (await store.read<{ reached: number }>(find, { controller, source }))[0]?.reached ?? 0;

/** Moves the mark, unless another collector has moved it meanwhile: then nothing of the write happens. */
export const moveMark = (controller: number, source: Source, from: number, to: number): Statement =>
  must(statement(move, { controller, source, from, to }));

/** That the mark has not moved meanwhile: else nothing of the write happens. */
export const markStands = (controller: number, source: Source, at: number): Statement =>
  must(statement(stand, { controller, source, at }));
