/** Holds as staff make and end them: a law or a claim that keeps data from erasure and retention, and nobody from access (R44). */
import { toUuid } from '../../bytes.ts';
import { told } from '../../ledger/journalEntry.ts';
import type { Noun, NounRow } from '../../register/noun.ts';
import { heldOf } from '../../register/nouns/holds.ts';
import { type Readable, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const dayLong = 24 * 60 * 60 * 1000;

const insert = sql`
  insert into holds (controller_id, hold_id, person_id, category, law, reason, until, ended, created, version)
  values (:controller, :id, :person, :category, :law, :reason, :until, :ended, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update holds
  set person_id = :person, category = :category, law = :law, reason = :reason, until = :until, ended = :ended,
    version = version + 1
  where controller_id = :controller and hold_id = :id and version = :version
  returning version`;
// Of the restricted and the erased too: it is they whom it concerns.
const one = sql`
  select h.hold_id as id, h.version, h.person_id as person, h.category, h.law, h.reason, h.until, h.ended, h.created,
    (select p.staff_id from value_sources v
      join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
      where v.controller_id = h.controller_id and v.row_id = h.hold_id and v.field = '*') as author
  from holds h
  where h.controller_id = :controller and h.hold_id = :id`;
const all = sql`
  select h.hold_id as id, h.version, h.person_id as person, h.category, h.law, h.reason, h.until, h.ended, h.created,
    (select p.staff_id from value_sources v
      join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
      where v.controller_id = h.controller_id and v.row_id = h.hold_id and v.field = '*') as author
  from holds h
  where h.controller_id = :controller and h.hold_id > :after
  order by h.hold_id
  limit :most`;
const byPerson = sql`
  select h.hold_id as id, h.version, h.person_id as person, h.category, h.law, h.reason, h.until, h.ended, h.created,
    (select p.staff_id from value_sources v
      join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
      where v.controller_id = h.controller_id and v.row_id = h.hold_id and v.field = '*') as author
  from holds h
  where h.controller_id = :controller and h.person_id = :person and h.hold_id > :after
  order by h.hold_id
  limit :most`;
const somebody = sql`
  select p.merged_into as merged, p.erased,
    (select count(*) from unfinished_erasures u
      where u.controller_id = p.controller_id and u.person_id = p.person_id) as unfinished
  from persons p
  where p.controller_id = :controller and p.person_id = :person`;
// What waited for a hold to end looks again.
const lookAgain = sql`update unfinished_erasures set due = :now where controller_id = :controller and root_id = :person`;
// Of everybody's: the night asks all of them, not the request that changes the hold.
const allLookAgain = sql`
  insert into marks (controller_id, name, value) values (:controller, 'holds', :value)
  on conflict (controller_id, name) do update set value = excluded.value`;

/** What was kept is not said away: a hold that ended long ago would itself have had its time tonight. */
const toBeBackdated = (
  name: 'ended' | 'until',
  row: Readonly<Record<string, unknown>>,
  before: NounRow | undefined,
  now: number,
) =>
  row[name] !== (before?.[name] ?? null) && Number(row[name] ?? now) < now - dayLong
    ? { pointer: `/${name}`, detail: 'Until now it has kept what it is of: it ends now, or later.' }
    : undefined;

const nobodyToHold = async (
  store: Readable,
  controller: number,
  { person }: Readonly<Record<string, unknown>>,
) => {
  if (!(person instanceof Uint8Array)) return undefined;
  const [found] = await store.read<{ merged: Uint8Array | null; erased: number | null; unfinished: number }>(
    somebody,
    { controller, person },
  );
  const wrong = (detail: string) => ({ pointer: '/person', detail });
  if (!found) return wrong('This refers to nothing that may be used: look its id up.');
  if (found.merged) return wrong('This entry was merged into another: hold that one.');
  if (found.erased !== null && found.unfinished === 0)
    return wrong('Nothing is left of this person that could be held.');
  return undefined;
};

export const holdsNoun = ({ clock }: Pick<World, 'clock'>): Noun => ({
  ...heldOf,
  table: 'holds',
  person: 'person',
  anybody: true,
  shown: { created: 'time', author: 'number' },
  from: { author: ['provenance', 'staff_id'] },
  usualSource: 'service',
  fixed: ['person', 'category'],
  wrong: ({ person, category, ended, until }) => {
    if (person === null && category === null)
      return ['category', 'Say whose data or which kind: a hold of everything of everybody is none.'];
    if (ended !== null && until !== null && Number(ended) > Number(until))
      return ['ended', 'It ends by itself before that.'];
    return undefined;
  },
  refusal: async (store, controller, row, { before }) =>
    toBeBackdated('ended', row, before, clock()) ??
    toBeBackdated('until', row, before, clock()) ??
    nobodyToHold(store, controller, row),
  journalled: true,
  beside: ({ world, controller, id, now }, { person, category, law, reason, until, ended }) => [
    person instanceof Uint8Array
      ? statement(lookAgain, { controller, person, now })
      : statement(allLookAgain, { controller, value: id }),
    // A restored backup that does not know it would erase what it keeps.
    told(world, {
      kind: 'hold',
      controller,
      hold: toUuid(id),
      person: person instanceof Uint8Array ? toUuid(person) : null,
      category: category === null ? null : String(category),
      law: String(law),
      reason: String(reason),
      until: until === null ? null : Number(until),
      ended: ended === null ? null : Number(ended),
      received: now,
    }),
  ],
  insert,
  update,
  one,
  pages: { all, person: byPerson },
});
