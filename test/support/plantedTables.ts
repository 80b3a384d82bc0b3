/** Where what an access answer must copy is found in the database: by table, the rows that are about the person of `everything`. */
import { type Sql, sql } from '../../collector/store/store.ts';

/** The rows of each table that are about the person. */
export const plantedTables: Record<string, Sql> = {
  persons: sql`select * from persons where name <> 'Toinen Aino'`,
  organisations: sql`select * from organisations`,
  provenance: sql`select * from provenance where basis <> 'none'`,
  // The answer calls a person's organisation their company.
  value_sources: sql`
    select case field when 'organisation' then 'company' else field end as field from value_sources
    where row_id in (select person_id from persons)`,
  // Decisions, and the acts that are found by what they concern.
  ledger: sql`
    select l.* from ledger l
    where l.kind = 4 or exists (
      select 1 from recorded_acts a
      where a.number = l.number and a.row_id not in (select person_id from persons where name = 'Toinen Aino'))`,
  recorded_acts: sql`
    select * from recorded_acts
    where row_id not in (select person_id from persons where name = 'Toinen Aino')`,
  decisions: sql`select * from decisions`,
  answers: sql`select * from answers`,
  past_decisions: sql`select * from past_decisions`,
  visits: sql`select * from visits`,
  analytics_events: sql`select * from analytics_events`,
  ties: sql`select * from ties`,
  access_log: sql`select * from access_log`,
  permissions: sql`select * from permissions`,
  permission_requests: sql`select * from permission_requests`,
  registrations: sql`select * from registrations`,
  tokens: sql`select * from tokens where person_id is not null`,
  merges: sql`select * from merges`,
  moved_visitors: sql`select * from moved_visitors`,
  suppressions: sql`select * from suppressions`,
  unsubscriptions: sql`select * from unsubscriptions`,
  messages: sql`select * from messages where person_id is not null`,
  holds: sql`select * from holds`,
  history: sql`select * from history`,
  informing: sql`select * from informing`,
  accounts: sql`select * from accounts`,
  relationships: sql`select * from relationships`,
  licences: sql`select * from licences`,
  activations: sql`select * from activations`,
  misuse_flags: sql`select * from misuse_flags`,
  feedback: sql`select * from feedback`,
  transactions: sql`select * from transactions`,
  service_events: sql`select * from service_events`,
  service_logs: sql`select * from service_logs`,
  requests: sql`select * from requests`,
  incidents: sql`select * from incidents`,
  incident_persons: sql`
    select * from incident_persons where person_id in (select kept_id from merges)`,
  sharing_consents: sql`select * from sharing_consents`,
  disclosures: sql`select * from disclosures`,
  recipient_notices: sql`select * from recipient_notices`,
};
