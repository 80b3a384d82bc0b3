/** R58: a restricted person is stored and otherwise untouched (GDPR 18): every call of the staff listener, tried with theirs. */
import { expect, test } from 'vitest';
import { type Operation, operationsOf } from '../../support/api.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { callers, type Ids, sideOf } from '../../support/twoControllers.ts';

const collector = await testCollector();
const operations = await operationsOf(collector.needs);
const side = await sideOf(collector, 'kanaria');
const { call, send, headersOf } = callers(collector);
const draw = chance(58);
const latest: Ids = (folder) => side.ids.get(folder)?.at(-1);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const byName = new Map(operations.map((one) => [named(one), one]));

/** What is about rights, duties or the log: it must reach whom nobody else may use. */
const reaching: Record<string, string> = {
  'GET /v1/access-log': 'the log of readings',
  'GET /v1/ledger': 'the ledger, ids alone',
  'GET /v1/persons/{id}/access': 'the access answer (GDPR 15)',
  'GET /v1/persons/{id}/portable': 'portability (GDPR 20)',
  'POST /v1/persons/{id}/objection': 'their objection (GDPR 21)',
  'POST /v1/requests/{id}/identity': 'their request',
  'PATCH /v1/restricted-persons/{id}': 'rectifying whoever is restricted (GDPR 16, 18(1)(a))',
  'GET /v1/holds': 'what a law keeps',
  'POST /v1/holds': 'what a law keeps',
  'GET /v1/holds/{id}': 'what a law keeps',
  'PATCH /v1/holds/{id}': 'what a law keeps',
  'POST /v1/disclosures/many': 'says that they are not disclosed, and why',
};

let count = 0;
const act = (path: string, body: object) =>
  send({ listener: 'staff', method: 'POST' }, path, body, {
    'content-type': 'application/json',
    authorization: `Bearer ${side.keys.administrator}`,
  });

/** Somebody new, with a row of what the operation is about. */
const newcomer = async ({ path }: Operation): Promise<string> => {
  count += 1;
  const { body } = await act('/v1/persons', {
    name: `Rajoitettu ${count}`,
    email: `rajoitettu${count}@example.fi`,
    source: { kind: 'person' },
  });
  const id = String(body['id']);
  side.ids.set('persons', [id]);
  const steps = [
    'POST /v1/licences',
    'POST /s/{site}/activations',
    'POST /s/{site}/activations',
    `POST /v1/${path.split('/')[2]}`,
    'GET /v1/misuse-flags',
  ];
  for (const name of steps) {
    const one = name === 'POST /v1/persons' ? undefined : byName.get(name);
    if (one) await call(one, side, draw, latest);
  }
  return id;
};

/** Calls it; a list whole, so that the newest is in it. */
const ask = async (operation: Operation): Promise<{ status: number; text: string }> => {
  const { method, path, queries } = operation;
  if (method !== 'GET' || path.includes('{')) return call(operation, side, draw, latest, { learning: false });
  const wanted = { limit: '500', channel: 'email', purpose: 'newsletter', site: side.site };
  const query = new URLSearchParams(Object.entries(wanted).filter(([name]) => queries.includes(name)));
  return send(operation, `${path}?${query}`, undefined, headersOf(operation, side));
};

const showing = new Set<string>();

test.each(
  operations
    .filter((one) => one.security === 'staff' && one.method !== 'DELETE' && !(named(one) in reaching))
    .map((one) => [named(one), one] as const),
)('%s', async (name, operation) => {
  const usable = await newcomer(operation);
  const before = await ask(operation);
  if (before.status < 300 && before.text.includes(usable)) showing.add(name);
  const id = await newcomer(operation);
  const { status } = await act(`/v1/persons/${id}/restriction`, { reason: 'accuracy' });
  expect(status).toBe(204);
  const { text } = await ask(operation);
  for (const mark of [id, `Rajoitettu ${count}`, `rajoitettu${count}@`])
    expect(text.includes(mark), text.slice(0, 300)).toBe(false);
});

test('the test has power: the same calls show whoever is not restricted', () => {
  expect([...showing].filter((name) => /^GET \/v1\/[\w-]+$/.test(name)).length).toBeGreaterThan(3);
  expect([...showing].filter((name) => name.includes('/exports/')).length).toBeGreaterThan(1);
  expect(showing.size).toBeGreaterThan(20);
});
