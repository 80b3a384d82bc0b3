/** The part of the catalogue about what leaves: messages, webhooks, links. */
import { type Columns, type Shared, table } from './column.ts';
import { credential, desk, link, officers, technical } from './commonColumns.ts';

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
  tokens: table(
    {
      ...message,
      purpose: 'links in e-mails',
      retention: 'while in use',
      seenBy: [],
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
      wrong: {},
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
    claimed: link,
    tried: link,
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
      old_secret: credential,
      old_until: {},
      failing: {},
      created: {},
      ended: {},
      version: {},
    },
  ),
  registrations: table(
    {
      ...message,
      category: 'contact',
      purpose: 'registering whoever confirms their e-mail',
      retention: 'pending: 48 hours',
      seenBy: [],
    },
    {
      controller_id: link,
      registration_id: link,
      site_id: link,
      email_key: {},
      body: {},
      created: {},
      expires: {},
    },
  ),
};
