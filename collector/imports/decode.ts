/** A file's bytes as text, in whichever encoding it was written. */

/** Names that `TextDecoder` knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // A letter may be cut at the end.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** By its mark; without one by its first bytes: zeros where UTF-16 has them, else UTF-8 unless it cannot be. */
export const encodingOf = (first: Uint8Array): Encoding => {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const start = first.subarray(0, 400);
  const zeros = (from: number) => start.filter((byte, place) => place % 2 === from && byte === 0).length;
  if (start.length > 3 && zeros(1) > start.length / 4) return 'utf-16le';
  if (start.length > 3 && zeros(0) > start.length / 4) return 'utf-16be';
  return isUtf8(first) ? 'utf-8' : 'windows-1252';
};

/** The bytes are no text in the encoding that was named. */
export class NotText extends Error {
  override name = 'NotText';
}

/** The text, piece by piece. Throws `NotText` where the bytes are something else. */
export async function* decode(
  pieces: AsyncIterable<Uint8Array>,
  named: Encoding | 'auto',
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  const text = (bytes: Uint8Array | undefined): string => {
    try {
      return decoder?.decode(bytes, { stream: bytes !== undefined }) ?? '';
    } catch {
      throw new NotText('The file is not text in this encoding.');
    }
  };
  for await (const bytes of pieces) {
    decoder ??= new TextDecoder(named === 'auto' ? encodingOf(bytes) : named, { fatal: true });
    yield text(bytes);
  }
  yield text(undefined);
}
