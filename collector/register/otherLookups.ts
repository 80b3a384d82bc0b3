/** Looking persons up by what they hold: a user name, a licence key, a receipt. Only usable persons are found. */
import { whoIn } from '../ledger/decisionBody.ts';
import { type Readable, sql } from '../store/store.ts';
import { licenceKeyKey, userNameKey } from './compared.ts';
import type { UsablePerson } from './lookups.ts';

const byUserName = sql`
  select p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.user_name_key = :userName`;
const holderOf = sql`
  select p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from licences l
  join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.licence_key_key = :licenceKey`;
const companyOf = sql`
  select p.person_id as person, p.name, p.email, p.phone, p.position, p.company
  from licences l
  join usable_persons p on p.controller_id = l.controller_id and p.organisation_id = l.organisation_id
  where l.controller_id = :controller and l.licence_key_key = :licenceKey and l.person_id is null
  limit :most`;
const decided = sql`
  select l.body
  from decisions d
  join ledger l on l.controller_id = d.controller_id and l.number = d.number
  left join restricted_proofs r on r.controller_id = d.controller_id and r.number = d.number
  where d.controller_id = :controller and d.decision_id = :id and r.number is null`;

/** The person whose account has this user name. */
export const personsByUserName = (store: Readable, controller: number, userName: string) =>
  store.read<UsablePerson>(byUserName, { controller, userName: userNameKey(userName) });

/** The holder of a licence; where an organisation holds it, its persons, at most `most`. */
export const personsByLicenceKey = async (
  store: Readable,
  controller: number,
  key: string,
  most = 50,
): Promise<UsablePerson[]> => {
  const licenceKey = licenceKeyKey(key);
  const holder = await store.read<UsablePerson>(holderOf, { controller, licenceKey });
  return holder.length > 0 ? holder : store.read<UsablePerson>(companyOf, { controller, licenceKey, most });
};

/** The visitor whose decision a receipt is of, by the decision's id; undefined for a refusal, an erased or restricted one. */
export const visitorByReceipt = async (
  store: Readable,
  controller: number,
  id: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const [found] = await store.read<{ body: string | null }>(decided, { controller, id });
  return (found?.body && whoIn(found.body).visitor) || undefined;
};
