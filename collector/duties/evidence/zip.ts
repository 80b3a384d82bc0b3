/** Files as one zip, made while it is read: none is held whole. */
import { Zip, ZipDeflate } from 'fflate';

export interface ZipEntry {
  path: string;
  content: AsyncIterable<Uint8Array>;
}

/** The bytes of the zip, piece by piece. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  let fault: unknown;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else made.push(chunk);
  });
  const taken = function* () {
    if (fault !== undefined) throw fault;
    yield* made.splice(0);
  };
  for await (const { path, content } of entries) {
    const file = new ZipDeflate(path, { level: 6 });
    zip.add(file);
    for await (const piece of content) {
      file.push(piece);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
