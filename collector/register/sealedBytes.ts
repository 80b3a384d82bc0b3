/** Small secrets that rest in the database: encrypted under a key outside it, and bound to the row that they belong to. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { World } from '../world.ts';

const nonceLength = 12;
const tagLength = 16;

/** Encrypts; `boundTo` names the row, so that a value that was moved to another does not open. */
export const sealBytes = (
  { random }: Pick<World, 'random'>,
  key: Uint8Array,
  boundTo: string,
  bytes: Uint8Array,
): Uint8Array => {
  const nonce = Buffer.from(random(nonceLength));
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
};

/** What was encrypted; undefined where the key or the row is another, or where somebody changed it. */
export const openBytes = (key: Uint8Array, boundTo: string, sealed: Uint8Array): Uint8Array | undefined => {
  const bytes = Buffer.from(sealed);
  try {
    const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([opening.update(bytes.subarray(nonceLength + tagLength)), opening.final()]);
  } catch {
    return undefined;
  }
};
