/** Disclosing persons to a recipient: the grounds are conditions of the write itself, and what is refused is recorded too (R45-R50). */
import type { DisclosureRefusal } from '../../shared/register/disclosure.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import type { Actor } from '../register/actor.ts';
import { actOn } from '../register/recordEvents.ts';
import { ifFound, must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { bitsOf } from './categoryBits.ts';

// What is against it is found out as the row is written: nothing that is changed or withdrawn meanwhile is missed. A duty
// of the law alone reaches whoever is restricted (GDPR 18(2)), and counts for authorities and third parties.
export const disclose = sql`
  insert into disclosures (controller_id, disclosure_id, act_id, person_id, recipient_id, named, role, purpose, categories, ground,
    reference, consent_id, known_as, country, tool, scc_module, tool_reference, tool_date, disclosed, refused, version)
  select r.controller_id, :id, :act, p.person_id, r.recipient_id, r.name, r.role, :purpose, :categories,
    case when r.role = 'internal' then 'internal' when r.role = 'processor' then 'agreement'
      when cast(:duty as text) is not null then 'legal_duty' when s.consent_id is not null then 'consent' end,
    case when r.role = 'processor' then r.agreement when r.role in ('authority', 'third_party') then cast(:duty as text) end,
    case when r.role = 'third_party' and cast(:duty as text) is null then s.consent_id end,
    :knownAs, r.country, r.tool, r.scc_module, r.tool_reference, r.tool_date, :now,
    case
      when r.ended <= :now then 'recipient_ended'
      when r.outside = 1 and (r.tool = 'none' or r.tool_reference is null or r.tool_date is null or r.tool_date > :now
        or r.tool_until <= :now or (r.tool = 'scc' and r.scc_module is null)) then 'no_tool'
      when u.person_id is null and (r.role in ('internal', 'processor') or cast(:duty as text) is null) then 'restricted'
      when r.role = 'processor' and (r.agreement is null or r.agreement_from is null or r.agreement_from > :now
        or r.agreement_until <= :now) then 'no_agreement'
      when r.role in ('internal', 'processor') and not exists (
        select 1 from recipient_purposes o
        where o.controller_id = r.controller_id and o.recipient_id = r.recipient_id and o.purpose = :purpose)
        then 'other_purpose'
      when r.role in ('internal', 'processor') and (r.category_bits & :bits) <> :bits then 'other_category'
      when r.role = 'authority' and cast(:duty as text) is null then 'no_legal_duty'
      when r.role = 'third_party' and cast(:duty as text) is null and s.consent_id is null then 'no_consent'
    end, 1
  from recipients r
  join persons p on p.controller_id = r.controller_id and p.person_id = :person
    and p.erased is null and p.pending is null and p.merged_into is null
  left join usable_persons u on u.controller_id = p.controller_id and u.person_id = p.person_id
  left join sharing_consents s on s.controller_id = r.controller_id and s.consent_id = (
    select min(c.consent_id) from sharing_consents c
    where c.controller_id = r.controller_id and c.person_id = p.person_id and c.recipient_id = r.recipient_id
      and c.purpose = :purpose and c.since <= :now and c.ended is null)
  where r.controller_id = :controller and r.recipient_id = :recipient
  returning refused`;
const given = sql`
  select 1 as one from disclosures
  where controller_id = :controller and disclosure_id = :id and refused is null`;
const refused = sql`
  select 1 as one from disclosures
  where controller_id = :controller and disclosure_id = :id and refused is not null`;
const ofAct = sql`
  select disclosure_id as id, person_id as person, disclosed, refused from disclosures
  where controller_id = :controller and act_id = :act
  order by disclosure_id`;

export interface Disclosing {
  recipient: Uint8Array;
  persons: readonly Uint8Array[];
  purpose: string;
  categories: readonly string[];
  /** The duty of the law that it rests on. */
  duty: string | null;
  /** By which the recipient knows the person. */
  knownAs: string | null;
}

/** What became of one person: given, or why not. */
export interface Disclosed {
  id: Uint8Array;
  person: Uint8Array;
  disclosed: number;
  refused: DisclosureRefusal | null;
}

/** What one act did, person by person; nobody who is not known. */
export const disclosedBy = (store: Readable, controller: number, act: Uint8Array): Promise<Disclosed[]> =>
  store.read<Disclosed>(ofAct, { controller, act });

/**
 * Discloses the persons in one write, each where there is a ground, and records both; answers the act by which they are found
 * afterwards. Throws `Unmet` where there is one person alone, or the recipient, and nobody is known by the id.
 */
export const disclosePersons = async (
  store: Store,
  world: World,
  actor: Actor,
  { recipient, persons, purpose, categories, duty, knownAs }: Disclosing,
  beside: (act: Uint8Array) => readonly Statement[] = () => [],
): Promise<Uint8Array> => {
  const { controller } = actor;
  const act = newId(world);
  const write: Statement[] = [...beside(act)];
  const now = world.clock();
  for (const person of persons) {
    const id = newId(world);
    const one = { controller, id };
    const about = { disclosure: toUuid(id), person: toUuid(person), recipient: toUuid(recipient) };
    const asking = statement(disclose, {
      ...one,
      act,
      person,
      recipient,
      purpose,
      categories: JSON.stringify(categories),
      bits: bitsOf(categories),
      duty,
      knownAs,
      now,
    });
    write.push(
      // Of many, those who are not known are told apart by having no row.
      persons.length === 1 ? must(asking) : asking,
      statement(given, one),
      statement(refused, one),
    );
    const place = write.length - 2;
    write.push(
      ...actOn(world, actor, 'disclosed', about).map((one) => ifFound(place, one)),
      ...actOn(world, actor, 'disclosure-refused', about).map((one) => ifFound(place + 1, one)),
    );
  }
  await store.write(write, persons.length > 1 ? 'import' : 'visitor');
  return act;
};
