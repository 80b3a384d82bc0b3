/** What is done with the collector: delivering decisions, reporting visits, and obeying when it says that a consent has ended. */
import { newId } from '../consent/id.ts';
import { today } from '../consent/recall.ts';
import { allows } from '../consent/state.ts';
import { type Desk, session } from './desk.ts';
import { alone } from './pace.ts';
import { inTurn, record } from './record.ts';
import { end, withdrawal } from './shut.ts';
import { standing } from './standing.ts';
import { sweep } from './sweep.ts';

/** Once a session, or anew when a tie was made; under a live grant, when nothing is undelivered. */
export const visit = async (desk: Desk, anew?: boolean): Promise<void> => {
  const { box, handle, own, post, world } = desk;
  const { visits } = own;
  const ring = desk.ring();
  const now = world.now();
  if (!ring || !visits || !allows(standing(handle), visits) || box.all().length) return;
  if (!anew && now - (ring.visited ?? 0) < session) return;
  // Sent once more under the same id when the page went away before it was answered.
  const id = (!anew && ring.visit) || newId(now, world.chance);
  desk.keep({ ...ring, visit: id });
  const [status, { type }] = await post('/visits', {
    v: 1,
    id,
    visitorKey: ring.key,
    page: location.pathname.slice(0, 2048),
    referrer: document.referrer.slice(0, 2048),
  });
  const latest = desk.ring();
  if (latest?.key !== ring.key) return;
  if (`${type}`.endsWith('consent-not-live')) end(desk);
  // A collector in trouble is told by the next page; what it refuses is not said again.
  else if (status && status < 500 && status !== 429) {
    const { visit, ...rest } = latest;
    desk.keep({ ...rest, visited: now });
  }
};

/** Delivers, then reports a visit that is due. */
export const deliver = async (desk: Desk): Promise<void> => {
  await desk.bring();
  // Two tabs of a new session would each report one.
  await alone(`lupa:${desk.handle.settings.site}:visit`, () => visit(desk));
  desk.mark();
};

/**
 * A key that has outlived its grant: withdrawn on another subdomain, or by a page while this stage could not be had. The
 * collector is told; not where the consent has merely ended by itself, for that is nobody's act.
 */
export const settleAll = async (desk: Desk): Promise<void> => {
  const consent = standing(desk.handle);
  const ring = desk.ring();
  // Under risen terms it is asked anew, with the same key.
  if (ring && consent.status !== 'outdated' && !Object.values(consent.answers).includes('granted')) {
    if (ring.until > today(desk.world.now()))
      await inTurn(desk, () => record(desk, withdrawal(Object.keys(ring.terms)), ring, consent, consent));
    else desk.keep(undefined);
    // Whatever was stored under it goes too, also from the names of this subdomain alone.
    sweep(desk);
  }
  await deliver(desk);
};
