/** Random bytes, fetched from the system in blocks: a salt for every decision costs less so. */
import { randomFillSync } from 'node:crypto';

const blockLength = 8192;
const longest = 64;

/** A source of random bytes. What it hands out is never handed out again; the block is let go when it is used up. */
export const randomSource = (): ((bytes: number) => Uint8Array) => {
  let block = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (bytes > longest) return randomFillSync(Buffer.alloc(bytes));
    if (used + bytes > block.length) {
      block = randomFillSync(Buffer.alloc(blockLength));
      used = 0;
    }
    used += bytes;
    return block.subarray(used - bytes, used);
  };
};
