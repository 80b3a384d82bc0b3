/** What has outlived its time: ended messages, links, registrations that nobody confirmed. */
import { listControllers } from '../../register/controllers.ts';
import { dropRegistrations } from '../../register/pendingRegistrations.ts';
import { pruneTokens } from '../../register/tokens.ts';
import { type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const day = 24 * 60 * 60 * 1000;

/** FACTS 5.7, and the catalogue: messages are kept so long after their end, and wait no longer. */
export const kept = 90 * day;

/** Rows in one write: visitors' writes wait for no more. */
const atOnce = 500;

const drop = sql`
  delete from messages
  where controller_id = :controller and message_id in (
    select message_id from messages where controller_id = :controller and ended < :before limit :most)
  returning 1 as done`;
const stale = sql`
  update messages set state = 'dropped', ended = :now, problem = 'too-old', claimed = null, body = null, recipient = null
  where controller_id = :controller and state = 'waiting' and campaign_id is null and kind in ('email', 'webhook')
    and due < :before`;
const staleCampaigns = sql`
  update messages set state = 'dropped', ended = :now, problem = 'too-old', claimed = null, body = null, recipient = null
  where controller_id = :controller and state = 'waiting' and campaign_id is not null and due < :before`;

/** Without a mail server e-mails wait, but not for ever: what is as old as that helps nobody. */
export const tidy = async (
  store: Store,
  world: Pick<World, 'clock'>,
  stopped: () => boolean = () => false,
): Promise<void> => {
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
    for (let gone = atOnce; gone === atOnce && !stopped(); ) {
      const values = { controller, before: now - kept, most: atOnce };
      const [rows] = await store.write([statement(drop, values)], 'import');
      gone = rows?.length ?? 0;
    }
  }
};
