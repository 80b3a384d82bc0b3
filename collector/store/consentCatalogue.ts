/** The part of the catalogue about visitors: what they decided, what holds, their visits. */
import { type Columns, type Shared, table } from './column.ts';
import { link, officers } from './commonColumns.ts';

const consent: Shared = {
  category: 'consent',
  purpose: 'demonstrating consent',
  basis: '6(1)(c)',
  retention: 'proof of consent: 24 months after its end',
  seenBy: officers,
  access: 'copied',
  erasure: 'row',
};

export const visit: Shared = {
  category: 'browser',
  purpose: 'visit statistics',
  basis: '6(1)(a)',
  retention: 'visits: 6 months',
  seenBy: officers,
  access: 'copied',
  erasure: 'row',
};

export const consentTables: Readonly<Record<string, Columns>> = {
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
    // Provided by using the site (WP 242 rev.01), under consent; what we made of the address is ours.
    received: { portable: true },
    browser: { portable: true },
    browser_major: { portable: true },
    os: { portable: true },
    device: { portable: true },
    language: { portable: true },
    referrer: { portable: true },
    page: { portable: true },
    address: {},
    country: {},
  }),
  journal: table(
    { ...consent, access: 'nothing' },
    { controller_id: link, entry: link, content: {}, about: link },
  ),
};
