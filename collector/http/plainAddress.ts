/** Refuses addresses with control characters in them: they are no text, and the database takes none. */
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';

// What `isPlain` refuses in text, as addresses write it: NUL and its like, but neither tab nor line breaks.
const controls = /%(?:0[0-8bcef]|1[0-9a-f]|7f)/i;

export const plainAddress: MiddlewareHandler = async (c, next) => {
  if (controls.test(c.req.url))
    throw new Problem('wrong-request', 'An address holds text: leave control characters out.');
  await next();
};
