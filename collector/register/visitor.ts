/** Visitors: a browser that has granted something, known by an id that is derived one way from the key it holds. */
import { hash } from 'node:crypto';
import { fromBase64url } from '../bytes.ts';

/**
 * The visitor id of a visitor key (32 bytes as base64url: six of Unix milliseconds, 26 random): those six and ten
 * bytes of sha256(key), in UUIDv7 layout. The key cannot be found from it (DESIGN section 3).
 */
export const visitorOf = (visitorKey: string): Uint8Array => {
  const key = fromBase64url(visitorKey);
  const id = new Uint8Array(16);
  id.set(key.subarray(0, 6), 0);
  id.set(hash('sha256', key, 'buffer').subarray(0, 10), 6);
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x70;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id;
};
