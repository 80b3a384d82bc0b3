/** The visitor's cookie set again by HTTP, where the owner proxies the collector: Safari forgets in a week what a script has set. */
import { Hono } from 'hono';
import { Problem } from '../../problem.ts';
import { choiceIn } from '../choice.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { visitedSite } from '../site.ts';

export const cookie = (needs: Needs) =>
  new Hono().post(
    '/s/:site/cookie',
    describe({
      summary: "The visitor's cookie, set again as it came",
      description:
        'For sites whose owner proxies the collector under a path of their own origin. The value is the one of the request; nothing is kept.',
      tag: 'visitors',
      answers: { 204: null },
      refusals: [403, 404, 422],
    }),
    async (c) => {
      const site = await visitedSite(c, needs);
      const { cookieDomain, proxyPath } = site.settings;
      if (proxyPath === undefined)
        throw new Problem('not-found', 'This site is not proxied by its owner: see its proxyPath.');
      // Browsers that do not say so yet are held to the origin alone: what is set is their own cookie in any case.
      if ((c.req.header('sec-fetch-site') ?? 'same-origin') !== 'same-origin')
        throw new Problem('foreign-origin', "Call this through the page's own origin.");
      const choice = choiceIn(c.req.header('cookie'), site, needs.world.clock());
      if (!choice)
        throw new Problem('wrong-request', 'There is no choice in the request that could be set again.');
      const parts = [
        `lupa=${choice.value}`,
        'Path=/',
        `Expires=${new Date(choice.until * 864e5).toUTCString()}`,
        'SameSite=Lax',
        ...(cookieDomain === undefined ? [] : [`Domain=${cookieDomain}`]),
        ...(c.req.header('origin')?.startsWith('https:') ? ['Secure'] : []),
      ];
      c.header('Set-Cookie', parts.join('; '));
      c.header('Cache-Control', 'no-store');
      return c.body(null, 204);
    },
  );
