/** How many rows of a kind there are of a person. */
import type { HeldCategory } from '../duties/holds/categories.ts';
import { type Readable, type Sql, sql } from '../store/store.ts';

const counts: Readonly<Record<HeldCategory, Sql>> = {
  identity: sql`
    select count(*) as rows from persons
    where controller_id = :controller and person_id = :person
      and (name is not null or email is not null or phone is not null or position is not null or employer_address is not null)`,
  accounts: sql`select count(*) as rows from accounts where controller_id = :controller and person_id = :person`,
  relationships: sql`
    select count(*) as rows from relationships where controller_id = :controller and person_id = :person`,
  licences: sql`select count(*) as rows from licences where controller_id = :controller and person_id = :person`,
  activations: sql`
    select count(*) as rows from activations where controller_id = :controller and person_id = :person`,
  'misuse-flags': sql`
    select count(*) as rows from misuse_flags where controller_id = :controller and person_id = :person`,
  feedback: sql`select count(*) as rows from feedback where controller_id = :controller and person_id = :person`,
  transactions: sql`
    select count(*) as rows from transactions where controller_id = :controller and person_id = :person`,
  'service-events': sql`
    select count(*) as rows from service_events where controller_id = :controller and person_id = :person`,
  'service-logs': sql`
    select count(*) as rows from service_logs where controller_id = :controller and person_id = :person`,
  permissions: sql`
    select count(*) as rows from permissions where controller_id = :controller and person_id = :person`,
  messages: sql`select count(*) as rows from messages where controller_id = :controller and person_id = :person`,
  visits: sql`select count(*) as rows from ties where controller_id = :controller and person_id = :person`,
  'access-log': sql`
    select count(*) as rows from access_log where controller_id = :controller and person_id = :person`,
  disclosures: sql`
    select count(*) as rows from disclosures where controller_id = :controller and person_id = :person`,
  'sharing-consents': sql`
    select count(*) as rows from sharing_consents where controller_id = :controller and person_id = :person`,
  incidents: sql`
    select count(*) as rows from incident_persons where controller_id = :controller and person_id = :person`,
  requests: sql`select count(*) as rows from requests where controller_id = :controller and person_id = :person`,
};

export const countHeld = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
  category: HeldCategory,
): Promise<number> =>
  (await store.read<{ rows: number }>(counts[category], { controller, person }))[0]?.rows ?? 0;
