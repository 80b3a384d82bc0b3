/** Keyset paging: a page begins after the last id of the one before. */
import type { Context } from 'hono';
import { fromUuid, isUuid } from '../bytes.ts';
import { Problem } from '../problem.ts';
import type { Parameter } from './describe.ts';
import { wholeNumber } from './query.ts';

const start = new Uint8Array(0);

export const pagingParameters: Parameter[] = [
  {
    name: 'after',
    in: 'query',
    description: 'The id that the page begins after: `next` of the page before.',
  },
  { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
];

/** The id that the page begins after, and how many it has. */
export const pageOf = (c: Context): { after: Uint8Array; most: number } => {
  const after = c.req.query('after');
  if (after !== undefined && !isUuid(after))
    throw new Problem('wrong-request', '"after" is the id of a row: take `next` of the page before.');
  return { after: after === undefined ? start : fromUuid(after), most: wholeNumber(c, 'limit', 100, 1, 500) };
};
