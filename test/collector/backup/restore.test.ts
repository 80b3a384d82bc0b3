import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { journalIn, tryJournal } from '../../../collector/backup/journal.ts';
import { makeBackup } from '../../../collector/backup/make.ts';
import { restore } from '../../../collector/backup/restore.ts';
import { fromUuid, toUuid } from '../../../collector/bytes.ts';
import { endingOf } from '../../../collector/ledger/ended.ts';
import { queueMail } from '../../../collector/messages/outbox/queue.ts';
import { keptEvents } from '../../../collector/register/analyticsEvents.ts';
import { consentsOf } from '../../../collector/register/consents.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import { visitsOf } from '../../../collector/register/visits.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { sql } from '../../../collector/store/store.ts';
import type { Decision } from '../../../shared/decision.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';
import { pageView, relaySettings } from '../../support/relayed.ts';
import { testSettings } from '../../support/site.ts';

const key = randomBytes(32);

const start = async () => {
  const collector = await testCollector();
  const { post, world, store, file } = collector;
  const folder = dirname(file);
  const journal = join(folder, 'journal');
  await tryJournal(journal, world.clock());
  const told = journalIn(journal, store, world.clock);
  const backup = join(folder, 'backup');
  const decide = async (decision: Decision, status = 201) => {
    expect((await post('/s/test/decisions', decision)).status).toBe(status);
    return decision;
  };
  const grant = async () =>
    decide(accepting(await collector.notice(), { id: uuid(), visitorKey: visitorKey() }));
  const withdraw = async (granted: Decision, change: Partial<Decision> = {}) => {
    const gone = await decide({
      ...granted,
      id: uuid(),
      sequence: 2,
      answers: { analytics: 'denied', marketing: 'denied' },
      how: 'withdraw_all',
      ...change,
    });
    await told.caughtUp();
    return gone;
  };
  const restored = join(folder, 'elsewhere.db');
  const putBack = (change: Partial<Parameters<typeof restore>[0]> = {}) =>
    restore({
      database: { file: restored },
      backup,
      key,
      journal,
      world,
      verify: async () => {},
      declare: async () => {},
      ...change,
    });
  const answersAfter = async (decision: Decision) => {
    const again = await openLibsql({ file: restored, clock: world.clock });
    const rows = await consentsOf(again, collector.controller.id, visitorOf(decision.visitorKey ?? ''));
    await again.close();
    return rows.map(({ answer }) => answer);
  };
  return { ...collector, backup, journal, folder, grant, withdraw, putBack, answersAfter, restored };
};

test('a consent that was withdrawn after the backup stays withdrawn when it is restored; the others come back', async () => {
  const { file, backup, grant, withdraw, putBack, answersAfter, world } = await start();
  const [stays, goes] = [await grant(), await grant()];
  makeBackup({ file }, backup, key, world);
  await withdraw(goes);
  expect(await putBack()).toMatchObject({
    decisions: 1,
    erasures: 0,
    strangers: 0,
    made: world.clock(),
    aside: undefined,
  });
  expect(await answersAfter(stays)).toEqual(['granted', 'granted']);
  expect(await answersAfter(goes)).toEqual(['denied', 'denied']);
});

test('events that waited in the backup are not sent a second time: the queue comes back empty', async () => {
  const { post, save, store, file, controller, backup, putBack, restored, world, grant } = await start();
  await save(relaySettings());
  const { visitorKey: holder } = await grant();
  const session = { began: world.clock() };
  const sent = await post('/s/test/analytics', { v: 1, visitorKey: holder, session, events: [pageView()] });
  expect(sent.status).toBe(202);
  expect(await keptEvents(store, controller.id)).toBe(1);
  makeBackup({ file }, backup, key, world);
  await putBack();
  const again = await openLibsql({ file: restored, clock: world.clock });
  expect(await keptEvents(again, controller.id)).toBe(0);
  await again.close();
});

