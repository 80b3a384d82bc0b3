/** The evidence of the caller's own controller as a zip: for auditors, and whoever answers for it (R63). */
import { Hono } from 'hono';
import { evidence } from '../../duties/evidence/evidence.ts';
import { zipOf } from '../../duties/evidence/zip.ts';
import { evidenceDocuments } from '../../rights/evidenceDocuments.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

export const evidenceRoute = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/evidence',
    describe({
      summary:
        'Ledger, checkpoints, verifier, access log, statements, incidents and audits as one zip, with their digests',
      description:
        'Of your own controller alone. README.txt in it says how to check it without the collector; holds no data of persons but their ids.',
      tag: 'staff',
      answers: { 200: null },
      refusals: [401, 403],
      security: 'staff',
    }),
    staffOnly(needs, watching, { home: true }),
    async (c) => {
      const { store, world, verifier } = needs;
      const { controller } = c.get('staff');
      const now = world.clock();
      const documents = await evidenceDocuments(store, controller, now);
      const asked = { controller, now, verifier: verifier(), documents };
      const pieces = zipOf(evidence(store, asked));
      c.header('Content-Type', 'application/zip');
      c.header('Content-Disposition', `attachment; filename="evidence-${controller}.zip"`);
      c.header('Cache-Control', 'no-store');
      const body = new ReadableStream<Uint8Array>({
        pull: async (out) => {
          try {
            const { value, done } = await pieces.next();
            if (done) out.close();
            else out.enqueue(value);
          } catch (fault) {
            needs.report(fault, '/v1/evidence');
            // The connection breaks: a file that is cut must not look whole.
            out.error(fault);
          }
        },
        cancel: async () => {
          await pieces.return(undefined);
        },
      });
      return c.body(body);
    },
  );
