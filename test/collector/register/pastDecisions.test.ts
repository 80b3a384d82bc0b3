import { expect, test } from 'vitest';
import { fromUuid, toUuid } from '../../../collector/bytes.ts';
import { eraseDecision } from '../../../collector/ledger/decisions.ts';
import { decisionsOf } from '../../../collector/register/pastDecisions.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import type { Decision } from '../../../shared/decision.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';

const { post, notice, store, world, controller } = await testCollector();

const deciding = async (key: string, sequence: number, change: Partial<Decision> = {}): Promise<string> => {
  const decision = accepting(await notice(), { visitorKey: key, sequence, id: uuid(), ...change });
  expect((await post('/s/test/decisions', decision)).status).toBe(201);
  return decision.id;
};
const made = async (key: string) =>
  (await decisionsOf(store, controller.id, visitorOf(key))).map(({ decision }) => toUuid(decision));

test('all decisions of a visitor are found: those that count, those that counted once, and those that came too late', async () => {
  const key = visitorKey();
  const first = await deciding(key, 2);
  const part = await deciding(key, 3, {
    answers: { marketing: 'denied' },
    terms: { marketing: 1 },
    how: 'save',
  });
  const late = await deciding(key, 1, {
    how: 'withdraw_all',
    answers: { analytics: 'denied', marketing: 'denied' },
  });
  const last = await deciding(key, 4);
  await deciding(visitorKey(), 1);
  expect(await made(key)).toEqual([first, part, late, last]);
});

test("after signing out they stay the old key's, and what was handed on is not the new one's", async () => {
  const key = visitorKey();
  const next = visitorKey();
  const granted = await deciding(key, 1);
  await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
  const late = await deciding(key, 2, {
    how: 'withdraw_all',
    answers: { analytics: 'denied', marketing: 'denied' },
  });
  const own = await deciding(next, 5);
  expect(await made(key)).toEqual([granted, late]);
  expect(await made(next)).toEqual([own]);
});

test("an erased decision is nobody's any more", async () => {
  const key = visitorKey();
  const first = await deciding(key, 1);
  const second = await deciding(key, 2);
  await eraseDecision(store, world.tombstoneKey, controller.id, fromUuid(first));
  expect(await made(key)).toEqual([second]);
});
