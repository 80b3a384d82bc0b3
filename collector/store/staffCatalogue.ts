/** The part of the catalogue about staff: who may act, and who read whom. */
import { type Columns, type Shared, table } from './column.ts';
import { credential, link, technical } from './commonColumns.ts';

const staff: Shared = {
  category: 'staff',
  purpose: 'controlling who may read what',
  basis: '6(1)(f)',
  retention: 'staff access log: 5 years',
  seenBy: ['administrator', 'data_protection_officer', 'auditor'],
  access: 'nothing',
  erasure: 'stays',
};

export const staffTables: Readonly<Record<string, Columns>> = {
  staff: table(staff, {
    controller_id: {},
    staff_id: {},
    name: {},
    role: {},
    email: {},
    email_key: { seenBy: [] },
    committed: {},
    committed_until: {},
    password_hash: credential,
    totp_secret: credential,
    totp_used: credential,
    oidc_issuer: {},
    oidc_subject: {},
    created: {},
    ended: {},
    version: {},
  }),
  staff_keys: table(staff, {
    controller_id: {},
    key_hash: credential,
    key_id: {},
    staff_id: {},
    name: {},
    reach: {},
    created: {},
    expires: {},
    ended: {},
  }),
  staff_sessions: table(
    { ...staff, retention: 'a day' },
    { controller_id: {}, token_hash: credential, staff_id: {}, created: {}, seen: {}, expires: {} },
  ),
  enrolments: table(
    { ...staff, retention: 'a day' },
    {
      controller_id: {},
      token_hash: credential,
      staff_id: {},
      password_hash: credential,
      totp_secret: credential,
      created: {},
      expires: {},
      used: {},
    },
  ),
  sign_in_failures: table(
    { ...technical, purpose: 'slowing down who guesses passwords', retention: 'a day' },
    { controller_id: {}, name_hash: credential, failures: {}, failed: {} },
  ),
  // Names of staff only where indispensable (CJEU C-579/21): the answer tells when, why and in which role.
  access_log: table(
    { ...staff, access: 'copied' },
    {
      controller_id: link,
      entry_id: link,
      staff_id: { access: 'withheld' },
      staff_controller_id: link,
      role: {},
      instruction_id: link,
      read_at: {},
      action: {},
      reason: {},
      fields: {},
      person_id: { ...link, erasure: 'stays' },
      found: link,
    },
  ),
  instructions: table(
    { ...staff, purpose: 'acting for a customer company only as it says (GDPR 28(3)(a))' },
    {
      controller_id: {},
      instruction_id: {},
      given_by: {},
      reference: {},
      task: {},
      reach: {},
      starts: {},
      ends: {},
      revoked: {},
      created: {},
      version: {},
    },
  ),
  idempotency_keys: table(technical, {
    controller_id: {},
    staff_id: {},
    key_hash: credential,
    body_digest: {},
    row_id: {},
    created: {},
  }),
};
