/** Requests that the journal tells of, on a restored database: received, worked on and ended as they were, and forgotten where they were. */
import { fromUuid } from '../../bytes.ts';
import type { EndedEntry, RequestEntry, SteppedEntry } from '../../ledger/requestEntry.ts';
import { usedTokensOf } from '../../register/tokens.ts';
import { ifFound, type Statement, type Store, statement, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { end, endingKinds, forgetErasedOf } from './ending.ts';
import { settleFee, tellFee } from './fee.ts';
import { linkedAgain } from './link.ts';
import { readdress, reopen } from './mending.ts';
import { receivedStatements } from './receive.ts';
import { extendRequest, joinRequest, startRequest, stepped, verifyRequest } from './steps.ts';

/** Nothing where the backup does not know it, or it has ended there too. */
const endedAgain = (world: World, entry: EndedEntry): Statement[] => {
  const { controller, home, staff, state, ground, told, stopped, lifts, leftOut, forget, received } = entry;
  const request = fromUuid(entry.request);
  return [
    statement(end, {
      again: 1,
      now: received,
      controller,
      request,
      state,
      ground,
      told,
      stopped,
      lifts,
      leftOut,
      forget: forget ? 1 : 0,
    }),
    ...stepped(world, { controller, home, staff }, request, state, endingKinds[state], {
      ...(ground && { ground }),
      ...(stopped && { stopped }),
    }).map((one) => ifFound(0, one)),
    forgetErasedOf(controller, request),
  ];
};

const idOf = (told: string | null): Uint8Array | null => (told === null ? null : fromUuid(told));

const steppedAgain = (world: World, { step, ...entry }: SteppedEntry): Statement[] => {
  const { controller, home, staff } = entry;
  const actor = { controller, home, staff };
  const request = fromUuid(entry.request);
  switch (step.to) {
    case 'verified':
      return [
        ...verifyRequest(world, actor, request, { ...step, person: idOf(step.person) }, step.due),
        usedTokensOf(controller, request, 'request', entry.received),
      ];
    case 'joined':
      return [
        ...joinRequest(world, actor, request, { ...step, person: idOf(step.person) }, fromUuid(step.joined)),
        usedTokensOf(controller, request, 'request', entry.received),
      ];
    case 'in_progress':
      return startRequest(world, actor, request);
    case 'extended':
      return extendRequest(world, actor, request, step.reason, step.due);
    case 'linked':
      return linkedAgain(world, controller, request, idOf(step.person), step);
    case 'readdressed':
      return readdress(world, actor, request, { ...step, person: idOf(step.person) });
    case 'reopened':
      return reopen(world, actor, request, step);
    case 'fee_told':
      return tellFee(world, actor, request, step);
    case 'fee_settled':
      return settleFee(world, actor, request, step.how);
    default:
      return step satisfies never;
  }
};

const statementsOf = (world: World, entry: RequestEntry): Statement[] => {
  switch (entry.kind) {
    case 'request-received': {
      const { controller, home, staff, given } = entry;
      const actor = { controller, home, staff };
      return receivedStatements(world, actor, fromUuid(entry.request), given, { taken: true });
    }
    case 'request-step':
      return steppedAgain(world, entry);
    case 'request-ended':
      return endedAgain(world, entry);
    default:
      return entry satisfies never;
  }
};

/** Does it again, at the time when it was done. A step of a request that the database does not have is a stranger's. */
export const requestAgain = async (
  store: Store,
  world: World,
  entry: RequestEntry,
): Promise<'requests' | 'strangers'> => {
  try {
    await store.write(statementsOf({ ...world, clock: () => entry.received }, entry));
    return 'requests';
  } catch (error) {
    if (error instanceof Unmet) return 'strangers';
    throw error;
  }
};
