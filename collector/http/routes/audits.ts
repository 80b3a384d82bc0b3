/** Audits: proposed with their charge shown, agreed three weeks before, or at once by law; auditors' accounts and what they saw. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { agreement, type NewAudit, newAudit } from '../../../shared/register/audit.ts';
import { toUuid } from '../../bytes.ts';
import { daysUntil } from '../../calendar/deadlines.ts';
import { agreeTo, cancelAudit, isEarlyEnough, type Proposal, propose } from '../../duties/audits/audits.ts';
import { chargeFor, priceListAt } from '../../duties/audits/charge.ts';
import { Problem } from '../../problem.ts';
import { Unmet } from '../../store/store.ts';
import { answerAudit, auditAnswer, auditAsked } from '../auditShown.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import type { Needs } from '../needs.ts';
import { answerers, type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';

const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 503];
/** An agreement has two sides: the operator's officers take part in it at the customer. */
const across = { across: answerers };

const tooLate = (pointer: string) =>
  new Problem(
    'wrong-body',
    'The details are agreed at least 21 days before the visit, in days of Helsinki: choose a later day.',
    pointer,
  );

/** What is proposed, with its charge by the price list in force. */
const proposalOf = async ({ store, world }: Needs, given: NewAudit): Promise<Proposal> => {
  const now = world.clock();
  const { auditor, scope, visit, days } = given;
  const common = { auditor, scope, visit, days };
  if (given.kind === 'authority') {
    if (daysUntil(now, visit) < 0) throw new Problem('wrong-body', 'This day is over.', '/visit');
    const free = { priceList: null, currency: null, lines: [], total: 0 };
    return { kind: 'authority', ...common, reference: given.reference, ...free };
  }
  if (!isEarlyEnough(now, visit)) throw tooLate('/visit');
  const list = await priceListAt(store, now);
  const charge = chargeFor(list, given.items);
  if ('unknown' in charge)
    throw new Problem(
      'wrong-body',
      'This is not in the price list in force: GET /v1/audit-prices.',
      `/items/${charge.unknown}/item`,
    );
  const priced = { priceList: list?.number ?? null, currency: list?.currency ?? null };
  return { kind: 'customer', ...common, reference: null, ...priced, ...charge };
};

const agreeing = (needs: Needs) => async (c: Context<StaffEnv>) => {
  const { store, world } = needs;
  const shownWas = await readStaffBody(c, agreement);
  const audit = await auditAsked(c, needs);
  const staff = c.get('staff');
  if (audit.kind === 'authority' || audit.agreed !== null || audit.cancelled !== null)
    throw new Problem('already-there', 'There is nothing to agree to: read where the audit stands.');
  if (shownWas.total !== audit.total || shownWas.priceList !== audit.priceList)
    throw new Problem('wrong-body', 'This is not the charge of the proposal: read it again.', '/total');
  if (!isEarlyEnough(world.clock(), audit.visit)) throw tooLate('');
  if (!(await agreeTo(store, world, staff, audit)))
    throw new Problem('changed-meanwhile', 'The audit has changed since: read it again.');
  return answerAudit(c, needs, audit.id);
};

export const audits = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/audit-prices',
      describe({
        summary: 'The operator’s price list of audits in force',
        tag: 'staff',
        answers: { 200: v.object({ priceList: v.nullable(v.looseObject({ number: v.number() })) }) },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs, watching, across),
      async (c) => {
        const list = await priceListAt(needs.store, needs.world.clock());
        return c.json({ priceList: list ? { ...list, since: whenOf(list.since) } : null });
      },
    )
    .post(
      '/v1/audits',
      describe({
        summary: 'Proposes a customer’s audit, and shows what it costs; or records an authority’s',
        description:
          'A customer’s audit is agreed by both sides, at least 21 days before the visit, in days of Helsinki. An authority’s begins at once, by the law that it names, and costs nothing.',
        tag: 'staff',
        body: newAudit,
        parameters: [idempotencyParameter],
        answers: { 201: auditAnswer, 200: auditAnswer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, answerers, across),
      async (c) => {
        const { store, world } = needs;
        const staff = c.get('staff');
        const given = await readStaffBody(c, newAudit);
        const again = repeatable(c, store, staff, given, world.clock());
        const known = await again.before();
        if (known) return answerAudit(c, needs, known, 200);
        const proposal = await proposalOf(needs, given);
        try {
          const id = await propose(store, world, staff, proposal, again.remembering);
          c.header('Location', `/v1/audits/${toUuid(id)}`);
          return await answerAudit(c, needs, id, 201);
        } catch (error) {
          if (!(error instanceof Unmet)) throw error;
          const other = await again.before();
          if (!other) throw new Problem('not-found', 'There is no such controller.');
          return answerAudit(c, needs, other, 200);
        }
      },
    )
    .post(
      '/v1/audits/:id/agreement',
      describe({
        summary: 'Agrees to a proposed audit, by the total and the price list that were shown',
        description:
          'Once by the customer’s staff and once by the operator’s (Lupa-Controller); then it is agreed.',
        tag: 'staff',
        body: agreement,
        answers: { 200: auditAnswer },
        refusals: [...refusals, 412],
        security: 'staff',
      }),
      staffOnly(needs, answerers, across),
      agreeing(needs),
    )
    .post(
      '/v1/audits/:id/cancellation',
      describe({
        summary: 'Calls an audit off; its auditors’ accounts end',
        tag: 'staff',
        answers: { 200: auditAnswer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, answerers, across),
      async (c) => {
        const audit = await auditAsked(c, needs);
        if (
          !(await cancelAudit(needs.store, needs.world, c.get('staff'), audit.id)) &&
          audit.cancelled === null
        )
          throw new Problem('already-there', 'The audit is over.');
        return answerAudit(c, needs, audit.id);
      },
    );
