/**
 * Whom a look-up names, for incidents: all of them, page by page, whether or not they may be used now. The desk's own look-up finds
 * fifty usable ones at most.
 */

import { fromUuid, isUuid } from '../../bytes.ts';
import { whoIn } from '../../ledger/decisionBody.ts';
import { licenceKeyKey, userNameKey } from '../../register/compared.ts';
import { emailKey, nameKey } from '../../register/email.ts';
import type { Way } from '../../register/lookUp.ts';
import { phoneKey } from '../../register/phone.ts';
import { wordsOf } from '../../register/words.ts';
import { type Readable, type Sql, sql, type Value } from '../../store/store.ts';

// Whoever had the address before the entries became one is whoever they are now.
const byEmail = sql`
  select person, 1 as records from (
    select person_id as person from persons
    where controller_id = :controller and email_key = :key and erased is null and merged_into is null
    union
    select person_id from persons
    where controller_id = :controller and erased is null and merged_into is null and person_id in (
      with recursive kept (id) as (
        select merged_into from persons
        where controller_id = :controller and email_key = :key and merged_into is not null and erased is null
        union
        select m.merged_into from kept
        join persons m on m.controller_id = :controller and m.person_id = kept.id and m.merged_into is not null and m.erased is null)
      select id from kept)) found
  where person > :after
  order by person limit :most`;
const byPhone = sql`
  select person_id as person, 1 as records from persons
  where controller_id = :controller and phone_key = :key and erased is null and merged_into is null and person_id > :after
  order by person_id limit :most`;
const byUserName = sql`
  select person_id as person, 1 as records from accounts
  where controller_id = :controller and user_name_key = :key and person_id > :after
  order by person_id limit :most`;
const byCompany = sql`
  select p.person_id as person, 1 as records
  from organisations o
  join persons p on p.controller_id = o.controller_id and p.organisation_id = o.organisation_id
  where o.controller_id = :controller and o.name_key >= :key and o.name_key < :end and p.erased is null
    and p.merged_into is null and p.person_id > :after
  order by p.person_id limit :most`;
const byLicence = sql`
  select p.person_id as person, 1 as records
  from licences l
  join persons p on p.controller_id = l.controller_id
    and (p.person_id = l.person_id or (l.person_id is null and p.organisation_id = l.organisation_id))
  where l.controller_id = :controller and l.licence_key_key = :key and p.erased is null and p.merged_into is null
    and p.person_id > :after
  order by p.person_id limit :most`;
const byVisitor = sql`
  select person_id as person, count(*) as records from ties
  where controller_id = :controller and visitor_id = :key and person_id > :after
  group by person_id order by person_id limit :most`;
// A word that is missing is as the first one.
const byName = sql`
  select distinct w.person_id as person, 1 as records
  from person_words w
  where w.controller_id = :controller and w.word >= :first and w.word < :firstEnd and w.person_id > :after
    and exists (select 1 from person_words x
      where x.controller_id = w.controller_id and x.person_id = w.person_id and x.word >= :second and x.word < :secondEnd)
    and exists (select 1 from person_words y
      where y.controller_id = w.controller_id and y.person_id = w.person_id and y.word >= :third and y.word < :thirdEnd)
  order by w.person_id limit :most`;
const decided = sql`
  select l.body
  from decisions d
  join ledger l on l.controller_id = d.controller_id and l.number = d.number
  where d.controller_id = :controller and d.decision_id = :id`;

export interface Asked {
  sql: Sql;
  values: Record<string, Value>;
}

const endOf = (word: string): string => `${word}\u{10ffff}`;

const visitorOf = async (store: Readable, controller: number, id: Uint8Array) => {
  const [found] = await store.read<{ body: string | null }>(decided, { controller, id });
  return found?.body ? whoIn(found.body).visitor : undefined;
};

/** The statement that names them, without a page; undefined where the value can name nobody. */
export const namedBy = async (
  store: Readable,
  controller: number,
  by: Way,
  value: string,
): Promise<Asked | undefined> => {
  const asked = (text: Sql, key: Value | undefined): Asked | undefined =>
    key === null || key === undefined ? undefined : { sql: text, values: { key } };
  const id = isUuid(value) ? fromUuid(value) : undefined;
  switch (by) {
    case 'email':
      return asked(byEmail, emailKey(value));
    case 'phone':
      return asked(byPhone, phoneKey(value));
    case 'userName':
      return asked(byUserName, userNameKey(value));
    case 'company': {
      const key = nameKey(value);
      return { sql: byCompany, values: { key, end: endOf(key) } };
    }
    case 'licenceKey':
      return asked(byLicence, licenceKeyKey(value));
    case 'visitor':
      return asked(byVisitor, id);
    case 'receipt':
      return asked(byVisitor, id && (await visitorOf(store, controller, id)));
    case 'name': {
      const [first, second = first, third = first] = wordsOf(value);
      if (first === undefined || second === undefined || third === undefined) return undefined;
      const ends = { firstEnd: endOf(first), secondEnd: endOf(second), thirdEnd: endOf(third) };
      return { sql: byName, values: { first, second, third, ...ends } };
    }
    default:
      return by satisfies never;
  }
};
