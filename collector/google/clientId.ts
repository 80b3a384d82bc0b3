/** Who a browser and a session are to Google: keyed, short-lived, shared by some, and not to be computed back (CNIL 2). */
import { createHmac } from 'node:crypto';

const mac = (salt: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const hmac = createHmac('sha256', salt);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

const clientLabel = Buffer.from('lupa client\0');
const shapeLabel = Buffer.from('lupa client shape\0');
const sessionLabel = Buffer.from('lupa session\0');

/** Bytes that tell clients apart. 2^24: with 10,000 visitors some 3 pairs share one, as the CNIL asks ("collisions"). */
const telling = 3;

/**
 * Google's form, two 32-bit numbers, of the visitor under a salt. Once the salt is destroyed nobody can tell whose it was;
 * while it exists, only who has it. The salt is the site's and the period's own.
 */
export const clientOf = (salt: Uint8Array, visitor: Uint8Array): string => {
  const shape = mac(salt, shapeLabel, mac(salt, clientLabel, visitor).subarray(0, telling));
  return `${shape.readUInt32BE(0)}.${shape.readUInt32BE(4)}`;
};

/** Number of a session, 1 to 2^31 - 1. `began`: as the browser says, Unix milliseconds; it cannot be read from it. */
export const sessionOf = (salt: Uint8Array, visitor: Uint8Array, began: number): number => {
  const time = Buffer.alloc(8);
  time.writeDoubleBE(began);
  return mac(salt, sessionLabel, time, visitor).readUInt32BE(0) >>> 1 || 1;
};
