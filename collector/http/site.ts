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

/**
 * The site of a call about what is held under a visitor key: from the site's own pages, or from the collector's own page.
 * A form may come without a name: a page that sends no referrer sends no origin either, and what lets it in is the key in
 * its body (docs/decisions, 17).
 */
export const mineSite = async (c: Context, needs: Needs, form: boolean): Promise<Site> => {
  const origin = c.req.header('origin');
  const own = origin === new URL(needs.publicUrl).origin || (form && (origin ?? 'null') === 'null');
  return own ? siteOf(c, needs) : visitedSite(c, needs);
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
