/** The token that ties a person to a visitor: signed by the site's own server, for one visitor, for five minutes. */
import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, importJWK, type JWK, jwtVerify } from 'jose';
import { fromUuid, isUuid } from '../bytes.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { Site } from './sites.ts';

/** Seconds. */
const longest = 5 * 60;
const tolerance = 5;

export interface TieToken {
  person: Uint8Array;
  visitor: Uint8Array;
  /** sha256 of the token's own id, so that it is used once. */
  hash: Uint8Array;
  /** Unix milliseconds. */
  expires: number;
}

const findKey = sql`
  select public_key as "publicKey" from signing_keys
  where controller_id = :controller and site_id = :site and key_id = :keyId and ended is null`;

/** What any token of a site's server says once its signature holds. */
interface Signed {
  person: Uint8Array;
  hash: Uint8Array;
  expires: number;
  claims: Readonly<Record<string, unknown>>;
}

/**
 * Reads a compact JWS (RFC 7515) with EdDSA under a key that the site registered: `aud` the site, `sub` the person id
 * that a registration answered, `jti` an id of its own, `iat` and `exp` at most five minutes apart, and `claim`. Undefined
 * for everything else: a forged token learns nothing from the refusal.
 */
const readSigned = async (
  store: Readable,
  site: Site,
  token: string,
  now: number,
  claim: string,
  /** Told where it was signed by nobody who may: no mistake of a clock or a claim. */
  forged: () => void = () => {},
): Promise<Signed | undefined> => {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    if (alg !== 'EdDSA' || typeof kid !== 'string' || kid.length > 128) {
      forged();
      return undefined;
    }
    const [row] = await store.read<{ publicKey: string }>(findKey, {
      controller: site.controller,
      site: site.site,
      keyId: kid,
    });
    if (!row) {
      forged();
      return undefined;
    }
    const key = await importJWK(JSON.parse(row.publicKey) as JWK, 'EdDSA');
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      audience: site.publicId,
      requiredClaims: ['sub', 'jti', 'iat', 'exp', claim],
      currentDate: new Date(now),
      clockTolerance: tolerance,
      maxTokenAge: longest,
    });
    const { sub, jti, iat = 0, exp = 0 } = payload;
    if (typeof sub !== 'string' || typeof jti !== 'string') return undefined;
    if (!isUuid(sub) || exp - iat > longest) return undefined;
    return {
      person: fromUuid(sub),
      hash: createHash('sha256').update(`${kid} ${jti}`).digest(),
      // Remembered for as long as it would be accepted.
      expires: Math.ceil(exp + tolerance) * 1000,
      claims: payload,
    };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) forged();
    // jose says what is wrong by its own errors; TypeError and SyntaxError come from tokens that are not one at all.
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
};

/** Reads a token that ties: one with the visitor id in `visitor`. */
export const readTieToken = async (
  store: Readable,
  site: Site,
  token: string,
  now: number,
  forged?: () => void,
): Promise<TieToken | undefined> => {
  const signed = await readSigned(store, site, token, now, 'visitor', forged);
  if (!signed) return undefined;
  const { claims, ...rest } = signed;
  const visitor = claims['visitor'];
  return typeof visitor === 'string' && isUuid(visitor) ? { ...rest, visitor: fromUuid(visitor) } : undefined;
};

/** Reads a token by which somebody who is signed in asks by right: one with `use: "request"`, good for nothing else. */
export const readRequestToken = async (
  store: Readable,
  site: Site,
  token: string,
  now: number,
  forged?: () => void,
): Promise<Omit<TieToken, 'visitor'> | undefined> => {
  const signed = await readSigned(store, site, token, now, 'use', forged);
  if (signed?.claims['use'] !== 'request') return undefined;
  const { claims: _, ...rest } = signed;
  return rest;
};

const spend = sql`
  insert into tie_tokens (controller_id, site_id, token_hash, tie_id, expires)
  values (:controller, :site, :token, :row, :expires)
  on conflict (controller_id, site_id, token_hash) do nothing
  returning 1 as done`;

/** Uses such a token for a row of ours, once: must be unused. */
export const spendToken = (
  { controller, site }: Pick<Site, 'controller' | 'site'>,
  { hash, expires }: Pick<TieToken, 'hash' | 'expires'>,
  row: Uint8Array,
): Statement => must(statement(spend, { controller, site, token: hash, row, expires }));

const drop = sql`delete from tie_tokens where controller_id = :controller and expires < :now`;

/** Tokens that have expired need no row any more. */
export const dropTieTokens = (controller: number, now: number): Statement =>
  statement(drop, { controller, now });
