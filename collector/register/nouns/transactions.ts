/** Payments and sales (R32, R33): vouchers, which the Accounting Act keeps whatever else happens. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';
import { someone } from '../someone.ts';

const insert = sql`
  insert into transactions (controller_id, transaction_id, kind, person_id, organisation_id, reference, amount, currency,
    product_group, description, occurred, created, version)
  values (:controller, :id, :kind, :person, :organisation, :reference, :amount, :currency, :productGroup, :description,
    :occurred, :now, 1)
  on conflict do nothing
  returning 1 as done`;
// What the books say is not written over: a voucher is corrected by another (Accounting Act 1336/1997, chapter 2).
const update = sql`
  update transactions
  set person_id = :person, organisation_id = :organisation, product_group = :productGroup, description = :description,
    version = version + 1
  where controller_id = :controller and transaction_id = :id and version = :version
  returning version`;
const one = sql`
  select t.transaction_id as id, t.version, t.kind, t.person_id as person, t.organisation_id as organisation, t.reference, t.amount,
    t.currency, t.product_group as "productGroup", t.description, t.occurred
  from transactions t
  left join usable_persons p on p.controller_id = t.controller_id and p.person_id = t.person_id
  where t.controller_id = :controller and t.transaction_id = :id
    and (t.person_id is null or p.person_id is not null)`;
const all = sql`
  select t.transaction_id as id, t.version, t.kind, t.person_id as person, t.organisation_id as organisation, t.reference, t.amount,
    t.currency, t.product_group as "productGroup", t.description, t.occurred
  from transactions t
  left join usable_persons p on p.controller_id = t.controller_id and p.person_id = t.person_id
  where t.controller_id = :controller and t.transaction_id > :after
    and (t.person_id is null or p.person_id is not null)
  order by t.transaction_id
  limit :most`;
const byPerson = sql`
  select t.transaction_id as id, t.version, t.kind, t.person_id as person, t.organisation_id as organisation, t.reference, t.amount,
    t.currency, t.product_group as "productGroup", t.description, t.occurred
  from transactions t
  left join usable_persons p on p.controller_id = t.controller_id and p.person_id = t.person_id
  where t.controller_id = :controller and t.person_id = :person and t.transaction_id > :after
    and (t.person_id is null or p.person_id is not null)
  order by t.transaction_id
  limit :most`;
const byOrganisation = sql`
  select t.transaction_id as id, t.version, t.kind, t.person_id as person, t.organisation_id as organisation, t.reference, t.amount,
    t.currency, t.product_group as "productGroup", t.description, t.occurred
  from transactions t
  left join usable_persons p on p.controller_id = t.controller_id and p.person_id = t.person_id
  where t.controller_id = :controller and t.organisation_id = :organisation and t.transaction_id > :after
    and (t.person_id is null or p.person_id is not null)
  order by t.transaction_id
  limit :most`;
const ofPerson = sql`
  select t.transaction_id as id, t.version, t.kind, t.person_id as person, t.organisation_id as organisation, t.reference, t.amount,
    t.currency, t.product_group as "productGroup", t.description, t.occurred
  from transactions t
  where t.controller_id = :controller and t.person_id = :person and t.transaction_id > :after
  order by t.transaction_id
  limit :most`;
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'transactions', transaction_id from transactions
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update transactions set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update transactions set person_id = :merged, version = version + 1
  where controller_id = :controller and transaction_id = :id and person_id = :kept`;

/** Erasure leaves them as they are (GDPR 17(3)(b)): whose they were is hidden by what the person is from then on. */
export const transactions: Noun = {
  table: 'transactions',
  id: 'transaction_id',
  fields: {
    kind: 'text',
    person: 'person',
    organisation: 'organisation',
    reference: 'text',
    amount: 'number',
    currency: 'text',
    productGroup: 'text',
    description: 'text',
    occurred: 'time',
  },
  fixed: ['kind', 'reference', 'amount', 'currency', 'occurred'],
  person: 'person',
  usualSource: 'service',
  wrong: someone,
  insert,
  update,
  one,
  pages: { all, person: byPerson, organisation: byOrganisation },
  ofPerson,
  remember,
  reassign,
  giveBack,
};
