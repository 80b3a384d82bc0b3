/** An audit on the wire: found by the path, and shown. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { toUuid } from '../bytes.ts';
import { type Audit, findAudit, stateOf } from '../duties/audits/audits.ts';
import { Problem } from '../problem.ts';
import { tagOf } from './matching.ts';
import type { Needs } from './needs.ts';
import { idOf } from './nouns/refuse.ts';
import type { StaffEnv } from './staffOnly.ts';
import { whenOf } from './when.ts';

export const auditAnswer = v.looseObject({
  id: v.string(),
  version: v.number(),
  kind: v.string(),
  state: v.picklist(['proposed', 'agreed', 'cancelled', 'over']),
  charge: v.looseObject({ total: v.number() }),
});

export const auditShown = (one: Audit, now: number) => ({
  id: toUuid(one.id),
  version: one.version,
  kind: one.kind,
  state: stateOf(one, now),
  auditor: one.auditor,
  reference: one.reference,
  scope: one.scope,
  visit: one.visit,
  days: one.days,
  starts: whenOf(one.starts),
  ends: whenOf(one.ends),
  /** Amounts in hundredths. */
  charge: {
    total: one.total,
    currency: one.currency,
    priceList: one.priceList,
    lines: JSON.parse(one.charge) as unknown[],
  },
  proposed: { at: whenOf(one.proposed), by: one.proposedHome },
  agreedBy: { customer: whenOf(one.customerAgreed), operator: whenOf(one.operatorAgreed) },
  agreed: whenOf(one.agreed),
  cancelled: whenOf(one.cancelled),
});

/** The audit in the path. */
export const auditAsked = async (c: Context<StaffEnv>, { store }: Pick<Needs, 'store'>): Promise<Audit> => {
  const found = await findAudit(store, c.get('staff').controller, idOf(c));
  if (!found) throw new Problem('not-found', 'There is no such audit.');
  return found;
};

export const answerAudit = async (
  c: Context<StaffEnv>,
  { store, world }: Needs,
  id: Uint8Array,
  status: 200 | 201 = 200,
) => {
  const found = await findAudit(store, c.get('staff').controller, id);
  if (!found) throw new Problem('not-found', 'There is no such audit.');
  c.header('ETag', tagOf(found.version));
  return c.json(auditShown(found, world.clock()), status);
};
