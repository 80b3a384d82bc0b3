/** Publishing a notice that no change of its site has made: a new version of the privacy statement is in force (R1). */
import type { Notice } from '../../shared/notice.ts';
import { saltLength } from '../ledger/digest.ts';
import { appendEvent } from '../ledger/events.ts';
import { must, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { findNotice } from './notices.ts';
import type { Site } from './sites.ts';

const publish = sql`
  insert into notices (controller_id, notice_id, site_id, version, language, body, published)
  select :controller, coalesce((select max(notice_id) from notices where controller_id = :controller), 0) + 1,
    :site, :notice, :language, :body, :now
  where true
  on conflict (controller_id, site_id, version) do nothing
  returning notice_id`;

/** Keeps a notice before anybody is shown it: only what was published can be cited by a decision. Does nothing where it is kept. */
export const publishNotice = async (
  store: Store,
  world: Pick<World, 'clock' | 'random'>,
  { controller, site, publicId }: Pick<Site, 'controller' | 'site' | 'publicId'>,
  notice: Notice,
): Promise<void> => {
  if (await findNotice(store, controller, site, notice.version)) return;
  const now = world.clock();
  const { version, language } = notice;
  const body = JSON.stringify(notice);
  try {
    await store.write([
      must(statement(publish, { controller, site, notice: version, language, body, now })),
      appendEvent({
        controller,
        kind: 'notice-published',
        received: now,
        body: JSON.stringify({ site: publicId, language, notice: version }),
        salt: world.random(saltLength),
      }),
    ]);
  } catch (error) {
    // Someone else was as quick.
    if (!(error instanceof Unmet)) throw error;
  }
};
