/** The entries of the register that are one human being: the one that is kept, and those that were merged into it. */
import { type Readable, sql } from '../store/store.ts';

const keptAs = sql`
  select merged_into as kept from persons
  where controller_id = :controller and person_id = :person and merged_into is not null and erased is null`;
const mergedInto = sql`
  with recursive whole (id) as (
    select merged_id from merges where controller_id = :controller and kept_id = :person and undone is null
    union
    select m.merged_id from whole
    join merges m on m.controller_id = :controller and m.kept_id = whole.id and m.undone is null)
  select p.person_id as person, p.name, p.email, p.email_key as "emailKey", p.phone, p.position,
    p.employer_address as "employerAddress", p.language, p.created
  from whole
  join persons p on p.controller_id = :controller and p.person_id = whole.id
  where p.erased is null and p.merged_into is not null
  order by p.person_id`;

/** The entry that this one was merged into, at last. */
export const keptEntry = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<Uint8Array> => {
  const [found] = await store.read<{ kept: Uint8Array }>(keptAs, { controller, person });
  return found ? keptEntry(store, controller, found.kept) : person;
};

export interface MergedEntry {
  person: Uint8Array;
  name: string | null;
  email: string | null;
  emailKey: string | null;
  phone: string | null;
  position: string | null;
  employerAddress: string | null;
  language: string | null;
  created: number;
}

/** What stays of the entries that were merged into this one: they can be parted again, so it is held. */
export const mergedEntries = (store: Readable, controller: number, person: Uint8Array) =>
  store.read<MergedEntry>(mergedInto, { controller, person });
