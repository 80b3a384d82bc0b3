/** Restriction of processing (GDPR 18): a restricted person is stored and otherwise untouched. */
import { toUuid } from '../bytes.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import { must, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actOn } from './recordEvents.ts';

/** The cases of article 18(1): accuracy contested, unlawful but not to be erased, needed for claims, objection being weighed. */
export const restrictionReasons = ['accuracy', 'unlawful', 'claims', 'objection'] as const;
export type RestrictionReason = (typeof restrictionReasons)[number];

const restrict = sql`
  update persons set restricted = :now, restriction = :reason, version = version + 1
  where controller_id = :controller and person_id = :person and restricted is null and erased is null and merged_into is null
  returning version`;
// While an objection is weighed, they ask for it for another reason: then it does not end with the objection.
const onAnotherGround = sql`
  update persons set restriction = :reason, version = version + 1
  where controller_id = :controller and person_id = :person and restriction = 'objection' and erased is null`;
const lift = sql`
  update persons set restricted = null, restriction = null, version = version + 1
  where controller_id = :controller and person_id = :person and restricted is not null and restricted <= :told and erased is null
  returning version`;

/** A restored backup must not lose it. */
const toldJournal = (
  world: World,
  controller: number,
  kind: 'restriction' | 'restriction-lifted',
  person: Uint8Array,
  reason: string | null,
): Statement =>
  tellJournal(
    controller,
    sealEntry(world, { kind, controller, person: toUuid(person), reason, received: world.clock() }),
  );

/** Restricts the person, who must be there and not restricted yet. */
export const restrictPerson = (
  world: World,
  actor: Actor,
  person: Uint8Array,
  reason: RestrictionReason,
): Statement[] => [
  must(statement(restrict, { controller: actor.controller, person, reason, now: world.clock() })),
  toldJournal(world, actor.controller, 'restriction', person, reason),
  ...actOn(world, actor, 'person-restricted', { person: toUuid(person), reason }),
];

/** Somebody who is restricted while an objection is weighed asks for it on another ground; nothing where it has that ground already. */
export const restrictedOnAnotherGround = (
  world: World,
  actor: Actor,
  person: Uint8Array,
  reason: RestrictionReason,
): Statement[] =>
  reason === 'objection'
    ? []
    : [
        statement(onAnotherGround, { controller: actor.controller, person, reason }),
        toldJournal(world, actor.controller, 'restriction', person, reason),
        ...actOn(world, actor, 'person-restricted', { person: toUuid(person), reason }),
      ];

/** Lifts the restriction; only after the person was told so, at `told` (GDPR 18(3)). Unix milliseconds. */
export const liftRestriction = (
  world: World,
  actor: Actor,
  person: Uint8Array,
  told: number,
): Statement[] => [
  must(statement(lift, { controller: actor.controller, person, told })),
  toldJournal(world, actor.controller, 'restriction-lifted', person, null),
  ...actOn(world, actor, 'restriction-lifted', { person: toUuid(person), told }),
];

/** What the journal tells, done again on a restored database: nothing where it is so already, or nobody is known. */
export const restrictedAgain = (
  world: World,
  actor: Actor,
  person: Uint8Array,
  reason: string | null,
): Statement[] => {
  const at = { controller: actor.controller, person };
  return reason === null
    ? [statement(lift, { ...at, told: world.clock() })]
    : [
        statement(restrict, { ...at, reason, now: world.clock() }),
        ...actOn(world, actor, 'person-restricted', { person: toUuid(person), reason }),
      ];
};
