/** Wordings: what people are asked to agree to by double opt-in. */
import { sql } from '../../store/store.ts';
import type { Noun } from '../noun.ts';

const insert = sql`
  insert into wordings (controller_id, wording_id, name, recipient, channel, purpose, product_group, texts, created, version)
  values (:controller, :id, :name, :recipient, :channel, :purpose, :productGroup, :texts, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update wordings
  set name = :name, recipient = :recipient, channel = :channel, purpose = :purpose, product_group = :productGroup, texts = :texts,
    version = version + 1
  where controller_id = :controller and wording_id = :id and version = :version
  returning version`;
const one = sql`
  select wording_id as id, version, name, recipient, channel, purpose, product_group as "productGroup", texts, created
  from wordings
  where controller_id = :controller and wording_id = :id`;
const all = sql`
  select wording_id as id, version, name, recipient, channel, purpose, product_group as "productGroup", texts, created
  from wordings
  where controller_id = :controller and wording_id > :after
  order by wording_id
  limit :most`;

export const wordings: Noun = {
  table: 'wordings',
  id: 'wording_id',
  fields: {
    name: 'text',
    recipient: 'text',
    channel: 'text',
    purpose: 'text',
    productGroup: 'text',
    texts: 'json',
  },
  shown: { created: 'time' },
  usualSource: 'service',
  insert,
  update,
  one,
  pages: { all },
};
