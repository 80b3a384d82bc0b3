/** Files in one zip, packed in slices: no thread, and no long stretch. */
import { Zip, ZipDeflate } from 'fflate';
import type { Slices } from './slices.ts';

export interface Packed {
  name: string;
  bytes: Uint8Array;
}

/** Bytes that are packed at once. */
const atOnce = 65_536;

/** The zip of these files, as of a time in Unix milliseconds. */
export const zipBytes = async (
  files: readonly Packed[],
  now: number,
  pause: Slices,
): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Uint8Array[] = [];
  let fault: unknown;
  const zip = new Zip((error, piece) => {
    fault ??= error;
    pieces.push(piece);
  });
  for (const { name, bytes } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = now;
    zip.add(file);
    for (let place = 0; place === 0 || place < bytes.length; place += atOnce) {
      file.push(bytes.subarray(place, place + atOnce), place + atOnce >= bytes.length);
      await pause();
    }
  }
  zip.end();
  if (fault) throw fault;
  return new Uint8Array(Buffer.concat(pieces));
};
