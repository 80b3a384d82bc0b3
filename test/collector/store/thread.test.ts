/** The writer and reader threads: what they gather, promise, and say when they die. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../../collector/store/connection.ts';
import { converse, ThreadEnded } from '../../../collector/store/conversation.ts';
import { type LibsqlOptions, openLibsql } from '../../../collector/store/libsql.ts';
import {
  Busy,
  ifFound,
  type Store,
  sql,
  statement,
  Unmet,
  unlessFound,
} from '../../../collector/store/store.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon } from '../../support/world.ts';

const folder = temporaryFolder();
let count = 0;
let open: Store[] = [];
const store = async (change: Partial<LibsqlOptions> = {}) => {
  const one = await openLibsql({ file: join(folder, `${++count}.db`), clock: () => noon, ...change });
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
const one = (n: number, controller = 1) => statement(bury, { controller, hash: new Uint8Array([n >> 8, n]) });

test('what arrives together is committed together, and what arrives meanwhile in the next transaction', async () => {
  const turns: number[] = [];
  const here = await store({ watch: ({ writes }) => turns.push(writes) });
  await Promise.all(Array.from({ length: 300 }, (_, n) => here.write([one(n)])));
  expect(turns.reduce((sum, writes) => sum + writes, 0)).toBe(300);
  expect(turns.length).toBeLessThan(30);
});

test('a write that was answered is read at once, by the same caller and in the reader thread', async () => {
  const here = await store();
  for (let n = 1; n <= 20; n++) {
    await here.write([one(n)]);
    expect(await here.read(buried, { controller: 1 })).toHaveLength(n);
  }
  expect(await here.readApart(buried, { controller: 1 })).toHaveLength(20);
});

test('values arrive as they were sent: text of every kind, bytes, numbers, null', async () => {
  const here = await store();
  const echo = sql`select :text as text, :bytes as bytes, :whole / 2 as half, :real as real, :none as none, :yes as yes`;
  const values = {
    text: 'tb Å𝄞 "\'',
    bytes: new Uint8Array([0, 98, 255]),
    whole: 5,
    real: 1.5,
    none: null,
    yes: true,
  };
  const { whole: _, ...rest } = values;
  const row = { ...rest, half: 2, yes: 1 };
  expect((await here.write([statement(echo, values)]))[0]).toEqual([row]);
  expect(await here.readApart(echo, values)).toEqual([row]);
});

test('a statement runs only where the one that it names answered a row, or none', async () => {
  const here = await store();
  const write = (n: number) => [
    statement(buryOnce, { controller: 1, hash: new Uint8Array([n]) }),
    ifFound(0, one(n, 2)),
    unlessFound(0, one(n, 3)),
  ];
  expect((await here.write(write(7))).map((rows) => rows.length)).toEqual([1, 0, 0]);
  await here.write(write(7));
  const found = await Promise.all([1, 2, 3].map((controller) => here.read(buried, { controller })));
  expect(found.map((rows) => rows.length)).toEqual([1, 1, 1]);
});

test('beyond the bound a write is refused as busy, and nothing taken is lost', async () => {
  const here = await store({ waiting: 2 });
  const kept = [here.write([one(1)]), here.write([one(2)])];
  await expect(here.write([one(3)])).rejects.toBeInstanceOf(Busy);
  await Promise.all(kept);
  await here.write([one(4)]);
  expect(await here.read(buried, { controller: 1 })).toHaveLength(3);
});

test('closing finishes what was taken and refuses the rest', async () => {
  const here = await store();
  const file = join(folder, `${count}.db`);
  const taken = Array.from({ length: 100 }, (_, n) => here.write([one(n)]));
  const closing = here.close();
  await expect(here.write([one(101)])).rejects.toBeInstanceOf(Busy);
  await Promise.all(taken);
  await closing;
  expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0, 'checkpointed').toBe(0);
  const again = connect({ file });
  expect(again.run(buried, { controller: 1 })).toHaveLength(100);
  again.close();
});

test('the connection that reads cannot write', async () => {
  const here = await store();
  await expect(here.read(bury, { controller: 1, hash: new Uint8Array([1]) })).rejects.toThrow();
  await expect(here.readApart(bury, { controller: 1, hash: new Uint8Array([1]) })).rejects.toThrow();
  expect(await here.read(buried, { controller: 1 })).toEqual([]);
});

describe('a thread that dies', () => {
  test('is said aloud, and whoever waits for it is told', async () => {
    const told: ThreadEnded[] = [];
    const conversation = converse({
      role: 'writer',
      connection: { file: join(folder, 'missing', 'lupa.db') },
      ended: (error) => told.push(error),
    });
    await expect(conversation.ask({ kind: 'maintain', task: 'checkpoint' })).rejects.toBeInstanceOf(
      ThreadEnded,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toMatch(/writer has ended.*Start Lupa again/);
  });
});

describe('work between writes', () => {
  test('vacuum leaves no byte of what was deleted in file or log, and tells how long it took', async () => {
    const here = await store();
    const file = join(folder, `${count}.db`);
    const note = sql`insert into directory (kind, key, controller_id) values ('site', :key, 1)`;
    const forget = sql`delete from directory where key like 'canary%'`;
    await here.write(Array.from({ length: 500 }, (_, n) => statement(note, { key: `canary-${n}` })));
    await here.write([statement(forget, {})]);
    expect(await here.maintain('vacuum')).toBeGreaterThan(0);
    for (const path of [file, `${file}-wal`])
      expect(readFileSync(path).includes('canary-'), path).toBe(false);
  });
});

test('a condition that fails among many costs the others nothing', async () => {
  const here = await store();
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) =>
      here.write([
        one(n),
        { ...statement(buryOnce, { controller: 2, hash: new Uint8Array([n % 2]) }), must: true as const },
      ]),
    ),
  );
  const kept = results.filter(({ status }) => status === 'fulfilled');
  expect(kept).toHaveLength(2);
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Unmet);
  expect(await here.read(buried, { controller: 1 })).toHaveLength(2);
});
