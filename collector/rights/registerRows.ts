/** What the register's nouns hold about a person, for the access answer: members, their sources, and what they were before. */
import { toUuid } from '../bytes.ts';
import { columnOf, type Noun, type NounRow, type PersonalRows } from '../register/noun.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { pagesAbout } from '../register/reading.ts';
import { toWire } from '../register/wire.ts';
import { catalogue } from '../store/catalogue.ts';
import { type Readable, sql } from '../store/store.ts';
import { when } from './acts.ts';

const sourcesOfRow = sql`
  select v.field, p.source, p.obtained, p.permission, p.purpose, p.basis
  from value_sources v
  join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
  where v.controller_id = :controller and v.row_id = :row
  order by v.field`;
const historyOf = sql`
  select h.noun, h.row_id as "row", h.field, h.value, h.replaced, p.source, p.obtained
  from history h
  left join provenance p on p.controller_id = h.controller_id and p.provenance_id = h.provenance_id
  where h.controller_id = :controller and h.person_id = :person
  order by h.replaced, h.history_id`;
const informingOf = sql`
  select i.due, i.told, p.source, p.obtained, p.permission
  from informing i
  join provenance p on p.controller_id = i.controller_id and p.provenance_id = i.provenance_id
  where i.controller_id = :controller and i.person_id = :person
  order by i.due`;

/** The members that an access answer copies. */
export const copied = (noun: PersonalRows): [name: string, kind: NonNullable<Noun['fields'][string]>][] =>
  Object.entries({ ...noun.fields, ...noun.shown }).filter(([name, kind]) => {
    const [table, column] = noun.from?.[name] ?? [noun.table, columnOf(name, kind)];
    return catalogue[table]?.[column]?.access === 'copied';
  });

interface SourceRow {
  field: string;
  source: string;
  obtained: number;
  permission: string | null;
  purpose: string;
  basis: string;
}

/** Rows of one noun that are about the person. */
const rowsOf = async (store: Readable, controller: number, person: Uint8Array, noun: PersonalRows) => {
  const members = copied(noun);
  const shown = async (row: NounRow) => ({
    id: toUuid(row.id),
    ...Object.fromEntries(members.map(([name, kind]) => [name, toWire(kind, row[name])])),
    sources: (await store.read<SourceRow>(sourcesOfRow, { controller, row: row.id })).map((one) => ({
      ...one,
      obtained: when(one.obtained),
    })),
  });
  const found: Awaited<ReturnType<typeof shown>>[] = [];
  for await (const rows of pagesAbout(store, noun, controller, person))
    for (const row of rows) found.push(await shown(row));
  return found;
};

/** By noun, all rows about the person. */
export const registerRows = async (store: Readable, controller: number, person: Uint8Array) =>
  Object.fromEntries(
    await Promise.all(
      personalNouns.map(async (noun) => [noun.table, await rowsOf(store, controller, person, noun)] as const),
    ),
  );

/** What values of the person were before they were corrected. */
export const pastValues = async (store: Readable, controller: number, person: Uint8Array) =>
  (
    await store.read<{
      noun: string;
      row: Uint8Array;
      field: string;
      value: string | null;
      replaced: number;
      source: string | null;
      obtained: number | null;
    }>(historyOf, { controller, person })
  ).map(({ row, value, replaced, obtained, ...one }) => ({
    ...one,
    row: toUuid(row),
    value: value === null ? null : (JSON.parse(value) as unknown),
    replaced: when(replaced),
    obtained: when(obtained),
  }));

/** What others gave of the person, and by when the person must be told or was (GDPR 14). */
export const informings = async (store: Readable, controller: number, person: Uint8Array) =>
  (
    await store.read<{
      due: number;
      told: number | null;
      source: string;
      obtained: number;
      permission: string | null;
    }>(informingOf, { controller, person })
  ).map(({ due, told, obtained, ...one }) => ({
    ...one,
    due: when(due),
    told: when(told),
    obtained: when(obtained),
  }));
