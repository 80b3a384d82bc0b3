/** Finding persons by words of their name: prefixes, in any order, without case and diacritics. */
import { type Readable, sql } from '../store/store.ts';
import type { UsablePerson } from './lookups.ts';
import { wordsOf } from './words.ts';

// The rarest word leads; the others are asked of each person that it finds. `:most` bounds what is found, `:tried` the work.
const one = sql`
  select distinct p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from person_words w
  join usable_persons p on p.controller_id = w.controller_id and p.person_id = w.person_id
  where w.controller_id = :controller and w.word >= :first and w.word < :firstEnd
  limit :most`;
const two = sql`
  select distinct p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from (
    select controller_id, person_id from person_words
    where controller_id = :controller and word >= :first and word < :firstEnd
    limit :tried
  ) w
  join usable_persons p on p.controller_id = w.controller_id and p.person_id = w.person_id
  where exists (
    select 1 from person_words x
    where x.controller_id = w.controller_id and x.person_id = w.person_id and x.word >= :second and x.word < :secondEnd)
  limit :most`;
const three = sql`
  select distinct p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from (
    select controller_id, person_id from person_words
    where controller_id = :controller and word >= :first and word < :firstEnd
    limit :tried
  ) w
  join usable_persons p on p.controller_id = w.controller_id and p.person_id = w.person_id
  where exists (
      select 1 from person_words x
      where x.controller_id = w.controller_id and x.person_id = w.person_id and x.word >= :second and x.word < :secondEnd)
    and exists (
      select 1 from person_words y
      where y.controller_id = w.controller_id and y.person_id = w.person_id and y.word >= :third and y.word < :thirdEnd)
  limit :most`;
const frequency = sql`
  select count(*) as count from (
    select 1 from person_words
    where controller_id = :controller and word >= :from and word < :end
    limit :most) f`;

/** Rows of the leading word that are tried at most: where even the rarest word is more common, the answer says that it is not all. */
const tried = 1200;

/** The end of all words that begin with this one. */
const endOf = (word: string): string => `${word}\u{10ffff}`;

export interface Found {
  persons: UsablePerson[];
  /** Whether that is all; otherwise another word is needed. */
  complete: boolean;
}

/** How many rows a word has, counted up to what is tried. */
const countOf = async (store: Readable, controller: number, word: string) => {
  const asked = { controller, from: word, end: endOf(word), most: tried };
  return { word, count: (await store.read<{ count: number }>(frequency, asked))[0]?.count ?? 0 };
};

/** By two words of which the earlier is whole and the later may be begun, in either order: one row of the index a person. */
const byPair = async (
  store: Readable,
  range: { controller: number; most: number },
  [left = '', right = '']: readonly string[],
): Promise<UsablePerson[]> => {
  const ask = (first: string) => store.read<UsablePerson>(one, { ...range, first, firstEnd: endOf(first) });
  const both = [...(await ask(`${left} ${right}`)), ...(await ask(`${right} ${left}`))];
  return [...new Map(both.map((person) => [Buffer.from(person.person).toString('hex'), person])).values()];
};

/**
 * At most `most` usable persons in whose name every word of the text begins a word; only the first three words count. Where
 * two words are found next to a whole one, those are the answer.
 */
export const searchByName = async (
  store: Readable,
  controller: number,
  text: string,
  most: number,
): Promise<Found> => {
  const words = wordsOf(text).slice(0, 3);
  const [only] = words;
  if (only === undefined) return { persons: [], complete: true };
  // One more tells whether there are more.
  const range = { controller, most: most + 1 };
  const answer = (persons: UsablePerson[], all = true): Found => ({
    persons: persons.slice(0, most),
    complete: all && persons.length <= most,
  });
  if (words.length === 1)
    return answer(await store.read<UsablePerson>(one, { ...range, first: only, firstEnd: endOf(only) }));
  if (words.length === 2) {
    const persons = await byPair(store, range, words);
    if (persons.length > 0) return answer(persons);
  }
  const counted = await Promise.all(words.map((word) => countOf(store, controller, word)));
  const [first, second, third] = counted.sort((left, right) => left.count - right.count);
  if (!first || !second) return { persons: [], complete: true };
  const asked = {
    ...range,
    first: first.word,
    firstEnd: endOf(first.word),
    second: second.word,
    secondEnd: endOf(second.word),
    tried,
  };
  const found = third
    ? await store.read<UsablePerson>(three, { ...asked, third: third.word, thirdEnd: endOf(third.word) })
    : await store.read<UsablePerson>(two, asked);
  return answer(found, first.count < tried);
};
