/** Whether a request comes from our own pages: other sites must neither write here nor make us read people. */
import type { MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

const isOwn = (request: Request, site: string): boolean => {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === site;
  // Browsers send no Origin with a GET of their own site.
  return request.method === 'GET' && request.headers.get('sec-fetch-site') === 'same-origin';
};

export const ownPagesOnly =
  (site: string): MiddlewareHandler =>
  async (c, next) => {
    if (isOwn(c.req.raw, site)) return next();
    return refuse(c, 403, 'foreign-origin', 'Only the pages of this site may call this.');
  };
