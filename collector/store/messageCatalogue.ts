/** The part of the catalogue about being written to: permissions, suppressions, and what leaves. */
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

const message: Shared = {
  category: 'message',
  purpose: 'customer communication',
  basis: '6(1)(b)',
  retention: 'messages: 90 days',
  seenBy: desk,
  access: 'copied',
  erasure: 'row',
};

export const messageTables: Readonly<Record<string, Columns>> = {
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
    evidence: { seenBy: officers },
    since: {},
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
  tokens: table(
    {
      ...message,
      purpose: 'links in e-mails',
      retention: 'pending: 48 hours',
      seenBy: [],
      access: 'nothing',
    },
    {
      controller_id: link,
      token_hash: credential,
      purpose: {},
      person_id: link,
      row_id: link,
      created: {},
      expires: {},
      used: {},
    },
  ),
  messages: table(message, {
    controller_id: link,
    message_id: {},
    kind: {},
    template: {},
    person_id: link,
    webhook_id: link,
    permission_id: link,
    campaign_id: link,
    recipient: { category: 'contact' },
    body: {},
    created: {},
    due: link,
    attempts: link,
    state: {},
    ended: {},
    problem: {},
  }),
  webhooks: table(
    { ...technical, purpose: 'telling the controller’s own systems', seenBy: officers },
    {
      controller_id: {},
      webhook_id: {},
      url: {},
      events: {},
      secret: credential,
      failing: {},
      created: {},
      ended: {},
      version: {},
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
      content: {},
      state: {},
      started: {},
      recipients: {},
      staff_id: {},
      created: {},
      version: {},
    },
  ),
};
