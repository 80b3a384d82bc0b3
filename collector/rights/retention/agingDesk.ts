/** Rows about staff and their work that go by their own age: who read whom, orders, files that were read in, requests, holds. */
import { sql } from '../../store/store.ts';
import type { Aging } from './aging.ts';

// Ids begin with their time; what is held is what somebody may still ask about.
const accessLog: Aging = {
  noun: 'access_log',
  rule: 'access-log',
  category: 'access-log',
  find: sql`
    select l.entry_id as id, l.read_at as "at" from access_log l
    where l.controller_id = :controller and l.entry_id > :after and l.entry_id < :beforeId
      and not exists (select 1 from holds h
        where h.controller_id = l.controller_id and h.person_id = l.person_id
          and (h.category is null or h.category = 'access-log')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = l.controller_id and p.person_id = l.person_id
          and p.restricted is not null and p.erased is null)
    order by l.entry_id
    limit :most`,
  drop: [sql`delete from access_log where controller_id = :controller and entry_id = :id`],
};

const instructions: Aging = {
  noun: 'instructions',
  rule: 'access-log',
  find: sql`
    select instruction_id as id, created as "at" from instructions
    where controller_id = :controller and instruction_id > :after
      and (revoked < :before or ends < :before)
    order by instruction_id
    limit :most`,
  drop: [sql`delete from instructions where controller_id = :controller and instruction_id = :id`],
};

const staffKeys: Aging = {
  noun: 'staff_keys',
  rule: 'access-log',
  find: sql`
    select key_id as id, created as "at" from staff_keys
    where controller_id = :controller and key_id > :after and (ended < :before or expires < :before)
    order by key_id
    limit :most`,
  drop: [sql`delete from staff_keys where controller_id = :controller and key_id = :id`],
};

const imports: Aging = {
  noun: 'imports',
  rule: 'messages',
  find: sql`
    select import_id as id, ended as "at" from imports
    where controller_id = :controller and import_id > :after and ended < :before
    order by import_id
    limit :most`,
  drop: [
    sql`delete from import_problems where controller_id = :controller and import_id = :id`,
    sql`delete from import_pieces where controller_id = :controller and import_id = :id`,
    sql`delete from imports where controller_id = :controller and import_id = :id`,
  ],
};

const holds: Aging = {
  noun: 'holds',
  rule: 'holds',
  find: sql`
    select hold_id as id, created as "at" from holds
    where controller_id = :controller and hold_id > :after and (ended < :before or until < :before)
    order by hold_id
    limit :most`,
  drop: [sql`delete from holds where controller_id = :controller and hold_id = :id`],
};

const requests: Aging = {
  noun: 'requests',
  rule: 'requests',
  category: 'requests',
  find: sql`
    select q.request_id as id, q.ended as "at" from requests q
    where q.controller_id = :controller and q.ended is not null and q.ended >= :from and q.ended < :before
      and (q.ended > :from or q.request_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = q.controller_id and h.person_id = q.person_id
          and (h.category is null or h.category = 'requests')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = q.controller_id and p.person_id = q.person_id
          and p.restricted is not null and p.erased is null)
    order by q.ended, q.request_id
    limit :most`,
  drop: [
    sql`delete from request_steps where controller_id = :controller and request_id = :id`,
    sql`delete from requests where controller_id = :controller and request_id = :id`,
  ],
};

/** What of the desk goes by its age. */
export const agingOfDesk: readonly Aging[] = [accessLog, instructions, staffKeys, imports, requests, holds];
