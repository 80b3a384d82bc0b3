/** Reading a form's body: bounded, UTF-8, each field once. */
import type { Context } from 'hono';
import { bytesOf } from './body.ts';

/** Whether the request is a form's, sent by a page without a script. */
export const isForm = (c: Context): boolean =>
  (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ===
  'application/x-www-form-urlencoded';

/** Fields that pages of ours send are short. */
const usual = 4 * 1024;

/** The value of a field; empty where it is missing. `most`: bytes, for forms that people write into. */
export const readForm = async (c: Context, most = usual): Promise<(name: string) => string> => {
  const fields = new URLSearchParams(new TextDecoder().decode(await bytesOf(c, most)));
  return (name) => fields.get(name) ?? '';
};
