/** The list of open requests: where a page of it begins, and what it answers. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { fromUuid, isUuid } from '../bytes.ts';
import { Problem } from '../problem.ts';
import { requestAnswered } from './requestShown.ts';

/** Where a page of open ones begins: many may be due on the same day. */
export const openAfter = (c: Context): { due: number; id: Uint8Array } => {
  const given = c.req.query('after');
  if (given === undefined) return { due: 0, id: new Uint8Array(0) };
  const [, due = '', id = ''] = /^(\d{1,15})\.(.{36})$/.exec(given) ?? [];
  if (!isUuid(id)) throw new Problem('wrong-request', '"after" is `next` of the page before.');
  return { due: Number(due), id: fromUuid(id) };
};

export const openAnswered = v.object({
  items: v.array(requestAnswered),
  next: v.optional(v.string()),
  heldBack: v.object({ addresses: v.number(), sites: v.number() }),
});
