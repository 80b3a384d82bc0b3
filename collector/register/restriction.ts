/** Restriction of processing (GDPR 18): a restricted person is stored and otherwise untouched. */
import { toUuid } from '../bytes.ts';
import { must, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actEvent } from './recordEvents.ts';

/** The cases of article 18(1): accuracy contested, unlawful but not to be erased, needed for claims, objection being weighed. */
export const restrictionReasons = ['accuracy', 'unlawful', 'claims', 'objection'] as const;
export type RestrictionReason = (typeof restrictionReasons)[number];

const restrict = sql`
  update persons set restricted = :now, restriction = :reason, version = version + 1
  where controller_id = :controller and person_id = :person and restricted is null and erased is null and merged_into is null
  returning version`;
const lift = sql`
  update persons set restricted = null, restriction = null, version = version + 1
  where controller_id = :controller and person_id = :person and restricted is not null and restricted <= :told and erased is null
  returning version`;

/** Restricts the person, who must be there and not restricted yet. */
export const restrictPerson = (
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  person: Uint8Array,
  reason: RestrictionReason,
): Statement[] => [
  must(statement(restrict, { controller: actor.controller, person, reason, now: world.clock() })),
  actEvent(world, actor, 'person-restricted', { person: toUuid(person), reason }),
];

/** Lifts the restriction; only after the person was told so, at `told` (GDPR 18(3)). Unix milliseconds. */
export const liftRestriction = (
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  person: Uint8Array,
  told: number,
): Statement[] => [
  must(statement(lift, { controller: actor.controller, person, told })),
  actEvent(world, actor, 'restriction-lifted', { person: toUuid(person), told }),
];
