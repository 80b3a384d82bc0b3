import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { dropSecret, keepSecret, secretOf } from '../../../collector/register/googleSecrets.ts';
import { findSite, type Site } from '../../../collector/register/sites.ts';
import { bytesOnDisk } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';

const collector = await testCollector();
const { store, world, database } = collector;
const key = randomBytes(32);
const site = (await findSite(store, 'test')) as Site;
const word = 'abcDEF_123-canary';

test('a secret comes back under its key alone, and is nowhere in the file', async () => {
  await keepSecret(store, world, key, site, word);
  expect(await secretOf(store, key, site)).toEqual({ secret: word });
  expect(await secretOf(store, randomBytes(32), site)).toBe('unreadable');
  expect((await bytesOnDisk(database)).includes('canary')).toBe(false);
});

test('it is bound to its site: a row that is copied to another one does not open', async () => {
  await collector.save({ ...(site.settings as object), name: 'Same' } as never);
  const other = { ...site, site: site.site + 1 };
  const rows = await store.read<{ sealed: Uint8Array }>(
    { text: 'select sealed from google_secrets where controller_id = :controller', names: ['controller'] },
    { controller: site.controller },
  );
  const moved = { read: async () => rows } as unknown as typeof store;
  expect(await secretOf(moved, key, other)).toBe('unreadable');
  expect(await secretOf(moved, key, site)).toEqual({ secret: word });
});

test('another one takes its place; forgotten, there is none; what cannot be one is refused', async () => {
  await keepSecret(store, world, key, site, 'another-secret');
  expect(await secretOf(store, key, site)).toEqual({ secret: 'another-secret' });
  await expect(keepSecret(store, world, key, site, 'with space')).rejects.toThrow('API secret');
  await dropSecret(store, site);
  expect(await secretOf(store, key, site)).toBeUndefined();
});
