/** Making a row of the register, whichever noun: with its source, its event and what hangs on it. */
import type { Source } from '../../shared/register/source.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { must, type Statement, type Store, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { type Columns, type Noun, valuesFor } from './noun.ts';
import { provenanceOf } from './origin.ts';
import { makeProvenance, type Provenance, pointAt, startInforming, wholeRow } from './provenance.ts';
import { onPerson, personOf } from './reading.ts';
import { actOn } from './recordEvents.ts';
import { danglingIn, whileUsable } from './references.ts';

/** How making or editing ended, where it did not succeed. `dangling` names the member that refers to nothing. */
export type Refusal =
  | { refused: 'already-there' | 'changed-meanwhile' | 'not-found' }
  | { refused: 'dangling'; member: string }
  | { refused: 'by-rule'; pointer: string; detail: string; problem?: 'consents-live' }
  | { refused: 'wrong'; member: string; sentence: string };

/** What is wrong with the members together, as a refusal. */
export const wrongIn = (noun: Noun, row: Columns): Refusal | undefined => {
  const [member, sentence] = noun.wrong?.(row) ?? [];
  return member === undefined || sentence === undefined ? undefined : { refused: 'wrong', member, sentence };
};

export type Made = { id: Uint8Array; version: number };

/** The statements that make a row, for a write of their own or with others; the first one fails where it is there already. */
export const makingOf = (
  world: World,
  noun: Noun,
  actor: Actor,
  row: Columns,
  source: Source,
  id = newId(world),
  /** Where an import's rows come from together; then its event is the import's, not the row's. */
  shared?: Provenance,
): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const origin = shared ?? provenanceOf(world, noun, actor, source, now);
  const person = personOf(noun, id, row);
  const filled = Object.keys(noun.fields).filter((name) => row[name] !== null);
  const values = { controller, id, now, ...row, ...noun.derived?.(row, controller) };
  return [
    must(statement(noun.insert, valuesFor(noun.insert, values))),
    ...(shared ? [] : [makeProvenance(origin)]),
    ...(noun.sourceByField && !shared ? filled : [wholeRow]).map((field) => pointAt(origin, id, field)),
    ...(person ? startInforming(origin, person) : []),
    ...(noun.beside?.({ world, controller, id, now, isNew: true }, row) ?? []),
    ...(shared
      ? []
      : actOn(
          world,
          actor,
          'record-made',
          { noun: noun.table, id: toUuid(id), source: source.kind },
          onPerson(noun, id),
        )),
  ];
};

/** Makes a row. `with` are statements of the same write. */
export const makeRecord = async (
  store: Store,
  world: World,
  noun: Noun,
  actor: Actor,
  row: Columns,
  source: Source,
  beside: (id: Uint8Array) => readonly Statement[] = () => [],
): Promise<Made | Refusal> => {
  const wrong = wrongIn(noun, row);
  if (wrong) return wrong;
  const member = await danglingIn(store, actor.controller, noun, row);
  if (member) return { refused: 'dangling', member };
  const against = await noun.refusal?.(store, actor.controller, row, { source });
  if (against) return { refused: 'by-rule', ...against };
  const id = newId(world);
  try {
    const about = noun.person === 'id' || noun.anybody ? null : personOf(noun, id, row);
    await store.write([
      ...makingOf(world, noun, actor, row, source, id),
      ...whileUsable(actor.controller, about),
      ...beside(id),
    ]);
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    const gone = await danglingIn(store, actor.controller, noun, row);
    return gone ? { refused: 'dangling', member: gone } : { refused: 'already-there' };
  }
  return { id, version: 1 };
};
