/** That a row lets nobody do anything any more, told outside the database: a restored backup must not give it back. */
import { toUuid } from '../bytes.ts';
import { told } from '../ledger/journalEntry.ts';
import type { Statement } from '../store/store.ts';
import type { World } from '../world.ts';

/** `ends`: from when on; null where it has not ended. What is new is in no backup. */
export const toldEnded = (
  {
    world,
    controller,
    id,
    now,
    isNew,
  }: { world: World; controller: number; id: Uint8Array; now: number; isNew: boolean },
  noun: 'accounts' | 'licences' | 'webhooks',
  ends: unknown,
): Statement[] =>
  typeof ends === 'number' && !isNew
    ? [told(world, { kind: 'row-ended', controller, noun, row: toUuid(id), ends, received: now })]
    : [];
