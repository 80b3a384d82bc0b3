/** Ending contact permissions: at once, told outside the database, and remembered of the address where the person said so. */
import type { Ending } from '../../shared/register/permission.ts';
import { toBase64url, toUuid } from '../bytes.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { type Addressed, keyFor } from './addresses.ts';
import { markedBy } from './permissionRefused.ts';
import { actOn } from './recordEvents.ts';
import { type Mark, marksFor } from './suppressions.ts';
import { type Scope, unsubscribe } from './unsubscriptions.ts';

export interface LivePermission extends Scope {
  permission: Uint8Array;
  person: Uint8Array;
  wording: string;
  basis: string;
  since: number;
}

const ofPerson = sql`
  select permission_id as permission, person_id as person, channel, purpose, product_group as "productGroup", wording, basis, since
  from permissions
  where controller_id = :controller and person_id = :person and ended is null
  order by permission_id`;
const one = sql`
  select permission_id as permission, person_id as person, channel, purpose, product_group as "productGroup", wording, basis, since,
    ended
  from permissions
  where controller_id = :controller and permission_id = :permission`;
const end = sql`
  update permissions set ended = :now, ending = :how, version = version + 1
  where controller_id = :controller and permission_id = :permission and ended is null
  returning 1 as done`;

/** The live permissions of a person, whatever state they are in. */
export const livePermissionsOf = (store: Readable, controller: number, person: Uint8Array) =>
  store.read<LivePermission>(ofPerson, { controller, person });

/** The permission by its id; with `ended` where it is over. */
export const findPermission = async (
  store: Readable,
  controller: number,
  permission: Uint8Array,
): Promise<(LivePermission & { ended: number | null }) | undefined> =>
  (await store.read<LivePermission & { ended: number | null }>(one, { controller, permission }))[0];

/** Whether an ending is what the person themselves said. */
const isOwnWord = (how: Ending): boolean => how === 'withdrawn' || how === 'unsubscribed';

/** Marks as the journal has them. */
export const toldMarks = (marks: readonly Mark[]) =>
  marks.map(({ mark, ...rest }) => ({ ...rest, mark: toBase64url(mark) }));

/** The statement alone: ends it where it is live. */
export const endStatement = (
  controller: number,
  permission: Uint8Array,
  how: Ending,
  now: number,
): Statement => statement(end, { controller, permission, how, now });

/** The statements that end one live permission of a person; the first needs it to be live still. */
export const endingPermission = (
  world: World,
  actor: Actor,
  who: Addressed | undefined,
  live: LivePermission,
  how: Ending,
): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const { permission, person, channel, purpose, productGroup } = live;
  const scope = { channel, purpose, productGroup };
  const marked = markedBy(channel);
  const key = who && marked !== '' ? keyFor(who, marked) : null;
  const marks =
    isOwnWord(how) && marked !== '' && key !== null ? marksFor(world, controller, marked, key) : [];
  const told = {
    kind: 'permission-ended' as const,
    controller,
    permission: toUuid(permission),
    person: toUuid(person),
    how,
    scope,
    marks: toldMarks(marks),
    received: now,
  };
  return [
    must(endStatement(controller, permission, how, now)),
    ...unsubscribe(controller, marks, scope, now),
    ...actOn(world, actor, 'permission-ended', {
      permission: toUuid(permission),
      person: toUuid(person),
      how,
    }),
    // A restored backup must not bring it back.
    tellJournal(controller, sealEntry(world, told)),
  ];
};
