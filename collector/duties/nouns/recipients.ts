/** Recipients: whom data are given to, in which role, where, on which agreement and transfer tool (R45-R50). */
import { isOutside } from '../../../shared/register/countries.ts';
import type { Noun } from '../../register/noun.ts';
import { type Statement, sql, statement, type Value } from '../../store/store.ts';
import { bitsOf } from '../categoryBits.ts';

const insert = sql`
  insert into recipients (controller_id, recipient_id, name, role, country, outside, contact, agreement, agreement_from,
    agreement_until, tool, scc_module, tool_reference, tool_date, purposes, categories, category_bits, ended, created, version)
  values (:controller, :id, :name, :role, :country, :outside, :contact, :agreement, :agreementFrom, :agreementUntil, :tool,
    :sccModule, :toolReference, :toolDate, :purposes, :categories, :bits, :ended, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update recipients
  set name = :name, role = :role, country = :country, outside = :outside, contact = :contact, agreement = :agreement,
    agreement_from = :agreementFrom, agreement_until = :agreementUntil, tool = :tool, scc_module = :sccModule,
    tool_reference = :toolReference, tool_date = :toolDate, purposes = :purposes, categories = :categories,
    category_bits = :bits, ended = :ended, version = version + 1
  where controller_id = :controller and recipient_id = :id and version = :version
  returning version`;
const one = sql`
  select recipient_id as id, version, name, role, country, outside, contact, agreement, agreement_from as "agreementFrom",
    agreement_until as "agreementUntil", tool, scc_module as "sccModule", tool_reference as "toolReference",
    tool_date as "toolDate", purposes, categories, ended, created
  from recipients
  where controller_id = :controller and recipient_id = :id`;
const all = sql`
  select recipient_id as id, version, name, role, country, outside, contact, agreement, agreement_from as "agreementFrom",
    agreement_until as "agreementUntil", tool, scc_module as "sccModule", tool_reference as "toolReference",
    tool_date as "toolDate", purposes, categories, ended, created
  from recipients
  where controller_id = :controller and recipient_id > :after
  order by recipient_id
  limit :most`;
const noPurposes = sql`
  delete from recipient_purposes where controller_id = :controller and recipient_id = :id`;
const purpose = sql`
  insert into recipient_purposes (controller_id, recipient_id, purpose) values (:controller, :id, :purpose)`;

const wordsIn = (value: Value | undefined): string[] => JSON.parse(String(value ?? '[]')) as string[];

const beside: Noun['beside'] = ({ controller, id, isNew }, row): Statement[] => [
  ...(isNew ? [] : [statement(noPurposes, { controller, id })]),
  ...wordsIn(row['purposes']).map((word) => statement(purpose, { controller, id, purpose: word })),
];

const wrong: Noun['wrong'] = (row) => {
  const { agreement, agreementFrom, agreementUntil, tool, sccModule, toolReference, toolDate } = row;
  if (agreement === null && (agreementFrom !== null || agreementUntil !== null))
    return ['agreement', 'Say where the agreement is written whose dates these are.'];
  if (agreementFrom !== null && agreementUntil !== null && Number(agreementUntil) <= Number(agreementFrom))
    return ['agreementUntil', 'The agreement ends before it begins: name a later day.'];
  if (tool !== 'scc' && sccModule !== null)
    return ['sccModule', 'Only standard contractual clauses have a module: choose the tool "scc".'];
  if (tool === 'none' && (toolReference !== null || toolDate !== null))
    return ['tool', 'Say which tool the reference and the date are of: "adequacy" or "scc".'];
  return undefined;
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
  beside,
  insert,
  update,
  one,
  pages: { all },
};
