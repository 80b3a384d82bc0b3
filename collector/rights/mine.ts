/** Everything held under a visitor key, for whoever holds that key (GDPR 11(2), 15, 20): no account, and no person's name. */
import type { Held } from '../../shared/mine.ts';
import type { Notice } from '../../shared/notice.ts';
import { toUuid } from '../bytes.ts';
import { lengthOf } from '../duties/retention/period.ts';
import { settingsOf } from '../duties/retention/settings.ts';
import { endingOf } from '../ledger/ended.ts';
import { proofsOf } from '../ledger/proofs.ts';
import { receiptOf } from '../ledger/receipt.ts';
import { eventsOf } from '../register/analyticsEvents.ts';
import { consentsOf } from '../register/consents.ts';
import { noticeNumbered } from '../register/notices.ts';
import { decisionsOf } from '../register/pastDecisions.ts';
import type { Site } from '../register/sites.ts';
import { tiesOfVisitor } from '../register/visitorTies.ts';
import { type VisitRow, visitsOf } from '../register/visits.ts';
import type { Store } from '../store/store.ts';
import { consentAnswer, decisionAnswer } from './acts.ts';
import { eventsHeld } from './measured.ts';
import { visitDays } from './retention.ts';

const iso = (time: number): string => new Date(time).toISOString();

const visitHeld = ({ visit, visitor: _, publicId, received, ...seen }: VisitRow): Held['visits'][number] => ({
  id: toUuid(visit),
  site: publicId,
  received: iso(received),
  ...seen,
});

/** As `decisionAnswer` tells it, with the receipt in the place of the bare record. */
const decisionsHeld = async (store: Store, site: Site, visitor: Uint8Array): Promise<Held['decisions']> => {
  const { controller, controllerName } = site;
  const rows = await decisionsOf(store, controller, visitor);
  const proofs = await proofsOf(store, controller, rows);
  return Promise.all(
    rows.flatMap((row) => {
      const proof = proofs.get(row.number);
      if (!proof) return [];
      return [
        (async () => {
          const { id, at, how, surface, signal, answers, takenOver, textShown } = await decisionAnswer(
            store,
            controller,
            row,
          );
          const cited = await noticeNumbered(store, controller, proof.notice);
          const receipt = receiptOf({ ...row, ...proof }, controllerName, cited?.notice.version ?? '');
          const received = iso(row.received);
          const shown = textShown as (Notice & Record<string, unknown>) | null;
          return { id, received, at, how, surface, signal, answers, takenOver, receipt, textShown: shown };
        })(),
      ];
    }),
  );
};

/** Everything held under the visitor's key at the site's controller. */
export const mineAnswer = async (
  store: Store,
  site: Site,
  visitor: Uint8Array,
  now: number,
): Promise<Held> => {
  const { controller, controllerName, contact, publicId, settings } = site;
  const rows = await consentsOf(store, controller, visitor);
  const consents = await Promise.all(rows.map((row) => consentAnswer(store, controller, visitor, row)));
  const ending = await endingOf(store, controller, visitor);
  const rules = await settingsOf(store, controller);
  return {
    v: 1,
    made: iso(now),
    controller: { name: controllerName, contact },
    site: publicId,
    visitor: toUuid(visitor),
    live: consents.some(({ answer }) => answer === 'granted'),
    erased: ending ? { since: iso(ending.ended), proofUntil: iso(ending.until) } : null,
    consents: consents.map(({ site: where, purpose, answer, terms, decided }) => ({
      site: where,
      purpose,
      answer,
      terms,
      decided,
    })),
    decisions: await decisionsHeld(store, site, visitor),
    visits: (await visitsOf(store, controller, visitor)).map(visitHeld),
    events: eventsHeld(await eventsOf(store, controller, visitor)),
    signedIn: (await tiesOfVisitor(store, controller, visitor)).map((tie) => ({
      site: tie.publicId,
      from: iso(tie.started),
      to: tie.ended === null ? null : iso(tie.ended),
    })),
    retention: {
      visitDays: visitDays(settings, lengthOf(rules.visits.period)),
      proofDays: settings.proofDays,
    },
  };
};
