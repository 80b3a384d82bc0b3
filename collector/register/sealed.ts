/** Secrets that must be read again: encrypted under a key outside the database, each bound to its place in it. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { World } from '../world.ts';

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM; `place` says what it is and whose: a value that was moved elsewhere does not open. `key` is 32 bytes. */
export const seal = (
  { random }: Pick<World, 'random'>,
  key: Uint8Array,
  place: string,
  secret: Uint8Array,
): Uint8Array => {
  const nonce = Buffer.from(random(nonceLength));
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
};

/** What was sealed for this place; undefined where it was sealed under another key, or for another place. */
export const unseal = (key: Uint8Array, place: string, sealed: Uint8Array): Uint8Array | undefined => {
  const bytes = Buffer.from(sealed);
  try {
    const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([opening.update(bytes.subarray(nonceLength + tagLength)), opening.final()]);
  } catch {
    return undefined;
  }
};
