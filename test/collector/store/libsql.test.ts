import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../../collector/store/connection.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { Locked, lock } from '../../../collector/store/lock.ts';
import { migrate, migrations } from '../../../collector/store/migrate.ts';
import { must, type Store, sql, statement, Unmet } from '../../../collector/store/store.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon } from '../../support/world.ts';

const folder = temporaryFolder();
let count = 0;
const file = () => join(folder, `${++count}.db`);
let open: Store[] = [];
const store = async (path = file(), encryptionKey?: Uint8Array) => {
  const one = await openLibsql({ file: path, clock: () => noon, ...(encryptionKey && { encryptionKey }) });
  open.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});

const bury = sql`insert into tombstones (controller_id, key_hash) values (:controller, :hash)`;
const buryOnce = sql`
  insert into tombstones (controller_id, key_hash) values (:controller, :hash)
  on conflict (controller_id, key_hash) do nothing
  returning controller_id`;
const buried = sql`select key_hash as hash from tombstones where controller_id = :controller order by key_hash`;
const hash = (n: number) => new Uint8Array([n]);

test('one bad write of a turn spoils no other', async () => {
  const one = await store();
  const results = await Promise.allSettled(
    [1, 2, 2, 3].map((n) => one.write([statement(bury, { controller: 1, hash: hash(n) })])),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await one.read(buried, { controller: 1 })).toHaveLength(3);
});

test('a write happens whole or not at all', async () => {
  const one = await store();
  await expect(
    one.write([
      statement(bury, { controller: 1, hash: hash(1) }),
      statement(bury, { controller: 1, hash: hash(1) }),
    ]),
  ).rejects.toThrow();
  expect(await one.read(buried, { controller: 1 })).toEqual([]);
});

test('a condition that does not hold refuses the whole write and leaves no trace', async () => {
  const one = await store();
  const conditional = must(statement(buryOnce, { controller: 1, hash: hash(1) }));
  await one.write([conditional]);
  await expect(
    one.write([statement(bury, { controller: 1, hash: hash(2) }), conditional]),
  ).rejects.toBeInstanceOf(Unmet);
  expect(await one.read(buried, { controller: 1 })).toEqual([{ hash: hash(1) }]);
});

test('what was acknowledged is there after opening again', async () => {
  const path = file();
  const one = await store(path);
  await one.write([statement(bury, { controller: 1, hash: hash(9) })]);
  const again = await store(path);
  expect(await again.read(buried, { controller: 1 })).toEqual([{ hash: hash(9) }]);
});

test('integers stay integers in expressions, where the driver alone would make them real', async () => {
  const one = await store();
  const halved = sql`select :n / 2 as half, typeof(:n) as kind`;
  expect(await one.read(halved, { n: 5 })).toEqual([{ half: 2, kind: 'integer' }]);
});

test('a missing and a surplus parameter are refused by name', async () => {
  const one = await store();
  await expect(one.read(buried, {})).rejects.toThrow('Missing: :controller.');
  await expect(one.read(buried, { controller: 1, other: 2 })).rejects.toThrow('Unknown: :other.');
});

describe('encryption at rest', () => {
  const key = new Uint8Array(32).map((_, place) => place + 1);
  test('the file holds no plain text, and opens with its key alone', async () => {
    const path = file();
    const one = await store(path, key);
    const note = sql`insert into directory (kind, key, controller_id) values ('site', 'canary-plain-text', 1)`;
    await one.write([statement(note, {})]);
    await one.close();
    open = [];
    expect(readFileSync(path).includes('canary-plain-text')).toBe(false);
    expect(readFileSync(path).subarray(0, 15).toString()).not.toBe('SQLite format 3');
    await expect(store(path)).rejects.toThrow();
    await expect(store(path, key)).resolves.toBeDefined();
  });
  test('a key that is empty or short is refused: the driver would write plain text', async () => {
    await expect(store(file(), new Uint8Array(0))).rejects.toThrow('32 bytes');
    await expect(store(file(), new Uint8Array(16))).rejects.toThrow('32 bytes');
  });
});

describe('migrations', () => {
  test('run once, in order', () => {
    const connection = connect({ file: file() });
    migrate(connection, noon);
    migrate(connection, noon + 1);
    const applied = sql`select version, applied from migrations`;
    expect(connection.run(applied, {})).toEqual(
      migrations().map(({ version }) => ({ version, applied: noon })),
    );
    connection.close();
  });
  test('one that was edited after it ran is refused', () => {
    const connection = connect({ file: file() });
    const [first, ...rest] = migrations();
    if (!first) throw new Error('There is no migration.');
    migrate(connection, noon);
    const edited = [{ ...first, source: `${first.source}-- edited` }, ...rest];
    expect(() => migrate(connection, noon, edited)).toThrow('has changed since it ran');
    connection.close();
  });
  test('a database of a newer version is refused', () => {
    const connection = connect({ file: file() });
    migrate(connection, noon);
    expect(() => migrate(connection, noon, [])).toThrow('newer version');
    connection.close();
  });
  test('one that fails leaves nothing of itself', () => {
    const connection = connect({ file: file() });
    const bad = {
      version: 1,
      name: '0001-bad.sql',
      source: 'create table half (x text) strict; create nonsense;',
    };
    expect(() => migrate(connection, noon, [bad])).toThrow();
    expect(connection.run(sql`select name from sqlite_master where name = 'half'`, {})).toEqual([]);
    connection.close();
  });
});

test('the data folder is for one process at a time', () => {
  const path = file();
  const unlock = lock(path);
  expect(() => lock(path)).toThrow(Locked);
  unlock();
  lock(path)();
});

describe('the ledger guards itself', () => {
  const append = sql`
    insert into ledger (controller_id, number, kind, received, digest, body, salt)
    values (:controller, :number, 4, 1, :digest, '[]', :digest)`;
  const one = (controller: number, number: number) =>
    statement(append, { controller, number, digest: hash(1) });
  test('a gap in the numbers is refused', async () => {
    const ledger = await store();
    await ledger.write([one(1, 1), one(2, 1), one(1, 2)]);
    await expect(ledger.write([one(1, 4)])).rejects.toThrow('no gaps');
    await expect(ledger.write([one(1, 2)])).rejects.toThrow();
  });
  test.each([
    ['deleting', sql`delete from ledger where controller_id = 1`],
    ['another body', sql`update ledger set body = '[1]' where controller_id = 1`],
    ['blanking the salt alone', sql`update ledger set salt = null where controller_id = 1`],
    ['another time', sql`update ledger set body = null, salt = null, received = 2 where controller_id = 1`],
    ['another number', sql`update ledger set body = null, salt = null, number = 2 where controller_id = 1`],
  ])('%s is refused', async (_name, change) => {
    const ledger = await store();
    await ledger.write([one(1, 1)]);
    await expect(ledger.write([statement(change, {})])).rejects.toThrow('append-only');
  });
  test('blanking body and salt together is what erasure does', async () => {
    const ledger = await store();
    await ledger.write([one(1, 1)]);
    await ledger.write([
      statement(sql`update ledger set body = null, salt = null where controller_id = 1`, {}),
    ]);
    expect(await ledger.read(sql`select body, salt from ledger`, {})).toEqual([{ body: null, salt: null }]);
  });
});
