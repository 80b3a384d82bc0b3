/** What is against a permission that staff record: the law, what the register knows of the sale, and the person's own word. */
import type { Basis, Channel, Evidence, Recipient } from '../../shared/register/permission.ts';
import { fromUuid } from '../bytes.ts';
import { type Readable, sql } from '../store/store.ts';
import type { Columns } from './noun.ts';
import { permissionRules, type Unlawful } from './permissionRules.ts';

const sale = sql`
  select 1 as one from transactions t
  join usable_persons p on p.controller_id = t.controller_id and p.person_id = :person
  where t.controller_id = :controller and t.transaction_id = :transaction and t.kind = 'sale'
    and t.product_group = :productGroup and t.occurred <= :now
    and (t.person_id = p.person_id or t.organisation_id = p.organisation_id)`;
const standing = sql`
  select p.objected,
    case when exists (
      select 1 from address_marks m
      join suppressions s on s.controller_id = m.controller_id and s.mark = m.mark
      where m.controller_id = p.controller_id and m.person_id = p.person_id and m.channel = :marked)
    then 1 else 0 end as suppressed,
    case when exists (
      select 1 from address_marks m
      join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark
      where m.controller_id = p.controller_id and m.person_id = p.person_id and u.channel = :channel and u.purpose = :purpose
        and u.product_group in ('', :productGroup))
    or exists (
      select 1 from permissions e
      where e.controller_id = p.controller_id and e.person_id = p.person_id and e.channel = :channel and e.purpose = :purpose
        and e.ending in ('withdrawn', 'unsubscribed', 'objection')
        and (e.product_group is null or e.product_group = :productGroup))
    then 1 else 0 end as withdrawn
  from usable_persons p
  where p.controller_id = :controller and p.person_id = :person`;

/** The kind of address that a channel uses; the post's are not suppressed one by one. */
export const markedBy = (channel: string): 'email' | 'phone' | '' => {
  if (channel === 'email') return 'email';
  return channel === 'post' ? '' : 'phone';
};

const ownWord = 'only a permission of their own counts: ask for it by POST /v1/permissions/requests.';

/** By the row as the table has it; undefined where nothing is against it. Whether the person is there is asked elsewhere. */
export const permissionRefused = async (
  store: Readable,
  controller: number,
  row: Columns,
  now: number,
): Promise<Unlawful | undefined> => {
  const person = row['person'] as Uint8Array;
  const channel = row['channel'] as Channel;
  const purpose = String(row['purpose']);
  const productGroup = row['productGroup'] as string | null;
  const evidence = JSON.parse(String(row['evidence'] ?? '{}')) as Evidence;
  const basis = row['basis'] as Basis;
  const unlawful = permissionRules({
    recipient: row['recipient'] as Recipient,
    channel,
    basis,
    productGroup,
    evidence,
  });
  if (unlawful) return unlawful;
  if (Number(row['since'] ?? 0) > now)
    return {
      pointer: '/since',
      detail: 'A permission holds from the day on which it was given: not later than now.',
    };
  if (basis === 'existing_customer') {
    const transaction = fromUuid(evidence.transaction ?? '');
    const found = await store.read(sale, { controller, person, transaction, productGroup, now });
    if (found.length === 0)
      return {
        pointer: '/evidence/transaction',
        detail: 'This is no sale of that product group to the person or their organisation.',
      };
  }
  const [stands] = await store.read<{ objected: number | null; suppressed: number; withdrawn: number }>(
    standing,
    { controller, person, channel, purpose, productGroup, marked: markedBy(channel) },
  );
  if (!stands) return undefined;
  if (stands.objected !== null)
    return { pointer: '/person', detail: `They object to direct marketing: ${ownWord}` };
  if (stands.suppressed === 1)
    return { pointer: '/person', detail: `Their address must not be written to: ${ownWord}` };
  if (stands.withdrawn === 1)
    return { pointer: '/person', detail: `They withdrew this permission before: ${ownWord}` };
  return undefined;
};
