/** Whether a message that rests on a permission may go at this very moment: looked up for each, right before it goes. */
import { emailKey } from '../../register/email.ts';
import { marksOf } from '../../register/marks.ts';
import { type Readable, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Claimed } from './rows.ts';

const find = sql`
  select p.ended, u.person_id as usable, u.objected, u.email_key as "emailKey",
    case when exists (
      select 1 from suppressed_persons s
      where s.controller_id = :controller and s.person_id = p.person_id and s.channel = 'email') then 1 else 0 end as suppressed
  from permissions p
  left join usable_persons u on u.controller_id = p.controller_id and u.person_id = p.person_id
  where p.controller_id = :controller and p.permission_id = :permission and p.channel = 'email'`;
const suppression = sql`select 1 as one from suppressions where controller_id = :controller and mark = :mark`;

/** Why not, as a word; undefined where it may go. */
export const whyNot = async (
  store: Readable,
  world: Pick<World, 'suppressionKeys'>,
  { controller, permission, recipient }: Pick<Claimed, 'controller' | 'permission' | 'recipient'>,
): Promise<string | undefined> => {
  if (permission === null) return undefined;
  const [found] = await store.read<{
    ended: number | null;
    usable: Uint8Array | null;
    objected: number | null;
    emailKey: string | null;
    suppressed: number;
  }>(find, { controller, permission });
  if (!found || found.ended !== null) return 'permission-ended';
  if (found.usable === null) return 'person-not-usable';
  if (found.objected !== null) return 'objected';
  if (found.suppressed === 1) return 'suppressed';
  const address = emailKey(recipient ?? '');
  // Whoever has the old address now is perhaps somebody else.
  if (found.emailKey !== address) return 'address-changed';
  for (const { mark } of marksOf(world, controller, 'email', address))
    if ((await store.read(suppression, { controller, mark })).length > 0) return 'suppressed';
  return undefined;
};
