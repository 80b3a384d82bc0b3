/** What every answer of the site tells the browser to refuse. */
import type { MiddlewareHandler } from 'hono';
import type { Origins } from '../hosts.ts';
import type { GoogleMode } from '../settings.ts';

/**
 * A strict policy: no inline script or style, nothing from anywhere but us, the collector and Google; where the relay
 * measures, not even from Google Analytics, so that the browser itself would tell of a request there.
 */
export const contentPolicy = (origins: Origins, collector: string, mode: GoogleMode): string => {
  const google = mode === 'tag' ? ` ${origins.google}` : '';
  return [
    `default-src 'none'`,
    `script-src 'self' ${collector}${google}`,
    `style-src 'self'`,
    `img-src 'self'${google} ${origins.ads}`,
    `connect-src 'self' ${collector}${google}`,
    `frame-src ${origins.ads}`,
    // The visitor's own page is the collector's, and is opened by a form.
    `form-action 'self' ${collector}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
};

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
