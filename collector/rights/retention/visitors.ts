/** What is kept of visitors, past its time: visits after what their purpose says, proof of consents after what the site says. */

import { lengthOf } from '../../duties/retention/period.ts';
import { blankProofs } from '../../ledger/ended.ts';
import { noteErased } from '../../ledger/erased.ts';
import { lapseVisitors } from '../../register/lapsed.ts';
import { eraseOldVisits } from '../../register/oldVisits.ts';
import { findSite, listSites, type Site } from '../../register/sites.ts';
import { dropTieTokens } from '../../register/tieToken.ts';
import { eraseTies } from '../../register/visitorTies.ts';
import { eraseVisits } from '../../register/visits.ts';
import { type Store, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { day, visitDays } from '../retention.ts';
import type { Cuts } from './cuts.ts';
import { counting } from './progress.ts';

/** Proofs in one write: a visitor's write waits for no more. */
const atOnce = 50;

export const sitesOf = async (store: Store, controller: number): Promise<Site[]> => {
  const sites = await Promise.all(
    (await listSites(store, controller)).map(({ publicId }) => findSite(store, publicId)),
  );
  return sites.filter((site) => site !== undefined);
};

const longest = (days: readonly number[]): number => Math.max(1, ...days) * day;

/** Blanks what is due: what lapsed tonight, and what was erased long ago. */
const blank = async (store: Store, world: World, controller: number, stopped: () => boolean) => {
  const now = world.clock();
  let blanked = 0;
  for (let found = atOnce; found === atOnce && !stopped(); ) {
    found = await blankProofs(store, world.tombstoneKey, controller, now, atOnce);
    if (found > 0) await store.write([counting(controller, 'proof', 'ledger', found)], 'import');
    blanked += found;
  }
  if (blanked > 0) await store.write([noteErased(controller)], 'import');
  return blanked;
};

// Erased by whoever holds the key, while a hold kept their visits: they go when it has ended.
const stillThere = sql`
  select e.visitor_id as visitor from ended_visitors e
  where e.controller_id = :controller and e.visitor_id > :after
    and exists (select 1 from visits v where v.controller_id = e.controller_id and v.visitor_id = e.visitor_id)
  order by e.visitor_id
  limit :most`;

const eraseLeft = async (
  store: Store,
  { controller, now, held }: Cuts,
  stopped: () => boolean,
): Promise<void> => {
  let after: Uint8Array = new Uint8Array(0);
  while (!stopped() && !held.has('visits')) {
    const rows = await store.readApart<{ visitor: Uint8Array }>(stillThere, {
      controller,
      after,
      most: atOnce,
    });
    const last = rows.at(-1);
    if (!last) return;
    await store.write(
      [
        ...rows.flatMap(({ visitor }) => [
          eraseVisits(controller, visitor, now),
          ...eraseTies(controller, visitor, now),
        ]),
        noteErased(controller),
      ],
      'import',
    );
    after = last.visitor;
  }
};

/** Before when a visit of the site is past its time. */
export const visitsBefore = ({ settings }: Site, { now, settings: rules }: Cuts): number =>
  // Where no visits are kept any more, those that were kept under an earlier setting go too.
  now - (visitDays(settings, lengthOf(rules.visits.period)) ?? 0) * day;

/** Takes away what of the controller's visitors is past its time. How many visits and proofs. */
export const endVisitors = async (
  store: Store,
  world: World,
  cuts: Cuts,
  stopped: () => boolean,
): Promise<{ visits: number; proofs: number }> => {
  const { controller, now, held } = cuts;
  const sites = await sitesOf(store, controller);
  let visits = 0;
  for (const site of sites) {
    if (held.has('visits')) break;
    const counted = (rows: number) => counting(controller, 'visits', 'visits', rows);
    visits += await eraseOldVisits(store, site, { before: visitsBefore(site, cuts), now, counted }, stopped);
  }
  await eraseLeft(store, cuts, stopped);
  const lasts = longest(sites.map(({ settings }) => settings.consentDays));
  const proof = longest(sites.map(({ settings }) => settings.proofDays));
  await lapseVisitors(store, { controller, lasts, proof }, now, stopped);
  await store.write([dropTieTokens(controller, now)], 'import');
  return { visits, proofs: await blank(store, world, controller, stopped) };
};
