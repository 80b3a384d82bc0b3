/** One batch of an import: rows checked, or written together with how far the import is then. */
import type { Importing } from '../../shared/register/import.ts';
import type { Source } from '../../shared/register/source.ts';
import { tellOfCorrection } from '../duties/corrections.ts';
import { newId } from '../ids.ts';
import type { Actor } from '../register/actor.ts';
import { changedIn, editRecord } from '../register/editing.ts';
import { makingOf } from '../register/making.ts';
import { type Columns, isReference, type Noun } from '../register/noun.ts';
import type { Provenance } from '../register/provenance.ts';
import { readRecord } from '../register/reading.ts';
import { danglingIn, ifUsable } from '../register/references.ts';
import { toColumns } from '../register/wire.ts';
import { ifFound, type Statement, type Store, unlessFound } from '../store/store.ts';
import type { World } from '../world.ts';
import { countKnown, countMade, keepWrong, reachRow } from './imports.ts';
import type { Importable, Prepared, Ready } from './prepare.ts';
import { knownRow, organisationNamed, personOfEmail } from './resolve.ts';

/** An import under way. */
export interface Running {
  key: { controller: number; import: Uint8Array };
  actor: Actor;
  settings: Importing;
  importable: Importable;
  /** Shared by all rows. */
  origin: Provenance;
}

/** No more problems of one import are kept; the count goes on. */
const problemsMost = 1000;

type Row = { line: number; columns: Columns; known: Uint8Array | undefined };
type Refused = { line: number; wrong: { pointer: string; problem: string }[] };

const named = (noun: Noun, kind: 'organisation' | 'person'): string =>
  Object.entries(noun.fields).find(([, one]) => one === kind)?.[0] ?? '';

/** The row with what it refers to, or what is wrong with it. Companies are made only where rows are written. */
const resolved = async (
  store: Store,
  world: World,
  { actor, importable: { noun }, settings }: Running,
  { line, members, company, personEmail }: Ready,
  writing: boolean,
): Promise<Row | Refused> => {
  const { controller } = actor;
  const columns: Record<string, Columns[string]> = { ...toColumns(noun.fields, members) };
  // An id in a file may be anybody's: what is looked up by name is ours.
  const given = Object.entries(noun.fields).filter(
    ([name, kind]) =>
      isReference(kind) && !(kind === 'person' && personEmail !== null && name === named(noun, kind)),
  );
  const dangling = await danglingIn(store, controller, { fields: Object.fromEntries(given) }, columns);
  if (dangling)
    return {
      line,
      wrong: [{ pointer: `/${dangling}`, problem: 'This refers to nothing that may be used.' }],
    };
  if (company !== null && columns[named(noun, 'organisation')] === null && writing)
    columns[named(noun, 'organisation')] =
      (await organisationNamed(store, world, actor, company, settings.source)) ?? null;
  if (personEmail !== null) {
    const person = await personOfEmail(store, controller, personEmail);
    if (!person)
      return { line, wrong: [{ pointer: '/email', problem: 'Nobody who may be used has this address.' }] };
    columns[named(noun, 'person')] = person;
  }
  // A company that is made when rows are written is there already, as far as the row goes.
  const to = named(noun, 'organisation');
  const whole = company === null || !to ? columns : { ...columns, [to]: columns[to] ?? new Uint8Array(16) };
  const [member, problem] = noun.wrong?.(whole) ?? [];
  if (member !== undefined && problem !== undefined)
    return { line, wrong: [{ pointer: `/${member}`, problem }] };
  const refused = await noun.refusal?.(store, controller, columns, {});
  if (refused) return { line, wrong: [{ pointer: refused.pointer, problem: refused.detail }] };
  return { line, columns, known: await knownRow(store, controller, noun, columns) };
};

/** What a known row lacks, filled from the file. */
const fill = async (store: Store, world: World, running: Running, { columns, known }: Row) => {
  const { noun } = running.importable;
  const before = known && (await readRecord(store, noun, running.actor.controller, known));
  if (!before) return;
  const after = Object.fromEntries(
    Object.keys(noun.fields).map((name) => [name, before[name] ?? columns[name] ?? null]),
  );
  const source: Source = running.settings.source;
  if (changedIn(noun, before, after).length === 0) return;
  // Whoever was given the person's data must have the whole, too (GDPR 19).
  const told = await tellOfCorrection(store, world, running.actor, noun, before, after);
  await editRecord(store, world, noun, running.actor, before, after, source, told);
};

/** The statements that make the row unless it is there, and count it, from a place in their write on. */
const making = (
  world: World,
  { key, actor, importable, settings, origin }: Running,
  row: Row,
  place: number,
): Statement[] => {
  // Erased, restricted or merged since they were looked up: nothing is made about them.
  const about = importable.noun.person === 'person' ? row.columns['person'] : null;
  const [first, ...others] = makingOf(
    world,
    importable.noun,
    actor,
    row.columns,
    settings.source,
    newId(world),
    origin,
  );
  if (!first) return [];
  const { must: _, ...insert } = first;
  const usable = about instanceof Uint8Array ? [ifUsable(actor.controller, about)] : [];
  const at = place + usable.length;
  return [
    ...usable,
    usable.length > 0 ? ifFound(place, insert) : insert,
    ...[...others, countMade(key)].map((one) => ifFound(at, one)),
    unlessFound(at, countKnown(key)),
  ];
};

const isRow = (one: Row | Refused): one is Row => 'columns' in one;

/**
 * Does the rows from `from` to `to` (counted from 0, without the end) and remembers that, in one write. Rejects with
 * `Unmet` where the import was stopped meanwhile.
 */
export const doBatch = async (
  store: Store,
  world: World,
  running: Running,
  rows: readonly Prepared[],
  { state, from, wrongBefore }: { state: 'checking' | 'running'; from: number; wrongBefore: number },
): Promise<{ wrong: number }> => {
  const writing = state === 'running';
  const done: (Row | Refused)[] = [];
  for (const row of rows)
    done.push('wrong' in row ? row : await resolved(store, world, running, row, writing));
  const good = done.filter(isRow);
  const bad = done.filter((one): one is Refused => !isRow(one));
  if (writing && running.settings.known === 'fill')
    for (const row of good) if (row.known) await fill(store, world, running, row);
  const known = good.filter((row) => row.known !== undefined).length;
  const counts = writing
    ? { wrong: bad.length, known: 0, made: 0 }
    : { wrong: bad.length, known, made: good.length - known };
  const statements: Statement[] = [reachRow(running.key, state, from, from + rows.length, counts)];
  if (writing) for (const row of good) statements.push(...making(world, running, row, statements.length));
  const room = Math.max(0, problemsMost - wrongBefore);
  for (const { line, wrong } of bad.slice(0, room))
    statements.push(...wrong.map((one) => keepWrong(running.key, line, one)));
  await store.write(statements, 'import');
  return { wrong: bad.length };
};
