/** Recipients: whom data are given to, in which role, where, on which agreement and transfer tool (R45-R50). */
import { adequacy, adequacyKnown } from '../../../shared/register/adequacy.ts';
import { isOutside } from '../../../shared/register/countries.ts';
import type { Noun } from '../../register/noun.ts';
import { type Statement, sql, statement, type Value } from '../../store/store.ts';
import { bitsOf } from '../categoryBits.ts';

const insert = sql`
  insert into recipients (controller_id, recipient_id, name, role, country, outside, contact, agreement, agreement_from,
    agreement_until, tool, scc_module, tool_reference, tool_date, tool_until, purposes, categories, category_bits, ended, created,
    version)
  values (:controller, :id, :name, :role, :country, :outside, :contact, :agreement, :agreementFrom, :agreementUntil, :tool,
    :sccModule, :toolReference, :toolDate, :toolUntil, :purposes, :categories, :bits, :ended, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update recipients
  set name = :name, role = :role, country = :country, outside = :outside, contact = :contact, agreement = :agreement,
    agreement_from = :agreementFrom, agreement_until = :agreementUntil, tool = :tool, scc_module = :sccModule,
    tool_reference = :toolReference, tool_date = :toolDate, tool_until = :toolUntil,
    purposes = :purposes, categories = :categories, category_bits = :bits, ended = :ended, version = version + 1
  where controller_id = :controller and recipient_id = :id and version = :version
    and ((name = :name and role = :role and country = :country) or not exists (
      select 1 from sharing_consents s
      where s.controller_id = :controller and s.recipient_id = :id and s.ended is null))
  returning version`;
const one = sql`
  select recipient_id as id, version, name, role, country, outside, contact, agreement, agreement_from as "agreementFrom",
    agreement_until as "agreementUntil", tool, scc_module as "sccModule", tool_reference as "toolReference",
    tool_date as "toolDate", tool_until as "toolUntil", purposes, categories, ended, created
  from recipients
  where controller_id = :controller and recipient_id = :id`;
const all = sql`
  select recipient_id as id, version, name, role, country, outside, contact, agreement, agreement_from as "agreementFrom",
    agreement_until as "agreementUntil", tool, scc_module as "sccModule", tool_reference as "toolReference",
    tool_date as "toolDate", tool_until as "toolUntil", purposes, categories, ended, created
  from recipients
  where controller_id = :controller and recipient_id > :after
  order by recipient_id
  limit :most`;
const noPurposes = sql`
  delete from recipient_purposes where controller_id = :controller and recipient_id = :id`;
const purpose = sql`
  insert into recipient_purposes (controller_id, recipient_id, purpose) values (:controller, :id, :purpose)`;

const named = sql`
  select 1 as one from sharing_consents
  where controller_id = :controller and recipient_id = :recipient and ended is null
  limit 1`;

const wordsIn = (value: Value | undefined): string[] => JSON.parse(String(value ?? '[]')) as string[];

const beside: Noun['beside'] = ({ controller, id, isNew }, row): Statement[] => [
  ...(isNew ? [] : [statement(noPurposes, { controller, id })]),
  ...wordsIn(row['purposes']).map((word) => statement(purpose, { controller, id, purpose: word })),
];

const wrong: Noun['wrong'] = (row) => {
  const { agreement, agreementFrom, agreementUntil, tool, sccModule, toolReference, toolDate, toolUntil } =
    row;
  if (agreement === null && (agreementFrom !== null || agreementUntil !== null))
    return ['agreement', 'Say where the agreement is written whose dates these are.'];
  if (agreementFrom !== null && agreementUntil !== null && Number(agreementUntil) <= Number(agreementFrom))
    return ['agreementUntil', 'The agreement ends before it begins: name a later day.'];
  if (tool !== 'scc' && sccModule !== null)
    return ['sccModule', 'Only standard contractual clauses have a module: choose the tool "scc".'];
  if (tool === 'none' && (toolReference !== null || toolDate !== null || toolUntil !== null))
    return ['tool', 'Say which tool the reference and the dates are of: "adequacy" or "scc".'];
  if (toolDate !== null && toolUntil !== null && Number(toolUntil) <= Number(toolDate))
    return ['toolUntil', 'The tool ends before it begins: name a later day.'];
  if (tool === 'adequacy') return wrongAdequacy(String(row['country']), toolReference);
  return undefined;
};

/** GDPR 45: the Commission has decided that the country protects enough; in the USA that companies of a list do. */
const wrongAdequacy = (
  country: string,
  reference: Value | undefined,
): readonly [string, string] | undefined => {
  if (!isOutside(country)) return undefined;
  const known = adequacy.some((one) => one.country === country);
  if (!known)
    return [
      'tool',
      `No decision of the Commission about this country was known on ${adequacyKnown}: enter standard clauses ("scc").`,
    ];
  if (
    country === 'US' &&
    reference !== null &&
    !/\b(DPF|data privacy framework)\b|2023\/1795/i.test(String(reference))
  )
    return [
      'toolReference',
      'The decision is about those alone who are on the Data Privacy Framework List: name their entry there, or enter "scc".',
    ];
  return undefined;
};

/** What those who agreed were told of whom they agreed to: it stays so while a consent holds (GDPR 4(11), 7(1)). */
const stillNamed: Noun['refusal'] = async (store, controller, row, { before }) => {
  const changed = before && (['name', 'role', 'country'] as const).find((one) => row[one] !== before[one]);
  if (!changed || (await store.read(named, { controller, recipient: before.id })).length === 0)
    return undefined;
  return {
    problem: 'consents-live',
    pointer: `/${changed}`,
    detail:
      'Persons have agreed to be disclosed to this recipient as it is: enter the other one as a recipient of its own and ask them again, or end their consents first (GET /v1/sharing-consents?recipient=).',
  };
};

export const recipients: Noun = {
  table: 'recipients',
  id: 'recipient_id',
  fields: {
    name: 'text',
    role: 'text',
    country: 'text',
    contact: 'text',
    agreement: 'text',
    agreementFrom: 'time',
    agreementUntil: 'time',
    tool: 'text',
    sccModule: 'number',
    toolReference: 'text',
    toolDate: 'time',
    toolUntil: 'time',
    purposes: 'json',
    categories: 'json',
    ended: 'time',
  },
  shown: { outside: 'flag', created: 'time' },
  usualSource: 'service',
  derived: ({ country, categories }) => ({
    outside: isOutside(String(country)) ? 1 : 0,
    bits: bitsOf(wordsIn(categories)),
  }),
  wrong,
  refusal: stillNamed,
  beside,
  insert,
  update,
  one,
  pages: { all },
};
