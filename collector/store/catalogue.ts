/** The catalogue: every column of every table, declared. A test compares it with the live schema. */
import { analyticsTables } from './analyticsCatalogue.ts';
import { type Column, type Columns, type Role, roles, type Shared, table } from './column.ts';
import { sealTables } from './sealCatalogue.ts';

export { type Role, roles } from './column.ts';

const everyone = roles;
const officers: readonly Role[] = ['administrator', 'data_protection_officer', 'auditor'];
const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];

const technical: Shared = {
  category: 'technical',
  purpose: 'running the collector',
  basis: 'none',
  retention: 'while in use',
  seenBy: ['administrator'],
  access: 'nothing',
  erasure: 'stays',
};

/** A technical column that goes with its row. */
const link: Partial<Column> = { category: 'technical', access: 'nothing', seenBy: officers };

const consent: Shared = {
  category: 'consent',
  purpose: 'demonstrating consent',
  basis: '6(1)(c)',
  retention: 'proof of consent: 24 months after its end',
  seenBy: officers,
  access: 'copied',
  erasure: 'row',
};

const visit: Shared = {
  category: 'browser',
  purpose: 'visit statistics',
  basis: '6(1)(a)',
  retention: 'visits: 6 months',
  seenBy: officers,
  access: 'copied',
  erasure: 'row',
};

const person: Shared = {
  category: 'identity',
  purpose: 'managing customer relations',
  basis: '6(1)(b)',
  retention: 'relationship and six months',
  seenBy: desk,
  access: 'copied',
  erasure: 'blank',
};

const source: Shared = {
  ...person,
  category: 'technical',
  purpose: 'knowing the source of each value',
  basis: '6(1)(c)',
  seenBy: officers,
  erasure: 'row',
};

const tie: Shared = {
  ...visit,
  category: 'identity',
  purpose: 'knowing whose visits they are',
};

/** Counts with nobody in them: small cells are merged. */
const statistic: Shared = { ...technical, purpose: 'statistics', retention: 'for ever', seenBy: everyone };

const staff: Shared = {
  category: 'staff',
  purpose: 'controlling who may read what',
  basis: '6(1)(f)',
  retention: 'staff access log: 5 years',
  seenBy: ['administrator', 'data_protection_officer', 'auditor'],
  access: 'nothing',
  erasure: 'stays',
};

const credential: Partial<Column> = { category: 'credential', seenBy: [], access: 'withheld' };

