/** Price lists: what an audit costs from when on (R66). A version is never changed; the next one takes its place. */
import { dayOf, startOf } from '../../calendar/day.ts';
import type { Noun } from '../../register/noun.ts';
import { sql } from '../../store/store.ts';
import type { World } from '../../world.ts';

const insert = sql`
  insert into price_lists (controller_id, price_list_id, number, since, currency, lines, created, version)
  select :controller, :id,
    coalesce((select max(number) from price_lists where controller_id = :controller), 0) + 1, :since, :currency, :lines, :now, 1
  from controllers
  where controller_id = :controller
  on conflict do nothing
  returning 1 as done`;
// Nothing calls it: a version stays as it was made.
const update = sql`
  update price_lists set version = version + 1
  where controller_id = :controller and price_list_id = :id and version = :version
  returning version`;
const one = sql`
  select price_list_id as id, version, number, since, currency, lines, created from price_lists
  where controller_id = :controller and price_list_id = :id`;
const all = sql`
  select price_list_id as id, version, number, since, currency, lines, created from price_lists
  where controller_id = :controller and price_list_id > :after
  order by price_list_id
  limit :most`;

export const priceListsNoun = (world: Pick<World, 'clock'>): Noun => ({
  table: 'price_lists',
  id: 'price_list_id',
  fields: { since: 'time', currency: 'text', lines: 'json' },
  shown: { number: 'number', created: 'time' },
  usualSource: 'service',
  // What was agreed under the list before must have been the list in force.
  refusal: async (_store, _controller, { since }) =>
    Number(since) < startOf(dayOf(world.clock()))
      ? {
          pointer: '/since',
          detail: 'Prices hold from today on at the earliest: none is changed afterwards.',
        }
      : undefined,
  insert,
  update,
  one,
  pages: { all },
});
