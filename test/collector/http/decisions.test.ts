import { expect, test } from 'vitest';
import { fromBase64url, fromUuid, toBase64url } from '../../../collector/bytes.ts';
import { eraseDecision } from '../../../collector/ledger/decisions.ts';
import { digestOf } from '../../../collector/ledger/digest.ts';
import type { Acknowledgement } from '../../../shared/receipt.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';

const collector = await testCollector();
const { post, notice, staff } = collector;
const decisions = '/s/test/decisions';

const events = async (): Promise<
  { kind: string; content: Record<string, unknown> | null; erased: boolean }[]
> => {
  const answer = await staff('administrator', '/v1/ledger?limit=1000');
  return ((await answer.json()) as { events: [] }).events;
};
const decided = async () => (await events()).filter((event) => event.kind === 'decision');

test('C19: a grant is answered with a receipt that proves itself', async () => {
  const decision = accepting(await notice());
  const answer = await post(decisions, decision);
  expect(answer.status).toBe(201);
  const { id, visitor, receipt } = (await answer.json()) as Acknowledgement;
  if (!receipt) throw new Error('No receipt.');
  expect(id).toBe(decision.id);
  expect(visitor).toMatch(/^[0-9a-f-]{36}$/);
  expect(receipt).toMatchObject({ v: 1, controller: 'Example Oy', notice: decision.notice });
  expect(toBase64url(digestOf(fromBase64url(receipt.salt), receipt.body))).toBe(receipt.digest);
  expect(receipt.body).not.toContain(decision.visitorKey);
});

test('the same decision again is answered with the same bytes and kept once', async () => {
  const before = (await decided()).length;
  const decision = accepting(await notice());
  const answers = await Promise.all(Array.from({ length: 40 }, () => post(decisions, decision)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(texts).size).toBe(1);
  expect(answers.map((answer) => answer.status).sort()).toEqual([...Array(39).fill(200), 201]);
  expect((await decided()).length).toBe(before + 1);
});

test('the same id with another body is refused and changes nothing', async () => {
  const decision = accepting(await notice());
  await post(decisions, decision);
  const other = await post(decisions, { ...decision, at: decision.at + 1 });
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ type: 'urn:lupa:problem:another-decision', pointer: '/id' });
});

test('an erased decision answers 410 to its resend, and its row still stands without a body', async () => {
  const decision = accepting(await notice());
  await post(decisions, decision);
  const { store, world, controller } = collector;
  expect(await eraseDecision(store, world.tombstoneKey, controller.id, fromUuid(decision.id))).toBe(true);
  expect((await post(decisions, decision)).status).toBe(410);
  expect((await decided()).some((event) => event.erased && event.content === null)).toBe(true);
});

test('C20: a refusal is anonymous: no visitor, no receipt, no device data', async () => {
  const decision = refusing(await notice());
  const answer = await post(decisions, decision, {
    'user-agent': 'CanaryBrowser/9',
    referer: 'https://canary.example/',
  });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ id: decision.id });
  const kept = (await decided()).at(-1)?.content;
  expect(kept).toMatchObject({ visitor: null, sequence: null, how: 'reject_all' });
  expect(JSON.stringify(kept)).not.toMatch(/canary/i);
});

test('C16: terms rise for the purpose that asks for more, and for no comma', async () => {
  const changed = await testCollector();
  const settings = testSettings();
  const [necessary, analytics, marketing] = settings.purposes;
  if (!necessary || !analytics || !marketing) throw new Error('The settings have changed.');
  const first = await changed.notice();
  const terms = async () =>
    Object.fromEntries((await changed.notice()).purposes.map((purpose) => [purpose.id, purpose.terms]));
  const reworded = { ...analytics, description: { ...analytics.description, fi: 'Laskemme käynnit.' } };
  await changed.save({ ...settings, purposes: [necessary, reworded, marketing] });
  expect(await terms()).toMatchObject({ analytics: 1, marketing: 1 });
  await changed.save({ ...settings, purposes: [necessary, { ...analytics, retentionDays: 365 }, marketing] });
  expect(await terms()).toMatchObject({ analytics: 2, marketing: 1 });
  await changed.save({ ...settings, purposes: [necessary, { ...analytics, services: [] }, marketing] });
  expect(await terms(), 'less never asks again').toMatchObject({ analytics: 2, marketing: 1 });
  await changed.save({ ...settings, purposes: [necessary, analytics, marketing] });
  expect(await terms(), 'who agreed to the less has not agreed to the more').toMatchObject({ analytics: 3 });
  await changed.save({ ...settings, purposes: [necessary, analytics, marketing], visits: 'marketing' });
  expect(await terms(), 'visits under another purpose are more').toMatchObject({
    analytics: 3,
    marketing: 2,
  });
  const earlier = accepting(first);
  expect((await changed.post(decisions, earlier)).status, 'an earlier notice may still be answered').toBe(
    201,
  );
  const claiming = accepting(first, { terms: { analytics: 3, marketing: 2 } });
  expect((await changed.post(decisions, claiming)).status, 'but never for terms that it does not show').toBe(
    422,
  );
});

