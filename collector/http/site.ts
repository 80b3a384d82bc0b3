/** Which site a visitor's request is for, and whether it comes from there. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import { findSite, type Site } from '../register/sites.ts';
import type { Needs } from './needs.ts';

/** The site of the address; 404 for an unknown one. */
export const siteOf = async (c: Context, { store }: Needs): Promise<Site> => {
  const publicId = c.req.param('site') ?? '';
  const site = /^[a-z0-9_-]{1,64}$/.test(publicId) ? await findSite(store, publicId) : undefined;
  if (!site) throw new Problem('not-found', 'There is no such site: check the address of the script tag.');
  return site;
};

/** Lets the site's own origins read the answer; credentials are never included. */
export const allowOrigin = (c: Context, site: Site): boolean => {
  const origin = c.req.header('origin');
  c.header('Vary', 'Origin');
  if (origin === undefined || !site.settings.origins.includes(origin)) return false;
  c.header('Access-Control-Allow-Origin', origin);
  return true;
};

/** The site of a visitor's call, which must come from one of the site's own pages. */
export const visitedSite = async (c: Context, needs: Needs): Promise<Site> => {
  const site = await siteOf(c, needs);
  if (!allowOrigin(c, site)) {
    throw new Problem(
      'foreign-origin',
      "Only the site's own pages may call this: add the origin to its settings.",
    );
  }
  return site;
};
