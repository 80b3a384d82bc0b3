/** That a row of the register was made or changed, in the ledger: which and which members, never their values. */
import { toUuid } from '../bytes.ts';
import { saltLength } from '../ledger/digest.ts';
import { appendEvent, type Kind } from '../ledger/events.ts';
import type { Statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';

/** The event of an act of staff or of the collector itself. `about` says what; never a name, address or other value. */
export const actEvent = (
  world: Pick<World, 'clock' | 'random'>,
  { controller, staff, home, instruction }: Actor,
  kind: Kind,
  about: Readonly<Record<string, unknown>>,
): Statement =>
  appendEvent({
    controller,
    kind,
    received: world.clock(),
    body: JSON.stringify({
      ...about,
      ...(staff !== null && { staff }),
      ...(home !== controller && { home }),
      ...(instruction && { instruction: toUuid(instruction) }),
    }),
    salt: world.random(saltLength),
  });
