/** Audits read, and their auditors: accounts that work while the audit lasts, and everything that they read. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { newAuditor } from '../../../shared/register/audit.ts';
import { toUuid } from '../../bytes.ts';
import { auditorsOf, makeAuditor, readingsOfAudit } from '../../duties/audits/auditors.ts';
import { pageAudits } from '../../duties/audits/audits.ts';
import { Problem } from '../../problem.ts';
import { answerAudit, auditAnswer, auditAsked, auditShown } from '../auditShown.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { answerers, type StaffEnv, staffOnly, watching } from '../staffOnly.ts';
import { whenOf } from '../when.ts';
import { entry, entryShown } from './accessLog.ts';

const readRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/audits',
      describe({
        summary: 'Lists audits',
        tag: 'staff',
        parameters: pagingParameters,
        answers: { 200: v.object({ items: v.array(auditAnswer), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching, { across: answerers }),
      async (c) => {
        const { after, most } = pageOf(c);
        const rows = await pageAudits(needs.store, c.get('staff').controller, after, most + 1);
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map((one) => auditShown(one, needs.world.clock())),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .get(
      '/v1/audits/:id',
      describe({
        summary: 'Reads an audit: scope, day, charge, where it stands',
        tag: 'staff',
        answers: { 200: auditAnswer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching, { across: answerers }),
      async (c) => answerAudit(c, needs, (await auditAsked(c, needs)).id),
    );

export const auditors = (needs: Needs) =>
  new Hono<StaffEnv>()
    .route('/', readRoutes(needs))
    .get(
      '/v1/audits/:id/readings',
      describe({
        summary: 'Everything that the auditors of an audit read, in order',
        tag: 'staff',
        parameters: pagingParameters,
        answers: { 200: v.object({ items: v.array(entry), next: v.optional(v.string()) }) },
        refusals: [401, 403, 404, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => {
        const { id } = await auditAsked(c, needs);
        const { after, most } = pageOf(c);
        const at = { after, most: most + 1 };
        const rows = await readingsOfAudit(needs.store, c.get('staff').controller, id, at);
        const page = rows.slice(0, most);
        const last = page.at(-1);
        return c.json({
          items: page.map(entryShown),
          ...(rows.length > most && last && { next: toUuid(last.id) }),
        });
      },
    )
    .get(
      '/v1/audits/:id/auditors',
      describe({
        summary: 'The accounts of an audit’s auditors',
        tag: 'staff',
        answers: { 200: v.object({ items: v.array(v.object({ staff: v.number(), name: v.string() })) }) },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) => {
        const { id } = await auditAsked(c, needs);
        const rows = await auditorsOf(needs.store, c.get('staff').controller, id);
        return c.json({ items: rows.map((one) => ({ ...one, created: whenOf(one.created) })) });
      },
    )
    .post(
      '/v1/audits/:id/auditors',
      describe({
        summary: 'Makes an auditor’s account with a key; it is in this answer and nowhere else',
        description:
          'It reads at this controller alone, from the first day of the visit to its last, and everything that it reads is in the access log. An audit must be agreed first.',
        tag: 'staff',
        body: newAuditor,
        answers: {
          201: v.object({
            staff: v.number(),
            id: v.string(),
            key: v.string(),
            starts: v.string(),
            ends: v.string(),
          }),
        },
        refusals: [400, 401, 403, 404, 409, 413, 415, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, answerers),
      async (c) => {
        const { store, world } = needs;
        const { name, committed } = await readStaffBody(c, newAuditor);
        const audit = await auditAsked(c, needs);
        const at = Date.parse(committed);
        if (at > world.clock() + 300_000)
          throw new Problem('wrong-body', 'A commitment is recorded when it was made.', '/committed');
        const made = await makeAuditor(store, world, c.get('staff'), audit, { name, committed: at });
        if (!made)
          throw new Problem('already-there', 'The audit is not agreed, or over: read where it stands.');
        const { starts, ends } = audit;
        return c.json(
          {
            staff: made.staff,
            id: toUuid(made.id),
            key: made.key,
            starts: whenOf(starts) ?? '',
            ends: whenOf(ends) ?? '',
          },
          201,
        );
      },
    );
