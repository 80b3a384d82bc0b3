/** Carrying imports out in the background: checked row by row, then written in batches, resumed where they were left. */
import type { Importing } from '../../shared/register/import.ts';
import { toUuid } from '../bytes.ts';
import { hooksFor } from '../messages/outbox/hooks.ts';
import { listControllers } from '../register/controllers.ts';
import { provenanceOf } from '../register/origin.ts';
import { makeProvenance } from '../register/provenance.ts';
import { actOn } from '../register/recordEvents.ts';
import { type Statement, type Store, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { doBatch, type Running } from './batch.ts';
import { decode, NotText } from './decode.ts';
import {
  dropFile,
  findImport,
  forgottenImports,
  type Import,
  keepWrong,
  moveImport,
  readPiece,
  waitingImports,
} from './imports.ts';
import { type Importable, type Prepared, prepare } from './prepare.ts';
import { rowsIn, Unreadable } from './rows.ts';

/** Rows in one write: a visitor's write waits for no more. */
const atOnce = 100;

type Key = Running['key'];

async function* piecesOf(store: Store, key: Key): AsyncGenerator<Uint8Array> {
  for (let place = 0; ; place += 1) {
    const piece = await readPiece(store, key, place);
    if (!piece) return;
    yield piece;
  }
}

const ended = async (
  store: Store,
  world: World,
  running: Running,
  state: 'checking' | 'running',
  last: Import,
): Promise<Statement[]> => {
  const { key, actor } = running;
  if (state === 'checking') return [moveImport(key, 'checking', 'checked')];
  const { noun, made, known, wrong } = last;
  return [
    moveImport(key, 'running', 'done', world.clock()),
    dropFile(key),
    ...actOn(world, actor, 'import-done', { import: toUuid(key.import), noun, made, known, wrong }),
    ...(await hooksFor(store, world, actor.controller, 'import.done', {
      import: key.import,
      noun,
      made,
      known,
      wrong,
    })),
  ];
};

/** All rows that are left, batch by batch. */
const goThrough = async (
  store: Store,
  world: World,
  running: Running,
  one: Import,
  state: 'checking' | 'running',
  stopped: () => boolean,
): Promise<void> => {
  const { key, settings, importable } = running;
  let place = 0;
  let { reached } = one;
  let wrongBefore = one.wrong;
  let batch: Prepared[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const { wrong } = await doBatch(store, world, running, batch, { state, from: reached, wrongBefore });
    reached += batch.length;
    wrongBefore += wrong;
    batch = [];
  };
  const text = decode(piecesOf(store, key), settings.encoding)[Symbol.asyncIterator]();
  for await (const row of rowsIn(text, settings)) {
    if (stopped()) return;
    place += 1;
    if (place <= reached) continue;
    batch.push(prepare(row, importable, settings));
    if (batch.length === atOnce) await flush();
  }
  await flush();
  const last = await findImport(store, key);
  if (last) await store.write(await ended(store, world, running, state, last), 'import');
};

const carryOut = async (
  store: Store,
  world: World,
  controller: number,
  one: Import,
  importable: Importable,
  stopped: () => boolean,
) => {
  const state = one.state as 'checking' | 'running';
  const settings = JSON.parse(one.settings) as Importing;
  const key = { controller, import: one.id };
  const { staff, home, instruction } = one;
  const actor = { controller, home, staff, ...(instruction && { instruction }) };
  const from = provenanceOf(world, importable.noun, actor, settings.source, world.clock());
  const origin = { ...from, import: key.import };
  const running: Running = { key, actor, settings, importable, origin };
  try {
    // One provenance a run: what is resumed has one more.
    if (state === 'running') await store.write([makeProvenance(origin)], 'import');
    await goThrough(store, world, running, one, state, stopped);
  } catch (error) {
    // Stopped by staff meanwhile.
    if (error instanceof Unmet) return;
    if (!(error instanceof NotText || error instanceof Unreadable)) throw error;
    await store.write(
      [
        moveImport(key, state, 'failed', world.clock()),
        keepWrong(key, one.reached, { pointer: '', problem: error.message }),
        dropFile(key),
      ],
      'import',
    );
  }
};

/** The catalogue: what nobody goes on with is kept for a day. */
const fileKept = 24 * 60 * 60 * 1000;

/** Ends what staff left lying, and takes the file away. */
const dropForgotten = async (store: Store, world: World, controller: number) => {
  const now = world.clock();
  for (const { id, state } of await forgottenImports(store, controller, now - fileKept)) {
    const key = { controller, import: id };
    try {
      await store.write([moveImport(key, state, 'stopped', now), dropFile(key)], 'import');
    } catch (error) {
      // Taken up meanwhile.
      if (!(error instanceof Unmet)) throw error;
    }
  }
};

/** A job: does what waits to be checked or read in, at every controller. */
export const importJob =
  (store: Store, world: World, importables: readonly Importable[]) =>
  async (stopped: () => boolean): Promise<void> => {
    for (const controller of await listControllers(store)) {
      await dropForgotten(store, world, controller);
      for (const one of await waitingImports(store, controller)) {
        if (stopped()) return;
        const importable = importables.find(({ path }) => path === one.noun);
        if (importable) await carryOut(store, world, controller, one, importable, stopped);
      }
    }
  };
