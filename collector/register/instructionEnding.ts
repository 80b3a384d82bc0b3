/** Taking an instruction back (R5): from this second on nothing is done by it, also of what was begun and goes on by itself. */
import { toUuid } from '../bytes.ts';
import { must, type Readable, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { stopCampaign } from './campaigns.ts';
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
  select campaign_id as campaign from campaigns
  where controller_id = :controller and instruction_id = :id and state in ('sending', 'sent')
  order by started`;

const campaignsOn = (store: Readable, controller: number, id: Uint8Array) =>
  store.read<{ campaign: Uint8Array }>(sendingOn, { controller, id });

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
    statement(stopImports, { controller, id, now }),
    statement(dropFiles, { controller, id }),
    actEvent(world, actor, 'instruction-ended', { ended: toUuid(id) }),
  ]);
  // Letters that have not gone yet do not go.
  if (isDone)
    for (const { campaign } of await campaignsOn(store, controller, id))
      await stopCampaign(store, world, actor, campaign);
  return isDone;
};
