/** A registration comes in: from the site's own server with the site's secret, or from a form on one of its pages. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { registration } from '../../../shared/registration.ts';
import { toUuid } from '../../bytes.ts';
import { hooksOf } from '../../messages/outbox/hooks.ts';
import { Problem } from '../../problem.ts';
import { register } from '../../register/persons.ts';
import { isSiteKey } from '../../register/siteKeys.ts';
import { bearerOf } from '../bearer.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { siteOf } from '../site.ts';
import { fromForm } from './registrationForm.ts';

const answer = v.object({ person: v.string() });
const pending = v.object({ pending: v.literal(true) });

export const registrations = (needs: Needs) =>
  new Hono().post(
    '/s/:site/registrations',
    describe({
      summary: 'Makes a person, or finds them by e-mail; or takes a form, to be confirmed by e-mail',
      description:
        "Server to server, with the site's secret: 201 for a new person, 200 for one who was known; what is known is not overwritten. From a page of the site, without it: 202 whoever it is, and nothing is kept in the register until the link in the e-mail was confirmed; a form (application/x-www-form-urlencoded) is answered with a page.",
      tag: 'site',
      body: registration,
      answers: { 201: answer, 200: answer, 202: pending },
      refusals: [400, 401, 403, 404, 413, 415, 422, 429, 503],
      security: 'site',
    }),
    async (c) => {
      // Without any sign of a secret it is a browser.
      if (c.req.header('authorization') === undefined && c.req.header('origin') !== undefined)
        return fromForm(c, needs);
      const site = await siteOf(c, needs);
      limited(c, needs, 'registration');
      const secret = bearerOf(c);
      if (secret === undefined || !(await isSiteKey(needs.store, site, secret))) {
        if (secret !== undefined) needs.attempts.saw('guessed-key', site.controller, { guessed: secret });
        throw new Problem('unauthorised', "Send the site's secret as a bearer token, from your server only.");
      }
      const given = await readBody(c, registration, visitorMost);
      const hooks = await hooksOf(needs.store, needs.world, site.controller);
      const { person, isNew } = await register(needs.store, needs.world, site, given, {
        made: (made) => hooks('person.created', { person: made }),
        filled: (filled) => hooks('person.changed', { person: filled }),
      });
      return c.json({ person: toUuid(person) }, isNew ? 201 : 200);
    },
  );
