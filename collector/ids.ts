/** Ids made by the collector: UUIDv7 (RFC 9562), time-ordered so that indexes stay small (STORE.md, 3). */
import type { World } from './world.ts';

/** 16 bytes: 48 bits of Unix milliseconds, version and variant, 74 random bits. */
export const newId = ({ clock, random }: Pick<World, 'clock' | 'random'>): Uint8Array => {
  const bytes = Uint8Array.from(random(16));
  let time = clock();
  for (let place = 5; place >= 0; place--) {
    bytes[place] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
};
