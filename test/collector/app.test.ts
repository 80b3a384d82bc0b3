import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open } from '../../collector/app.ts';
import { readSettings } from '../../collector/env.ts';
import { NotSetUp } from '../../collector/notSetUp.ts';
import { findSite } from '../../collector/register/sites.ts';
import { findStaff } from '../../collector/register/staff.ts';
import { setUpSite, WrongSite } from '../../collector/siteSetUp.ts';
import { Locked } from '../../collector/store/lock.ts';
import { testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const named = { LUPA_OPERATOR_NAME: 'Example Oy', LUPA_OPERATOR_CONTACT: 'privacy@example.fi' };
const settings = (folder: string, also: Record<string, string> = named) =>
  readSettings({ LUPA_DATA: join(folder, 'data'), LUPA_PORT: '0', LUPA_STAFF_PORT: '0', ...also });

test('the first start makes operator and administrator once; the key is in its file alone, for its owner alone', async () => {
  const folder = temporaryFolder();
  const first = await open(settings(folder));
  const key = readFileSync(first.administratorKey, 'utf8').trim();
  expect(statSync(first.administratorKey).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'data.tombstone.key')).mode & 0o777, 'beside the data folder').toBe(0o600);
  expect(await findStaff(first.store, key, Date.now())).toMatchObject({
    role: 'administrator',
    committed: expect.any(Number),
  });
  await first.close();
  for (const name of ['lupa.db', 'lupa.db-wal']) {
    const file = join(folder, 'data', name);
    if (existsSync(file)) expect(readFileSync(file).includes(key)).toBe(false);
  }
  rmSync(first.administratorKey);
  const second = await open(settings(folder, {}));
  expect(existsSync(second.administratorKey), 'not made again').toBe(false);
  expect(await findStaff(second.store, key, Date.now())).toMatchObject({ role: 'administrator' });
  await second.close();
});

test('a first start that is not told the operator says what to set, and leaves the folder free', async () => {
  const folder = temporaryFolder();
  await expect(open(settings(folder, {}))).rejects.toThrow(NotSetUp);
  await (await open(settings(folder))).close();
});

test('another tombstone key than the one the data were made with is refused', async () => {
  const folder = temporaryFolder();
  await (await open(settings(folder))).close();
  rmSync(join(folder, 'data.tombstone.key'));
  await expect(open(settings(folder))).rejects.toThrow('is missing');
  writeFileSync(join(folder, 'data.tombstone.key'), randomBytes(32).toString('base64url'));
  await expect(open(settings(folder))).rejects.toThrow('tombstone key');
});

test('a missing, surplus or wrong encryption key is said in a sentence', async () => {
  const folder = temporaryFolder();
  await (await open(settings(folder))).close();
  const encrypted = { ...settings(folder), encryptionKey: new Uint8Array(32).fill(7) };
  await expect(open(encrypted)).rejects.toThrow('LUPA_ENCRYPTION_KEY_FILE');
});

test('nobody else on the machine can read the data, also in a folder that was there before', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'), { mode: 0o755 });
  const collector = await open(settings(folder));
  for (const name of readdirSync(join(folder, 'data'))) {
    expect(statSync(join(folder, 'data', name)).mode & 0o077, name).toBe(0);
  }
  await collector.close();
});

test('started twice on one folder, the second is refused in a sentence', async () => {
  const folder = temporaryFolder();
  const first = await open(settings(folder));
  await expect(open(settings(folder))).rejects.toThrow(Locked);
  await first.close();
  await (await open(settings(folder))).close();
});

test('a site with wrong settings is refused with the place of the mistake', async () => {
  const collector = await open(settings(temporaryFolder()));
  const wrong: [object, string][] = [
    [{ origins: ['https://www.example.fi/'] }, 'origins.0'],
    [{ origins: ['javascript:alert(1)'] }, 'origins.0'],
    [{ refusalDays: 30 }, 'refusalDays'],
    [{ consentDays: 400 }, 'consentDays'],
    [{ notForChildren: false }, 'notForChildren'],
    [{ visits: 'chat' }, 'optional purpose'],
    [{ google: { measurementId: 'G-X";alert(1)', purpose: 'analytics' } }, 'google.measurementId'],
    [{ languages: ['de'] }, 'every language'],
  ];
  for (const [change, place] of wrong) {
    const wanted = { publicId: 'test', settings: { ...testSettings(), ...change } };
    await expect(setUpSite(collector, wanted)).rejects.toThrow(WrongSite);
    await expect(setUpSite(collector, wanted)).rejects.toThrow(place);
  }
  expect(await findSite(collector.store, 'test')).toBeUndefined();
  await collector.close();
});

test('setting the same site up again changes nothing', async () => {
  const collector = await open(settings(temporaryFolder()));
  for (const _ of [1, 2, 3]) await setUpSite(collector, { publicId: 'test', settings: testSettings() });
  expect((await findSite(collector.store, 'test'))?.version).toBe(1);
  await collector.close();
});
