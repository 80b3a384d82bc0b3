/** A person's acts, and what holds of them now, as the access answer tells them. */
import type { Notice } from '../../shared/notice.ts';
import { toUuid } from '../bytes.ts';
import { decodeDecision, noticeOf, type RecordedDecision } from '../ledger/decisionBody.ts';
import type { ConsentRow } from '../register/consents.ts';
import { noticeNumbered } from '../register/notices.ts';
import type { VisitorDecision } from '../register/pastDecisions.ts';
import type { Store } from '../store/store.ts';

/** As the answer writes times. */
export const when = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();

const takenOver = (decision: RecordedDecision | undefined) =>
  decision?.takeover ? { from: decision.takeover.from, given: when(decision.takeover.given) } : null;

/** Where an answer was taken over, our text was matched with it, and not shown. */
const textShown = (cited: { notice: Notice } | undefined, decision: RecordedDecision | undefined) =>
  (decision?.takeover ? undefined : cited?.notice) ?? null;

/** One act of the person's browser until the tie ended, with the text that was shown. */
export const decisionAnswer = async (store: Store, controller: number, row: VisitorDecision) => {
  const cited = await noticeNumbered(store, controller, noticeOf(row.body));
  const decision = cited && decodeDecision(row.body, cited.notice);
  return {
    id: toUuid(row.decision),
    visitor: row.visitor && toUuid(row.visitor),
    ledgerNumber: row.number,
    received: when(row.received),
    at: when(decision?.at ?? null),
    how: decision?.how ?? null,
    surface: decision?.surface ?? null,
    signal: decision?.signal ?? null,
    /** Answered on another tool's banner, and taken over: that tool's text was shown, which the controller keeps. */
    takenOver: takenOver(decision),
    answers: decision?.answers ?? [],
    /** The row's body as the ledger keeps it, which the receipt proves. */
    record: row.body,
    textShown: textShown(cited, decision),
  };
};

/** What holds now; `carriedOver` where somebody else's act on the same browser goes on holding (docs/decisions, 5). */
export const consentAnswer = async (
  store: Store,
  controller: number,
  visitor: Uint8Array,
  row: ConsentRow,
) => {
  const cited = row.body === null ? undefined : await noticeNumbered(store, controller, noticeOf(row.body));
  const decision = row.body !== null && cited ? decodeDecision(row.body, cited.notice) : undefined;
  const own = decision?.visitor === toUuid(visitor);
  return {
    site: row.publicId,
    visitor: toUuid(visitor),
    purpose: row.purpose,
    answer: row.answer,
    terms: row.terms,
    carriedOver: !own,
    decided: own ? when(row.decided) : null,
    ledgerNumber: own ? row.number : null,
    takenOver: own ? takenOver(decision) : null,
    textShown: textShown(cited, decision),
  };
};
