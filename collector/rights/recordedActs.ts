/** What the ledger has recorded of acts on a person: on them, on their rows, and on what they were part of (GDPR 15(3)). */
import { toUuid } from '../bytes.ts';
import { type Concern, concerns } from '../ledger/concerns.ts';
import { type Kind, kindOf } from '../ledger/kinds.ts';
import { columnOf } from '../register/noun.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { pagesAbout } from '../register/reading.ts';
import { catalogue } from '../store/catalogue.ts';
import { type Readable, sql } from '../store/store.ts';
import { when } from './acts.ts';

// Ten rows at a time: there is one such read for ten rows of the register, whatever they are of.
const ofRows = sql`
  select a.row_id as "row", a.number, l.kind, l.received, l.body
  from recorded_acts a
  join ledger l on l.controller_id = a.controller_id and l.number = a.number
  where a.controller_id = :controller and a.row_id in (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j)
    and a.row_id >= :afterRow and (a.row_id > :afterRow or a.number > :after)
  order by a.row_id, a.number
  limit :most`;
const importsOf = sql`
  select distinct p.import_id as "row"
  from value_sources v
  join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
  where v.controller_id = :controller and v.row_id in (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j) and p.import_id is not null`;
const campaignsOf = sql`
  select distinct campaign_id as "row" from messages
  where controller_id = :controller and person_id = :person and campaign_id is not null`;
const incidentsOf = sql`
  select incident_id as "row" from incident_persons where controller_id = :controller and person_id = :person`;
// That they signed in and out: the ledger's entries go with the ties.
const tiesOf = sql`
  select t.tie_id as "row", l.number, l.kind, l.received, l.body
  from ties t
  join ledger l on l.controller_id = t.controller_id and l.number in (t.number, t.ended_number)
  where t.controller_id = :controller and t.person_id = :person`;
const roleOf = sql`select role from staff where controller_id = :controller and staff_id = :staff`;

/** Rows in one read: whoever waits for the next does not wait long. */
const aPage = 200;
const atOnce = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

interface Entry {
  row: Uint8Array;
  number: number;
  kind: number;
  received: number;
  body: string | null;
}
type Rows = readonly Uint8Array[];

/** By the names of the statements; the last row stands in for those that are missing. */
const named = (rows: Rows): Record<string, Uint8Array> =>
  Object.fromEntries(atOnce.map((name, place) => [name, rows[place] ?? (rows.at(-1) as Uint8Array)]));

const tens = function* (rows: Rows): Generator<Rows> {
  for (let from = 0; from < rows.length; from += atOnce.length) yield rows.slice(from, from + atOnce.length);
};

/** The entries of some rows, page by page. */
async function* entriesOf(store: Readable, controller: number, rows: Rows): AsyncGenerator<Entry> {
  for (const ten of tens(rows))
    for (let afterRow: Uint8Array = new Uint8Array(0), after = 0; ; ) {
      const page = { controller, ...named(ten), afterRow, after, most: aPage };
      const found = await store.read<Entry>(ofRows, page);
      yield* found;
      const last = found.at(-1);
      if (!last || found.length < aPage) break;
      afterRow = last.row;
      after = last.number;
    }
}

/** Whatever a row of theirs was read in from, each file once. */
const withImports = async (
  store: Readable,
  controller: number,
  rows: Rows,
  files: Map<string, Uint8Array>,
) => {
  for (const ten of tens(rows))
    for (const { row } of await store.read<{ row: Uint8Array }>(importsOf, { controller, ...named(ten) }))
      files.set(toUuid(row), row);
};

/** The members that an answer may name: not those that it withholds, nor the controller's account of an incident. */
const isTold = (noun: string, member: string): boolean => {
  const access = catalogue[noun]?.[columnOf(member, 'text')]?.access;
  return noun === 'incidents' ? access === 'copied' : access !== 'withheld';
};

interface Body {
  noun?: string;
  id?: string;
  members?: readonly string[];
  staff?: number;
  role?: string;
  home?: number;
}

/** Every act on the entries that are one person, oldest first; no names of staff. */
export const recordedActs = async (store: Readable, controller: number, entries: Rows) => {
  const found = new Map<number, Entry>();
  const keep = (entry: Entry): void => {
    if (!found.has(entry.number)) found.set(entry.number, entry);
  };
  const files = new Map<string, Uint8Array>();
  const gather = async (rows: Rows): Promise<void> => {
    for await (const entry of entriesOf(store, controller, rows)) keep(entry);
    await withImports(store, controller, rows, files);
  };
  await gather(entries);
  for (const person of entries) {
    const one = { controller, person };
    for (const noun of personalNouns)
      for await (const page of pagesAbout(store, noun, controller, person))
        await gather(page.map(({ id }) => id));
    const shared = [incidentsOf, campaignsOf].map((each) => store.read<{ row: Uint8Array }>(each, one));
    const rows = (await Promise.all(shared)).flat().map(({ row }) => row);
    for await (const entry of entriesOf(store, controller, rows)) keep(entry);
    for (const entry of await store.read<Entry>(tiesOf, one)) keep(entry);
  }
  for await (const entry of entriesOf(store, controller, [...files.values()])) keep(entry);
  const roles = new Map<string, string | null>();
  // Where whoever acted was not there, as when a file is read in: the role that they have now.
  const roleBy = async ({ staff, home = controller }: Body): Promise<string | null> => {
    if (staff === undefined) return null;
    const who = `${home} ${staff}`;
    if (!roles.has(who)) {
      const [row] = await store.read<{ role: string }>(roleOf, { controller: home, staff });
      roles.set(who, row?.role ?? null);
    }
    return roles.get(who) ?? null;
  };
  const told = async ({ row, number, kind, received, body }: Entry) => {
    const act: Kind = kindOf(kind);
    const concern: Concern = concerns[act];
    const said = JSON.parse(body ?? '{}') as Body;
    const own = concern === 'nobody' ? 'ties' : concern.noun;
    const noun = own ?? said.noun ?? null;
    return {
      ledgerNumber: number,
      at: when(received),
      act,
      noun,
      // Of many that came at once the body names none.
      row: own === null && said.id === undefined ? null : toUuid(row),
      members: noun === null ? [] : (said.members ?? []).filter((member) => isTold(noun, member)),
      role: said.role ?? (await roleBy(said)),
      byProcessor: said.home !== undefined,
    };
  };
  const sorted = [...found.values()].sort((one, other) => one.number - other.number);
  const all: Awaited<ReturnType<typeof told>>[] = [];
  for (const entry of sorted) all.push(await told(entry));
  return all;
};
