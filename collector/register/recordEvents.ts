/** That a row of the register was made or changed, in the ledger: which and which members, never their values. */
import { fromUuid, toUuid } from '../bytes.ts';
import { concerns, type KindOfNobody, type KindOnRows } from '../ledger/concerns.ts';
import { saltLength } from '../ledger/digest.ts';
import { appendAct, type Kind } from '../ledger/events.ts';
import { type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';

type About = Readonly<Record<string, unknown>>;
type Chance = Pick<World, 'clock' | 'random'>;

// The event before it in the same write: numbers are given by the insert itself, and nobody else's comes between.
const note = sql`
  insert into recorded_acts (controller_id, row_id, number)
  select :controller, :row, max(number) from ledger where controller_id = :controller
  on conflict (controller_id, row_id, number) do nothing`;
const noteMarked = sql`
  insert into recorded_acts (controller_id, row_id, number)
  select m.controller_id, m.person_id, (select max(number) from ledger where controller_id = :controller)
  from address_marks m
  where m.controller_id = :controller and m.mark = :mark
  on conflict (controller_id, row_id, number) do nothing`;
const noteFrom = sql`
  insert into recorded_acts (controller_id, row_id, number)
  select v.controller_id, v.row_id, (select max(number) from ledger where controller_id = :controller)
  from value_sources v
  where v.controller_id = :controller and v.provenance_id = :provenance
  on conflict (controller_id, row_id, number) do nothing`;

const append = (
  world: Chance,
  { controller, staff, home, instruction }: Actor,
  kind: Kind,
  about: About,
): Statement =>
  appendAct({
    controller,
    kind,
    received: world.clock(),
    body: JSON.stringify({
      ...about,
      ...(staff !== null && { staff }),
      ...(home !== controller && { home }),
      ...(instruction && { instruction: toUuid(instruction) }),
    }),
    salt: world.random(saltLength),
  });

/**
 * The event of an act of staff or of the collector itself that concerns nobody of the register. `about` says what; never a name,
 * address or other value.
 */
export const actEvent = (world: Chance, actor: Actor, kind: KindOfNobody, about: About): Statement =>
  append(world, actor, kind, about);

/** The rows that the body of an act names. Throws where it names none of those that its kind must. */
const named = (kind: KindOnRows, about: About): Uint8Array[] => {
  const { rows }: { rows: readonly string[] } = concerns[kind];
  if (rows.length === 0) throw new Error(`Whoever appends ${kind} says which rows it concerns.`);
  return rows.map((member) => {
    const id = about[member];
    if (typeof id !== 'string') throw new Error(`An event ${kind} must have the member ${member}.`);
    return fromUuid(id);
  });
};

/**
 * The event of an act on persons or their rows, and that it concerns them: an access answer finds it by that. `rows` where the
 * body does not say which, or where none can be about a person. The statements stay together, in this order.
 */
export const actOn = (
  world: Chance,
  actor: Actor,
  kind: KindOnRows,
  about: About,
  rows: readonly Uint8Array[] = named(kind, about),
): Statement[] => [
  // The role that they have now: it may be another when the person asks (GDPR 15, CJEU C-579/21).
  append(world, actor, kind, { ...about, ...(actor.role && { role: actor.role }) }),
  ...rows.map((row) => statement(note, { controller: actor.controller, row })),
];

/** After an event: that it concerns whoever has an address with this mark. */
export const concernsMarked = (controller: number, mark: Uint8Array): Statement =>
  statement(noteMarked, { controller, mark });

/** After an event: that it concerns every row that came from there. */
export const concernsFrom = (controller: number, provenance: Uint8Array): Statement =>
  statement(noteFrom, { controller, provenance });
