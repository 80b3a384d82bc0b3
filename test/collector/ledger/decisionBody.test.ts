import { expect, test } from 'vitest';
import { toUuid } from '../../../collector/bytes.ts';
import { decodeDecision, encodeDecision, noticeOf, whoIn } from '../../../collector/ledger/decisionBody.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import type { Decision } from '../../../shared/decision.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing } from '../../support/decision.ts';

const { notice: noticeIn } = await testCollector();
const notice = await noticeIn();
const cited = { site: 1, number: 3, notice };
const visitorIn = ({ visitorKey }: Decision) =>
  visitorKey === undefined ? null : toUuid(visitorOf(visitorKey));

const decisions: [string, Decision][] = [
  ['a grant', accepting(notice)],
  ['a refusal', refusing(notice)],
  ['a signal', accepting(notice, { signal: 'dnt' })],
  ['a refusal with a signal', refusing(notice, { signal: 'gpc' })],
  ['a clock that went back since the id was made', accepting(notice, { at: 1 })],
  [
    'one purpose',
    accepting(notice, { answers: { marketing: 'denied' }, terms: { marketing: 1 }, how: 'save' }),
  ],
  [
    'a take-over',
    refusing(notice, { surface: 'takeover', how: 'save', takeover: { from: 'klaro', given: 5 } }),
  ],
  [
    'a take-over of unknown age',
    refusing(notice, { surface: 'takeover', how: 'save', takeover: { from: 'onetrust' } }),
  ],
];

test.each(decisions)('%s is read back as it was', (_name, decision) => {
  const visitor = visitorIn(decision);
  const body = encodeDecision(decision, cited, visitor);
  expect(body.length).toBeLessThan(110);
  expect(noticeOf(body)).toBe(3);
  const { decision: id, visitor: who } = whoIn(body);
  expect([toUuid(id), who && toUuid(who)]).toEqual([decision.id, visitor]);
  expect(decodeDecision(body, notice)).toEqual({
    id: decision.id,
    site: 1,
    notice: 3,
    answers: Object.entries(decision.answers).map(([purpose, answer]) => ({
      purpose,
      answer,
      terms: decision.terms[purpose],
    })),
    how: decision.how,
    surface: decision.surface,
    at: decision.at,
    signal: decision.signal ?? null,
    visitor,
    sequence: decision.sequence ?? null,
    takeover: decision.takeover
      ? { from: decision.takeover.from, given: decision.takeover.given ?? null }
      : null,
  });
});

test('the order of the members changes nothing: the same decision is the same text', () => {
  const decision = accepting(notice);
  const turned = Object.fromEntries(Object.entries(decision).reverse()) as unknown as Decision;
  turned.answers = Object.fromEntries(Object.entries(decision.answers).reverse());
  expect(encodeDecision(turned, cited, visitorIn(turned))).toBe(
    encodeDecision(decision, cited, visitorIn(decision)),
  );
});
