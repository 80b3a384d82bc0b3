/** Duplicates: other entries that may be the same person, with what speaks for it. Suggested, never merged by itself. */
import { type Readable, sql } from '../store/store.ts';
import { wordsOf } from './words.ts';

const byPhone = sql`
  select o.person_id as person, o.name, o.email, o.phone, o.company
  from usable_persons p
  join usable_persons o on o.controller_id = p.controller_id and o.phone_key = p.phone_key
  where p.controller_id = :controller and p.person_id = :person and p.phone_key is not null and o.person_id <> :person
  limit :most`;
const byName = sql`
  select o.person_id as person, o.name, o.email, o.phone, o.company
  from person_words w
  join usable_persons o on o.controller_id = w.controller_id and o.person_id = w.person_id
  where w.controller_id = :controller and w.word = :words and o.person_id <> :person
  limit :most`;
const nameOf = sql`
  select name, organisation_id as organisation from usable_persons where controller_id = :controller and person_id = :person`;

export interface Suggestion {
  person: Uint8Array;
  name: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
  /** What speaks for it. */
  because: ('phone' | 'name')[];
}

/** Entries with the same telephone number or the same first two words of the name; at most twenty of each. */
export const duplicatesOf = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<Suggestion[]> => {
  const most = 20;
  const [known] = await store.read<{ name: string | null }>(nameOf, { controller, person });
  if (!known) return [];
  const [first, second] = wordsOf(known.name ?? '');
  const phones = await store.read<Omit<Suggestion, 'because'>>(byPhone, { controller, person, most });
  const names =
    second === undefined
      ? []
      : await store.read<Omit<Suggestion, 'because'>>(byName, {
          controller,
          person,
          words: `${first} ${second}`,
          most,
        });
  const found = new Map<string, Suggestion>();
  for (const [because, rows] of [['phone', phones] as const, ['name', names] as const])
    for (const row of rows) {
      const key = Buffer.from(row.person).toString('hex');
      const one = found.get(key) ?? { ...row, because: [] };
      one.because.push(because);
      found.set(key, one);
    }
  return [...found.values()].sort((left, right) => right.because.length - left.because.length);
};
