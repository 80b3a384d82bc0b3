/** A recorded decision with all that it cites: what consent record, receipt and page are made from. */
import type { Notice } from '../../shared/notice.ts';
import type { SupervisoryAuthority } from '../../shared/register/supervisoryAuthority.ts';
import type { SiteSettings } from '../../shared/site.ts';
import { fromUuid, toBase64url, toUuid } from '../bytes.ts';
import { readDetails } from '../duties/controllerDetails.ts';
import { decodeDecision, noticeOf, type RecordedDecision } from '../ledger/decisionBody.ts';
import { endingOf } from '../ledger/ended.ts';
import { type InclusionProof, proofOf } from '../ledger/public.ts';
import { noticeNumbered } from '../register/notices.ts';
import { decisionsOf } from '../register/pastDecisions.ts';
import type { Site } from '../register/sites.ts';
import { type Store, sql } from '../store/store.ts';

export interface Recorded {
  decision: RecordedDecision & {
    /** When the collector received it, Unix milliseconds. */
    received: number;
  };
  /** The row in the ledger, as the receipt proves it; salt and digest as base64url. */
  row: { number: number; body: string; salt: string; digest: string };
  /** What the visitor made at the same site after it, in order. */
  later: { decision: RecordedDecision; received: number }[];
  /** When the visitor had everything erased, which ended what still held; null where they have not. */
  erased: number | null;
  /** What was shown, word for word. */
  notice: Notice;
  /** Versions of notices that `later` cites are not needed; the settings are today's. */
  site: { publicId: string; settings: SiteSettings };
  controller: { id: number; name: string; contact: string; authority: SupervisoryAuthority };
  /** Address of the collector, where the text shown and the proof can be fetched. */
  publicUrl: string;
  /** Undefined while it waits to be sealed. */
  proof: InclusionProof | undefined;
  /** When this copy is made, Unix milliseconds. */
  made: number;
}

const saltOf = sql`
  select salt, digest from ledger where controller_id = :controller and number = :number`;

/** The visitor's decision of this id at the site; undefined where there is none, or it is blanked. */
export const recordedDecision = async (
  store: Store,
  site: Site,
  visitor: Uint8Array,
  id: string,
  at: { publicUrl: string; now: number },
): Promise<Recorded | undefined> => {
  const { controller } = site;
  const all = await decisionsOf(store, controller, visitor);
  const own = all.find((one) => Buffer.compare(one.decision, fromUuid(id)) === 0);
  const cited = own && (await noticeNumbered(store, controller, noticeOf(own.body)));
  const [kept] = own
    ? await store.read<{ salt: Uint8Array | null; digest: Uint8Array }>(saltOf, {
        controller,
        number: own.number,
      })
    : [];
  if (!own || !cited || !kept?.salt) return undefined;
  const decision = decodeDecision(own.body, cited.notice);
  if (decision.site !== site.site) return undefined;
  const later: Recorded['later'] = [];
  for (const one of all) {
    if (one.number <= own.number) continue;
    const notice = await noticeNumbered(store, controller, noticeOf(one.body));
    const read = notice && decodeDecision(one.body, notice.notice);
    if (read?.site === site.site) later.push({ decision: read, received: one.received });
  }
  return {
    decision: { ...decision, id: toUuid(own.decision), received: own.received },
    row: {
      number: own.number,
      body: own.body,
      salt: toBase64url(kept.salt),
      digest: toBase64url(kept.digest),
    },
    later,
    erased: (await endingOf(store, controller, visitor))?.ended ?? null,
    notice: cited.notice,
    site: { publicId: site.publicId, settings: site.settings },
    controller: {
      id: controller,
      name: site.controllerName,
      contact: site.contact,
      authority: (await readDetails(store, controller)).details.supervisoryAuthority,
    },
    publicUrl: at.publicUrl,
    proof: await proofOf(store, controller, own.number),
    made: at.now,
  };
};
