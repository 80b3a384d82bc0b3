/** Erasures that a law delays: what is left goes when the last hold on it has ended, in the night after. */
import { toUuid } from '../bytes.ts';
import { startOf } from '../calendar/day.ts';
import { holdsSeen, whileSame } from '../duties/holds/active.ts';
import type { FinancialYears } from '../duties/retention/vouchers.ts';
import { noteErased } from '../ledger/erased.ts';
import { nobody } from '../register/actor.ts';
import { actEvent } from '../register/recordEvents.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { takingAway } from './erasing.ts';
import { sourcesGone } from './erasingRows.ts';
import { type Keeping, type Kept, keepingOf, vouchersOf } from './kept.ts';

/** Why somebody was erased: they or staff asked, or their time was over. */
export type Cause = 'request' | 'retention';

const remember = sql`
  insert into unfinished_erasures (controller_id, person_id, root_id, cause, erased, due)
  values (:controller, :person, :root, :cause, :now, :due)
  on conflict (controller_id, person_id) do update set due = excluded.due`;
const due = sql`
  select person_id as person, root_id as root from unfinished_erasures
  where controller_id = :controller and due <= :now
  order by due
  limit :most`;
// A hold of everybody's was changed.
const changed = sql`select value from marks where controller_id = :controller and name = 'holds'`;
const lookAtAll = sql`update unfinished_erasures set due = :now where controller_id = :controller`;
const looked = sql`delete from marks where controller_id = :controller and name = 'holds' and value = :value`;
const wait = sql`
  update unfinished_erasures set due = :due where controller_id = :controller and person_id = :person`;
const finish = sql`
  delete from unfinished_erasures where controller_id = :controller and person_id = :person returning 1 as done`;

const isThere = sql`
  select 1 as one from unfinished_erasures where controller_id = :controller and person_id = :person`;

/** Whether somebody who was erased is kept in part. */
export const isUnfinished = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<boolean> => (await store.read(isThere, { controller, person })).length > 0;

const withAddress = sql`
  select person_id as person from persons
  where controller_id = :controller and email_key = :emailKey and erased is not null and merged_into is null
  limit 1`;

/** Who was erased, and is kept by a hold with this e-mail address; undefined for nobody. */
export const heldWith = async (
  store: Readable,
  controller: number,
  emailKey: string,
): Promise<{ person: Uint8Array } | undefined> =>
  (await store.read<{ person: Uint8Array }>(withAddress, { controller, emailKey }))[0];

/** When something can change by itself; null where only a hold's end would. */
const nextOf = ({ holds }: Keeping, vouchers: Kept | null): number | null => {
  const times = [
    ...holds.flatMap(({ until }) => until ?? []),
    ...(vouchers?.until ? [startOf(vouchers.until)] : []),
  ];
  return times.length === 0 ? null : Math.min(...times);
};

/** Part of an erasure: remembers that something is left, where something may be. */
export const leaveUnfinished = (
  one: { controller: number; person: Uint8Array; root: Uint8Array; cause: Cause; now: number },
  keeping: Keeping,
  vouchers: Kept | null,
): Statement[] =>
  keeping.holds.length === 0 && vouchers === null
    ? []
    : [statement(remember, { ...one, due: nextOf(keeping, vouchers) })];

/** Persons in one look. */
const atOnce = 50;

interface Left {
  person: Uint8Array;
  root: Uint8Array;
}

/** Takes away of one person what nothing keeps any more. Whether that was the last of it. */
const goOn = async (
  store: Store,
  world: World,
  controller: number,
  { person, root }: Left,
  years: FinancialYears,
  counted: Statement,
): Promise<boolean> => {
  const now = world.clock();
  const both = { controller, person };
  const seen = await holdsSeen(store, controller);
  const entries = Buffer.compare(person, root) === 0 ? [person] : [person, root];
  const keeping = await keepingOf(store, controller, entries, now, years);
  const vouchers = await vouchersOf(store, controller, person, keeping);
  const isLast = keeping.holds.length === 0 && vouchers === null;
  await store.write(
    [
      whileSame(controller, seen),
      ...takingAway({ ...both, now, vouchersBefore: keeping.vouchersBefore }, keeping.held),
      ...(await sourcesGone(store, controller, person, keeping.held)),
      noteErased(controller),
      ...(isLast
        ? [
            must(statement(finish, both)),
            counted,
            actEvent(world, nobody(controller), 'erasure-finished', { person: toUuid(person) }),
          ]
        : [statement(wait, { ...both, due: nextOf(keeping, vouchers) })]),
    ],
    'import',
  );
  return isLast;
};

/**
 * Goes on with the erasures for which something may have changed. How many were finished. A run that was killed is made up
 * for by the next: each person is one write, and those that are done are found no more.
 */
export const finishErasures = async (
  store: Store,
  world: World,
  controller: number,
  { years, counted, stopped }: { years: FinancialYears; counted: Statement; stopped: () => boolean },
): Promise<number> => {
  let finished = 0;
  const [wide] = await store.read<{ value: Uint8Array }>(changed, { controller });
  if (wide)
    await store.write(
      [
        statement(lookAtAll, { controller, now: world.clock() }),
        statement(looked, { controller, value: wide.value }),
      ],
      'import',
    );
  while (!stopped()) {
    const rows = await store.read<Left>(due, { controller, now: world.clock(), most: atOnce });
    for (const row of rows) {
      if (stopped()) break;
      try {
        if (await goOn(store, world, controller, row, years, counted)) finished += 1;
      } catch (error) {
        // A hold was made or changed meanwhile: looked at again, as it is now.
        if (!(error instanceof Unmet)) throw error;
      }
    }
    if (rows.length < atOnce) break;
  }
  return finished;
};
