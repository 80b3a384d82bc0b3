/** A person is tied to a visitor, or the tie ends. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { tie as tieBody, tieEnd } from '../../../shared/tie.ts';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { hasLiveGrant } from '../../register/consents.ts';
import { endTie, tie } from '../../register/ties.ts';
import { readTieToken } from '../../register/tieToken.ts';
import { visitorOf } from '../../register/visitor.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

const refused = () =>
  new Problem(
    'token-refused',
    "The token does not hold: sign a new one for this visitor on the site's server.",
    '/token',
  );

export const ties = (needs: Needs) =>
  new Hono()
    .post(
      '/s/:site/ties',
      describe({
        summary: 'Ties the person of a signed token to the visitor',
        tag: 'visitors',
        body: tieBody,
        answers: { 201: v.object({ tied: v.literal(true) }), 200: v.object({ tied: v.literal(true) }) },
        refusals: [400, 403, 404, 409, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        const site = await visitedSite(c, needs);
        limited(c, needs, 'tie');
        const body = await readBody(c, tieBody, visitorMost);
        const now = needs.world.clock();
        const visitor = visitorOf(body.visitorKey);
        const token = await readTieToken(needs.store, site, body.token, now, () =>
          needs.attempts.saw('forged-token', site.controller, { guessed: body.token }),
        );
        if (!token || Buffer.compare(token.visitor, visitor) !== 0) throw refused();
        if (!(await hasLiveGrant(needs.store, site, visitor, now))) {
          throw new Problem(
            'consent-not-live',
            'There is no live consent: a visitor without one cannot be tied.',
          );
        }
        const tied = await tie(needs.store, needs.world, site, token);
        switch (tied) {
          case 'tied':
            return c.json({ tied: true }, 201);
          case 'known':
            return c.json({ tied: true }, 200);
          case 'another':
            throw new Problem('another-person', 'Somebody else is signed in here: end their tie first.');
          case 'used':
            throw new Problem('token-used', 'The token was used already: sign a new one.', '/token');
          case 'unknown-person':
            throw refused();
          default:
            return tied satisfies never;
        }
      },
    )
    .post(
      '/s/:site/ties/end',
      describe({
        summary: "Ends the visitor's tie and hands the live consents to a new visitor key",
        tag: 'visitors',
        body: tieEnd,
        answers: { 200: v.object({ visitor: v.string() }) },
        refusals: [400, 403, 404, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        const site = await visitedSite(c, needs);
        limited(c, needs, 'tie');
        const body = await readBody(c, tieEnd, visitorMost);
        if (body.newVisitorKey === body.visitorKey) {
          throw new Problem('wrong-body', 'The new key must be another one.', '/newVisitorKey');
        }
        const visitor = visitorOf(body.newVisitorKey);
        const there = await endTie(needs.store, needs.world, site, visitorOf(body.visitorKey), visitor);
        if (Buffer.compare(there, visitor) !== 0) {
          throw new Problem(
            'another-key',
            'The consents are under another key already, or this key is in use.',
          );
        }
        // Browsers hash only in secure contexts: they are told who they are now (docs/decisions, 5).
        return c.json({ visitor: toUuid(visitor) }, 200);
      },
    );
