/** Asking for a permission by double opt-in: by staff, by a site's server, or by a form on a site's page. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { permissionRequest, staffPermissionRequest } from '../../../shared/permissionRequest.ts';
import { fromUuid } from '../../bytes.ts';
import { refuses } from '../../messages/marketing/refuses.ts';
import { type Asking, requestPermission } from '../../messages/marketing/requesting.ts';
import { Problem } from '../../problem.ts';
import { personsNoun } from '../../register/nouns/persons.ts';
import { readRecord } from '../../register/reading.ts';
import { isSiteKey } from '../../register/siteKeys.ts';
import { bearerOf } from '../bearer.ts';
import { readBody, readStaffBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { siteOf, visitedSite } from '../site.ts';
import { marketers, type StaffEnv, staffOnly } from '../staffOnly.ts';

const asked = v.object({ asked: v.literal(true) });

const ask = async ({ store, world, publicUrl }: Needs, asking: Asking): Promise<void> => {
  if ((await requestPermission(store, world, publicUrl, asking)) === 'unknown-wording')
    throw new Problem('wrong-body', 'There is no such wording: list them at /v1/wordings.', '/wording');
};

/** Staff ask somebody whom they know, or an address. */
export const askedByStaff = (needs: Needs) =>
  new Hono<StaffEnv>().post(
    '/v1/permissions/requests',
    describe({
      summary: 'Asks for a permission by double opt-in',
      description:
        'Queues a letter with a link; the permission is made when the link’s page is confirmed, within 48 hours. An address gets at most five such letters a day, and one for the same wording in five minutes: more are answered the same and not sent.',
      tag: 'staff',
      body: staffPermissionRequest,
      answers: { 202: asked },
      refusals: [400, 401, 403, 413, 415, 422, 503],
      security: 'staff',
    }),
    staffOnly(needs, marketers),
    async (c) => {
      const { controller } = c.get('staff');
      const { wording, ...given } = await readStaffBody(c, staffPermissionRequest);
      const person = given.person === undefined ? null : fromUuid(given.person);
      const row = person && (await readRecord(needs.store, personsNoun(needs.world), controller, person));
      const email = given.email ?? row?.['email'];
      if (typeof email !== 'string')
        throw new Problem('wrong-body', 'Nobody with an e-mail address is known by this id.', '/person');
      // A letter that asks for consent is direct marketing itself (Act 917/2014, section 200).
      if (given.asked === undefined && (await refuses(needs.store, needs.world, controller, email)))
        throw new Problem(
          'wrong-body',
          'They do not want to be written to: say in "asked" how they asked for this letter themselves.',
          '/asked',
        );
      const language = given.language ?? (row?.['language'] as string | null | undefined) ?? null;
      await ask(needs, { controller, wording: fromUuid(wording), email, language, person, site: null });
      return c.json({ asked: true as const }, 202);
    },
  );

/** A site asks: its server with the site's secret, or a page of its own. The same answer, whoever has the address. */
export const askedOnSite = (needs: Needs) =>
  new Hono().post(
    '/s/:site/permissions',
    describe({
      summary: 'Asks for a permission by double opt-in',
      description:
        'From a page of the site, or from its server with the secret. What is agreed to is one of the controller’s wordings; the answer never tells whether the address is known.',
      tag: 'visitors',
      body: permissionRequest,
      answers: { 202: asked },
      refusals: [400, 401, 403, 404, 413, 415, 422, 429, 503],
    }),
    async (c) => {
      const secret = bearerOf(c);
      const site = secret === undefined ? await visitedSite(c, needs) : await siteOf(c, needs);
      limited(c, needs, secret === undefined ? 'request' : 'registration');
      if (secret !== undefined && !(await isSiteKey(needs.store, site, secret))) {
        needs.attempts.saw('guessed-key', site.controller, { guessed: secret });
        throw new Problem('unauthorised', "Send the site's secret as a bearer token, from your server only.");
      }
      const { wording, email, language = null } = await readBody(c, permissionRequest, visitorMost);
      const { controller, site: number } = site;
      await ask(needs, {
        controller,
        wording: fromUuid(wording),
        email,
        language,
        person: null,
        site: number,
      });
      c.header('Cache-Control', 'no-store');
      return c.json({ asked: true as const }, 202);
    },
  );
