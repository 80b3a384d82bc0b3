/** A site's own keys: the secret its server calls with, and the public key its tie tokens are checked with. */
import { fromBase64url } from '../bytes.ts';
import { type Store, sql, statement } from '../store/store.ts';
import { findKey, hex, keyHash } from './keys.ts';
import type { Site } from './sites.ts';

const enter = sql`
  insert into directory (kind, key, controller_id) values ('site_key', :key, :controller)
  on conflict (kind, key) do nothing`;
const insertKey = sql`
  insert into site_keys (controller_id, key_hash, site_id, created, ended)
  values (:controller, :hash, :site, :now, null)
  on conflict (controller_id, key_hash) do nothing`;
const insertSigning = sql`
  insert into signing_keys (controller_id, site_id, key_id, public_key, created, ended)
  values (:controller, :site, :keyId, :publicKey, :now, null)
  on conflict (controller_id, site_id, key_id) do nothing`;

/** Lets the site's server call with this secret. */
export const addSiteKey = (store: Store, site: Site, secret: string, now: number) => {
  const hash = keyHash(secret);
  return store.write([
    statement(enter, { key: hex(hash), controller: site.controller }),
    statement(insertKey, { controller: site.controller, hash, site: site.site, now }),
  ]);
};

/** An Ed25519 public key as JWK (RFC 8037). */
export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
}

/** A key that cannot sign tie tokens. */
export class WrongKey extends Error {
  override name = 'WrongKey';
}

const keyNamed = sql`
  select public_key as "publicKey" from signing_keys
  where controller_id = :controller and site_id = :site and key_id = :keyId`;

/** Accepts tie tokens that are signed with the private half of this key. Throws `WrongKey`. */
export const addSigningKey = async (store: Store, site: Site, keyId: string, jwk: PublicJwk, now: number) => {
  const { kty, crv, x } = jwk ?? {};
  if (!/^[\w.-]{1,128}$/.test(keyId))
    throw new WrongKey('A key id is 1 to 128 of a-z, A-Z, 0-9, _, . and -.');
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || fromBase64url(x).length !== 32) {
    throw new WrongKey('A signing key is an Ed25519 public key as JWK.');
  }
  const publicKey = JSON.stringify({ kty, crv, x });
  const here = { controller: site.controller, site: site.site, keyId };
  await store.write([statement(insertSigning, { ...here, publicKey, now })]);
  const [kept] = await store.read<{ publicKey: string }>(keyNamed, here);
  if (kept?.publicKey !== publicKey)
    throw new WrongKey('Another key has this id already: give the new one its own.');
};

const isOurs = sql`
  select 1 as ours from site_keys
  where controller_id = :controller and key_hash = :hash and site_id = :site and ended is null`;

/** Whether the secret is a living key of this very site. */
export const isSiteKey = async (store: Store, site: Site, secret: string): Promise<boolean> => {
  const found = await findKey(store, 'site_key', secret);
  if (found?.controller !== site.controller) return false;
  const rows = await store.read(isOurs, { controller: site.controller, hash: found.hash, site: site.site });
  return rows.length > 0;
};
