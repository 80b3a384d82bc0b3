/** A body of any size, piece by piece: never whole in memory. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';

/** Of this many bytes each, but for the last. */
const pieceLength = 256 * 1024;

/** The body's pieces; refuses more than `most` bytes. A body that breaks off is no fault of ours. */
export async function* piecesIn(c: Context, most: number): AsyncGenerator<Buffer> {
  const reader = c.req.raw.body?.getReader();
  let kept: Uint8Array[] = [];
  let length = 0;
  let total = 0;
  for (;;) {
    const next = await reader?.read().catch(() => {
      throw new Problem('cut-off', 'The body broke off: send it again.');
    });
    if (!next?.value) break;
    total += next.value.byteLength;
    if (total > most) throw new Problem('too-large', `Send at most ${most / 1024 / 1024} MiB.`);
    kept.push(next.value);
    length += next.value.byteLength;
    while (length >= pieceLength) {
      const all = Buffer.concat(kept);
      yield all.subarray(0, pieceLength);
      kept = [all.subarray(pieceLength)];
      length = all.length - pieceLength;
    }
  }
  if (length > 0) yield Buffer.concat(kept);
}
