/** The part of the catalogue about marketing: who may be written to, who must not be, and what is sent. */
import { type Columns, type Shared, table } from './column.ts';
import { credential, desk, link, officers, technical } from './commonColumns.ts';

const permission: Shared = {
  category: 'permission',
  purpose: 'direct marketing',
  basis: '6(1)(a)',
  retention: 'proof of consent: 24 months after its end',
  seenBy: desk,
  access: 'copied',
  erasure: 'row',
};

/** Keyed hashes of addresses: what keeps an objection after everything else is gone. */
const suppression: Shared = {
  category: 'permission',
  purpose: 'never writing again to whom does not want it',
  basis: '6(1)(c)',
  retention: 'suppression: as long as the controller markets',
  seenBy: officers,
  access: 'copied',
  erasure: 'stays',
};

export const marketingTables: Readonly<Record<string, Columns>> = {
  permissions: table(permission, {
    controller_id: link,
    permission_id: {},
    person_id: link,
    recipient: {},
    channel: {},
    purpose: {},
    product_group: {},
    wording: {},
    basis: {},
    evidence: {},
    since: {},
    statement: {},
    ended: {},
    ending: {},
    created: link,
    version: link,
  }),
  address_marks: table(
    { ...suppression, access: 'nothing', erasure: 'row' },
    { controller_id: link, person_id: link, channel: {}, key_version: link, mark: credential },
  ),
  suppressions: table(suppression, {
    controller_id: link,
    mark: credential,
    channel: {},
    key_version: link,
    since: {},
    reason: {},
  }),
  unsubscriptions: table(suppression, {
    controller_id: link,
    mark: credential,
    channel: {},
    purpose: {},
    product_group: {},
    key_version: link,
    since: {},
  }),
  wordings: table(
    { ...technical, purpose: 'direct marketing', retention: 'for ever', seenBy: desk },
    {
      controller_id: {},
      wording_id: {},
      name: {},
      recipient: {},
      channel: {},
      purpose: {},
      product_group: {},
      texts: {},
      created: {},
      version: {},
    },
  ),
  // Told to whoever has shown that the address is theirs: those who ask by right.
  permission_requests: table(
    { ...permission, retention: 'pending: 48 hours', seenBy: [] },
    {
      controller_id: link,
      request_id: link,
      person_id: link,
      email: { category: 'contact' },
      email_key: { ...link, category: 'contact', seenBy: [] },
      language: {},
      wording_id: link,
      recipient: {},
      channel: {},
      purpose: {},
      product_group: {},
      wording: {},
      site_id: link,
      created: {},
    },
  ),
  campaigns: table(
    { ...technical, purpose: 'direct marketing', retention: 'for ever', seenBy: desk },
    {
      controller_id: {},
      campaign_id: {},
      name: {},
      purpose: {},
      product_group: {},
      concerns_duties: {},
      content: {},
      state: {},
      started: {},
      instruction_id: {},
      recipients: {},
      reached: { seenBy: [] },
      created: {},
      version: {},
    },
  ),
};
