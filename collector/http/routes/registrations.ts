/** A registration comes in, from the site's own server with the site's secret. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { registration } from '../../../shared/registration.ts';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { register } from '../../register/persons.ts';
import { isSiteKey } from '../../register/siteKeys.ts';
import { bearerOf } from '../bearer.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { siteOf } from '../site.ts';

const answer = v.object({ person: v.string() });

export const registrations = (needs: Needs) =>
  new Hono().post(
    '/s/:site/registrations',
    describe({
      summary: 'Makes a person, or finds them by e-mail',
      description:
        'Server to server. 201 for a new person, 200 for one who was known; what is known is not overwritten.',
      tag: 'site',
      body: registration,
      answers: { 201: answer, 200: answer },
      refusals: [400, 401, 404, 413, 415, 422, 429, 503],
      security: 'site',
    }),
    async (c) => {
      const site = await siteOf(c, needs);
      limited(c, needs, 'registration');
      const secret = bearerOf(c);
      if (secret === undefined || !(await isSiteKey(needs.store, site, secret))) {
        throw new Problem('unauthorised', "Send the site's secret as a bearer token, from your server only.");
      }
      const { person, isNew } = await register(
        needs.store,
        needs.world,
        site,
        await readBody(c, registration, visitorMost),
      );
      return c.json({ person: toUuid(person) }, isNew ? 201 : 200);
    },
  );
