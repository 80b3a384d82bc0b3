/** What every answer of the site tells the browser to refuse. */
import type { MiddlewareHandler } from 'hono';
import type { Origins } from '../hosts.ts';

/** A strict policy: no inline script or style, nothing from anywhere but us, the collector and Google. */
export const contentPolicy = (origins: Origins, collector: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' ${collector} ${origins.google}`,
    `style-src 'self'`,
    `img-src 'self' ${origins.google} ${origins.ads}`,
    `connect-src 'self' ${collector} ${origins.google}`,
    `frame-src ${origins.ads}`,
    // The visitor's own page is the collector's, and is opened by a form.
    `form-action 'self' ${collector}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** The page behind the scenes needs nothing but ourselves. */
export const closedPolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `connect-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
].join('; ');

export const safeHeaders =
  (policy: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', policy);
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'strict-origin-when-cross-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
  };
