/** A backup's container: frames of AES-256-GCM that can be neither changed, reordered, cut short nor read without the key. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import type { World } from '../world.ts';

/** What stands in clear at the head of a backup: nothing personal. */
export interface Head {
  /** When it was made, Unix milliseconds. */
  made: number;
  /** Random bytes as hex; with the key they make the key of this file alone. */
  salt: string;
}

/** The file is no backup, was cut or changed, or needs another key. */
export class BadBackup extends Error {
  override name = 'BadBackup';
}

const magic = Buffer.from('LUPABAK1');
/** Bytes of plain text in a frame. */
const frame = 1 << 20;
const tagLength = 16;
/** A head is short; a longer one is no head of ours. */
const longestHead = 4096;

const keyOf = (key: Uint8Array, salt: string): Buffer => {
  if (key.length !== 32) throw new TypeError('The key of a backup has 32 bytes.');
  return Buffer.from(hkdfSync('sha256', key, Buffer.from(salt, 'hex'), 'lupa backup 1', 32));
};

/** The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a counter, and a last byte that says which frame ends it. */
const nonceOf = (place: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const readFully = (file: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const more = readSync(file, bytes, have, length - have, null);
    if (more === 0) break;
    have += more;
  }
  return bytes.subarray(0, have);
};

const writeFully = (file: number, bytes: Uint8Array): void => {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
};

/** Removes what was begun when something goes wrong on the way. */
const orRemove = (target: string, file: number, run: () => void): void => {
  try {
    run();
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    closeSync(file);
    unlinkSync(target);
    throw error;
  }
};

/** Writes the file `from`, encrypted, to `target`, which must not be there yet; on disk when it returns. */
export const pack = (
  from: string,
  target: string,
  key: Uint8Array,
  world: Pick<World, 'clock' | 'random'>,
): void => {
  const head: Head = { made: world.clock(), salt: Buffer.from(world.random(16)).toString('hex') };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const secret = keyOf(key, head.salt);
  const source = openSync(from, 'r');
  try {
    const out = openSync(target, 'wx', 0o600);
    orRemove(target, out, () => {
      writeFully(out, Buffer.concat([magic, length, text]));
      const { size } = fstatSync(source);
      let left = size;
      for (let place = 0, isLast = false; !isLast; place++) {
        const plain = readFully(source, Math.min(frame, left));
        left -= plain.length;
        isLast = left <= 0 || plain.length === 0;
        const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(place, isLast)).setAAD(text);
        writeFully(out, Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
      }
    });
  } finally {
    closeSync(source);
  }
};

const headIn = (file: number): { head: Head; text: Buffer } => {
  const start = readFully(file, magic.length + 4);
  const length = start.length === magic.length + 4 ? start.readUInt32BE(magic.length) : 0;
  if (!start.subarray(0, magic.length).equals(magic) || length === 0 || length > longestHead)
    throw new BadBackup('This file is not a backup of Lupa.');
  const text = readFully(file, length);
  try {
    return { head: JSON.parse(text.toString()) as Head, text };
  } catch {
    throw new BadBackup('The head of the backup is damaged.');
  }
};

/** The head of a backup, without its key. */
export const headOf = (from: string): Head => {
  const file = openSync(from, 'r');
  try {
    return headIn(file).head;
  } finally {
    closeSync(file);
  }
};

/** Writes what the backup `from` holds to `target`, which must not be there yet. Throws `BadBackup`. */
export const unpack = (from: string, target: string, key: Uint8Array): Head => {
  const source = openSync(from, 'r');
  try {
    const { head, text } = headIn(source);
    const secret = keyOf(key, head.salt);
    let left = fstatSync(source).size - magic.length - 4 - text.length;
    const out = openSync(target, 'wx', 0o600);
    orRemove(target, out, () => {
      for (let place = 0, isLast = false; !isLast; place++) {
        const piece = readFully(source, Math.min(frame + tagLength, left));
        left -= piece.length;
        isLast = left <= 0;
        if (piece.length < tagLength) throw new BadBackup('The backup was cut short.');
        const cipher = createDecipheriv('aes-256-gcm', secret, nonceOf(place, isLast)).setAAD(text);
        cipher.setAuthTag(piece.subarray(piece.length - tagLength));
        const plain = cipher.update(piece.subarray(0, piece.length - tagLength));
        try {
          cipher.final();
        } catch {
          throw new BadBackup(
            place === 0
              ? 'The backup does not open with this key, or its first part was changed.'
              : 'The backup was changed or cut short.',
          );
        }
        writeFully(out, plain);
      }
    });
    return head;
  } finally {
    closeSync(source);
  }
};
