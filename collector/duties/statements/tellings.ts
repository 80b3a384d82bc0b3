/** What is still to be done about a published statement: customers told of it, sites taking it up. Its rows, and how far each is. */
import { newId } from '../../ids.ts';
import { must, type Readable, type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const insert = sql`
  insert into statement_tellings (controller_id, statement, batch_id, effective, asks_again, letters, ended)
  values (:controller, :statement, :batch, :effective, :asksAgain, 0, :ended)`;
const open = sql`
  select statement, batch_id as batch, effective, asks_again as "asksAgain", taken, reached, letters, ended
  from statement_tellings
  where controller_id = :controller and (ended is null or taken is null)
  order by statement`;
const all = sql`
  select statement, taken, letters, ended from statement_tellings where controller_id = :controller order by statement`;
const onFirst = sql`
  update statement_tellings set reached = :reached, letters = letters + :letters
  where controller_id = :controller and statement = :statement and reached is null
  returning 1 as done`;
const onNext = sql`
  update statement_tellings set reached = :reached, letters = letters + :letters
  where controller_id = :controller and statement = :statement and reached = :seen
  returning 1 as done`;
const end = sql`
  update statement_tellings set ended = :now
  where controller_id = :controller and statement = :statement and ended is null`;
const left = sql`
  update statement_tellings set asks_again = :left
  where controller_id = :controller and statement = :statement and asks_again = :seen
  returning 1 as done`;
const take = sql`
  update statement_tellings set taken = :now
  where controller_id = :controller and statement = :statement and taken is null`;

/** By public id of a site, purposes. */
export type AsksAgain = Readonly<Record<string, readonly string[]>>;

export interface Telling {
  statement: number;
  batch: Uint8Array;
  effective: number;
  asksAgain: string;
  taken: number | null;
  reached: Uint8Array | null;
  letters: number;
  ended: number | null;
}

/** What is to be done about a version that is published now. The first one is no change: nobody is told of it. */
export const beginTelling = (
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  number: number,
  { effective, asksAgain }: { effective: number; asksAgain: AsksAgain },
): Statement =>
  statement(insert, {
    controller,
    statement: number,
    batch: newId(world),
    effective,
    asksAgain: JSON.stringify(asksAgain),
    ended: number === 1 ? world.clock() : null,
  });

/** Those of which something is to be done, the oldest first. */
export const openTellings = (store: Readable, controller: number): Promise<Telling[]> =>
  store.read<Telling>(open, { controller });

export const allTellings = (store: Readable, controller: number) =>
  store.read<Pick<Telling, 'statement' | 'taken' | 'letters' | 'ended'>>(all, { controller });

/** Goes on from where it was read to `reached`; the write fails where somebody else went on. */
export const goneOn = (
  controller: number,
  { statement: number, reached: seen }: Telling,
  reached: Uint8Array,
  letters: number,
): Statement => {
  const at = { controller, statement: number, reached, letters };
  return must(seen === null ? statement(onFirst, at) : statement(onNext, { ...at, seen }));
};

export const endTelling = (controller: number, number: number, now: number): Statement =>
  statement(end, { controller, statement: number, now });

/** What is left to be asked again, where it is as it was read. */
export const leftToAsk = (controller: number, number: number, seen: string, rest: string): Statement =>
  must(statement(left, { controller, statement: number, seen, left: rest }));

export const takenUp = (controller: number, number: number, now: number): Statement =>
  statement(take, { controller, statement: number, now });
