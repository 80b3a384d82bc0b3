/** Campaigns on their way: from draft to sent, or stopped; how far each has come. */

import { toUuid } from '../bytes.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actOn } from './recordEvents.ts';

const start = sql`
  update campaigns set state = 'sending', started = :now, instruction_id = :instruction, version = version + 1
  where controller_id = :controller and campaign_id = :campaign and state = 'draft'
  returning version`;
const stop = sql`
  update campaigns
  set state = 'stopped', version = version + 1, recipients = (
    select count(*) from messages where controller_id = :controller and campaign_id = :campaign)
  where controller_id = :controller and campaign_id = :campaign and state in ('sending', 'sent')
  returning version`;
const reach = sql`
  update campaigns set reached = :reached
  where controller_id = :controller and campaign_id = :campaign and state = 'sending'
  returning 1 as done`;
const stillSending = sql`
  select 1 as one from campaigns
  where controller_id = :controller and campaign_id = :campaign and state = 'sending'`;
const finish = sql`
  update campaigns
  set state = 'sent', version = version + 1, recipients = (
    select count(*) from messages where controller_id = :controller and campaign_id = :campaign)
  where controller_id = :controller and campaign_id = :campaign and state = 'sending'`;
const sending = sql`
  select campaign_id as campaign, purpose, product_group as "productGroup", concerns_duties as "concernsDuties", content, reached
  from campaigns
  where controller_id = :controller and state = 'sending'
  order by started, campaign_id`;
const one = sql`
  select campaign_id as campaign, purpose, product_group as "productGroup", concerns_duties as "concernsDuties", content, reached
  from campaigns
  where controller_id = :controller and campaign_id = :campaign`;
const isNew = sql`
  select 1 as one
  where not exists (
    select 1 from messages
    where controller_id = :controller and person_id = :person and campaign_id = :campaign)`;
const counts = sql`
  select state, count(*) as count from messages
  where controller_id = :controller and campaign_id = :campaign
  group by state order by state`;
const drop = sql`
  update messages set state = 'dropped', ended = :now, problem = 'campaign-stopped', body = null, recipient = null
  where controller_id = :controller and message_id in (
    select message_id from messages
    where controller_id = :controller and campaign_id = :campaign and state = 'waiting'
    limit 500)
  returning 1 as done`;

export interface CampaignRow {
  campaign: Uint8Array;
  purpose: string;
  productGroup: string | null;
  concernsDuties: number;
  content: string;
  /** The last person who was looked at. */
  reached: Uint8Array | null;
}

/** Campaigns that are being sent. */
export const campaignsSending = (store: Readable, controller: number): Promise<CampaignRow[]> =>
  store.read<CampaignRow>(sending, { controller });

export const findCampaign = async (
  store: Readable,
  controller: number,
  campaign: Uint8Array,
): Promise<CampaignRow | undefined> => (await store.read<CampaignRow>(one, { controller, campaign }))[0];

const happened = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};

/** Begins to send a draft; false where it is none. */
export const startCampaign = (
  store: Store,
  world: World,
  actor: Actor,
  campaign: Uint8Array,
): Promise<boolean> =>
  happened(
    store.write([
      must(
        statement(start, {
          controller: actor.controller,
          campaign,
          instruction: actor.instruction ?? null,
          now: world.clock(),
        }),
      ),
      ...actOn(world, actor, 'campaign-started', { campaign: toUuid(campaign) }),
    ]),
  );

/** Stops it; what waits to be sent is dropped. False where it was not under way. */
export const stopCampaign = async (
  store: Store,
  world: World,
  { controller }: Actor,
  campaign: Uint8Array,
): Promise<boolean> => {
  if (!(await happened(store.write([must(statement(stop, { controller, campaign }))])))) return false;
  // Nothing is added any more: the queueing asks in the same write whether it is still wanted.
  for (;;) {
    const [dropped] = await store.write([statement(drop, { controller, campaign, now: world.clock() })]);
    if ((dropped?.length ?? 0) === 0) return true;
  }
};

/** The first statement of each piece: without it nothing of the piece happens. */
export const whileSending = (controller: number, campaign: Uint8Array): Statement =>
  must(statement(stillSending, { controller, campaign }));

/** Answers a row where the person has no message of the campaign yet. */
export const whereNew = (controller: number, campaign: Uint8Array, person: Uint8Array): Statement =>
  statement(isNew, { controller, campaign, person });

/** The last statement of each piece. */
export const reachedTo = (controller: number, campaign: Uint8Array, reached: Uint8Array): Statement =>
  statement(reach, { controller, campaign, reached });

/** Everybody was looked at. */
export const finishCampaign = (controller: number, campaign: Uint8Array): Statement =>
  statement(finish, { controller, campaign });

/** How many of its messages stand where. */
export const campaignCounts = async (
  store: Readable,
  controller: number,
  campaign: Uint8Array,
): Promise<Record<string, number>> => {
  const rows = await store.read<{ state: string; count: number }>(counts, { controller, campaign });
  return {
    waiting: 0,
    sent: 0,
    failed: 0,
    dropped: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
};
