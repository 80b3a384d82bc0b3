/** A visitor's decision comes in: kept once, answered after it is on disk. */
import { Hono } from 'hono';
import { type Decision, decision } from '../../../shared/decision.ts';
import { acknowledgement } from '../../../shared/receipt.ts';
import { Problem } from '../../problem.ts';
import { ingest } from '../../register/ingest.ts';
import { readBody, visitorMost } from '../body.ts';
import { described } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { quick } from '../quick.ts';

const answeredDenied = ({ answers }: Decision): boolean => Object.values(answers).includes('denied');

export const decisions = (needs: Needs) =>
  new Hono().post(
    '/s/:site/decisions',
    described(
      {
        summary: "A visitor's decision",
        description:
          '201 the first time, 200 with the same answer when the id is known, 409 when it has another body, 410 when it was erased.',
        tag: 'visitors',
        body: decision,
        answers: { 201: acknowledgement, 200: acknowledgement },
        refusals: [400, 403, 404, 409, 410, 413, 415, 422, 503],
      },
      quick(needs, async (c, site) => {
        const body = await readBody(c, decision, visitorMost);
        const taken = await needs.crowd(site.publicId, () => ingest(needs.store, needs.world, site, body));
        if (!taken)
          throw new Problem(
            'busy',
            'Too many decisions of this site are waiting: send it again in a second.',
          );
        // What takes something away outlives the database: a restored backup must not bring it back.
        if (taken.outcome === 'first' && body.visitorKey !== undefined && answeredDenied(body))
          await needs.journalled().catch(needs.report);
        switch (taken.outcome) {
          case 'first':
            needs.metrics.dropped('ended', taken.dropped ?? 0);
            return { status: 201, body: taken.answer };
          case 'known':
            return { status: 200, body: taken.answer };
          case 'another':
            throw new Problem(
              'another-decision',
              'Another decision has this id: make a new id for each.',
              '/id',
            );
          case 'erased':
            throw new Problem('erased', 'This decision was erased: do not send it again.', '/id');
          case 'wrong':
            throw new Problem('wrong-body', taken.why, `/${taken.member}`);
          default:
            return taken satisfies never;
        }
      }),
    ),
  );
