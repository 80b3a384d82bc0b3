/** Where a person can be reached and what keeps us from it, whatever state they are in: for the rights that reach everybody. */
import { type Readable, sql } from '../store/store.ts';
import type { Marked } from './marks.ts';

export interface Addressed {
  person: Uint8Array;
  email: string | null;
  /** As they are compared. */
  emailKey: string | null;
  phoneKey: string | null;
  language: string | null;
  objected: number | null;
  erased: number | null;
  /** 1 where there is an address for the post. */
  post: number;
}

const one = sql`
  select person_id as person, email, email_key as "emailKey", phone_key as "phoneKey", language, objected, erased,
    merged_into as "mergedInto", case when employer_address is not null or exists (
      select 1 from organisations o
      where o.controller_id = persons.controller_id and o.organisation_id = persons.organisation_id and o.street is not null)
    then 1 else 0 end as post
  from persons
  where controller_id = :controller and person_id = :person`;
// Whoever is looked for by e-mail is not written to by post.
const byEmail = sql`
  select person_id as person, email, email_key as "emailKey", phone_key as "phoneKey", language, objected, erased, 0 as post
  from persons
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null`;

/** The person by this id, or the one whom they were merged into; undefined where there is nobody. */
export const addressed = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<Addressed | undefined> => {
  let id = person;
  // Merges follow each other; never in a circle, but nothing here shall depend on it.
  for (let hops = 0; hops < 20; hops += 1) {
    const [found] = await store.read<Addressed & { mergedInto: Uint8Array | null }>(one, {
      controller,
      person: id,
    });
    if (!found) return undefined;
    const { mergedInto, ...rest } = found;
    if (mergedInto === null) return rest;
    id = mergedInto;
  }
  return undefined;
};

/** The person who has this e-mail address, in whatever state but erased. */
export const addressedByEmail = async (
  store: Readable,
  controller: number,
  emailKey: string,
): Promise<Addressed | undefined> => (await store.read<Addressed>(byEmail, { controller, emailKey }))[0];

/** Their address of a kind, as it is compared; null where they have none. */
export const keyFor = ({ emailKey, phoneKey }: Addressed, marked: Marked): string | null =>
  marked === 'email' ? emailKey : phoneKey;
