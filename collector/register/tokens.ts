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
const dropOfRow = sql`
  delete from tokens where controller_id = :controller and row_id = :row and purpose = :purpose`;
const useOfRow = sql`
  update tokens set used = :now
  where controller_id = :controller and row_id = :row and purpose = :purpose and used is null`;
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

/** Keeps the hash of a token. */
export const keepToken = (
  { clock }: Pick<World, 'clock'>,
  { controller, purpose, person, row, expires }: NewToken,
  hash: Uint8Array,
): Statement => statement(insert, { controller, hash, purpose, person, row, now: clock(), expires });

/** The token's text, `<controller>.<43 characters>`, its hash, and the statement that keeps that. */
export const makeToken = (
  world: Pick<World, 'clock' | 'random'>,
  about: NewToken,
): { token: string; hash: Uint8Array; statement: Statement } => {
  const token = `${about.controller}.${toBase64url(world.random(32))}`;
  const hash = keyHash(token);
  return { token, hash, statement: keepToken(world, about, hash) };
};

/** Ends all links of a purpose that are about a row: by the row, not by whom it is about, who may have been merged since. */
export const dropTokensOf = (controller: number, row: Uint8Array, purpose: TokenPurpose): Statement =>
  statement(dropOfRow, { controller, row, purpose });

/** Notes that the links of a purpose about a row were used. */
export const usedTokensOf = (
  controller: number,
  row: Uint8Array,
  purpose: TokenPurpose,
  now: number,
): Statement => statement(useOfRow, { controller, row, purpose, now });

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
