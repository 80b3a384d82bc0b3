/** Why staff read a person: the header `Lupa-Reason`. It may be personal, so it is no part of an address. */
import type { Context } from 'hono';
import { isPlain } from '../../shared/text.ts';
import { Problem } from '../problem.ts';

/** The reason; `usual` where none is given, and without that a refusal. At most 300 characters. */
export const reasonOf = (c: Context, usual?: string): string => {
  const given = c.req.header('lupa-reason');
  // Headers carry bytes: what is not ASCII arrives as Latin-1, or percent-encoded UTF-8.
  const reason = given?.trim() || usual;
  if (reason === undefined)
    throw new Problem(
      'wrong-request',
      'Say in the header Lupa-Reason why you read this: it is kept in the access log, and the person may see it.',
    );
  if (reason.length > 300 || !isPlain(reason))
    throw new Problem('wrong-request', 'Lupa-Reason is plain text of at most 300 characters.');
  return reason;
};
