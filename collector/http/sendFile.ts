/** Sending a file that is made for one person: a page is read at once, the others are kept; nothing on the way keeps it. */
import type { Context } from 'hono';
import type { AnswerFile } from '../rights/answer/file.ts';
import { pagePolicy } from '../rights/answer/pageStyle.ts';

/** `saved`: also JSON is to be saved, for people rather than for programs. */
export const sendFile = (c: Context, { name, type, body }: AnswerFile, saved = false): Response => {
  const isPage = type.startsWith('text/html');
  if (isPage) c.header('Content-Security-Policy', pagePolicy);
  if (!isPage && (saved || type !== 'application/json'))
    c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
  c.header('X-Robots-Tag', 'noindex');
  return c.body(body, 200, { 'Content-Type': type });
};
