/** Erasing what is held under a visitor key: consents end, visits and ties go at once, the proof is restricted, then blanked. */
import { toUuid } from '../bytes.ts';
import { saltLength } from '../ledger/digest.ts';
import { endingOf, endVisitor } from '../ledger/ended.ts';
import { noteErased } from '../ledger/erased.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import { eraseEvents } from '../register/analyticsEvents.ts';
import { endConsents, isMoved } from '../register/consents.ts';
import { eraseDayVisitor } from '../register/dayVisitors.ts';
import type { Site } from '../register/sites.ts';
import { eraseTies } from '../register/visitorTies.ts';
import { eraseVisits } from '../register/visits.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { day } from './retention.ts';

/** When what was erased went, and when the proof that is left goes; null where no proof is left to restrict. */
export interface Erased {
  since: number;
  proofUntil: number | null;
}

/**
 * Erases all that is held under the id, but never a person. Again is harmless. Under an id that was signed out only visits
 * and ties are left to erase: its decisions prove what holds under the key that came after.
 */
export const eraseVisitor = async (
  store: Store,
  world: World,
  site: Site,
  visitor: Uint8Array,
): Promise<Erased> => {
  const { controller, publicId, settings } = site;
  const now = world.clock();
  const told = { kind: 'erasure' as const, site: publicId, visitor: toUuid(visitor), received: now };
  const gone = [
    // Visits first: the tie says whose they were.
    eraseVisits(controller, visitor, now),
    ...eraseTies(controller, visitor, now),
    eraseEvents(controller, visitor),
    ...(await eraseDayVisitor(store, controller, visitor)),
    noteErased(controller),
    // A restored backup must not bring it back.
    tellJournal(controller, sealEntry(world, told)),
  ];
  if (await isMoved(store, controller, visitor)) {
    await store.write(gone);
    return { since: now, proofUntil: null };
  }
  await store.write([
    ...endConsents(controller, visitor),
    ...endVisitor(
      { controller, visitor, ended: now, until: now + settings.proofDays * day },
      {
        controller,
        kind: 'visitor-erased',
        received: now,
        body: JSON.stringify({
          site: publicId,
          visitor: toUuid(visitor),
          how: 'withdraw_all',
          surface: 'own_page',
        }),
        salt: world.random(saltLength),
      },
    ),
    ...gone,
  ]);
  const ending = await endingOf(store, controller, visitor);
  return { since: ending?.ended ?? now, proofUntil: ending?.until ?? null };
};
