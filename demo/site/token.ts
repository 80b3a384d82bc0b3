/** The company's word that a person uses this browser, for the collector to tie them. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { DemoKeys } from '../keys.ts';

/** Seconds that it is good for: the longest that the collector accepts. */
const lifetime = 300;

export const tieToken = async (
  publicId: string,
  { signing }: DemoKeys,
  person: string,
  visitor: string,
  now: Date = new Date(),
): Promise<string> => {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ visitor })
    .setProtectedHeader({ alg: 'EdDSA', kid: signing.keyId })
    .setAudience(publicId)
    .setSubject(person)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetime)
    .setJti(randomUUID())
    .sign(await importJWK(signing.privateJwk, 'EdDSA'));
};
