/** Lines of services' logs come in, many at a time: one source and one event for all of them. */
import { fromUuid, toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { ifFound, type Statement, type Store, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import { type Named, namedPerson } from './namedPerson.ts';
import { valuesFor } from './noun.ts';
import { serviceLogs } from './nouns/serviceLogs.ts';
import { provenanceOf } from './origin.ts';
import { makeProvenance, pointAt, wholeRow } from './provenance.ts';
import { actOn, concernsFrom } from './recordEvents.ts';
import { ifUsable } from './references.ts';

/** A line without secrets, its address anonymised. */
export interface Line extends Named {
  id?: string | undefined;
  service: string;
  line: string;
  address: string | null;
  /** Unix milliseconds. */
  at: number;
}

export interface Logged {
  /** Lines that are new. */
  kept: number;
  /** Places of lines about nobody who may be used. */
  leftOut: number[];
}

const nameOf = ({ person, userName }: Named): string => JSON.stringify([person, userName]);

/** Lines in one write: a visitor's decision waits for no more. */
const atOnce = 40;

/** The write of some of the lines; about nobody who is erased, restricted or merged in this moment. */
const keeping = (world: World, controller: number, lines: readonly Known[]) => {
  const actor = nobody(controller);
  const now = world.clock();
  const origin = provenanceOf(world, serviceLogs, actor, { kind: 'service' }, now);
  const statements: Statement[] = [makeProvenance(origin)];
  const checks = new Map<string, number>();
  const places: [insert: number, check: number][] = [];
  for (const { id: given, person, service, line, address, at } of lines) {
    const whose = toUuid(person);
    const check = checks.get(whose) ?? statements.push(ifUsable(controller, person)) - 1;
    checks.set(whose, check);
    const id = given === undefined ? newId(world) : fromUuid(given);
    const values = { controller, id, now, person, service, line, address, logged: at };
    const place = statements.length;
    places.push([place, check]);
    statements.push(
      ifFound(check, statement(serviceLogs.insert, valuesFor(serviceLogs.insert, values))),
      ifFound(place, pointAt(origin, id, wholeRow)),
    );
  }
  const about = { noun: 'service_logs', lines: lines.length, provenance: toUuid(origin.provenance) };
  statements.push(...actOn(world, actor, 'record-made', { ...about, source: 'service' }, []));
  statements.push(concernsFrom(controller, origin.provenance));
  return { statements, places };
};

type Known = Omit<Line, 'person'> & { person: Uint8Array; place: number };

/** Keeps the lines; those that are known by their id are kept once. */
export const keepLines = async (
  store: Store,
  world: World,
  controller: number,
  lines: readonly Line[],
): Promise<Logged> => {
  const persons = new Map<string, Uint8Array | null | undefined>();
  for (const line of lines) {
    const name = nameOf(line);
    if (!persons.has(name)) persons.set(name, await namedPerson(store, controller, line));
  }
  const leftOut: number[] = [];
  const known: Known[] = [];
  for (const [place, line] of lines.entries()) {
    const person = persons.get(nameOf(line));
    if (person) known.push({ ...line, person, place });
    else leftOut.push(place);
  }
  let kept = 0;
  for (let from = 0; from < known.length; from += atOnce) {
    const some = known.slice(from, from + atOnce);
    const { statements, places } = keeping(world, controller, some);
    const rows = await store.write(statements, 'import');
    for (const [n, [insert, check]] of places.entries()) {
      if (rows[insert]?.length) kept += 1;
      if (!rows[check]?.length) leftOut.push(some[n]?.place ?? 0);
    }
  }
  return { kept, leftOut: leftOut.sort((one, other) => one - other) };
};
