/** What every act on a request does: finds it, acts, tells the journal, logs the reading, and answers how it is then. */
import type { Context } from 'hono';
import { fromUuid } from '../bytes.ts';
import { Problem } from '../problem.ts';
import { logRead } from '../register/accessLog.ts';
import { addressed } from '../register/addresses.ts';
import { findRequest, type Request } from '../rights/requests/request.ts';
import type { Role } from '../store/catalogue.ts';
import { Unmet } from '../store/store.ts';
import type { Needs } from './needs.ts';
import { idOf } from './nouns/refuse.ts';
import { reasonOf } from './reason.ts';
import { shownRequest } from './requestShown.ts';
import type { StaffEnv } from './staffOnly.ts';

/** Who answers for what people are told of their rights. */
export const answering: readonly Role[] = ['administrator', 'data_protection_officer'];

const usual = 'answering requests';

export const actingOn = (needs: Needs) => {
  const { store, world } = needs;
  const asked = async (c: Context<StaffEnv>): Promise<Request> => {
    // Before anything is written: what is answered is a reading.
    reasonOf(c, usual);
    const found = await findRequest(store, c.get('staff').controller, idOf(c));
    if (!found) throw new Problem('not-found', 'There is no such request.');
    return found;
  };
  /** The act, and the request as it is then; 409 where it was not in the state that the act needs. */
  const done = async (
    c: Context<StaffEnv>,
    promise: Promise<unknown>,
    detail: string,
    also: object = {},
  ): Promise<Response> => {
    try {
      await promise;
    } catch (error) {
      throw error instanceof Unmet ? new Problem('already-there', detail) : error;
    }
    await needs.journalled().catch(needs.report);
    const after = await asked(c);
    if (after.person)
      await logRead(store, world, c.get('staff'), {
        action: 'read request',
        reason: reasonOf(c, usual),
        persons: [after.person],
      });
    return c.json({ ...shownRequest(after, world.clock()), ...also });
  };
  return { asked, done };
};

/** The person whom staff name by id; 422 where nobody is known by it. */
export const known = async (
  c: Context<StaffEnv>,
  { store }: Needs,
  person: string | null,
): Promise<Uint8Array | null> => {
  const who = person === null ? null : fromUuid(person);
  const there = who && (await addressed(store, c.get('staff').controller, who));
  if (who && (!there || there.erased !== null))
    throw new Problem('wrong-body', 'Nobody is known by this id: look them up, or say null.', '/person');
  return who;
};
