/** Rows of the ledger to test with. */
import { saltLength } from '../../collector/ledger/digest.ts';
import { appendAct } from '../../collector/ledger/events.ts';
import type { Store } from '../../collector/store/store.ts';
import type { TestWorld } from './world.ts';

/** Appends that many events. */
export const events = async (
  store: Store,
  world: TestWorld,
  controller: number,
  count: number,
): Promise<void> => {
  const statements = Array.from({ length: count }, (_, place) =>
    appendAct({
      controller,
      kind: 'registration',
      received: world.clock() + place,
      body: JSON.stringify({ place }),
      salt: world.random(saltLength),
    }),
  );
  await store.write(statements);
};
