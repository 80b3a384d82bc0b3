/** Sending a packed body: the best encoding that the browser takes, and 304 for what it has. */
import type { Context } from 'hono';
import type { Packed } from './assets.ts';

const encodingFor = (accepted: string): 'br' | 'gzip' | 'plain' => {
  const offered = new Map(
    accepted.split(',').map((one) => {
      const [name = '', ...rest] = one.split(';').map((part) => part.trim().toLowerCase());
      return [name, !rest.some((part) => /^q=0(\.0*)?$/.test(part))];
    }),
  );
  const takes = (name: string) => offered.get(name) ?? offered.get('*') ?? false;
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'plain';
};

/** Answers with `body` as `type`, under `cacheControl`. Never sets a cookie. */
export const sendPacked = (c: Context, body: Packed, type: string, cacheControl: string): Response => {
  const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
  const etag = `"${body.etag}-${encoding}"`;
  c.header('Content-Type', type);
  c.header('Cache-Control', cacheControl);
  c.header('ETag', etag);
  c.header('Vary', 'Accept-Encoding', { append: true });
  // Weak comparison (RFC 9110, 13.1.2): proxies that compress anew mark the tag as weak.
  const held = (c.req.header('if-none-match') ?? '').split(/\s*,\s*/).map((one) => one.replace(/^W\//, ''));
  if (held.includes(etag) || held.includes('*')) return c.body(null, 304);
  if (encoding !== 'plain') c.header('Content-Encoding', encoding);
  return c.body(Uint8Array.from(body[encoding]).buffer);
};

/** Answers with JavaScript for pages of any origin, also those that demand CORP (COEP) or CORS (integrity of a module). */
export const sendScript = (c: Context, body: Packed, cacheControl: string): Response => {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  return sendPacked(c, body, 'text/javascript; charset=utf-8', cacheControl);
};