/** Every table and column of the schema; a test compares it with the live one. */
export const catalogue: Readonly<Record<string, Columns>> = {
  ...sealTables,
  ...analyticsTables,
  migrations: table(technical, { version: {}, name: {}, digest: {}, applied: {} }),
  directory: table(technical, { kind: {}, key: credential, controller_id: {} }),
  controllers: table(technical, {
    controller_id: {},
    name: { seenBy: everyone },
    contact: { seenBy: everyone },
    role: {},
    created: {},
  }),
  sites: table(technical, {
    controller_id: {},
    site_id: {},
    public_id: {},
    settings: {},
    version: {},
    changed: {},
  }),
  site_keys: table(technical, {
    controller_id: {},
    key_hash: credential,
    site_id: {},
    created: {},
    ended: {},
  }),
  signing_keys: table(technical, {
    controller_id: {},
    site_id: {},
    key_id: {},
    public_key: {},
    created: {},
    ended: {},
  }),
  terms: table(technical, {
    controller_id: {},
    site_id: {},
    purpose: {},
    terms: {},
    substance: {},
    since: {},
  }),
  purposes: table(technical, { controller_id: {}, site_id: {}, purpose: {}, purpose_number: {} }),
  notices: table(
    { ...technical, purpose: 'demonstrating consent', retention: 'for ever', seenBy: everyone },
    { controller_id: {}, notice_id: {}, site_id: {}, version: {}, language: {}, body: {}, published: {} },
  ),
  marks: table(technical, { controller_id: {}, name: {}, value: credential }),
  ledger: table(
    { ...consent, erasure: 'stays' },
    {
      controller_id: link,
      number: link,
      kind: link,
      received: {},
      digest: link,
      body: { erasure: 'blank' },
      salt: { ...link, erasure: 'blank' },
    },
  ),
  decisions: table(consent, { controller_id: link, decision_id: {}, number: link }),
  tombstones: table(
    { ...technical, purpose: 'refusing what was erased' },
    { controller_id: {}, key_hash: {} },
  ),
  answers: table(consent, {
    controller_id: link,
    visitor_id: {},
    site_id: link,
    purpose_number: {},
    granted: {},
    terms: {},
    sequence: link,
    number: link,
  }),
  past_decisions: table(consent, { controller_id: link, visitor_id: {}, number: link }),
  moved_visitors: table(consent, {
    controller_id: link,
    visitor_id: {},
    new_visitor_id: { access: 'withheld' },
    moved: { access: 'nothing' },
    number: link,
  }),
  // Of visitors whose ties are gone: no person's answer can reach them; the visitor's own page tells.
  ended_visitors: table(
    { ...consent, purpose: 'keeping what was erased from coming back', access: 'nothing' },
    { controller_id: link, visitor_id: {}, ended: {}, until: {} },
  ),
  restricted_proofs: table(
    { ...consent, access: 'nothing' },
    { controller_id: link, number: link, visitor_id: {}, until: {} },
  ),
  visits: table(visit, {
    controller_id: link,
    visit_id: link,
    visitor_id: {},
    site_id: link,
    received: {},
    browser: {},
    browser_major: {},
    os: {},
    device: {},
    language: {},
    referrer: {},
    page: {},
    address: {},
    country: {},
  }),
  counts: table(statistic, {
    controller_id: {},
    site_id: {},
    dimension: {},
    span: {},
    day: {},
    measure: {},
    purpose: {},
    terms: {},
    value: {},
    count: {},
  }),
  journal: table({ ...consent, access: 'nothing' }, { controller_id: link, entry: link, content: {} }),
  journal_marks: table(technical, { controller_id: {}, written: {} }),
  count_marks: table(technical, { controller_id: {}, source: {}, reached: {} }),
  provenance: table(source, {
    controller_id: link,
    provenance_id: link,
    source: {},
    obtained: {},
    site_id: link,
    permission: {},
  }),
  organisations: table(
    { ...person, category: 'employment' },
    {
      controller_id: link,
      organisation_id: link,
      name: { erasure: 'stays', portable: true },
      name_key: { ...link, erasure: 'stays' },
      created: { ...link, erasure: 'stays' },
    },
  ),
  persons: table(person, {
    controller_id: link,
    person_id: { erasure: 'stays' },
    name: { portable: true },
    email: { category: 'contact', portable: true },
    email_key: link,
    phone: { category: 'contact', portable: true },
    position: { category: 'employment', portable: true },
    organisation_id: { ...link, erasure: 'blank' },
    created: { erasure: 'stays' },
    version: { ...link, erasure: 'stays' },
    pending: { seenBy: officers },
    restricted: { seenBy: officers },
    erased: { seenBy: officers, erasure: 'stays' },
  }),
  value_sources: table(source, { controller_id: link, person_id: link, field: {}, provenance_id: link }),
  ties: table(tie, {
    controller_id: link,
    tie_id: link,
    visitor_id: {},
    person_id: link,
    site_id: link,
    started: {},
    ended: {},
    number: link,
    ended_number: link,
  }),
  tie_tokens: table(
    { ...technical, purpose: 'using a token once', retention: 'five minutes', erasure: 'row' },
    { controller_id: {}, site_id: {}, token_hash: credential, tie_id: {}, expires: {} },
  ),
  staff: table(staff, { controller_id: {}, staff_id: {}, name: {}, role: {}, committed: {}, created: {} }),
  staff_keys: table(staff, {
    controller_id: {},
    key_hash: credential,
    staff_id: {},
    created: {},
    ended: {},
  }),
  // Names of staff only where indispensable (CJEU C-579/21): the answer tells when, why and in which role.
  access_log: table(
    { ...staff, category: 'staff', access: 'copied' },
    {
      controller_id: link,
      entry_id: link,
      staff_id: { access: 'withheld' },
      read_at: {},
      action: {},
      reason: {},
      person_id: { ...link, erasure: 'stays' },
      found: link,
    },
  ),
};

/** Whether a role may see a column. Undeclared is invisible. */
export const maySee = (role: Role, tableName: string, column: string): boolean =>
  catalogue[tableName]?.[column]?.seenBy.includes(role) ?? false;
