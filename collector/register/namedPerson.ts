/** The person whom a site's server names: by id, or by the user name of their account. */
import { fromUuid } from '../bytes.ts';
import { type Readable, sql } from '../store/store.ts';
import { userNameKey } from './compared.ts';

export interface Named {
  person?: string | undefined;
  userName?: string | undefined;
}

const byId = sql`
  select person_id as person from usable_persons where controller_id = :controller and person_id = :person`;
const byUserName = sql`
  select a.person_id as person from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.user_name_key = :key`;

/** Their id; null where nobody is named, undefined where nobody usable is known so. */
export const namedPerson = async (
  store: Readable,
  controller: number,
  { person, userName }: Named,
): Promise<Uint8Array | null | undefined> => {
  if (person !== undefined) {
    const rows = await store.read<{ person: Uint8Array }>(byId, { controller, person: fromUuid(person) });
    return rows[0]?.person;
  }
  if (userName === undefined) return null;
  const key = userNameKey(userName);
  return (await store.read<{ person: Uint8Array }>(byUserName, { controller, key }))[0]?.person;
};
