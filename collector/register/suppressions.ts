/** Suppressions: addresses that must not be written to, whoever holds them. Only their keyed hashes are kept (FACTS 5.6). */
import { type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Addressed } from './addresses.ts';
import { type Marked, marksOf } from './marks.ts';

export type SuppressionReason =
  | 'objection'
  | 'unsubscribed'
  | 'erased'
  | 'complaint'
  | 'undeliverable'
  | 'list';

/** An address as a keyed hash. */
export interface Mark {
  channel: Marked;
  version: number;
  mark: Uint8Array;
}

const insert = sql`
  insert into suppressions (controller_id, mark, channel, key_version, since, reason)
  values (:controller, :mark, :channel, :version, :now, :reason)
  on conflict (controller_id, mark) do update
  set since = excluded.since, reason = excluded.reason
  where excluded.reason = 'objection' and suppressions.reason not in ('objection', 'erased')`;
const drop = sql`delete from suppressions where controller_id = :controller and mark = :mark returning 1 as done`;
const isSuppressed = sql`select 1 as one from suppressions where controller_id = :controller and mark = :mark`;
const ofPerson = sql`
  select m.channel, min(s.since) as since, s.reason
  from address_marks m
  join suppressions s on s.controller_id = m.controller_id and s.mark = m.mark
  where m.controller_id = :controller and m.person_id = :person
  group by m.channel, s.reason
  order by m.channel, s.reason`;
const unsubscribedOf = sql`
  select u.channel, u.purpose, u.product_group as "productGroup", min(u.since) as since
  from address_marks m
  join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
  where m.controller_id = :controller and m.person_id = :person
  group by u.channel, u.purpose, u.product_group
  order by u.channel, u.purpose, u.product_group`;

/** The marks of one address, as it is compared. */
export const marksFor = (
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  channel: Marked,
  address: string,
): Mark[] => marksOf(world, controller, channel, address).map((one) => ({ channel, ...one }));

/** The marks of all of a person's addresses. */
export const marksOfAddressed = (
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  { emailKey, phoneKey }: Pick<Addressed, 'emailKey' | 'phoneKey'>,
): Mark[] => [
  ...(emailKey === null ? [] : marksFor(world, controller, 'email', emailKey)),
  ...(phoneKey === null ? [] : marksFor(world, controller, 'phone', phoneKey)),
];

/** From now on nothing is sent there. An objection is never taken for anything less, nor an erasure, by which imports know whom not to bring back. */
export const suppress = (
  controller: number,
  marks: readonly Mark[],
  reason: SuppressionReason,
  now: number,
): Statement[] =>
  marks.map(({ channel, version, mark }) =>
    statement(insert, { controller, mark, channel, version, now, reason }),
  );

/** Lifts a suppression: by the person's own new permission alone. */
export const unsuppress = (controller: number, marks: readonly Mark[]): Statement[] =>
  marks.map(({ mark }) => statement(drop, { controller, mark }));

/** Whether an address is suppressed, by any version of the key. */
export const suppressed = async (
  store: Readable,
  controller: number,
  marks: readonly Mark[],
): Promise<boolean> => {
  for (const { mark } of marks)
    if ((await store.read(isSuppressed, { controller, mark })).length > 0) return true;
  return false;
};

/** What keeps the controller from writing to a person's addresses, for their access answer. */
export const suppressionsOf = async (store: Readable, controller: number, person: Uint8Array) => ({
  everything: await store.read<{ channel: string; since: number; reason: string }>(ofPerson, {
    controller,
    person,
  }),
  purposes: await store.read<{ channel: string; purpose: string; productGroup: string; since: number }>(
    unsubscribedOf,
    { controller, person },
  ),
});
