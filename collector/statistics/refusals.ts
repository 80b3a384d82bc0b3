/** Refusals are nobody's, and once they have been counted nothing needs their text: after thirty days it is blanked (FACTS 5.7). */
import { whoIn } from '../ledger/decisionBody.ts';
import { forgetDecision } from '../ledger/decisions.ts';
import { blankEvent, eventsAfter } from '../ledger/events.ts';
import type { Store } from '../store/store.ts';
import { day } from './count.ts';
import { moveMark, reachedBy } from './marks.ts';

/** A browser keeps a refusal that it could not send for a day at most: a resend has long come. */
export const refusalsKept = 30 * day;

/** Rows of the ledger in one go: a few milliseconds of the event loop. */
const most = 250;

/** Blanks the next refusals that are old enough and counted; whether there may be more. */
export const blankRefusals = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const from = await reachedBy(store, controller, 'refusals');
  const counted = await reachedBy(store, controller, 'ledger');
  const page = await eventsAfter(store, controller, from, most);
  const young = page.findIndex(({ number, received }) => number > counted || received > now - refusalsKept);
  const rows = young < 0 ? page : page.slice(0, young);
  const to = rows.at(-1)?.number;
  if (to === undefined) return false;
  const blanked = rows.flatMap(({ number, kind, body }) => {
    const who = kind === 'decision' && body !== null ? whoIn(body) : undefined;
    return who && who.visitor === null
      ? [blankEvent(controller, number), forgetDecision(controller, who.decision)]
      : [];
  });
  await store.write([moveMark(controller, 'refusals', from, to), ...blanked], 'import');
  return rows.length === most;
};
