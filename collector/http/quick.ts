/** The way of the calls that nearly all visitors make: one handler, one response made once, no middleware in between. */
import type { Context, Handler } from 'hono';
import { Problem } from '../problem.ts';
import type { Site } from '../register/sites.ts';
import type { Needs } from './needs.ts';
import { allowOrigin, siteOf } from './site.ts';

/** What `secureHeaders` gives all others, as far as it means something for JSON. */
const headers = {
  'Content-Type': 'application/json',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  Vary: 'Origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** An answer to a visitor, to be sent as JSON. */
export interface Quick {
  status: 200 | 201;
  body: unknown;
}

/** Answers calls of a site's own pages. Refusals go the usual way, with the same headers. */
export const quick =
  (needs: Needs, answer: (c: Context, site: Site) => Promise<Quick>): Handler =>
  async (c) => {
    let site: Site | undefined;
    try {
      site = await siteOf(c, needs);
      const origin = c.req.header('origin');
      if (origin === undefined || !site.settings.origins.includes(origin)) {
        throw new Problem(
          'foreign-origin',
          "Only the site's own pages may call this: add the origin to its settings.",
        );
      }
      const { status, body } = await answer(c, site);
      return new Response(JSON.stringify(body), {
        status,
        headers: { ...headers, 'Access-Control-Allow-Origin': origin },
      });
    } catch (error) {
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
      if (site) allowOrigin(c, site);
      throw error;
    }
  };
