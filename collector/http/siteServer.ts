/** A call from a site's own server, with the site's secret: never from a browser. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import { isSiteKey } from '../register/siteKeys.ts';
import type { Site } from '../register/sites.ts';
import { bearerOf } from './bearer.ts';
import { type costs, limited } from './limited.ts';
import type { Needs } from './needs.ts';
import { siteOf } from './site.ts';

/** The site whose server this is; 401 without its secret. */
export const siteServer = async (c: Context, needs: Needs, call: keyof typeof costs): Promise<Site> => {
  const site = await siteOf(c, needs);
  limited(c, needs, call);
  const secret = bearerOf(c);
  if (secret === undefined || !(await isSiteKey(needs.store, site, secret))) {
    if (secret !== undefined) needs.attempts.saw('guessed-key', site.controller, { guessed: secret });
    throw new Problem('unauthorised', "Send the site's secret as a bearer token, from your server only.");
  }
  c.header('Cache-Control', 'no-store');
  return site;
};
