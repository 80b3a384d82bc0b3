/** Disclosures: what was given of a person to whom, and what was not (R45-R50). Written by `duties/disclosing`, never edited. */
import { sql } from '../../store/store.ts';
import type { PersonalRows } from '../noun.ts';

export const disclosureOne = sql`
  select d.disclosure_id as id, d.version, d.person_id as person, d.recipient_id as recipient, d.named, d.role, d.purpose,
    d.categories, d.ground, d.reference, d.known_as as "knownAs", d.country, d.tool, d.scc_module as "sccModule", d.tool_reference as "toolReference",
    d.tool_date as "toolDate", d.disclosed, d.refused
  from disclosures d
  join usable_persons p on p.controller_id = d.controller_id and p.person_id = d.person_id
  where d.controller_id = :controller and d.disclosure_id = :id`;
const all = sql`
  select d.disclosure_id as id, d.version, d.person_id as person, d.recipient_id as recipient, d.named, d.role, d.purpose,
    d.categories, d.ground, d.reference, d.known_as as "knownAs", d.country, d.tool, d.scc_module as "sccModule", d.tool_reference as "toolReference",
    d.tool_date as "toolDate", d.disclosed, d.refused
  from disclosures d
  join usable_persons p on p.controller_id = d.controller_id and p.person_id = d.person_id
  where d.controller_id = :controller and d.disclosure_id > :after
  order by d.disclosure_id
  limit :most`;
const byPerson = sql`
  select d.disclosure_id as id, d.version, d.person_id as person, d.recipient_id as recipient, d.named, d.role, d.purpose,
    d.categories, d.ground, d.reference, d.known_as as "knownAs", d.country, d.tool, d.scc_module as "sccModule", d.tool_reference as "toolReference",
    d.tool_date as "toolDate", d.disclosed, d.refused
  from disclosures d
  join usable_persons p on p.controller_id = d.controller_id and p.person_id = d.person_id
  where d.controller_id = :controller and d.person_id = :person and d.disclosure_id > :after
  order by d.disclosure_id
  limit :most`;
const byRecipient = sql`
  select d.disclosure_id as id, d.version, d.person_id as person, d.recipient_id as recipient, d.named, d.role, d.purpose,
    d.categories, d.ground, d.reference, d.known_as as "knownAs", d.country, d.tool, d.scc_module as "sccModule", d.tool_reference as "toolReference",
    d.tool_date as "toolDate", d.disclosed, d.refused
  from disclosures d
  join usable_persons p on p.controller_id = d.controller_id and p.person_id = d.person_id
  where d.controller_id = :controller and d.recipient_id = :recipient and d.disclosure_id > :after
  order by d.disclosure_id
  limit :most`;
const ofPerson = sql`
  select disclosure_id as id, version, person_id as person, recipient_id as recipient, named, role, purpose, categories, ground, reference,
    known_as as "knownAs", country, tool, scc_module as "sccModule", tool_reference as "toolReference", tool_date as "toolDate",
    disclosed, refused
  from disclosures
  where controller_id = :controller and person_id = :person and disclosure_id > :after
  order by disclosure_id
  limit :most`;
const erase = [sql`delete from disclosures where controller_id = :controller and person_id = :person`];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'disclosures', disclosure_id from disclosures
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update disclosures set person_id = :kept
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update disclosures set person_id = :merged
  where controller_id = :controller and disclosure_id = :id and person_id = :kept`;

export const disclosurePages = { all, person: byPerson, recipient: byRecipient };

/** All but what makes one. */
export const disclosures = {
  table: 'disclosures',
  id: 'disclosure_id',
  fields: {
    person: 'person',
    recipient: 'recipient',
    named: 'text',
    role: 'text',
    purpose: 'text',
    categories: 'json',
    ground: 'text',
    reference: 'text',
    knownAs: 'text',
    country: 'text',
    tool: 'text',
    sccModule: 'number',
    toolReference: 'text',
    toolDate: 'time',
    disclosed: 'time',
    refused: 'text',
  },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
} as const satisfies PersonalRows;
