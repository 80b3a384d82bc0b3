/** The dated commitment to confidentiality, without which nobody of staff may act (R61; GDPR 28(3)(b), 29, 32(4)). */
import { must, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actEvent } from './recordEvents.ts';

const commit = sql`
  update staff set committed = :committed, committed_until = :until, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null
  returning staff_id`;

/** The statements that record it: when it was made, and when it must be renewed (null: never). */
export const commitment = (
  world: World,
  actor: Actor,
  staff: number,
  { committed, until }: { committed: number; until: number | null },
): Statement[] => [
  must(statement(commit, { controller: actor.controller, staff, committed, until })),
  actEvent(world, actor, 'staff-committed', { member: staff, committed, until }),
];
