import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { journalIn, pruneJournal, tryJournal } from '../../../collector/backup/journal.ts';
import { readJournal } from '../../../collector/backup/lines.ts';
import {
  type JournalEntry,
  openEntry,
  sealEntry,
  tellJournal,
} from '../../../collector/ledger/journalEntry.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { type Store, sql } from '../../../collector/store/store.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day, testWorld } from '../../support/world.ts';

const entryOf = (visitor: string): JournalEntry => ({ kind: 'erasure', site: 'test', visitor, received: 1 });
const open: Store[] = [];
afterEach(() => Promise.all(open.splice(0).map((store) => store.close())));
const start = async () => {
  const world = testWorld();
  const folder = temporaryFolder();
  const store = await openLibsql({ file: join(folder, 'lupa.db'), clock: world.clock });
  open.push(store);
  const files = join(folder, 'journal');
  const journal = journalIn(files, store, world.clock);
  const tell = (visitor: string, controller = 1) =>
    store.write([tellJournal(controller, sealEntry(world, entryOf(visitor)))]);
  const told = () =>
    (readJournal(files)?.lines ?? []).map(({ controller, entry, content }) => {
      const opened = openEntry(world, content);
      return [controller, entry, opened.kind === 'erasure' ? opened.visitor : ''];
    });
  const waiting = async () => (await store.read(sql`select entry from journal`, {})).length;
  return { world, files, store, journal, tell, told, waiting };
};

test('what was told before the call is on disk when it is caught up, in order, each once, and waits no more', async () => {
  const { journal, tell, told, waiting } = await start();
  await tell('one');
  await tell('two');
  await journal.caughtUp();
  expect(told()).toEqual([
    [1, 1, 'one'],
    [1, 2, 'two'],
  ]);
  // Nobody waits for the mark, which follows.
  await expect.poll(waiting).toBe(0);
  await tell('three');
  await tell('of another', 2);
  await journal.caughtUp();
  await journal.caughtUp();
  expect(told().slice(2)).toEqual([
    [1, 3, 'three'],
    [2, 1, 'of another'],
  ]);
});

test('many at once: each finds its own told when it is caught up', async () => {
  const { journal, tell, told } = await start();
  await Promise.all(
    Array.from({ length: 60 }, async (_, place) => {
      await tell(`n${place}`);
      await journal.caughtUp();
      expect(told().some(([, , visitor]) => visitor === `n${place}`)).toBe(true);
    }),
  );
  expect(told().map(([, entry]) => entry)).toEqual(Array.from({ length: 60 }, (_, place) => place + 1));
});

test('a line that a crash cut, or that was written twice, does no harm', async () => {
  const { journal, tell, told, files } = await start();
  await tell('one');
  await journal.caughtUp();
  const [name] = readdirSync(files);
  const file = join(files, name ?? '');
  writeFileSync(file, readFileSync(file, 'utf8') + readFileSync(file, 'utf8'));
  appendFileSync(file, '[1,9,"cu');
  await tell('two');
  await journal.caughtUp();
  expect(told()).toEqual([
    [1, 1, 'one'],
    [1, 2, 'two'],
  ]);
});

test('where the journal cannot be written, it says so, and has everything when it can', async () => {
  const { journal, tell, told, files, waiting } = await start();
  writeFileSync(files, 'a file where the folder should be');
  await tell('one');
  await expect(journal.caughtUp()).rejects.toThrow();
  expect(await waiting()).toBe(1);
  writeFileSync(`${files}.moved`, '');
  const { rmSync } = await import('node:fs');
  rmSync(files);
  await journal.caughtUp();
  expect(told()).toEqual([[1, 1, 'one']]);
});

test('the journal cannot be read without the key beside the data, and holds no id in clear', async () => {
  const { world, journal, tell, files } = await start();
  await tell('019aac34-0000-7000-8000-00000000cafe');
  await journal.caughtUp();
  const text = readFileSync(join(files, readdirSync(files)[0] ?? ''), 'utf8');
  // Not less of it: among so many letters four may stand by chance.
  expect(text).not.toContain('00000000cafe');
  const [line] = readJournal(files)?.lines ?? [];
  expect(() =>
    openEntry({ ...world, tombstoneKey: Buffer.alloc(32, 8) }, line?.content ?? new Uint8Array()),
  ).toThrow();
});

test('months that are over long enough are removed whole', async () => {
  const { world, journal, tell, told, files } = await start();
  await tell('november');
  await journal.caughtUp();
  world.pass(40 * day);
  await tell('january');
  await journal.caughtUp();
  expect(pruneJournal(files, world.clock() - 60 * day)).toBe(0);
  expect(pruneJournal(files, world.clock())).toBe(1);
  expect(told().map(([, , visitor]) => visitor)).toEqual(['january']);
  expect(pruneJournal(join(files, 'nowhere'), world.clock())).toBe(0);
  expect(existsSync(files)).toBe(true);
});

test('a journal that cannot be written is said so before anything is served, and while it cannot', async () => {
  const { files, tell, journal, world } = await start();
  await tryJournal(files, world.clock());
  expect(readJournal(files)).toEqual({ lines: [], unreadable: 0 });
  writeFileSync(`${files}.file`, '');
  await expect(tryJournal(`${files}.file`, world.clock())).rejects.toThrow('cannot be written');
  await expect(tryJournal(join(files, 'no', 'such'), world.clock())).rejects.toThrow('LUPA_JOURNAL');
  await expect(tryJournal('/proc/lupa-journal', world.clock())).rejects.toThrow('cannot be written');
  expect(journal.fails()).toBe(false);
  await tell('one');
  await journal.caughtUp();
  expect(journal.fails()).toBe(false);
});
