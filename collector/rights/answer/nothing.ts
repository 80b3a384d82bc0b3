/** The answer's data where nobody is known: the same members, all empty. */
import { personalNouns } from '../../register/nouns/personal.ts';
import { type Store, sql } from '../../store/store.ts';
import { when } from '../acts.ts';
import type { HeldData } from './held.ts';

const findController = sql`select name, contact from controllers where controller_id = :controller`;

/** Nothing, of this controller. */
export const nothingOf = async (
  store: Store,
  controller: number,
  now: number,
): Promise<Omit<HeldData, 'person'> & { person: null }> => {
  const [decider] = await store.read<{ name: string; contact: string }>(findController, { controller });
  return {
    v: 1,
    made: when(now),
    dataHeld: true,
    controller: decider,
    person: null,
    sources: [],
    ties: [],
    consents: [],
    decisions: [],
    visits: [],
    events: [],
    register: Object.fromEntries(personalNouns.map(({ table }) => [table, []])),
    pastValues: [],
    informing: [],
    holds: [],
    disclosures: { disclosed: [], standing: [] },
    suppressions: { everything: [], purposes: [] },
    readings: [],
    recordedActs: [],
    organisation: null,
    mergedEntries: [],
    merges: [],
    links: [],
    registrations: [],
    permissionRequests: [],
  };
};
