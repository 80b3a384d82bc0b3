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
