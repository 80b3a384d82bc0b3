/** Sending campaigns: one message for each person of the audience, in pieces behind visitors' writes, exactly once, resumable. */
import type { Content } from '../../../shared/register/campaign.ts';
import { audiencePage, type Contactable } from '../../register/audience.ts';
import {
  type CampaignRow,
  campaignsSending,
  finishCampaign,
  reachedTo,
  whereNew,
  whileSending,
} from '../../register/campaigns.ts';
import { listControllers, senderOf } from '../../register/controllers.ts';
import { makeToken } from '../../register/tokens.ts';
import { ifFound, type Statement, type Store, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { linkLife } from '../marketing/linkLife.ts';
import { queueMail } from '../outbox/queue.ts';
import { type Campaign, letterOf } from './letter.ts';

/** Persons in one write. */
const piece = 25;

/** The campaign as the row has it. */
export const campaignOf = ({
  concernsDuties,
  content,
  campaign,
  purpose,
  productGroup,
}: CampaignRow): Campaign => ({
  campaign,
  purpose,
  productGroup,
  concernsDuties: concernsDuties === 1,
  content: JSON.parse(content) as Record<string, Content>,
});

/** Whom a campaign is for. */
export const audienceOf = ({ purpose, productGroup, concernsDuties }: Campaign) =>
  ({ channel: 'email', purpose, productGroup, concernsDuties }) as const;

interface Sending {
  world: World;
  publicUrl: string;
  controller: number;
  campaign: Campaign;
  sender: { name: string; contact: string };
}

/** The statements that queue one person's message where there is none yet; `place` is that of the first. */
const queueing = (
  { world, publicUrl, controller, campaign, sender }: Sending,
  one: Contactable,
  place: number,
): Statement[] => {
  const { id: person, permission } = one;
  const expires = world.clock() + linkLife;
  const link = { controller, person, row: permission, expires };
  const unsubscribe = makeToken(world, { ...link, purpose: 'unsubscribe' });
  const preferences = makeToken(world, { ...link, purpose: 'preferences' });
  const { subject, text, headers } = letterOf(campaign, sender, one.language, one, {
    unsubscribe: `${publicUrl}/unsubscribe/${unsubscribe.token}`,
    preferences: `${publicUrl}/preferences/${preferences.token}`,
  });
  const mail = queueMail(world, {
    controller,
    template: 'campaign',
    person,
    to: one.email ?? '',
    subject,
    text,
    headers,
    permission,
    campaign: campaign.campaign,
  });
  return [
    whereNew(controller, campaign.campaign, person),
    ...[unsubscribe.statement, preferences.statement, mail].map((each) => ifFound(place, each)),
  ];
};

/** Queues pieces of one campaign until everybody was looked at, or it is stopped. */
const send = async (
  store: Store,
  sending: Sending,
  from: Uint8Array | null,
  stopped: () => boolean,
): Promise<void> => {
  const { controller, campaign } = sending;
  let after: Uint8Array = from ?? new Uint8Array(0);
  while (!stopped()) {
    const page = await audiencePage(store, controller, audienceOf(campaign), { after, most: piece });
    const last = page.at(-1);
    if (!last) {
      await store.write([finishCampaign(controller, campaign.campaign)], 'import');
      return;
    }
    const write: Statement[] = [whileSending(controller, campaign.campaign)];
    for (const one of page) write.push(...queueing(sending, one, write.length));
    write.push(reachedTo(controller, campaign.campaign, last.id));
    try {
      await store.write(write, 'import');
    } catch (error) {
      if (error instanceof Unmet) return; // stopped meanwhile
      throw error;
    }
    after = last.id;
  }
};

/** Sends what is to be sent, of all controllers. A job for the background; where it left off it goes on. */
export const sendCampaigns = async (
  store: Store,
  world: World,
  publicUrl: string,
  stopped: () => boolean,
): Promise<void> => {
  for (const controller of await listControllers(store)) {
    for (const row of await campaignsSending(store, controller)) {
      if (stopped()) return;
      const sender = await senderOf(store, controller);
      await send(
        store,
        { world, publicUrl, controller, campaign: campaignOf(row), sender },
        row.reached,
        stopped,
      );
    }
  }
};
