/** The way of the calls that nearly all visitors make: one handler, one response made once, no middleware in between. */
import type { Context, Handler } from 'hono';
import { Problem } from '../problem.ts';
import type { Site } from '../register/sites.ts';
import type { Needs } from './needs.ts';
import { patternOf } from './observed.ts';
import { problemOf } from './onError.ts';
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

/** Answers a site's own pages that post to it, and counts it. Refusals go the usual way, with the same headers. */
export const quick = (needs: Needs, answer: (c: Context, site: Site) => Promise<Quick>): Handler => {
  let count: ReturnType<Needs['metrics']['route']> | undefined;
  return async (c) => {
    const began = performance.now();
    count ??= needs.metrics.route('POST', patternOf(c));
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
      count(status, performance.now() - began);
      return new Response(JSON.stringify(body), {
        status,
        headers: { ...headers, 'Access-Control-Allow-Origin': origin },
      });
    } catch (error) {
      for (const [name, value] of Object.entries(headers)) c.header(name, value);
      if (site) allowOrigin(c, site);
      count(problemOf(error).status, performance.now() - began);
      throw error;
    }
  };
};