test('letters that waited in the backup are not sent a second time: they were sent since', async () => {
  const { store, file, backup, putBack, restored, world } = await start();
  const mail = {
    controller: 1,
    template: 'test',
    person: null,
    to: 'a@example.fi',
    subject: 'One',
    text: 'Once.',
  };
  await store.write([queueMail(world, mail)]);
  makeBackup({ file }, backup, key, world);
  await putBack();
  const again = await openLibsql({ file: restored, clock: world.clock });
  expect(await again.read(sql`select state, problem, body, recipient from messages`, {})).toEqual([
    { state: 'dropped', problem: 'restored', body: null, recipient: null },
  ]);
  await again.close();
});

test('the control: without the journal the backup would bring the consent back', async () => {
  const { file, backup, grant, withdraw, putBack, answersAfter, world, folder } = await start();
  const goes = await grant();
  makeBackup({ file }, backup, key, world);
  await withdraw(goes);
  await putBack({ journal: join(folder, 'lost'), asItIs: true });
  expect(await answersAfter(goes)).toEqual(['granted', 'granted']);
});

test('what was withdrawn before the backup is not done twice; restored again, the journal has it still', async () => {
  const { file, backup, grant, withdraw, putBack, answersAfter, world } = await start();
  const [first, second] = [await grant(), await grant()];
  await withdraw(first);
  makeBackup({ file }, backup, key, world);
  await withdraw(second);
  expect((await putBack()).decisions).toBe(1);
  const again = await putBack();
  expect(again.decisions).toBe(1);
  expect(again.aside && existsSync(again.aside)).toBe(true);
  expect(await answersAfter(second)).toEqual(['denied', 'denied']);
});

test('what a visitor had erased after the backup is erased again when it is restored, and the key stays over', async () => {
  const { file, backup, grant, putBack, answersAfter, world, post, journal, restored, store, controller } =
    await start();
  const [stays, goes] = [await grant(), await grant()];
  const visit = { v: 1, id: uuid(), visitorKey: goes.visitorKey, page: '/canary', referrer: '' };
  expect((await post('/s/test/visits', visit)).status).toBe(201);
  makeBackup({ file }, backup, key, world);
  const erased = (await post('/s/test/mine/erase', { v: 1, visitorKey: goes.visitorKey })).json();
  expect(await erased).toMatchObject({ since: new Date(world.clock()).toISOString() });
  await journalIn(journal, store, world.clock).caughtUp();
  world.pass(1000);
  expect(await putBack()).toMatchObject({ erasures: 1 });
  expect(await answersAfter(stays)).toEqual(['granted', 'granted']);
  expect(await answersAfter(goes)).toEqual([]);
  const again = await openLibsql({ file: restored, clock: world.clock });
  const visitor = visitorOf(goes.visitorKey ?? '');
  expect(await visitsOf(again, controller.id, visitor)).toEqual([]);
  // As it was promised then, not as of the restoring.
  expect(await endingOf(again, controller.id, visitor)).toEqual(
    await endingOf(store, controller.id, visitor),
  );
  await again.close();
});

test('a withdrawal under a notice that was published after the backup holds all the same', async () => {
  const collector = await start();
  const { file, backup, grant, withdraw, putBack, answersAfter, world, save, notice } = collector;
  const goes = await grant();
  makeBackup({ file }, backup, key, world);
  const settings = testSettings();
  await save({
    ...settings,
    purposes: settings.purposes.map((one) => (one.id === 'analytics' ? { ...one, retentionDays: 900 } : one)),
  });
  const later = await notice();
  await withdraw(goes, { notice: later.version, terms: { analytics: 2, marketing: 1 } });
  await putBack();
  expect(await answersAfter(goes)).toEqual(['denied', 'denied']);
});

test('the visitor who sends the withdrawal again afterwards is answered as then', async () => {
  const { file, backup, grant, withdraw, putBack, world, restored, controller } = await start();
  const goes = await grant();
  makeBackup({ file }, backup, key, world);
  const gone = await withdraw(goes);
  await putBack();
  const store = await openLibsql({ file: restored, clock: world.clock });
  const { sql } = await import('../../../collector/store/store.ts');
  const rows = await store.read(
    sql`select number from decisions where controller_id = :controller and decision_id = :id`,
    {
      controller: controller.id,
      id: fromUuid(gone.id),
    },
  );
  await store.close();
  expect(rows).toHaveLength(1);
});

