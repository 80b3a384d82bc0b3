/** An answer that browsers save as a file, and nothing on the way keeps. */
import type { Context } from 'hono';

/** CSV as browsers are told of it. */
export const csvType = 'text/csv; charset=utf-8';

/** Answers with a file of this name. */
export const attached = (c: Context, name: string, type: string, body: string): Response => {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(body, 200, { 'Content-Type': type });
};
