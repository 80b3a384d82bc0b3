/** Whether a message that rests on a permission may go at this very moment: looked up for each, right before it goes. */
import { emailKey } from '../../register/email.ts';
import { marksOf } from '../../register/marks.ts';
import { type Readable, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Claimed } from './rows.ts';

const find = sql`
  select person_id as person, ended from permissions
  where controller_id = :controller and permission_id = :permission and channel = 'email'`;
const usable = sql`
  select u.objected, u.email_key as "emailKey",
    case when exists (
      select 1 from suppressed_persons s
      where s.controller_id = u.controller_id and s.person_id = u.person_id and s.channel = 'email')
    then 1 else 0 end as suppressed,
    case when exists (
      select 1 from live_permissions l
      where l.controller_id = u.controller_id and l.permission_id = :permission) then 1 else 0 end as live
  from usable_persons u
  where u.controller_id = :controller and u.person_id = :person`;
const suppression = sql`select 1 as one from suppressions where controller_id = :controller and mark = :mark`;

/** Why not, as a word; undefined where it may go. */
export const whyNot = async (
  store: Readable,
  world: Pick<World, 'suppressionKeys'>,
  { controller, permission, recipient }: Pick<Claimed, 'controller' | 'permission' | 'recipient'>,
): Promise<string | undefined> => {
  if (permission === null) return undefined;
  const [permitted] = await store.read<{ person: Uint8Array; ended: number | null }>(find, {
    controller,
    permission,
  });
  if (!permitted || permitted.ended !== null) return 'permission-ended';
  const { person } = permitted;
  const [found] = await store.read<{
    objected: number | null;
    emailKey: string | null;
    suppressed: number;
    live: number;
  }>(usable, { controller, permission, person });
  if (!found) return 'person-not-usable';
  if (found.objected !== null) return 'objected';
  if (found.suppressed === 1) return 'suppressed';
  const address = emailKey(recipient ?? '');
  // Whoever has the old address now is perhaps somebody else.
  if (found.emailKey !== address) return 'address-changed';
  for (const { mark } of marksOf(world, controller, 'email', address))
    if ((await store.read(suppression, { controller, mark })).length > 0) return 'suppressed';
  // The same was withdrawn since under another permission, or by the address: as after a merge.
  if (found.live === 0) return 'withdrawn';
  return undefined;
};
