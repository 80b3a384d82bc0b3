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
import { actEvent } from './recordEvents.ts';

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

/** Keeps the lines; those that are known by their id are kept once. */
export const keepLines = async (
  store: Store,
  world: World,
  controller: number,
  lines: readonly Line[],
): Promise<Logged> => {
  const now = world.clock();
  const persons = new Map<string, Uint8Array | null | undefined>();
  for (const line of lines) {
    const name = nameOf(line);
    if (!persons.has(name)) persons.set(name, await namedPerson(store, controller, line));
  }
  const actor = nobody(controller);
  const origin = provenanceOf(world, serviceLogs, actor, { kind: 'service' }, now);
  const statements: Statement[] = [makeProvenance(origin)];
  const places: number[] = [];
  const leftOut: number[] = [];
  for (const [place, line] of lines.entries()) {
    const person = persons.get(nameOf(line));
    if (!person) {
      leftOut.push(place);
      continue;
    }
    const id = line.id === undefined ? newId(world) : fromUuid(line.id);
    const { service, line: text, address, at } = line;
    const values = { controller, id, now, person, service, line: text, address, logged: at };
    const at0 = statements.length;
    places.push(at0);
    statements.push(
      statement(serviceLogs.insert, valuesFor(serviceLogs.insert, values)),
      ifFound(at0, pointAt(origin, id, wholeRow)),
    );
  }
  if (places.length === 0) return { kept: 0, leftOut };
  const about = { noun: 'service_logs', lines: places.length, provenance: toUuid(origin.provenance) };
  statements.push(actEvent(world, actor, 'record-made', { ...about, source: 'service' }));
  const rows = await store.write(statements, 'import');
  return { kept: places.filter((place) => rows[place]?.length).length, leftOut };
};
