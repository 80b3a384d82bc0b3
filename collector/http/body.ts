/** Reading a request's body: bounded, well-formed, JSON, of the shape that was asked for; else a problem. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { Problem } from '../problem.ts';
import { nearest, strangeIn } from './strange.ts';

/** Bodies of visitors; staff may send more. */
export const visitorMost = 16 * 1024;
export const staffMost = 1024 * 1024;

const tooLarge = (most: number) => new Problem('too-large', `Send at most ${most / 1024} KiB.`);

/** A body of unknown length, cut at the limit. */
const bytesUpTo = async (stream: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array> => {
  const reader = stream?.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    length += piece.value.byteLength;
    if (length > most) {
      await reader?.cancel();
      throw tooLarge(most);
    }
    pieces.push(piece.value);
  }
  return Buffer.concat(pieces);
};

/** The body's bytes, at most so many. The HTTP parser holds a body to the length that was announced, which is the quick way. */
const read = async (c: Context, most: number): Promise<Uint8Array> => {
  const announced = c.req.header('content-length');
  if (announced === undefined) return bytesUpTo(c.req.raw.body, most);
  if (!(Number(announced) <= most)) throw tooLarge(most);
  return new Uint8Array(await c.req.arrayBuffer());
};

const parsed = (bytes: Uint8Array): unknown => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('not-utf-8', 'Send the body as UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'Send the body as JSON.');
  }
};

/** RFC 6901. */
const pointerTo = (path: readonly unknown[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Names of members come from the schema; what the client made up is not repeated. */
export const pointerOf = (issue: v.BaseIssue<unknown>): string =>
  pointerTo((issue.path ?? []).map(({ key }) => key));

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
};

/** A sentence without the value: valibot's own default messages would repeat it. */
export const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.kind === 'schema' && issue.input === undefined) return 'This member is missing.';
  if (issue.message.startsWith('Invalid ')) return `Not of the expected kind; found ${kindOf(issue.input)}.`;
  return issue.message;
};

/** Visitors close tabs: a body that breaks off is no fault of ours. */
export const bytesOf = (c: Context, most: number): Promise<Uint8Array> => {
  if (c.req.header('content-encoding') !== undefined) {
    throw new Problem('wrong-type', 'Send the body uncompressed.');
  }
  return read(c, most).catch((error: unknown) => {
    throw error instanceof Problem ? error : new Problem('cut-off', 'The body broke off: send it again.');
  });
};

const givenIn = async (c: Context, schema: v.GenericSchema, most: number): Promise<unknown> => {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'text/plain') {
    throw new Problem('wrong-type', 'Send JSON as application/json or text/plain.');
  }
  const given = parsed(await bytesOf(c, most));
  // To the checker an array is an object with nothing in it.
  if (Array.isArray(given) && schema.type !== 'array')
    throw new Problem('wrong-body', 'Send an object, not an array.', '');
  return given;
};

const checkedBy = <Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> => {
  const checked = v.safeParse(schema, given, { abortEarly: true });
  if (!checked.success)
    throw new Problem('wrong-body', sentenceOf(checked.issues[0]), pointerOf(checked.issues[0]));
  return checked.output;
};

/** The body as the schema says; members that it does not name are dropped. */
export const readBody = async <Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
  most: number,
): Promise<v.InferOutput<Schema>> => checkedBy(schema, await givenIn(c, schema, most));

// Names that are no names may be anything: somebody's address, a whole text.
const isName = /^[A-Za-z_][\w-]{0,49}$/;

/** The body of a call of staff, as the schema says and nothing else: what nobody knows would be lost without a word. */
export const readStaffBody = async <Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> => {
  const given = await givenIn(c, schema, staffMost);
  const strange = strangeIn(schema, given);
  if (strange) {
    const name = strange.path.at(-1) ?? '';
    const meant = nearest(name, strange.known);
    throw new Problem(
      'wrong-body',
      meant
        ? `There is no such member: did you mean "${meant}"?`
        : `There is no such member; what may stand here: ${strange.known.join(', ')}.`,
      pointerTo(isName.test(name) ? strange.path : strange.path.slice(0, -1)),
    );
  }
  return checkedBy(schema, given);
};
