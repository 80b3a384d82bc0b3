/** The demo's keys. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoKeys } from '../../demo/keys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lupa-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('keys are made once, for this account only', async () => {
  const keys = await demoKeys(folder);
  expect(keys.siteSecret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(keys.staffKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(keys.staffKey).not.toBe(keys.siteSecret);
  expect(keys.signing.privateJwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
  expect(keys.signing.publicJwk.d).toBeUndefined();
  expect((await stat(join(folder, 'demo-keys.json'))).mode & 0o777).toBe(0o600);
  expect(await demoKeys(folder)).toEqual(keys);
});

test.each(['', '{}', '{"siteSecret":"short"}', '[]', 'null'])(
  'a file that holds %j is refused, not replaced',
  async (text) => {
    const file = join(folder, 'demo-keys.json');
    await writeFile(file, text);
    await expect(demoKeys(folder)).rejects.toThrow("does not hold the demo's keys");
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);
