/** The part of the catalogue about customers: accounts, relationships, licences, feedback, payments, services. */
import { type Columns, type Role, type Shared, table } from './column.ts';
import { credential, desk, everyone, link, technical } from './commonColumns.ts';

const customer: Shared = {
  category: 'customer',
  purpose: 'managing customer relations',
  basis: '6(1)(b)',
  retention: 'relationship and six months',
  seenBy: desk,
  access: 'copied',
  erasure: 'row',
};

/** Who serves customers; marketing does not. */
const servers: readonly Role[] = ['administrator', 'data_protection_officer', 'support'];

const licence: Shared = {
  ...customer,
  category: 'licence',
  purpose: 'providing the services of the contract',
  seenBy: servers,
};

/** A purpose of its own: MisusePreventionAndDetection in the words of the W3C's DPV. */
const misuse: Shared = {
  ...licence,
  category: 'misuse',
  purpose: 'preventing the misuse of licences',
  basis: '6(1)(f)',
  retention: 'misuse: 24 months',
};

const payment: Shared = {
  ...customer,
  category: 'payment',
  purpose: 'accounting',
  basis: '6(1)(c)',
  retention: 'vouchers: 6 years from the end of the year',
  seenBy: ['administrator', 'data_protection_officer', 'support', 'auditor'],
  erasure: 'stays',
};

const service: Shared = { ...customer, category: 'service', seenBy: servers };

/** What every noun has and nobody needs to be told. */
const common = { created: link, version: link };

export const registerTables: Readonly<Record<string, Columns>> = {
  statements: table(
    { ...technical, purpose: 'saying which statement was in force', retention: 'for ever', seenBy: everyone },
    {
      controller_id: {},
      statement: {},
      language: {},
      effective: {},
      published: {},
      body: {},
      digest: {},
      material: {},
    },
  ),
  accounts: table(
    { ...customer, seenBy: servers },
    {
      controller_id: link,
      account_id: {},
      person_id: link,
      user_name: { portable: true },
      user_name_key: link,
      password_hash: credential,
      password_changed: {},
      failures: {},
      failed: {},
      used: {},
      closed: {},
      created: {},
      version: link,
    },
  ),
  relationships: table(customer, {
    controller_id: link,
    relationship_id: {},
    organisation_id: link,
    // The row goes with its person, but where it is a company's too it stays without them.
    person_id: { ...link, erasure: 'blank' },
    contract: {},
    started: {},
    ended: {},
    statement: {},
    ...common,
  }),
  licences: table(licence, {
    controller_id: link,
    licence_id: {},
    product: {},
    licence_key: {},
    licence_key_key: link,
    organisation_id: link,
    // As of a relationship.
    person_id: { ...link, erasure: 'blank' },
    seats: {},
    valid_from: {},
    valid_until: {},
    revoked: {},
    ...common,
  }),
  activations: table(
    { ...misuse, category: 'licence' },
    {
      controller_id: link,
      activation_id: {},
      licence_id: link,
      person_id: link,
      // Shown to nobody: it tells nothing but whether two are the same.
      device_hash: { seenBy: [], access: 'withheld' },
      address: {},
      activated: {},
      ended: {},
      ...common,
    },
  ),
  misuse_flags: table(misuse, {
    controller_id: link,
    flag_id: {},
    licence_id: link,
    activation_id: link,
    person_id: link,
    // How misuse is found out is not told to the person; what was flagged and when is.
    rule: { access: 'withheld' },
    raised: {},
    resolved: {},
    resolution: {},
    ...common,
  }),
  feedback: table(
    { ...customer, purpose: 'answering feedback' },
    {
      controller_id: link,
      feedback_id: {},
      person_id: link,
      received: { portable: true },
      channel: { portable: true },
      body: { portable: true },
      answered: {},
      ...common,
    },
  ),
  transactions: table(payment, {
    controller_id: link,
    transaction_id: {},
    kind: {},
    person_id: link,
    organisation_id: link,
    reference: {},
    amount: {},
    currency: {},
    product_group: {},
    description: {},
    occurred: {},
    ...common,
  }),
  service_events: table(service, {
    controller_id: link,
    event_id: {},
    person_id: link,
    organisation_id: link,
    kind: {},
    description: {},
    occurred: {},
    ...common,
  }),
  service_logs: table(
    {
      ...service,
      purpose: 'keeping the services safe and working',
      basis: '6(1)(f)',
      retention: 'service logs: 90 days',
    },
    {
      controller_id: link,
      log_id: {},
      person_id: link,
      service: {},
      line: {},
      address: {},
      logged: {},
      ...common,
    },
  ),
};
