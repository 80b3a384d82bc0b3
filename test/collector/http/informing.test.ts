/** R37: what others gave of a person is told to them within a month (GDPR 14). */
import { expect, test } from 'vitest';
import { testCollector } from '../../support/collector.ts';
import { day } from '../../support/world.ts';

const { call, world } = await testCollector();
const make = async (name: string, kind: string) =>
  (await call('support', 'POST', '/v1/persons', { name, source: { kind, permission: 'contract 3' } })).body
    .id;

test('R37: who came from a colleague is due a month later, page by page, overdue after it, and off the list when told', async () => {
  const persons = [
    await make('A', 'customer_company'),
    await make('B', 'customer_company'),
    await make('C', 'public'),
  ];
  await make('D', 'person');
  const seen: unknown[] = [];
  let after = '';
  do {
    const { body } = await call('support', 'GET', `/v1/informing?limit=1${after}`);
    for (const one of body.items) {
      seen.push(one['person']);
      expect(one).toMatchObject({ due: '2026-12-22T21:59:59.999Z', overdue: false });
    }
    after = body.next ? `&after=${body.next}` : '';
  } while (after);
  expect(seen.sort()).toEqual([...persons].sort());

  const told = { told: new Date(world.clock()).toISOString() };
  expect((await call('support', 'POST', `/v1/persons/${persons[0]}/informed`, told)).status).toBe(204);
  expect((await call('support', 'POST', `/v1/persons/${persons[0]}/informed`, told)).status).toBe(404);
  const future = { told: new Date(world.clock() + day).toISOString() };
  expect((await call('support', 'POST', `/v1/persons/${persons[1]}/informed`, future)).status).toBe(422);
  world.pass(31 * day);
  const { body } = await call('support', 'GET', '/v1/informing');
  expect(body.items.map(({ person, overdue }) => [person, overdue])).toEqual(
    persons
      .slice(1)
      .sort()
      .map((person) => [person, true]),
  );
});

test('R37: a value that a colleague corrects, and what they tell of a known person, start a month of their own', async () => {
  const id = await make('E', 'person');
  const due = async () => {
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
    return (body['informing'] as unknown as { source: string; due: string }[]).map((one) => [
      one.source,
      one.due,
    ]);
  };
  expect(await due()).toEqual([]);
  const month = new Date(world.clock());
  const source = { kind: 'customer_company' };
  const change = { position: 'Johtaja', source };
  expect((await call('support', 'PATCH', `/v1/persons/${id}`, change, { 'if-match': '*' })).status).toBe(200);
  const first = await due();
  expect(first).toEqual([['customer_company', expect.any(String)]]);
  // To the end of the day, and of the next working day (Regulation 1182/71).
  const days = (Date.parse(first[0]?.[1] ?? '') - month.getTime()) / day;
  expect(days > 27 && days < 36, `${days} days`).toBe(true);
  const told = { person: id, received: '2026-11-01', channel: 'phone', body: 'Says a colleague.', source };
  expect((await call('support', 'POST', '/v1/feedback', told)).status).toBe(201);
  expect(await due()).toHaveLength(2);
});
