/** Changing a row of the register, whichever noun: what was there before goes to the history, that it changed to the ledger. */
import type { Source } from '../../shared/register/source.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { type Made, type Refusal, wrongIn } from './making.ts';
import { type Columns, type Noun, type NounRow, valuesFor } from './noun.ts';
import { provenanceOf } from './origin.ts';
import { makeProvenance, pointAt, startInforming } from './provenance.ts';
import { onPerson, personOf, readRecord } from './reading.ts';
import { actOn } from './recordEvents.ts';
import { danglingIn, whileUsable } from './references.ts';
import { toWire } from './wire.ts';

const keepOld = sql`
  insert into history (controller_id, history_id, noun, row_id, person_id, field, value, provenance_id, replaced)
  select :controller, :history, :noun, :id, :person, :field, :value,
    coalesce(
      (select provenance_id from value_sources where controller_id = :controller and row_id = :id and field = :field),
      (select provenance_id from value_sources where controller_id = :controller and row_id = :id and field = '*')),
    :now
  where true`;

const same = (one: unknown, other: unknown): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array
    ? Buffer.compare(one, other) === 0
    : (one ?? null) === (other ?? null);

/** The members whose values differ. */
export const changedIn = (noun: Noun, before: NounRow, after: Columns): string[] =>
  Object.keys(noun.fields).filter((name) => !same(before[name], after[name]));

/** The statements that change a row that was read as `before`; the first fails where somebody was quicker. */
export const editingOf = (
  world: World,
  noun: Noun,
  actor: Actor,
  before: NounRow,
  after: Columns,
  source: Source,
): Statement[] => {
  const { controller } = actor;
  const now = world.clock();
  const { id, version } = before;
  const changed = changedIn(noun, before, after);
  const origin = provenanceOf(world, noun, actor, source, now);
  const person = personOf(noun, id, after) ?? personOf(noun, id, before);
  const values = { controller, id, now, version, ...after, ...noun.derived?.(after, controller) };
  return [
    must(statement(noun.update, valuesFor(noun.update, values))),
    ...changed.map((field) =>
      statement(keepOld, {
        controller,
        history: newId(world),
        noun: noun.table,
        id,
        person,
        field,
        value: JSON.stringify(toWire(noun.fields[field] ?? 'text', before[field])),
        now,
      }),
    ),
    makeProvenance(origin),
    ...changed.map((field) => pointAt(origin, id, field)),
    ...(person ? startInforming(origin, person) : []),
    ...(noun.beside?.({ world, controller, id, now, isNew: false }, after) ?? []),
    ...actOn(
      world,
      actor,
      'record-changed',
      { noun: noun.table, id: toUuid(id), members: changed, source: source.kind },
      onPerson(noun, id),
    ),
  ];
};

/** Changes a row that was read as `before`. Nothing is written where nothing differs. */
export const editRecord = async (
  store: Store,
  world: World,
  noun: Noun,
  actor: Actor,
  before: NounRow,
  after: Columns,
  source: Source,
  beside: readonly Statement[] = [],
): Promise<Made | Refusal> => {
  const { id, version } = before;
  if (changedIn(noun, before, after).length === 0 && beside.length === 0) return { id, version };
  const fixed = changedIn(noun, before, after).find((name) => noun.fixed?.includes(name));
  if (fixed !== undefined) {
    const sentence = 'This stays as it was made: make another row that corrects it.';
    return { refused: 'wrong', member: fixed, sentence };
  }
  const wrong = wrongIn(noun, after);
  if (wrong) return wrong;
  const member = await danglingIn(store, actor.controller, noun, after);
  if (member) return { refused: 'dangling', member };
  const against = await noun.refusal?.(store, actor.controller, after, { before, source });
  if (against) return { refused: 'by-rule', ...against };
  try {
    const about = noun.person === 'id' || noun.anybody ? null : personOf(noun, id, after);
    await store.write([
      ...editingOf(world, noun, actor, before, after, source),
      ...whileUsable(actor.controller, about),
      ...beside,
    ]);
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    const now = await readRecord(store, noun, actor.controller, id);
    if (!now) return { refused: 'not-found' };
    // What is against it may have come in the meantime.
    const since = await noun.refusal?.(store, actor.controller, after, { before: now, source });
    if (since) return { refused: 'by-rule', ...since };
    return { refused: now.version === version ? 'already-there' : 'changed-meanwhile' };
  }
  return { id, version: version + 1 };
};
