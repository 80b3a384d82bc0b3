/** Where a person stands: pending, restricted, erased, merged. Read by rights, which must reach those whom nobody else may use. */
import { type Readable, type Statement, sql, statement } from '../store/store.ts';

export interface PersonState {
  version: number;
  created: number;
  /** Unix milliseconds since when; null where it is not so. */
  pending: number | null;
  restricted: number | null;
  restriction: string | null;
  objected: number | null;
  erased: number | null;
  /** The person that this one was merged into. */
  mergedInto: Uint8Array | null;
}

const state = sql`
  select version, created, pending, restricted, restriction, objected, erased, merged_into as "mergedInto"
  from persons
  where controller_id = :controller and person_id = :person`;

/** The state; undefined where the controller knows nobody by this id. */
export const personState = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<PersonState | undefined> => (await store.read<PersonState>(state, { controller, person }))[0];

const standing = sql`
  select 1 as one from persons
  where controller_id = :controller and person_id = :person and erased is null and merged_into is null`;

/** Answers a row where they are neither erased nor merged away: the condition of what they do themselves, restricted or not. */
export const ifStanding = (controller: number, person: Uint8Array): Statement =>
  statement(standing, { controller, person });
