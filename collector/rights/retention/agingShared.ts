/** Rows about what was shared with recipients that go by their own age: consents to it, and that recipients were told. */
import { sql } from '../../store/store.ts';
import type { Aging } from './aging.ts';

const sharingConsents: Aging = {
  noun: 'sharing_consents',
  rule: 'proof',
  category: 'sharing-consents',
  find: sql`
    select s.consent_id as id, s.ended as "at" from sharing_consents s
    where s.controller_id = :controller and s.ended is not null and s.ended >= :from and s.ended < :before
      and (s.ended > :from or s.consent_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = s.controller_id and h.person_id = s.person_id
          and (h.category is null or h.category = 'sharing-consents')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = s.controller_id and p.person_id = s.person_id
          and p.restricted is not null and p.erased is null)
    order by s.ended, s.consent_id
    limit :most`,
  drop: [sql`delete from sharing_consents where controller_id = :controller and consent_id = :id`],
};

const recipientNotices: Aging = {
  noun: 'recipient_notices',
  rule: 'requests',
  category: 'disclosures',
  find: sql`
    select n.notice_id as id, n.told as "at" from recipient_notices n
    where n.controller_id = :controller and n.told is not null and n.told >= :from and n.told < :before
      and (n.told > :from or n.notice_id > :after)
      and not exists (select 1 from holds h
        where h.controller_id = n.controller_id and h.person_id = n.person_id
          and (h.category is null or h.category = 'disclosures')
          and (h.ended is null or h.ended > :now) and (h.until is null or h.until > :now))
      and not exists (select 1 from persons p
        where p.controller_id = n.controller_id and p.person_id = n.person_id
          and p.restricted is not null and p.erased is null)
    order by n.told, n.notice_id
    limit :most`,
  drop: [sql`delete from recipient_notices where controller_id = :controller and notice_id = :id`],
};

/** What of the sharing goes by its age. */
export const agingOfShared: readonly Aging[] = [sharingConsents, recipientNotices];
