/** The token that ties a person to a visitor: signed by the site's own server, for one visitor, for five minutes. */
import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, importJWK, type JWK, jwtVerify } from 'jose';
import { fromUuid, isUuid } from '../bytes.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
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

/**
 * Reads a compact JWS (RFC 7515) with EdDSA under a key that the site registered: `aud` the site, `sub` the person id
 * that a registration answered, `visitor` the visitor id, `jti` an id of its own, `iat` and `exp` at most five minutes
 * apart. Undefined for everything else: a forged token learns nothing from the refusal.
 */
export const readTieToken = async (
  store: Store,
  site: Site,
  token: string,
  now: number,
  /** Told where it was signed by nobody who may: no mistake of a clock or a claim. */
  forged: () => void = () => {},
): Promise<TieToken | undefined> => {
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
      requiredClaims: ['sub', 'jti', 'iat', 'exp', 'visitor'],
      currentDate: new Date(now),
      clockTolerance: tolerance,
      maxTokenAge: longest,
    });
    const { sub, jti, iat = 0, exp = 0, visitor } = payload;
    if (typeof sub !== 'string' || typeof visitor !== 'string' || typeof jti !== 'string') return undefined;
    if (!isUuid(sub) || !isUuid(visitor) || exp - iat > longest) return undefined;
    return {
      person: fromUuid(sub),
      visitor: fromUuid(visitor),
      hash: createHash('sha256').update(`${kid} ${jti}`).digest(),
      // Remembered for as long as it would be accepted.
      expires: Math.ceil(exp + tolerance) * 1000,
    };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) forged();
    // jose says what is wrong by its own errors; TypeError and SyntaxError come from tokens that are not one at all.
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
};

const drop = sql`delete from tie_tokens where controller_id = :controller and expires < :now`;

/** Tokens that have expired need no row any more. */
export const dropTieTokens = (controller: number, now: number): Statement =>
  statement(drop, { controller, now });
