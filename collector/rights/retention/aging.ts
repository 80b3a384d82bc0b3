/** Rows that go by their own age, whoever's they are: how they are found, and what goes with them. */
import type { HeldCategory } from '../../duties/holds/categories.ts';
import type { RuleId } from '../../duties/retention/rules.ts';
import { type Sql, sql } from '../../store/store.ts';
import { blankTie } from './ties.ts';

/**
 * A table whose rows go one by one. `find` answers `id` and `at` in the order of `at`, `id`, after those named by `from` and
 * `after`, of before `before`; never what is held, nor of whoever is restricted: stored, and otherwise untouched (GDPR 18(2)).
 */
export interface Aging {
  noun: string;
  rule: RuleId;
  category?: HeldCategory;
  find: Sql;
  /** With `:controller` and `:id`; in this order. */
  drop: readonly Sql[];
}

const serviceLogs: Aging = {
  noun: 'service_logs',
  rule: 'service-logs',
  category: 'service-logs',
  find: sql`
    select l.log_id as id, l.logged as "at" from service_logs l
    where l.controller_id = :controller and l.logged >= :from and l.logged < :before
      and (l.logged > :from or l.log_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = l.controller_id and h.person_id = l.person_id
          and (h.category is null or h.category = 'service-logs')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = l.controller_id and p.person_id = l.person_id
          and p.restricted is not null and p.erased is null)
    order by l.logged, l.log_id
    limit :most`,
  drop: [sql`delete from service_logs where controller_id = :controller and log_id = :id`],
};

// What is still active has not ended: it counts from its start, for nobody may ever tell its end.
const activations: Aging = {
  noun: 'activations',
  rule: 'misuse',
  category: 'activations',
  find: sql`
    select a.activation_id as id, a.activated as "at" from activations a
    where a.controller_id = :controller and a.activated >= :from and a.activated < :before
      and (a.activated > :from or a.activation_id > :after) and coalesce(a.ended, a.activated) < :before
      and not exists (select 1 from holds h
        where h.controller_id = a.controller_id and h.person_id = a.person_id
          and (h.category is null or h.category in ('activations', 'misuse-flags'))
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = a.controller_id and p.person_id = a.person_id
          and p.restricted is not null and p.erased is null)
    order by a.activated, a.activation_id
    limit :most`,
  drop: [sql`delete from activations where controller_id = :controller and activation_id = :id`],
};

const misuseFlags: Aging = {
  noun: 'misuse_flags',
  rule: 'misuse',
  category: 'misuse-flags',
  find: sql`
    select f.flag_id as id, f.raised as "at" from misuse_flags f
    where f.controller_id = :controller and f.raised >= :from and f.raised < :before
      and (f.raised > :from or f.flag_id > :after) and coalesce(f.resolved, f.raised) < :before
      and not exists (select 1 from holds h
        where h.controller_id = f.controller_id and h.person_id = f.person_id
          and (h.category is null or h.category = 'misuse-flags')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = f.controller_id and p.person_id = f.person_id
          and p.restricted is not null and p.erased is null)
    order by f.raised, f.flag_id
    limit :most`,
  drop: [sql`delete from misuse_flags where controller_id = :controller and flag_id = :id`],
};

const permissions: Aging = {
  noun: 'permissions',
  rule: 'proof',
  category: 'permissions',
  find: sql`
    select q.permission_id as id, q.ended as "at" from permissions q
    where q.controller_id = :controller and q.ended is not null and q.ended >= :from and q.ended < :before
      and (q.ended > :from or q.permission_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = q.controller_id and h.person_id = q.person_id
          and (h.category is null or h.category = 'permissions')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = q.controller_id and p.person_id = q.person_id
          and p.restricted is not null and p.erased is null)
    order by q.ended, q.permission_id
    limit :most`,
  drop: [
    sql`delete from permissions where controller_id = :controller and permission_id = :id and ended is not null`,
  ],
};

const vouchers: Aging = {
  noun: 'transactions',
  rule: 'vouchers',
  category: 'transactions',
  find: sql`
    select t.transaction_id as id, t.occurred as "at" from transactions t
    where t.controller_id = :controller and t.occurred >= :from and t.occurred < :before
      and (t.occurred > :from or t.transaction_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = t.controller_id and h.person_id = t.person_id
          and (h.category is null or h.category = 'transactions')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = t.controller_id and p.person_id = t.person_id
          and p.restricted is not null and p.erased is null)
    order by t.occurred, t.transaction_id
    limit :most`,
  drop: [sql`delete from transactions where controller_id = :controller and transaction_id = :id`],
};

const messages: Aging = {
  noun: 'messages',
  rule: 'messages',
  category: 'messages',
  find: sql`
    select m.message_id as id, m.ended as "at" from messages m
    where m.controller_id = :controller and m.ended is not null and m.ended >= :from and m.ended < :before
      and (m.ended > :from or m.message_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = m.controller_id and h.person_id = m.person_id
          and (h.category is null or h.category = 'messages')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = m.controller_id and p.person_id = m.person_id
          and p.restricted is not null and p.erased is null)
    order by m.ended, m.message_id
    limit :most`,
  drop: [sql`delete from messages where controller_id = :controller and message_id = :id`],
};

// As long as a visit is left, whose it is must be known; after that nothing.
const ties: Aging = {
  noun: 'ties',
  rule: 'visits',
  category: 'visits',
  find: sql`
    select t.tie_id as id, t.started as "at" from ties t
    where t.controller_id = :controller and t.started >= :from and t.started < :before
      and (t.started > :from or t.tie_id > :after) and (t.ended is null or t.ended < :before)
      and not exists (select 1 from visits v
        where v.controller_id = t.controller_id and v.visitor_id = t.visitor_id
          and v.received >= t.started and (t.ended is null or v.received < t.ended))
      and not exists (select 1 from holds h
        where h.controller_id = t.controller_id and h.person_id = t.person_id
          and (h.category is null or h.category = 'visits')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = t.controller_id and p.person_id = t.person_id
          and p.restricted is not null and p.erased is null)
    order by t.started, t.tie_id
    limit :most`,
  drop: [blankTie, sql`delete from ties where controller_id = :controller and tie_id = :id`],
};

/** What of the customers and the visitors goes by its age. */
export const agingOfPersons: readonly Aging[] = [
  serviceLogs,
  activations,
  misuseFlags,
  permissions,
  vouchers,
  messages,
  ties,
];
