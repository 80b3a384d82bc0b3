/** What was acknowledged survives: a killed process, a full disk, resends; each decision is one row. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openToRead } from '../../collector/store/database.ts';
import { sql } from '../../collector/store/store.ts';
import type { Decision } from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import { accepting, refusing } from '../support/decision.ts';
import { databaseIn } from '../support/engine.ts';
import { fileTest } from '../support/fileTest.ts';
import { type Answered, type Served, serve } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Decisions and how each was acknowledged. */
type Acknowledged = Map<string, { decision: Decision; text: string }>;

/**
 * Sends decisions over sixteen connections until `until` says so, three in ten of them a second time at once. Answers
 * those that were acknowledged, and all answers that were no acknowledgement.
 */
const press = async (to: Served, notice: Notice, until: (answered: number) => boolean) => {
  const acknowledged: Acknowledged = new Map();
  const other: Answered[] = [];
  let answered = 0;
  const take = (decision: Decision, answer: Answered): void => {
    answered += 1;
    if (answer.status !== 201 && answer.status !== 200) {
      other.push(answer);
      return;
    }
    const before = acknowledged.get(decision.id);
    if (before) expect(answer.text).toBe(before.text);
    acknowledged.set(decision.id, { decision, text: answer.text });
  };
  const visitor = async (): Promise<void> => {
    while (!until(answered)) {
      const decision = Math.random() < 0.6 ? accepting(notice) : refusing(notice);
      const times = Math.random() < 0.3 ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: times }, () => to.send(decision)));
      for (const answer of answers) take(decision, answer);
    }
  };
  await Promise.all(Array.from({ length: 16 }, visitor));
  return { acknowledged, other };
};

/** Sends again what was acknowledged; answers how often the answer was another one, or (but where that may be) none. */
const resend = async (to: Served, acknowledged: Acknowledged, mayWait = false): Promise<number> => {
  let wrong = 0;
  for (const { decision, text } of acknowledged.values()) {
    const answer = await to.send(decision);
    if (mayWait && answer.status === 503) continue;
    if (answer.status !== 200 || answer.text !== text) wrong += 1;
  }
  return wrong;
};

const counts = sql`
  select (select count(*) from ledger) as rows, (select max(number) from ledger) as last,
    (select count(*) from ledger where kind = 4) as decided, (select count(*) from decisions) as ids`;

/** Whether the numbers are gapless and each decision is one row, once nobody has the database open. */
const expectOneRowEach = async (folder: string, least: number): Promise<void> => {
  const reader = await openToRead(await databaseIn(folder));
  const [row] = await reader.read<Record<string, number>>(counts, {});
  await reader.close();
  expect(row?.['rows']).toBe(row?.['last']);
  expect(row?.['decided']).toBe(row?.['ids']);
  expect(row?.['ids']).toBeGreaterThanOrEqual(least);
};

test('three times killed under load: all that was acknowledged is there, once, answered with the same bytes', async () => {
  const folder = temporaryFolder();
  const starts: number[] = [];
  let total = 0;
  let served = await serve(folder);
  for (let round = 0; round < 3; round++) {
    // In the midst of it: however slow the machine, something has been acknowledged, and more is under way.
    let killing: Promise<unknown> | undefined;
    let killed = false;
    const { acknowledged, other } = await press(served, await served.notice(), (answered) => {
      if (answered > 30 + 60 * round)
        killing ??= served.end('SIGKILL').then(() => {
          killed = true;
        });
      return killed;
    });
    await killing;
    expect(other.every(({ status }) => status === 0)).toBe(true);
    expect(acknowledged.size).toBeGreaterThan(10);
    total += acknowledged.size;
    served = await serve(folder);
    starts.push(served.startedIn);
    expect(await resend(served, acknowledged)).toBe(0);
  }
  await served.end('SIGTERM');
  expect(Math.min(...starts)).toBeLessThan(2000);
  await expectOneRowEach(folder, total);
});

fileTest(
  'a full disk is answered as such, loses nothing that was acknowledged, and when there is room it goes on',
  async () => {
    const folder = temporaryFolder();
    const first = await serve(folder);
    await first.end('SIGTERM');
    // No file may grow beyond a megabyte: the log of the database reaches that after some hundred decisions.
    const served = await serve(folder, 1024);
    const notice = await served.notice();
    let full = 0;
    const send = served.send;
    served.send = async (decision) => {
      const answer = await send(decision);
      if (answer.status >= 500) full += 1;
      return answer;
    };
    const { acknowledged, other } = await press(
      served,
      notice,
      (answered) => full >= 20 || answered > 20_000,
    );
    expect(acknowledged.size).toBeGreaterThan(20);
    expect(other.length).toBeGreaterThanOrEqual(20);
    for (const { status, type } of other) {
      expect([500, 503]).toContain(status);
      expect(type).toBe('application/problem+json');
    }
    // What else is written in the same moment may fail, and a resend with it: told to come again, never told otherwise.
    expect(await resend(served, acknowledged, true)).toBe(0);
    execFileSync('prlimit', ['--pid', String(served.pid), '--fsize=unlimited']);
    expect(await resend(served, acknowledged)).toBe(0);
    const after = await press(served, notice, (answered) => answered >= 200);
    expect(after.other).toEqual([]);
    await served.end('SIGTERM');
    await expectOneRowEach(folder, acknowledged.size + after.acknowledged.size);
  },
);
