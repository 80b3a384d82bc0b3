/** A list that was made before, looked at again: who on it may be contacted now. */
import type { Criteria } from '../../shared/register/audience.ts';
import { fromUuid, isUuid } from '../bytes.ts';
import { type Readable, sql } from '../store/store.ts';
import { permittedBy } from './audience.ts';
import { emailKey } from './email.ts';
import { phoneKey } from './phone.ts';

const byEmail = sql`
  select person_id as person from usable_persons where controller_id = :controller and email_key = :key`;
const byPhone = sql`
  select person_id as person from usable_persons where controller_id = :controller and phone_key = :key`;

/** Whom an entry names: one person, or all who share a telephone. */
const named = async (store: Readable, controller: number, entry: string): Promise<Uint8Array[]> => {
  if (isUuid(entry)) return [fromUuid(entry)];
  const [query, key] = entry.includes('@') ? [byEmail, emailKey(entry)] : [byPhone, phoneKey(entry)];
  if (key === null) return [];
  return (await store.read<{ person: Uint8Array }>(query, { controller, key })).map(({ person }) => person);
};

export interface Checked {
  entry: string;
  may: boolean;
  /** Whom it names, where they may be used. */
  persons: Uint8Array[];
}

/** Each entry, in the order of the list. Whoever is not known may not be contacted; nor who shares a number with one who may not. */
export const checkList = async (
  store: Readable,
  controller: number,
  criteria: Criteria,
  list: readonly string[],
): Promise<Checked[]> => {
  const checked: Checked[] = [];
  for (const entry of list) {
    const persons = await named(store, controller, entry);
    let may = persons.length > 0;
    for (const person of persons)
      may = may && (await permittedBy(store, controller, criteria, person)) !== undefined;
    checked.push({ entry, may, persons });
  }
  return checked;
};
