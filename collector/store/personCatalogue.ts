/** The part of the catalogue about persons: who they are, where each value came from, which browsers were theirs. */
import { type Columns, type Shared, table } from './column.ts';
import { credential, desk, link, officers, technical } from './commonColumns.ts';
import { visit } from './consentCatalogue.ts';

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

export const personTables: Readonly<Record<string, Columns>> = {
  provenance: table(source, {
    controller_id: link,
    provenance_id: link,
    source: {},
    obtained: {},
    site_id: link,
    permission: {},
    recorded: {},
    purpose: {},
    basis: {},
    staff_id: { access: 'withheld' },
    import_id: link,
  }),
  organisations: table(
    { ...person, category: 'employment' },
    {
      controller_id: link,
      organisation_id: link,
      name: { erasure: 'stays', portable: true },
      name_key: { ...link, erasure: 'stays' },
      business_id: { erasure: 'stays' },
      street: { category: 'contact', erasure: 'stays' },
      postal_code: { category: 'contact', erasure: 'stays' },
      city: { category: 'contact', erasure: 'stays' },
      country: { category: 'contact', erasure: 'stays' },
      created: { ...link, erasure: 'stays' },
      version: { ...link, erasure: 'stays' },
    },
  ),
  persons: table(person, {
    controller_id: link,
    person_id: { erasure: 'stays' },
    name: { portable: true },
    email: { category: 'contact', portable: true },
    email_key: link,
    phone: { category: 'contact', portable: true },
    phone_key: link,
    position: { category: 'employment', portable: true },
    employer_address: { category: 'contact', portable: true },
    language: { category: 'contact', portable: true },
    organisation_id: { ...link, erasure: 'blank' },
    created: { erasure: 'stays' },
    version: { ...link, erasure: 'stays' },
    pending: { seenBy: officers },
    restricted: { seenBy: officers },
    restriction: { seenBy: officers },
    objected: {},
    erased: { ...link, erasure: 'stays' },
    merged_into: { ...link, erasure: 'stays' },
  }),
  person_words: table(person, {
    controller_id: link,
    word: { access: 'nothing', erasure: 'row' },
    person_id: link,
  }),
  history: table(
    {
      ...person,
      purpose: 'keeping what a corrected value was',
      basis: '6(1)(c)',
      erasure: 'row',
      seenBy: officers,
    },
    {
      controller_id: link,
      history_id: link,
      noun: {},
      row_id: link,
      person_id: link,
      field: {},
      value: {},
      provenance_id: link,
      replaced: {},
    },
  ),
  informing: table(
    { ...source, purpose: 'telling persons what others gave us' },
    { controller_id: link, person_id: link, provenance_id: link, due: {}, told: {} },
  ),
  value_sources: table(source, { controller_id: link, row_id: link, field: {}, provenance_id: link }),
  recorded_acts: table(
    { ...source, purpose: 'demonstrating what was done with personal data' },
    { controller_id: link, row_id: link, number: { category: 'customer' } },
  ),
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
};
