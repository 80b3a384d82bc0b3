/** Tokens of links in e-mails: 256 bits, hashed, bound to one purpose, short-lived (DESIGN section 6). */
import { toBase64url } from '../bytes.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { keyHash } from './keys.ts';

/** What a token is for; it is worth nothing for anything else. */
export type TokenPurpose =
  | 'confirm_registration'
  | 'confirm_permission'
  | 'unsubscribe'
  | 'preferences'
  | 'request'
  | 'answer';

const insert = sql`
  insert into tokens (controller_id, token_hash, purpose, person_id, row_id, created, expires)
  values (:controller, :hash, :purpose, :person, :row, :now, :expires)`;
const find = sql`
  select person_id as person, row_id as row, created, expires, used, wrong from tokens
  where controller_id = :controller and token_hash = :hash and purpose = :purpose and expires > :now`;
const use = sql`
  update tokens set used = :now
  where controller_id = :controller and token_hash = :hash and purpose = :purpose and expires > :now and used is null
  returning 1 as done`;
const guess = sql`
  update tokens set wrong = wrong + 1
  where controller_id = :controller and token_hash = :hash and purpose = :purpose`;
const open = sql`
  update tokens set used = :now
  where controller_id = :controller and token_hash = :hash and purpose = :purpose and used is null`;
const prune = sql`delete from tokens where controller_id = :controller and expires <= :now`;

export interface NewToken {
  controller: number;
  purpose: TokenPurpose;
  person: Uint8Array | null;
  /** What it is about: a permission, a request. */
  row: Uint8Array | null;
  /** Unix milliseconds. */
  expires: number;
}

/** The token's text, `<controller>.<43 characters>`, and the statement that keeps its hash. */
export const makeToken = (
  world: Pick<World, 'clock' | 'random'>,
  { controller, purpose, person, row, expires }: NewToken,
): { token: string; statement: Statement } => {
  const token = `${controller}.${toBase64url(world.random(32))}`;
  const values = { controller, hash: keyHash(token), purpose, person, row, now: world.clock(), expires };
  return { token, statement: statement(insert, values) };
};

/** The controller and hash of what may be a token; undefined for what cannot be one. */
const readToken = (token: string): { controller: number; hash: Uint8Array } | undefined => {
  const [, controller] = /^(\d{1,9})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  return controller === undefined ? undefined : { controller: Number(controller), hash: keyHash(token) };
};

export interface FoundToken {
  controller: number;
  person: Uint8Array | null;
  row: Uint8Array | null;
  created: number;
  expires: number;
  /** When it was used; null where it was not yet. */
  used: number | null;
  /** How often what must be known beside the link was not. */
  wrong: number;
}

/** What a token of this purpose stands for while it lives; undefined for any other. */
export const findToken = async (
  store: Readable,
  token: string,
  purpose: TokenPurpose,
  now: number,
): Promise<FoundToken | undefined> => {
  const read = readToken(token);
  if (!read) return undefined;
  const [row] = await store.read<Omit<FoundToken, 'controller'>>(find, { ...read, purpose, now });
  return row && { controller: read.controller, ...row };
};

/** Uses a token that `findToken` found, once: the write happens only where nobody was quicker. */
export const useToken = (token: string, purpose: TokenPurpose, now: number): Statement => {
  const read = readToken(token);
  if (!read) throw new TypeError('Not a token.');
  return must(statement(use, { ...read, purpose, now }));
};

/** Notes when a link that may be used again was used first. */
export const openedToken = (token: string, purpose: TokenPurpose, now: number): Statement[] => {
  const read = readToken(token);
  return read ? [statement(open, { ...read, purpose, now })] : [];
};

/** Counts that what must be known beside the link was not. */
export const wrongGuess = (token: string, purpose: TokenPurpose): Statement[] => {
  const read = readToken(token);
  return read ? [statement(guess, { ...read, purpose })] : [];
};

/** Takes away what has expired. */
export const pruneTokens = (controller: number, now: number): Statement =>
  statement(prune, { controller, now });
