/** Holds that are in force: of a person, and of everybody's; and the guard of a write that decides by them. */
import { must, type Readable, type Statement, sql, statement } from '../../store/store.ts';
import { type HeldCategory, heldCategories, keptBy } from './categories.ts';

const ofPerson = sql`
  select category, law, reason, created, until, ended from holds
  where controller_id = :controller and person_id = :person and (ended is null or ended > :now) and (until is null or until > :now)`;
const ofAll = sql`
  select category, law, reason, created, until, ended from holds
  where controller_id = :controller and person_id is null and (ended is null or ended > :now) and (until is null or until > :now)`;
const seen = sql`
  select count(*) as holds, cast(coalesce(sum(version), 0) as bigint) as versions from holds where controller_id = :controller`;
// Versions only rise: whatever was made, changed or ended meanwhile shows.
const same = sql`
  select 1 as one from controllers
  where controller_id = :controller
    and (select count(*) from holds where controller_id = :controller) = :holds
    and (select cast(coalesce(sum(version), 0) as bigint) from holds where controller_id = :controller) = :versions`;

/** A hold in force. Times are Unix milliseconds. */
export interface Hold {
  /** Null: everything of the person. */
  category: HeldCategory | null;
  law: string;
  reason: string;
  created: number;
  /** Null: until it is ended. */
  until: number | null;
}

type Row = Hold & { ended: number | null };

/** Whichever comes first. */
const earliest = ({ until, ended, ...hold }: Row): Hold => {
  const times = [until, ended].filter((time) => time !== null);
  return { ...hold, until: times.length === 0 ? null : Math.min(...times) };
};

/** In force on these persons (entries that are one person), and on everybody. */
export const holdsOn = async (
  store: Readable,
  controller: number,
  persons: readonly Uint8Array[],
  now: number,
): Promise<Hold[]> => {
  const found = await Promise.all(
    persons.map((person) => store.read<Row>(ofPerson, { controller, person, now })),
  );
  return [...found.flat().map(earliest), ...(await holdsOfAll(store, controller, now))];
};

/** In force on a kind of everybody's. */
export const holdsOfAll = async (store: Readable, controller: number, now: number): Promise<Hold[]> =>
  (await store.read<Row>(ofAll, { controller, now })).map(earliest);

/** What the holds keep, by category. */
export const byCategory = (holds: readonly Hold[]): ReadonlyMap<HeldCategory, Hold[]> => {
  const found = new Map<HeldCategory, Hold[]>();
  for (const category of heldCategories) {
    const own = holds.filter((hold) => keptBy(hold.category).includes(category));
    if (own.length > 0) found.set(category, own);
  }
  return found;
};

/** What a controller's holds are now: to be handed to `whileSame` in the write that decides by them. */
export interface HoldsSeen {
  holds: number;
  versions: number;
}

export const holdsSeen = async (store: Readable, controller: number): Promise<HoldsSeen> => {
  const [found] = await store.read<HoldsSeen>(seen, { controller });
  if (!found) throw new Error('A count answers a row.');
  return found;
};

/** Nothing of the write happens where a hold was made or changed since. */
export const whileSame = (controller: number, { holds, versions }: HoldsSeen): Statement =>
  must(statement(same, { controller, holds, versions }));
