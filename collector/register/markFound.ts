/** Marks of whoever has an e-mail address, in the write that registers them: their id may not be known yet. */
import { type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { marksOf } from './marks.ts';

const markEmail = sql`
  insert into address_marks (controller_id, person_id, channel, key_version, mark)
  select controller_id, person_id, 'email', :version, :mark from persons
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null
  on conflict (controller_id, person_id, channel, key_version) do update set mark = excluded.mark`;
// Only where the number that came is the one that is kept.
const markPhone = sql`
  insert into address_marks (controller_id, person_id, channel, key_version, mark)
  select controller_id, person_id, 'phone', :version, :mark from persons
  where controller_id = :controller and email_key = :emailKey and phone_key = :phoneKey and erased is null and merged_into is null
  on conflict (controller_id, person_id, channel, key_version) do update set mark = excluded.mark`;

/** Marks the addresses of whoever has the e-mail address. */
export const markFound = (
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  emailKey: string,
  phoneKey: string | null,
): Statement[] => [
  ...marksOf(world, controller, 'email', emailKey).map((one) =>
    statement(markEmail, { controller, emailKey, ...one }),
  ),
  ...(phoneKey === null
    ? []
    : marksOf(world, controller, 'phone', phoneKey).map((one) =>
        statement(markPhone, { controller, emailKey, phoneKey, ...one }),
      )),
];
