/** Taking in a list of addresses that must not be written to: hashed at once, in pieces, told outside the database. */
import { sealEntry, tellJournal } from '../../ledger/journalEntry.ts';
import type { Actor } from '../../register/actor.ts';
import { emailKey } from '../../register/email.ts';
import type { Marked } from '../../register/marks.ts';
import { toldMarks } from '../../register/permissionEnding.ts';
import { phoneKey } from '../../register/phone.ts';
import { actOn, concernsMarked } from '../../register/recordEvents.ts';
import { type Mark, marksFor, suppress, suppressed } from '../../register/suppressions.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';

export interface Suppressing {
  channel: Marked;
  reason: 'list' | 'complaint' | 'undeliverable' | 'unsubscribed';
  addresses: readonly string[];
}

/** Addresses in one write. */
const piece = 100;

/** Suppresses each address; `known` were suppressed before. `wrong`: the place of one that is none of this channel. */
export const suppressAddresses = async (
  store: Store,
  world: World,
  actor: Actor,
  { channel, reason, addresses }: Suppressing,
): Promise<{ taken: number; known: number } | { wrong: number }> => {
  const { controller } = actor;
  const keys = addresses.map((one) => {
    if (channel === 'phone') return one.includes('@') ? null : phoneKey(one);
    return one.includes('@') ? emailKey(one) : null;
  });
  const wrong = keys.indexOf(null);
  if (wrong >= 0) return { wrong };
  let taken = 0;
  let known = 0;
  for (let start = 0; start < keys.length; start += piece) {
    const now = world.clock();
    const marks: Mark[][] = keys
      .slice(start, start + piece)
      .map((key) => marksFor(world, controller, channel, key ?? ''));
    const before = await Promise.all(marks.map((one) => suppressed(store, controller, one)));
    const count = before.filter(Boolean).length;
    const told = {
      kind: 'suppression' as const,
      controller,
      reason,
      marks: toldMarks(marks.flat()),
      received: now,
    };
    await store.write([
      ...suppress(controller, marks.flat(), reason, now),
      ...(count < marks.length
        ? [
            ...actOn(world, actor, 'suppressed', { addresses: marks.length - count, reason }, []),
            ...marks.flatMap((one, place) =>
              before[place] ? [] : one.map(({ mark }) => concernsMarked(controller, mark)),
            ),
          ]
        : []),
      tellJournal(controller, sealEntry(world, told)),
    ]);
    taken += marks.length - count;
    known += count;
  }
  return { taken, known };
};
