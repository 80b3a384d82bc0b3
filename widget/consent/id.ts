/** Ids and keys, made in the browser. `getRandomValues`, for `randomUUID` is absent on plain http. */

/** Fills the bytes with chance: `crypto.getRandomValues`, handed in. */
export type Chance = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Six bytes of Unix milliseconds, big-endian, then chance. */
const timed = (length: number, now: number, chance: Chance): Uint8Array<ArrayBuffer> => {
  const bytes = chance(new Uint8Array(length));
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 256 ** (5 - index));
  return bytes;
};

/** A UUIDv7 (RFC 9562), lower case. */
export const newId = (now: number, chance: Chance): string => {
  const bytes = timed(16, now, chance);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** A visitor key: 32 bytes as base64url, 43 characters (DESIGN section 3, *visitor*). */
export const newKey = (now: number, chance: Chance): string =>
  btoa(String.fromCharCode(...timed(32, now, chance)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
