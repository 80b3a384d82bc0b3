/** A refusal, as RFC 9457 has it. */
import type { Context } from 'hono';

export type RefusedStatus = 400 | 403 | 404 | 413 | 415 | 422 | 500 | 502;

/** `type` is what the page chooses its words by; `members` name what is wrong, never repeat it. */
export const refuse = (
  c: Context,
  status: RefusedStatus,
  type: string,
  title: string,
  members: Record<string, unknown> = {},
): Response =>
  c.body(JSON.stringify({ type, title, status, ...members }), status, {
    'Content-Type': 'application/problem+json',
  });
