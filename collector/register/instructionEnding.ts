/** The end of an instruction, taken back or run out (R5): nothing is done by it any more, also of what was begun and goes on by itself. */
import { toUuid } from '../bytes.ts';
import { told } from '../ledger/journalEntry.ts';
import { must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { type Actor, nobody } from './actor.ts';
import { stopCampaign } from './campaigns.ts';
import { listControllers } from './controllers.ts';
import { actEvent } from './recordEvents.ts';
import { done } from './tried.ts';

const revoke = sql`
  update instructions set revoked = :now, version = version + 1
  where controller_id = :controller and instruction_id = :id and revoked is null and (ends is null or ends > :now)
  returning version`;
// What was read in so far stays: it was ordered then. The rest is not read, and the file goes; what was only counted was not made.
const stopImports = sql`
  update imports
  set state = 'stopped', ended = :now, version = version + 1, made = case state when 'running' then made else 0 end
  where controller_id = :controller and instruction_id = :id and state in ('receiving', 'checking', 'checked', 'running')`;
const dropFiles = sql`
  delete from import_pieces
  where controller_id = :controller and import_id in (
    select import_id from imports where controller_id = :controller and instruction_id = :id and state = 'stopped')`;
const sendingOn = sql`
  select campaign_id as campaign from campaigns c
  where controller_id = :controller and instruction_id = :id
    and (state = 'sending' or state = 'sent' and exists (
      select 1 from messages m
      where m.controller_id = :controller and m.campaign_id = c.campaign_id and m.state = 'waiting'))
  order by started`;
const lapsed = sql`
  select instruction_id as id from instructions i
  where controller_id = :controller and (ends <= :now or revoked is not null)
    and (exists (
      select 1 from imports f
      where f.controller_id = :controller and f.instruction_id = i.instruction_id
        and f.state in ('receiving', 'checking', 'checked', 'running'))
      or exists (
      select 1 from campaigns c
      where c.controller_id = :controller and c.instruction_id = i.instruction_id
        and (c.state = 'sending' or c.state = 'sent' and exists (
          select 1 from messages m
          where m.controller_id = :controller and m.campaign_id = c.campaign_id and m.state = 'waiting'))))`;

/** Nothing more is read in by it. */
export const stoppingImports = (controller: number, id: Uint8Array, now: number): Statement[] => [
  statement(stopImports, { controller, id, now }),
  statement(dropFiles, { controller, id }),
];

const campaignsOn = (store: Readable, controller: number, id: Uint8Array) =>
  store.read<{ campaign: Uint8Array }>(sendingOn, { controller, id });

/** Letters that have not gone yet do not go. */
const stopLetters = async (store: Store, world: World, actor: Actor, id: Uint8Array): Promise<void> => {
  for (const { campaign } of await campaignsOn(store, actor.controller, id))
    await stopCampaign(store, world, actor, campaign);
};

/** Ends what was begun on instructions that have run out meanwhile, or that a restore took back again, at every controller. A job for the background. */
export const endLapsed = async (store: Store, world: World, stopped: () => boolean): Promise<void> => {
  for (const controller of await listControllers(store)) {
    if (stopped()) return;
    const now = world.clock();
    for (const { id } of await store.read<{ id: Uint8Array }>(lapsed, { controller, now })) {
      await store.write(stoppingImports(controller, id, now));
      await stopLetters(store, world, nobody(controller), id);
    }
  }
};

/** Takes an instruction back; whether it was in force. */
export const revokeInstruction = async (
  store: Store,
  world: World,
  actor: Actor,
  id: Uint8Array,
): Promise<boolean> => {
  const { controller } = actor;
  const now = world.clock();
  const isDone = await done(store, [
    must(statement(revoke, { controller, id, now })),
    ...stoppingImports(controller, id, now),
    actEvent(world, actor, 'instruction-ended', { ended: toUuid(id) }),
    told(world, { kind: 'instruction-ended', controller, instruction: toUuid(id), received: now }),
  ]);
  if (isDone) await stopLetters(store, world, actor, id);
  return isDone;
};