test('a backup that is damaged, of another key, unsound or does not verify leaves everything as it was', async () => {
  const { file, backup, grant, putBack, world, restored, folder } = await start();
  await grant();
  makeBackup({ file }, backup, key, world);
  await putBack();
  const before = readFileSync(restored);
  await expect(putBack({ key: randomBytes(32) })).rejects.toThrow('does not open with this key');
  await expect(
    putBack({
      verify: async () => {
        throw new Error('row 7 was changed');
      },
    }),
  ).rejects.toThrow('row 7 was changed');
  await expect(putBack({ backup: file })).rejects.toThrow('not a backup');
  expect(readFileSync(restored).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => /restoring|before-restore/.test(name))).toEqual([]);
});

test('a backup is made while decisions go on, is never written over, and leaves no copy behind', async () => {
  const { file, backup, grant, world, folder, putBack, answersAfter } = await start();
  const first = await grant();
  const going = Promise.all(Array.from({ length: 50 }, grant));
  makeBackup({ file }, backup, key, world);
  const all = await going;
  expect(() => makeBackup({ file }, backup, key, world)).toThrow('there already');
  expect(() => makeBackup({ file: `${file}.none` }, `${backup}2`, key, world)).toThrow('no database');
  expect(readdirSync(folder).filter((name) => name.includes('copy'))).toEqual([]);
  await putBack();
  expect(await answersAfter(first)).toEqual(['granted', 'granted']);
  expect(all).toHaveLength(50);
});

test('a backup of a plain database tells nothing: no name, no page, no id', async () => {
  const { file, backup, grant, world, post } = await start();
  const granted = await grant();
  await post('/s/test/visits', {
    v: 1,
    id: uuid(),
    visitorKey: granted.visitorKey,
    page: '/canary-page',
    referrer: '',
  });
  makeBackup({ file }, backup, key, world);
  const bytes = readFileSync(backup);
  const visitor = visitorOf(granted.visitorKey ?? '');
  for (const mark of ['Example Oy', '/canary-page', toUuid(visitor), Buffer.from(visitor)])
    expect(bytes.includes(mark)).toBe(false);
});

test('a restore without its journal, or with part of it, is refused unless it is asked for', async () => {
  const { file, backup, grant, withdraw, putBack, answersAfter, world, folder, journal } = await start();
  const [first, second] = [await grant(), await grant()];
  makeBackup({ file }, backup, key, world);
  await withdraw(first);
  await withdraw(second);
  await expect(putBack({ journal: join(folder, 'typo') })).rejects.toThrow('There is no journal in');
  const [name = ''] = readdirSync(journal);
  const whole = readFileSync(join(journal, name), 'utf8');
  const lines = whole.split('\n').filter((line) => line !== '');
  writeFileSync(join(journal, name), `${lines[1]}\n`);
  await expect(putBack()).rejects.toThrow('lacks entries 1 to 1');
  writeFileSync(join(journal, name), `${lines[0]}\n${lines[1]?.slice(0, -10)}`);
  expect(await putBack()).toMatchObject({ decisions: 1, lines: 1, unreadable: 1 });
  writeFileSync(join(journal, name), `${lines[1]}\n`);
  world.pass(1000);
  expect(await putBack({ asItIs: true })).toMatchObject({ decisions: 1 });
  expect(await answersAfter(second)).toEqual(['denied', 'denied']);
  await expect(putBack({ asItIs: true, world: { ...world, tombstoneKey: randomBytes(32) } })).rejects.toThrow(
    'the tombstone key beside the data folder is not the one',
  );
  writeFileSync(join(journal, name), whole);
  world.pass(1000);
  expect(await putBack()).toMatchObject({ decisions: 2, lines: 2, unreadable: 0 });
});
