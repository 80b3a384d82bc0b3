/** Imports: what was asked for, how far it is, and the file until it is read in. */

import type { WrongMember } from '../../shared/register/checked.ts';
import type { Importing } from '../../shared/register/import.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';

export const importStates = [
  'receiving',
  'checking',
  'checked',
  'running',
  'done',
  'stopped',
  'failed',
] as const;
export type ImportState = (typeof importStates)[number];

const insert = sql`
  insert into imports (controller_id, import_id, noun, staff_id, staff_controller_id, instruction_id, settings,
    state, bytes, reached, made, known, wrong, created, version)
  values (:controller, :import, :noun, :staff, :home, :instruction, :settings, 'receiving', 0, 0, 0, 0, 0, :now, 1)`;
const one = sql`
  select import_id as id, noun, staff_id as staff, staff_controller_id as home, instruction_id as instruction, settings, state,
    bytes, reached, made, known, wrong, created, ended, version,
    file_digest as digest
  from imports where controller_id = :controller and import_id = :import`;
const page = sql`
  select import_id as id, noun, staff_id as staff, staff_controller_id as home, instruction_id as instruction, settings, state,
    bytes, reached, made, known, wrong, created, ended, version,
    file_digest as digest
  from imports where controller_id = :controller and import_id > :after
  order by import_id
  limit :most`;
const waiting = sql`
  select import_id as id, noun, staff_id as staff, staff_controller_id as home, instruction_id as instruction, settings, state,
    bytes, reached, made, known, wrong, created, ended, version,
    file_digest as digest
  from imports where controller_id = :controller and state in ('checking', 'running')
  order by import_id`;
const forgotten = sql`
  select import_id as id, state from imports
  where controller_id = :controller and state in ('receiving', 'checked') and created < :before
  order by import_id`;
const twin = sql`
  select import_id as id from imports
  where controller_id = :controller and noun = :noun and file_digest = :digest and state in ('running', 'done')
  limit 1`;
const move = sql`
  update imports set state = :state, version = version + 1, ended = :ended
  where controller_id = :controller and import_id = :import and state = :from
  returning version`;
const begin = sql`
  update imports set state = :state, reached = 0, made = 0, known = 0, wrong = 0, version = version + 1
  where controller_id = :controller and import_id = :import and state = :from
  returning version`;
const reach = sql`
  update imports set reached = :to, wrong = wrong + :wrong, known = known + :known, made = made + :made
  where controller_id = :controller and import_id = :import and reached = :from and state = :state
  returning reached`;
const addMade = sql`update imports set made = made + 1 where controller_id = :controller and import_id = :import`;
const addKnown = sql`update imports set known = known + 1 where controller_id = :controller and import_id = :import`;
const piece = sql`
  select content from import_pieces where controller_id = :controller and import_id = :import and place = :place`;
const dropPieces = sql`delete from import_pieces where controller_id = :controller and import_id = :import`;
const keepProblem = sql`
  insert into import_problems (controller_id, import_id, line, pointer, problem)
  values (:controller, :import, :line, :pointer, :problem)
  on conflict (controller_id, import_id, line, pointer) do nothing`;
const problems = sql`
  select line, pointer, problem from import_problems
  where controller_id = :controller and import_id = :import and line > :after
  order by line, pointer
  limit :most`;
const dropProblems = sql`delete from import_problems where controller_id = :controller and import_id = :import`;

/** An import as it stands. Times are Unix milliseconds; `reached` counts rows. */
export interface Import {
  id: Uint8Array;
  noun: string;
  staff: number;
  /** Whose staff: the controller's, or the operator's on an instruction. */
  home: number;
  instruction: Uint8Array | null;
  settings: string;
  state: ImportState;
  bytes: number;
  reached: number;
  made: number;
  known: number;
  wrong: number;
  created: number;
  ended: number | null;
  version: number;
  digest: Uint8Array | null;
}

export type Key = { controller: number; import: Uint8Array };

export const newImport = (
  key: Key,
  { staff, home, instruction = null }: Pick<Import, 'staff' | 'home'> & { instruction?: Uint8Array | null },
  settings: Importing,
  now: number,
): Statement => {
  const by = { staff, home, instruction };
  return statement(insert, { ...key, ...by, noun: settings.noun, settings: JSON.stringify(settings), now });
};
export const findImport = async (store: Readable, key: Key): Promise<Import | undefined> =>
  (await store.read<Import>(one, key))[0];
export const pageImports = (store: Readable, controller: number, after: Uint8Array, most: number) =>
  store.read<Import>(page, { controller, after, most });
/** Those that the collector is at work on. */
export const waitingImports = (store: Readable, controller: number) =>
  store.read<Import>(waiting, { controller });
/** Those whose file waits for staff since before a time. */
export const forgottenImports = (store: Readable, controller: number, before: number) =>
  store.read<{ id: Uint8Array; state: 'receiving' | 'checked' }>(forgotten, { controller, before });
/** Another import of the same file that was read in. */
export const twinOf = async (store: Readable, controller: number, noun: string, digest: Uint8Array) =>
  (await store.read<{ id: Uint8Array }>(twin, { controller, noun, digest }))[0]?.id;
/** From one state to another; the write fails where it is in none such. */
export const moveImport = (
  key: Key,
  from: ImportState,
  state: ImportState,
  ended: number | null = null,
): Statement => must(statement(move, { ...key, from, state, ended }));
/** To a state in which rows are counted from the first. */
export const beginImport = (key: Key, from: ImportState, state: ImportState): Statement =>
  must(statement(begin, { ...key, from, state }));
/** Rows up to `to` are done; nothing of the write happens where another did them. */
export const reachRow = (
  key: Key,
  state: ImportState,
  from: number,
  to: number,
  counts: { wrong: number; known: number; made: number },
): Statement => must(statement(reach, { ...key, state, from, to, ...counts }));
export const countMade = (key: Key): Statement => statement(addMade, key);
export const countKnown = (key: Key): Statement => statement(addKnown, key);
export const readPiece = async (store: Readable, key: Key, place: number): Promise<Uint8Array | undefined> =>
  (await store.read<{ content: Uint8Array }>(piece, { ...key, place }))[0]?.content;
export const dropFile = (key: Key): Statement => statement(dropPieces, key);
export const keepWrong = (key: Key, line: number, { pointer, problem }: WrongMember): Statement =>
  statement(keepProblem, { ...key, line, pointer, problem });
export const problemsOf = (store: Readable, key: Key, after: number, most: number) =>
  store.read<{ line: number; pointer: string; problem: string }>(problems, { ...key, after, most });
export const forgetProblems = (key: Key): Statement => statement(dropProblems, key);
