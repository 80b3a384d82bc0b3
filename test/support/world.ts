/** A world whose clock stands until it is moved. */
import { randomBytes } from 'node:crypto';
import type { World } from '../../collector/world.ts';

export const noon = Date.UTC(2026, 10, 22, 12);
export const day = 24 * 60 * 60 * 1000;

export interface TestWorld extends World {
  pass(milliseconds: number): void;
}

export const testWorld = (): TestWorld => {
  let now = noon;
  return {
    clock: () => now,
    random: randomBytes,
    tombstoneKey: Buffer.alloc(32, 7),
    suppressionKeys: [Buffer.alloc(32, 9)],
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
};
