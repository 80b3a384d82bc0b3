/** Objection to direct marketing (GDPR 21(2)-(3)): absolute and at once; only the person's own new permission lifts it. */
import { toUuid } from '../bytes.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import { must, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import type { Addressed } from './addresses.ts';
import { toldMarks } from './permissionEnding.ts';
import { actOn } from './recordEvents.ts';
import { type Mark, marksOfAddressed, suppress } from './suppressions.ts';

const object = sql`
  update persons set objected = coalesce(objected, :now), version = version + 1
  where controller_id = :controller and person_id = :person and erased is null and merged_into is null
  returning objected`;
const endAll = sql`
  update permissions set ended = :now, ending = 'objection', version = version + 1
  where controller_id = :controller and person_id = :person and ended is null`;
const endOlder = sql`
  update permissions set ended = :now, ending = 'objection', version = version + 1
  where controller_id = :controller and person_id = :person and ended is null
    and since <= (
      select objected from persons where controller_id = :controller and person_id = :person and objected is not null)`;
// The addresses of what was merged into them are theirs, too.
const suppressParts = sql`
  insert into suppressions (controller_id, mark, channel, key_version, since, reason)
  select controller_id, mark, channel, key_version, :now, 'objection' from address_marks
  where controller_id = :controller and person_id in (
    with recursive parts (id) as (
      select person_id from persons where controller_id = :controller and person_id = :person
      union
      select m.merged_id from parts join merges m on m.controller_id = :controller and m.kept_id = parts.id and m.undone is null)
    select id from parts)
  on conflict (controller_id, mark) do nothing`;
const lift = sql`
  update persons set objected = null, version = version + 1
  where controller_id = :controller and person_id = :person and objected is not null
  returning 1 as done`;

/** The person objects, all their permissions end, and their addresses are suppressed. The first statement needs somebody there. */
export const objectStatements = (
  controller: number,
  person: Uint8Array,
  marks: readonly Mark[],
  now: number,
): [Statement, ...Statement[]] => [
  statement(object, { controller, person, now }),
  statement(endAll, { controller, person, now }),
  statement(suppressParts, { controller, person, now }),
  ...suppress(controller, marks, 'objection', now),
];

/** The statements of an objection; the first needs the person to be there. Again is harmless, and reaches a new address. */
export const objecting = (
  world: World,
  actor: Actor,
  who: Addressed,
  way: 'staff' | 'own_page',
): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const { person } = who;
  const marks = marksOfAddressed(world, controller, who);
  const [first, ...rest] = objectStatements(controller, person, marks, now);
  const told = {
    kind: 'objection' as const,
    controller,
    person: toUuid(person),
    marks: toldMarks(marks),
    received: now,
  };
  return [
    must(first),
    ...rest,
    ...(who.objected === null ? actOn(world, actor, 'objection', { person: toUuid(person), way }) : []),
    // A restored backup must not bring the permissions back.
    tellJournal(controller, sealEntry(world, told)),
  ];
};

/** What a new permission of their own does to an objection: it is lifted, and what was permitted before it stays ended. */
export const liftObjection = (
  world: Pick<World, 'clock'>,
  controller: number,
  person: Uint8Array,
): [Statement, Statement] => [
  statement(endOlder, { controller, person, now: world.clock() }),
  statement(lift, { controller, person }),
];
