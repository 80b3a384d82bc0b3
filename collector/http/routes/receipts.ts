/** Receipts for whoever holds the browser's key, which never stands in an address. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { receiptRequest } from '../../../shared/receipt.ts';
import { Problem } from '../../problem.ts';
import { visitorOf } from '../../register/visitor.ts';
import { receiptDocument, recordOf } from '../../rights/consentRecord.ts';
import { receiptPage, receiptPolicy } from '../../rights/receiptPage.ts';
import { recordedDecision } from '../../rights/recorded.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

export const receipts = (needs: Needs) =>
  new Hono().post(
    '/s/:site/receipts',
    describe({
      summary:
        "A visitor's consent record or receipt as JSON-LD (ISO/IEC TS 27560 in DPV), or as a page to print",
      tag: 'visitors',
      body: receiptRequest,
      answers: { 200: v.looseObject({}) },
      refusals: [400, 403, 404, 413, 415, 422, 429],
    }),
    async (c) => {
      limited(c, needs, 'receipt');
      const site = await visitedSite(c, needs);
      const { visitorKey, id, as } = await readBody(c, receiptRequest, visitorMost);
      const recorded = await recordedDecision(needs.store, site, visitorOf(visitorKey), id, {
        publicUrl: needs.publicUrl,
        now: needs.world.clock(),
      });
      if (!recorded) throw new Problem('not-found', 'No such decision is held under this key.', '/id');
      c.header('Cache-Control', 'no-store');
      if (as === 'page') {
        c.header('Content-Security-Policy', `${receiptPolicy}; frame-ancestors 'none'`);
        return c.html(receiptPage(recorded));
      }
      const document = as === 'record' ? recordOf(recorded) : receiptDocument(recorded);
      return c.body(JSON.stringify(document), 200, { 'Content-Type': 'application/ld+json' });
    },
  );
