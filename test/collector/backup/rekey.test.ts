import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rekey } from '../../../collector/backup/rekey.ts';
import { findOperator, makeOperator } from '../../../collector/register/controllers.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { testWorld } from '../../support/world.ts';

const world = testWorld();
const made = async (encryptionKey?: Uint8Array) => {
  const file = join(temporaryFolder(), 'lupa.db');
  const store = await openLibsql({ file, clock: world.clock, ...(encryptionKey && { encryptionKey }) });
  await makeOperator(store, world, 'Canary Oy', 'canary@example.fi');
  await store.close();
  return file;
};
const nameIn = async (file: string, encryptionKey?: Uint8Array) => {
  const store = await openLibsql({ file, clock: world.clock, ...(encryptionKey && { encryptionKey }) });
  const operator = await findOperator(store);
  await store.close();
  return operator?.name;
};
const folderHas = (file: string, text: string) =>
  readdirSync(dirname(file)).some((name) => readFileSync(join(dirname(file), name)).includes(text));

test('a database is put under another key: the old one opens it no more, and nothing is lost', async () => {
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const file = await made(old);
  rekey({ file, encryptionKey: old }, next);
  expect(await nameIn(file, next)).toBe('Canary Oy');
  await expect(nameIn(file, old)).rejects.toThrow('cannot be read');
  expect(readdirSync(dirname(file)).filter((name) => !/^lupa\.db(-wal|-shm)?$/.test(name))).toEqual([]);
});

test('a plain database becomes an encrypted one, and no file in its folder tells what is in it', async () => {
  const file = await made();
  expect(folderHas(file, 'Canary Oy')).toBe(true);
  const key = randomBytes(32);
  rekey({ file }, key);
  expect(folderHas(file, 'Canary Oy')).toBe(false);
  expect(await nameIn(file, key)).toBe('Canary Oy');
});

test('an empty or short key is refused, as is a wrong old one, and the database is as it was', async () => {
  const old = randomBytes(32);
  const file = await made(old);
  for (const key of [new Uint8Array(0), randomBytes(16)])
    expect(() => rekey({ file, encryptionKey: old }, key)).toThrow('32 bytes');
  expect(() => rekey({ file, encryptionKey: randomBytes(32) }, randomBytes(32))).toThrow();
  expect(() => rekey({ file: join(dirname(file), 'none.db') }, old)).toThrow('There is no database');
  expect(existsSync(join(dirname(file), 'none.db'))).toBe(false);
  expect(await nameIn(file, old)).toBe('Canary Oy');
});
