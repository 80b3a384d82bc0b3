/** Campaigns: drafts of an e-mail to an audience. What is being sent is edited no more. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into campaigns (controller_id, campaign_id, name, purpose, product_group, concerns_duties, content, state, recipients,
    created, version)
  values (:controller, :id, :name, :purpose, :productGroup, :concernsDuties, :content, 'draft', 0, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update campaigns
  set name = :name, purpose = :purpose, product_group = :productGroup, concerns_duties = :concernsDuties, content = :content,
    version = version + 1
  where controller_id = :controller and campaign_id = :id and version = :version and state = 'draft'
  returning version`;
const one = sql`
  select campaign_id as id, version, name, purpose, product_group as "productGroup", concerns_duties as "concernsDuties", content,
    state, started, recipients, created
  from campaigns
  where controller_id = :controller and campaign_id = :id`;
const all = sql`
  select campaign_id as id, version, name, purpose, product_group as "productGroup", concerns_duties as "concernsDuties", content,
    state, started, recipients, created
  from campaigns
  where controller_id = :controller and campaign_id > :after
  order by campaign_id
  limit :most`;

export const campaigns: Noun = {
  table: 'campaigns',
  id: 'campaign_id',
  fields: {
    name: 'text',
    purpose: 'text',
    productGroup: 'text',
    concernsDuties: 'flag',
    content: 'json',
  },
  shown: { state: 'text', started: 'time', recipients: 'number', created: 'time' },
  usualSource: 'service',
  refusal: async (_store, _controller, _row, { before }) =>
    before && before['state'] !== 'draft'
      ? { pointer: '', detail: 'It has been sent, or is being sent: make another campaign.' }
      : undefined,
  insert,
  update,
  one,
  pages: { all },
};
