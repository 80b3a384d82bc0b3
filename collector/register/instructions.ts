/** Instructions: what a customer company has ordered the operator to do in its register (R5; GDPR 28(3)(a), 29). */
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actEvent } from './recordEvents.ts';
import { done } from './tried.ts';

/** Reading alone, or writing as well. */
export const instructionReaches = ['read', 'write'] as const;
export type InstructionReach = (typeof instructionReaches)[number];

export interface Instruction {
  id: Uint8Array;
  givenBy: string;
  reference: string;
  task: string;
  reach: InstructionReach;
  starts: number;
  ends: number | null;
  revoked: number | null;
  created: number;
  version: number;
}

const insert = sql`
  insert into instructions (controller_id, instruction_id, given_by, reference, task, reach, starts, ends, created, version)
  values (:controller, :id, :givenBy, :reference, :task, :reach, :starts, :ends, :now, 1)`;
const page = sql`
  select instruction_id as id, given_by as "givenBy", reference, task, reach, starts, ends, revoked, created, version
  from instructions
  where controller_id = :controller and instruction_id > :after
  order by instruction_id
  limit :most`;
const one = sql`
  select instruction_id as id, given_by as "givenBy", reference, task, reach, starts, ends, revoked, created, version
  from instructions
  where controller_id = :controller and instruction_id = :id`;
const live = sql`
  select instruction_id as id, task from instructions
  where controller_id = :controller and starts <= :now and (ends is null or ends > :now) and revoked is null
    and (reach = 'write' or reach = :reach)
  order by reach, instruction_id desc
  limit 1`;

const inForce = sql`
  select instruction_id as id, given_by as "givenBy", reference, task, reach, starts, ends, revoked, created, version
  from instructions
  where controller_id = :controller and starts <= :now and (ends is null or ends > :now) and revoked is null
  order by instruction_id`;

export type NewInstruction = Pick<
  Instruction,
  'givenBy' | 'reference' | 'task' | 'reach' | 'starts' | 'ends'
>;

/** Records an instruction of the actor's controller; undefined where what goes with it (`also`) is not to be. */
export const giveInstruction = async (
  store: Store,
  world: World,
  actor: Actor,
  given: NewInstruction,
  also: (id: Uint8Array) => Statement[] = () => [],
): Promise<Uint8Array | undefined> => {
  const id = newId(world);
  const { reach, starts, ends } = given;
  const isDone = await done(store, [
    statement(insert, { controller: actor.controller, id, ...given, now: world.clock() }),
    ...also(id),
    actEvent(world, actor, 'instruction-given', { given: toUuid(id), reach, starts, ends }),
  ]);
  return isDone ? id : undefined;
};

export const pageInstructions = (store: Readable, controller: number, after: Uint8Array, most: number) =>
  store.read<Instruction>(page, { controller, after, most });

export const findInstruction = async (
  store: Readable,
  controller: number,
  id: Uint8Array,
): Promise<Instruction | undefined> => (await store.read<Instruction>(one, { controller, id }))[0];

/** An instruction of the controller that is in force and reaches as far; the narrowest, and of those the newest. */
export const liveInstruction = async (
  store: Readable,
  controller: number,
  reach: InstructionReach,
  now: number,
): Promise<Pick<Instruction, 'id' | 'task'> | undefined> =>
  (await store.read<Pick<Instruction, 'id' | 'task'>>(live, { controller, reach, now }))[0];

/** Every instruction of the controller that is in force. */
export const instructionsInForce = (store: Readable, controller: number, now: number) =>
  store.read<Instruction>(inForce, { controller, now });
