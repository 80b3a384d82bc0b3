/** What a request says of whence it came, as `traffic` reads it. */
import type { Context } from 'hono';
import type { Asked } from '../traffic/client.ts';
import type { Bindings } from './needs.ts';

export const askedOf = (c: Context): Asked => ({
  peer: (c.env as Bindings | undefined)?.incoming?.socket?.remoteAddress,
  header: (name) => c.req.header(name),
});
