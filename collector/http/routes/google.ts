/** What staff may see and set of the relay: what was last sent, exactly as sent, and the secret, which comes back to nobody. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { dropSecret, keepSecret, secretOf, WrongSecret } from '../../register/googleSecrets.ts';
import { findSite, type Site } from '../../register/sites.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const sent = v.object({
  mode: v.nullable(v.picklist(['relay', 'tag'])),
  measurementId: v.nullable(v.string()),
  /** Whether a secret is kept; `unreadable`: under a key that is not here. */
  secret: v.picklist(['kept', 'missing', 'unreadable']),
  requests: v.array(
    v.object({
      at: v.string(),
      url: v.string(),
      headers: v.array(v.tuple([v.string(), v.string()])),
      body: v.string(),
      status: v.nullable(v.number()),
    }),
  ),
});

const secret = v.object({ secret: v.pipe(v.string(), v.maxLength(200)) });

const siteAsked = async (c: Context<StaffEnv>, { store }: Needs): Promise<Site> => {
  const publicId = c.req.query('site') ?? '';
  const site = publicId === '' ? undefined : await findSite(store, publicId);
  if (site?.controller !== c.get('staff').controller)
    throw new Problem('not-found', 'There is no such site: name one of yours as "site".');
  return site;
};

const parameters = [
  { name: 'site', in: 'query' as const, description: 'The public id of the site. Needed.' },
];

export const google = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/google',
      describe({
        summary: 'What was last sent to Google for a site, exactly as sent',
        description:
          'The last twenty requests of the last hour, since the collector was started, newest first, without those of visitors who were erased since: address, headers and body word for word, with *** in the place of the secret.',
        tag: 'staff',
        parameters,
        answers: { 200: sent },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, [...watching, 'marketing']),
      async (c) => {
        const site = await siteAsked(c, needs);
        const found = await secretOf(needs.store, needs.secretsKey, site);
        const requests = needs.lastSent
          .of(site.controller, site.site, needs.world.clock())
          .map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
        return c.json({
          mode: site.settings.google?.mode ?? null,
          measurementId: site.settings.google?.measurementId ?? null,
          secret: found === undefined ? 'missing' : found === 'unreadable' ? 'unreadable' : 'kept',
          requests,
        });
      },
    )
    .put(
      '/v1/google/secret',
      describe({
        summary: "Keeps the API secret of Google's Measurement Protocol for a site",
        description: 'Encrypted under a key outside the database; no answer ever holds it.',
        tag: 'staff',
        parameters,
        body: secret,
        answers: { 204: null },
        refusals: [400, 401, 403, 404, 413, 415, 422],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator']),
      async (c) => {
        const site = await siteAsked(c, needs);
        const given = await readStaffBody(c, secret);
        try {
          await keepSecret(needs.store, needs.world, needs.secretsKey, site, given.secret.trim());
        } catch (error) {
          throw error instanceof WrongSecret ? new Problem('wrong-body', error.message, '/secret') : error;
        }
        return c.body(null, 204);
      },
    )
    .delete(
      '/v1/google/secret',
      describe({
        summary: 'Forgets the API secret of a site: nothing is sent to Google for it any more',
        tag: 'staff',
        parameters,
        answers: { 204: null },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator']),
      async (c) => {
        await dropSecret(needs.store, await siteAsked(c, needs));
        return c.body(null, 204);
      },
    );
