/** Why staff read a person: the header `Lupa-Reason`. It may be personal, so it is no part of an address. */
import type { Context } from 'hono';
import { isPlain } from '../../shared/text.ts';
import { Problem } from '../problem.ts';

/**
 * Headers carry bytes: UTF-8 as `curl` sends it arrives read as Latin-1, and browsers send only ASCII, so it may be written as
 * RFC 8187 says (`UTF-8''k%C3%A4ynti`).
 */
export const readable = (header: string): string => {
  const [, encoded] = /^UTF-8''(.*)$/i.exec(header) ?? [];
  try {
    return encoded === undefined
      ? new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'))
      : decodeURIComponent(encoded);
  } catch {
    return header;
  }
};

/** The reason; `usual` where none is given, and without that a refusal. At most 300 characters. */
export const reasonOf = (c: Context, usual?: string): string => {
  const given = c.req.header('lupa-reason');
  const reason = readable(given?.trim() ?? '').trim() || usual;
  if (reason === undefined)
    throw new Problem(
      'wrong-request',
      'Say in the header Lupa-Reason why you read this: it is kept in the access log, and the person may see it.',
    );
  if (reason.length > 300 || !isPlain(reason))
    throw new Problem('wrong-request', 'Lupa-Reason is plain text of at most 300 characters.');
  return reason;
};
