/** Sealing as the collector does it: keys in files, an older copy refused, a restore declared, checks from another process. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Collector, open } from '../../collector/app.ts';
import { backupCommand, restoreCommand } from '../../collector/backupCommands.ts';
import { readSettings } from '../../collector/env.ts';
import { Behind } from '../../collector/lastSigned.ts';
import { headOf, sealKeysOf } from '../../collector/ledger/heads.ts';
import { publicKeyOf } from '../../collector/ledger/note.ts';
import { WrongSigner } from '../../collector/ledger/seal.ts';
import { ledgerCommand } from '../../collector/ledgerCommands.ts';
import { sealingLag, seedIn } from '../../collector/sealing.ts';
import { events } from '../support/ledger.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { testWorld } from '../support/world.ts';

const said: string[] = [];
let variables: Record<string, string> = {};
const settings = () => readSettings(process.env);

beforeEach(() => {
  const data = join(temporaryFolder(), 'data');
  variables = {
    LUPA_DATA: data,
    LUPA_PORT: '0',
    LUPA_STAFF_PORT: '0',
    LUPA_OPERATOR_NAME: 'Example Oy',
    LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
  said.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const data = () => variables['LUPA_DATA'] as string;
const database = () => join(data(), 'lupa.db');
const running = async (work: (collector: Collector) => Promise<void>) => {
  const collector = await open(settings());
  try {
    await work(collector);
  } finally {
    await collector.close();
  }
};
const grow = (count: number) =>
  running(({ store, operator }) => events(store, testWorld(), operator.id, count));
/** What the command says, and its exit code. */
const command = async (...words: string[]) => {
  said.length = 0;
  process.exitCode = undefined;
  expect(await ledgerCommand(words)).toBe(true);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  return { code, said: said.join('\n') };
};

test('the key is made once, beside the data, for its owner alone; what is closed is sealed', async () => {
  await grow(3);
  expect(statSync(`${data()}.signing.key`).mode & 0o777).toBe(0o600);
  expect(readFileSync(database()).includes(seedIn(`${data()}.signing.key`) as Buffer)).toBe(false);
  const { code, said } = await command('verify');
  expect(code).toBe(0);
  expect(said).toMatch(/(\d+) rows, \1 of them under 1 checkpoints, 0 erased/);
});

test('lupa verify reads the file of a running collector', async () => {
  await running(async ({ sealing, store, operator }) => {
    await events(store, testWorld(), operator.id, 50);
    await sealing.sealer.sealAll();
    expect(await command('verify')).toMatchObject({ code: 0, said: expect.stringContaining('Holds.') });
    await events(store, testWorld(), operator.id, 1);
    expect((await command('verify')).said).toContain('1 rows wait to be sealed');
    expect(await sealingLag(store, testWorld().clock() + 5000)).toEqual({ events: 1, milliseconds: 5000 });
  });
});

test('it seals by itself, within a second or so', async () => {
  await running(async ({ sealing, store, operator }) => {
    sealing.sealer.start(20);
    await events(store, testWorld(), operator.id, 5);
    await expect.poll(async () => (await headOf(store, operator.id))?.size).toBeGreaterThan(5);
  });
});

test('a setting puts the key elsewhere', async () => {
  const file = join(temporaryFolder(), 'signing.key');
  vi.stubEnv('LUPA_SIGNING_KEY_FILE', file);
  await grow(1);
  expect(existsSync(file)).toBe(true);
  expect(existsSync(`${data()}.signing.key`)).toBe(false);
});

test('another key than the one that signs the ledger is refused at start, and none is made in its place', async () => {
  await grow(1);
  rmSync(`${data()}.signing.key`);
  await expect(open(settings())).rejects.toThrow(WrongSigner);
  expect(existsSync(`${data()}.signing.key`)).toBe(false);
});

