/** Campaigns: seen before they go, tried on oneself, sent, stopped, counted. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { email } from '../../../shared/contact.ts';
import { language } from '../../../shared/text.ts';
import { toUuid } from '../../bytes.ts';
import { letterOf } from '../../messages/campaigns/letter.ts';
import { audienceOf, campaignOf } from '../../messages/campaigns/sending.ts';
import { mailWords } from '../../messages/campaigns/words/spoken.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import { Problem } from '../../problem.ts';
import { audienceSize } from '../../register/audience.ts';
import { campaignCounts, findCampaign, startCampaign, stopCampaign } from '../../register/campaigns.ts';
import { senderOf } from '../../register/controllers.ts';
import { emailKey } from '../../register/email.ts';
import { marksFor, suppressed } from '../../register/suppressions.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { marketers, type StaffEnv, staffOnly } from '../staffOnly.ts';

const letter = v.object({ language: v.string(), subject: v.string(), text: v.string() });
const previewing = v.object({ language: v.optional(language) });
const trying = v.object({ to: email, language: v.optional(language) });
const counted = v.object({
  waiting: v.number(),
  sent: v.number(),
  failed: v.number(),
  dropped: v.number(),
});

export const campaigns = (needs: Needs) => {
  const { store, world, publicUrl } = needs;
  const only = staffOnly(needs, marketers);
  const refusals = [400, 401, 403, 404, 413, 415, 422, 503];
  const found = async (c: Context<StaffEnv>) => {
    const row = await findCampaign(store, c.get('staff').controller, idOf(c));
    if (!row) throw new Problem('not-found', 'There is no campaign by this id: list them at /v1/campaigns.');
    return campaignOf(row);
  };
  /** As somebody would get it who agreed today; its links lead nowhere. */
  const sample = async (c: Context<StaffEnv>, wanted: string | null) => {
    const campaign = await found(c);
    const { controller } = c.get('staff');
    const why = { basis: 'consent', wording: '…', since: world.clock(), productGroup: campaign.productGroup };
    const made = letterOf(campaign, await senderOf(store, controller), wanted, why, {
      unsubscribe: `${publicUrl}/unsubscribe/example`,
      preferences: `${publicUrl}/preferences/example`,
    });
    return { campaign, letter: made };
  };
  return new Hono<StaffEnv>()
    .post(
      '/v1/campaigns/:id/preview',
      describe({
        summary: 'The letter as it would go out, in one language, and how many would get it now',
        tag: 'staff',
        body: previewing,
        answers: { 200: v.object({ letter, recipients: v.number() }) },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const { language: wanted = null } = await readStaffBody(c, previewing);
        const made = await sample(c, wanted);
        const recipients = await audienceSize(store, c.get('staff').controller, audienceOf(made.campaign));
        const { language: tag, subject, text } = made.letter;
        return c.json({ letter: { language: tag, subject, text }, recipients });
      },
    )
    .post(
      '/v1/campaigns/:id/test',
      describe({
        summary: 'Sends the letter to an address of your own, marked as a test',
        tag: 'staff',
        body: trying,
        answers: { 202: v.object({ queued: v.literal(true) }) },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const { controller } = c.get('staff');
        const { to, language: wanted = null } = await readStaffBody(c, trying);
        if (await suppressed(store, controller, marksFor(world, controller, 'email', emailKey(to))))
          throw new Problem('wrong-body', 'This address must not be written to.', '/to');
        const { letter: made } = await sample(c, wanted);
        const subject = `${mailWords(made.language).test} ${made.subject}`;
        const { text } = made;
        await store.write([
          queueMail(world, { controller, template: 'campaign_test', person: null, to, subject, text }),
        ]);
        return c.json({ queued: true as const }, 202);
      },
    )
    .post(
      '/v1/campaigns/:id/send',
      describe({
        summary: 'Sends a draft to its audience, each person once',
        description:
          'Messages are queued in the background, and checked once more when each is sent: whoever refuses meanwhile gets none. Sent again, it is refused.',
        tag: 'staff',
        answers: { 202: v.object({ id: v.string(), state: v.literal('sending') }) },
        refusals: [401, 403, 404, 409, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const { campaign } = await found(c);
        if (!(await startCampaign(store, world, c.get('staff'), campaign)))
          throw new Problem('already-there', 'It was sent or stopped before: make another campaign.');
        return c.json({ id: toUuid(campaign), state: 'sending' as const }, 202);
      },
    )
    .post(
      '/v1/campaigns/:id/stop',
      describe({
        summary: 'Stops a campaign: what has not been sent yet is dropped',
        tag: 'staff',
        answers: { 200: counted },
        refusals: [401, 403, 404, 409, 503],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const { campaign } = await found(c);
        if (!(await stopCampaign(store, world, staff, campaign)))
          throw new Problem('already-there', 'It is not under way: a draft, or stopped before.');
        return c.json(await campaignCounts(store, staff.controller, campaign));
      },
    )
    .get(
      '/v1/campaigns/:id/counts',
      describe({
        summary: 'How many of a campaign’s messages wait, were sent, failed or were dropped',
        description: 'Dropped: refused meanwhile, or stopped.',
        tag: 'staff',
        answers: { 200: counted },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      only,
      async (c) => {
        const { campaign } = await found(c);
        return c.json(await campaignCounts(store, c.get('staff').controller, campaign));
      },
    );
};
