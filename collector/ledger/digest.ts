/** Digests of the ledger: salted, so that a short body cannot be guessed from its digest once it is erased. */
import { hash } from 'node:crypto';

/** Bytes of salt in front of each body. */
export const saltLength = 16;

// In one call, without an object of OpenSSL's to be collected later: two are made for every decision.
const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  hash('sha256', Buffer.concat(parts), 'buffer');

/** `sha256(salt ‖ body)`, the body as UTF-8. */
export const digestOf = (salt: Uint8Array, body: string): Uint8Array => sha256(salt, Buffer.from(body));

const blockLength = 64;

/** The key's two pads of HMAC (RFC 2104), made once for each key of at most 64 bytes. */
const pads = new WeakMap<Uint8Array, { inner: Uint8Array; outer: Uint8Array }>();
const padsOf = (key: Uint8Array) => {
  const known = pads.get(key);
  if (known) return known;
  const padded = new Uint8Array(blockLength);
  padded.set(key);
  const made = { inner: padded.map((byte) => byte ^ 0x36), outer: padded.map((byte) => byte ^ 0x5c) };
  pads.set(key, made);
  return made;
};

/** What stays of an erased decision's id: a keyed hash (HMAC-SHA-256) that only this collector can make again. */
export const tombstoneOf = (key: Uint8Array, controller: number, id: Uint8Array): Uint8Array => {
  const { inner, outer } = padsOf(key);
  return sha256(outer, sha256(inner, Buffer.from(`${controller} `), id));
};
