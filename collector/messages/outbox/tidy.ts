/** What has outlived its time: messages that waited too long, links, registrations that nobody confirmed. What has ended goes in the night. */
import { listControllers } from '../../register/controllers.ts';
import { dropRegistrations } from '../../register/pendingRegistrations.ts';
import { pruneTokens } from '../../register/tokens.ts';
import { type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const day = 24 * 60 * 60 * 1000;

/** No longer does a message wait (FACTS 5.7). */
export const kept = 90 * day;

const stale = sql`
  update messages set state = 'dropped', ended = :now, problem = 'too-old', claimed = null, body = null, recipient = null
  where controller_id = :controller and state = 'waiting' and campaign_id is null and kind in ('email', 'webhook')
    and due < :before`;
const staleCampaigns = sql`
  update messages set state = 'dropped', ended = :now, problem = 'too-old', claimed = null, body = null, recipient = null
  where controller_id = :controller and state = 'waiting' and campaign_id is not null and due < :before`;

/** Without a mail server e-mails wait, but not for ever: what is as old as that helps nobody. */
export const tidy = async (store: Store, world: Pick<World, 'clock'>): Promise<void> => {
  const now = world.clock();
  for (const controller of await listControllers(store)) {
    await store.write(
      [
        pruneTokens(controller, now),
        dropRegistrations(controller, now),
        statement(stale, { controller, now, before: now - kept }),
        statement(staleCampaigns, { controller, now, before: now - kept }),
      ],
      'import',
    );
  }
};
