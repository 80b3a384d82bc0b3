import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { headOf, pack, unpack } from '../../../collector/backup/container.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon, testWorld } from '../../support/world.ts';

const key = randomBytes(32);
const frame = 1 << 20;
const packed = (bytes: Uint8Array) => {
  const folder = temporaryFolder();
  const [from, to, back] = ['plain', 'packed', 'back'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(from, bytes);
  pack(from, to, key, testWorld());
  return { from, to, back };
};
const changed = (file: string, change: (bytes: Buffer) => Buffer) => {
  writeFileSync(file, change(readFileSync(file)));
  return file;
};

describe('the container of a backup', () => {
  test.each([0, 1, 100, frame - 1, frame, frame + 1, 3 * frame])(
    'gives back %i bytes as they were',
    (length) => {
      const bytes = randomBytes(length);
      const { to, back } = packed(bytes);
      expect(unpack(to, back, key).made).toBe(noon);
      expect(readFileSync(back).equals(bytes)).toBe(true);
      expect(headOf(to).made).toBe(noon);
      expect(statSync(to).mode & 0o777).toBe(0o600);
    },
  );

  test('holds nothing readable, and never the same bytes twice', () => {
    const text = Buffer.from('canary@example.fi '.repeat(1000));
    const [one, other] = [packed(text).to, packed(text).to].map((file) => readFileSync(file));
    expect(one?.includes('canary')).toBe(false);
    expect(one?.equals(other as Buffer)).toBe(false);
  });

  test('does not open with another key, and leaves nothing behind', () => {
    const { to, back } = packed(randomBytes(1000));
    expect(() => unpack(to, back, randomBytes(32))).toThrow('does not open with this key');
    expect(existsSync(back)).toBe(false);
    for (const wrong of [new Uint8Array(0), new Uint8Array(31)])
      expect(() => unpack(to, back, wrong)).toThrow('32 bytes');
  });

  test('any byte changed, wherever it is, is found', () => {
    const bytes = randomBytes(2 * frame + 10);
    const size = statSync(packed(bytes).to).size;
    for (const place of [0, 9, 14, 40, 100, frame, frame + 300, size - 20, size - 1]) {
      const { to, back } = packed(bytes);
      changed(to, (all) => {
        all[place] = (all[place] ?? 0) ^ 1;
        return all;
      });
      expect(() => unpack(to, back, key), `byte ${place}`).toThrow();
      expect(existsSync(back)).toBe(false);
    }
  });

  test('cut short, lengthened, or with its frames in another order it is refused', () => {
    const bytes = randomBytes(3 * frame);
    const length = frame + 16;
    const cases: Record<string, (all: Buffer) => Buffer> = {
      'the last frame gone': (all) => all.subarray(0, all.length - length),
      'a byte gone': (all) => all.subarray(0, all.length - 1),
      'only the head': (all) => all.subarray(0, all.length - 3 * length),
      'a byte more': (all) => Buffer.concat([all, Buffer.alloc(1)]),
      'a frame again': (all) => Buffer.concat([all, all.subarray(all.length - length)]),
      'two frames exchanged': (all) => {
        const start = all.length - 3 * length;
        const [one, two] = [
          all.subarray(start, start + length),
          all.subarray(start + length, start + 2 * length),
        ];
        return Buffer.concat([all.subarray(0, start), two, one, all.subarray(start + 2 * length)]);
      },
    };
    for (const [name, change] of Object.entries(cases)) {
      const { to, back } = packed(bytes);
      changed(to, change);
      expect(() => unpack(to, back, key), name).toThrow();
      expect(existsSync(back), name).toBe(false);
    }
  });

  test('is never written over what is there', () => {
    const { from, to, back } = packed(randomBytes(10));
    expect(() => pack(from, to, key, testWorld())).toThrow('EEXIST');
    writeFileSync(back, 'mine');
    expect(() => unpack(to, back, key)).toThrow('EEXIST');
    expect(readFileSync(back, 'utf8')).toBe('mine');
  });

  test('other files are not taken for one', () => {
    const folder = temporaryFolder();
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('SQLite format 3'),
      Buffer.from('LUPABAK1\0\0\0\0'),
      Buffer.from('LUPABAK1\0\0\0\x05{{{{{'),
    ]) {
      const file = join(folder, 'other');
      writeFileSync(file, bytes);
      expect(() => unpack(file, join(folder, 'out'), key)).toThrow(/backup/);
    }
  });
});