test('an older copy put in the place of the database is refused; a declared restore goes on, and says what was lost', async () => {
  await grow(10);
  copyFileSync(database(), `${database()}.copy`);
  await grow(20);
  const held = join(temporaryFolder(), 'held.txt');
  writeFileSync(
    held,
    (JSON.parse(readFileSync(`${data()}.last-checkpoint`, 'utf8')) as Record<string, string>)['1'] as string,
  );
  expect(await command('verify', '--checkpoint', held)).toMatchObject({ code: 0 });

  for (const part of ['', '-wal', '-shm']) rmSync(database() + part, { force: true });
  copyFileSync(`${database()}.copy`, database());
  await expect(open(settings())).rejects.toThrow(Behind);
  expect(await command('verify', '--checkpoint', held)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Fork: '),
  });

  expect((await command('ledger', 'declare-epoch', 'a disk failed')).said).toMatch(
    /^Epoch 2 is declared in row \d+: lupa\/[0-9a-f]{16}\/1\/2$/,
  );
  await grow(40);
  const found = await command('verify', '--checkpoint', held);
  expect(found.code).toBe(3);
  expect(found.said).toMatch(
    /Fork: the checkpoint of \d+ rows in .*held\.txt, of epoch 1, is not an ancestor\. Epoch 2 was declared on .*Z, in row \d+/,
  );
  expect(found.said).toContain('Holds, with a declared fork.');
  expect(await command('verify')).toMatchObject({ code: 0 });
});

test('lupa restore declares an epoch by itself, and a second restore another', async () => {
  const key = join(temporaryFolder(), 'backup.key');
  writeFileSync(key, `${'1f'.repeat(16)}${'2e'.repeat(16)}`);
  vi.stubEnv('LUPA_BACKUP_KEY_FILE', key);
  await grow(10);
  const backup = join(temporaryFolder(), 'a.backup');
  backupCommand(settings(), backup);
  await grow(10);
  await restoreCommand(settings(), backup);
  await grow(5);
  await restoreCommand(settings(), backup);
  await grow(5);
  expect(await command('verify')).toMatchObject({ code: 0, said: expect.stringMatching(/\/1\/3: /) });
});

test('the key is changed: the ledger announces it, and the old one signs no more', async () => {
  await grow(5);
  const old = seedIn(`${data()}.signing.key`) as Uint8Array;
  expect((await command('ledger', 'rotate-key')).said).toContain('Another key signs from now on');
  const now = seedIn(`${data()}.signing.key`) as Uint8Array;
  expect(Buffer.compare(old, now)).not.toBe(0);
  expect(existsSync(`${data()}.signing.key.next`)).toBe(false);
  await grow(5);
  expect(await command('verify')).toMatchObject({ code: 0 });
  await running(async ({ store, operator }) => {
    expect((await sealKeysOf(store, operator.id)).map(({ publicKey }) => publicKey)).toEqual(
      [old, now].map((seed) => new Uint8Array(publicKeyOf(seed))),
    );
  });
});

test('a change of keys that was cut off is finished at the next start', async () => {
  await grow(5);
  const old = readFileSync(`${data()}.signing.key`, 'utf8');
  await command('ledger', 'rotate-key');
  // As if the power had gone between the ledger and the file.
  copyFileSync(`${data()}.signing.key`, `${data()}.signing.key.next`);
  writeFileSync(`${data()}.signing.key`, old);
  await grow(5);
  expect(readFileSync(`${data()}.signing.key`, 'utf8')).not.toBe(old);
  expect(await command('verify')).toMatchObject({ code: 0 });
});

test('a ledger is exported, and words that are no command are not taken for one', async () => {
  await grow(5);
  const folder = join(temporaryFolder(), 'out');
  mkdirSync(folder);
  expect((await command('ledger', 'export', folder)).said).toMatch(/^Controller 1: \d+ files in /);
  expect(readFileSync(join(folder, '1', 'checkpoint'), 'utf8')).toMatch(/^lupa\//);
  for (const words of [['ledger'], ['ledger', 'burn'], ['verify', '--wrong'], ['site']]) {
    expect(await ledgerCommand(words)).toBe(false);
  }
});

test('a restore that fails at the last step leaves the old ledger as it was: it starts, and holds', async () => {
  const key = join(temporaryFolder(), 'backup.key');
  writeFileSync(key, `${'1f'.repeat(16)}${'2e'.repeat(16)}`);
  vi.stubEnv('LUPA_BACKUP_KEY_FILE', key);
  await grow(10);
  const backup = join(temporaryFolder(), 'a.backup');
  backupCommand(settings(), backup);
  await grow(10);
  // What stands in the database's place now cannot be put aside.
  renameSync(database(), `${database()}.own`);
  mkdirSync(join(database(), 'in the way'), { recursive: true });
  await expect(restoreCommand(settings(), backup)).rejects.toThrow();
  rmSync(database(), { recursive: true });
  renameSync(`${database()}.own`, database());
  await grow(1);
  expect(await command('verify')).toMatchObject({ code: 0, said: expect.stringMatching(/\/1\/1: /) });
});
