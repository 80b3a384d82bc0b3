/** The bearer token of a request (RFC 6750). */
import type { Context } from 'hono';

/** The token, or undefined where there is none or it cannot be one. */
export const bearerOf = (c: Context): string | undefined =>
  /^Bearer ([A-Za-z0-9._~+/-]{16,512}=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