const wrong: [string, (decision: Record<string, unknown>) => Record<string, unknown>, string][] = [
  ['a notice never published', (d) => ({ ...d, notice: 'x'.repeat(43) }), '/notice'],
  ['another language than the notice', (d) => ({ ...d, language: 'sv' }), '/language'],
  [
    'a purpose nobody asked about',
    (d) => ({ ...d, answers: { chat: 'granted' }, terms: { chat: 1 } }),
    '/answers',
  ],
  [
    '"constructor" as a purpose',
    (d) => ({ ...d, answers: { constructor: 'granted' }, terms: { constructor: 1 } }),
    '/answers',
  ],
  [
    'the necessary purpose',
    (d) => ({ ...d, answers: { necessary: 'granted' }, terms: { necessary: 1 } }),
    '/answers',
  ],
  ['no answers', (d) => ({ ...d, answers: {}, terms: {} }), '/answers'],
  ['an answer that is none', (d) => ({ ...d, answers: { analytics: 'yes' } }), '/answers'],
  ['answers as an array', (d) => ({ ...d, answers: ['granted'] }), '/answers'],
  ['terms of another purpose', (d) => ({ ...d, terms: { analytics: 1, chat: 1 } }), '/terms'],
  ['terms that the notice does not show', (d) => ({ ...d, terms: { analytics: 2, marketing: 1 } }), '/terms'],
  [
    'accept_all that denies',
    (d) => ({ ...d, answers: { analytics: 'granted', marketing: 'denied' } }),
    '/how',
  ],
  ['a grant without a key', (d) => ({ ...d, visitorKey: undefined, sequence: undefined }), '/visitorKey'],
  ['a key without a sequence', (d) => ({ ...d, sequence: undefined }), '/sequence'],
  ['a key that is too short', (d) => ({ ...d, visitorKey: 'short' }), '/visitorKey'],
  ['an object as a key', (d) => ({ ...d, visitorKey: { toString: 'x' } }), '/visitorKey'],
  ['sequence zero', (d) => ({ ...d, sequence: 0 }), '/sequence'],
  ['a fraction as the time', (d) => ({ ...d, at: 1.5 }), '/at'],
  ['a random id', (d) => ({ ...d, id: '3f0e4d3a-5b6c-4d7e-8f90-a1b2c3d4e5f6' }), '/id'],
  ['another version', (d) => ({ ...d, v: 2 }), '/v'],
  ['how as an array', (d) => ({ ...d, how: ['accept_all'] }), '/how'],
];

test.each(wrong)('%s is refused with a pointer, and nothing is written', async (_name, change, pointer) => {
  const before = (await decided()).length;
  const answer = await post(decisions, change(accepting(await notice())));
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:wrong-body', pointer });
  expect((await decided()).length).toBe(before);
});

test('unknown members are dropped, never stored: cached loaders and rolling upgrades must work', async () => {
  const answer = await post(decisions, {
    ...accepting(await notice()),
    userAgent: 'canary-member',
    screen: 'canary-member',
  });
  expect(answer.status).toBe(201);
  expect(JSON.stringify(await events())).not.toContain('canary-member');
});

test('a decision from a foreign page, or from none, is refused', async () => {
  const decision = accepting(await notice());
  for (const origin of ['https://evil.example', 'null', 'https://www.example.fi.evil.example', '']) {
    const answer = await post(decisions, decision, { origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('folding by sequence: a late older decision changes nothing, and at the same sequence denied wins', async () => {
  const key = visitorKey();
  const about = async (sequence: number, answer: 'granted' | 'denied', at: number) =>
    (
      (await (
        await post(
          decisions,
          accepting(await notice(), {
            id: uuid(),
            at,
            visitorKey: key,
            sequence,
            answers: { analytics: answer },
            terms: { analytics: 1 },
            how: 'save',
          }),
        )
      ).json()) as Acknowledgement
    ).visitor;
  const visitor = await about(2, 'denied', 5);
  await about(1, 'granted', 9_000_000);
  const now = async () => {
    const found = await staff('administrator', '/v1/lookups', {
      by: 'visitor',
      value: visitor,
      reason: 'test',
    });
    const { visitors } = (await found.json()) as { visitors: { consents: { answer: string }[] }[] };
    return visitors[0]?.consents.map((consent) => consent.answer);
  };
  expect(await now()).toEqual(['denied']);
  await about(3, 'granted', 10);
  expect(await now()).toEqual(['granted']);
  await about(3, 'denied', 11);
  expect(await now()).toEqual(['denied']);
  await about(3, 'granted', 12);
  expect(await now()).toEqual(['denied']);
});
