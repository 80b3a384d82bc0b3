/** What a person said while two entries were one is said by both when they are two again. */
import { expect, test } from 'vitest';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';

const collector = await testCollector();
const { call, world } = collector;
const { audience, explained, permit, person } = marketingOf(collector);
const officer = 'data_protection_officer';
const merge = async (kept: string, merged: string): Promise<() => Promise<unknown>> => {
  const { status, body } = await call('support', 'POST', `/v1/persons/${kept}/merge`, { merged });
  expect(status).toBe(201);
  return () => call(officer, 'POST', `/v1/merges/${String(body['merge'])}/undo`);
};

test('R58: a restriction holds for both', async () => {
  const both = [await person(), await person()] as const;
  const undo = await merge(...both);
  await call(officer, 'POST', `/v1/persons/${both[0]}/restriction`, { reason: 'accuracy' });
  expect(await undo()).toMatchObject({ status: 204 });
  for (const one of both) {
    const { body } = await call(officer, 'GET', `/v1/persons/${one}/state`);
    expect([body['restricted'], body['restriction']]).toEqual([expect.any(String), 'accuracy']);
    expect((await call('administrator', 'GET', `/v1/persons/${one}`)).status).toBe(404);
  }
});

test('R8: a withdrawal holds for the entry whose permission it was, and for its address', async () => {
  const both = [await person(), await person()] as const;
  await permit(both[1]);
  const undo = await merge(...both);
  const { body } = await call('marketing', 'GET', `/v1/permissions?person=${both[0]}`);
  expect(body.items).toHaveLength(1);
  expect(await audience()).toContain(both[0]);
  world.pass(1000);
  await call('support', 'POST', `/v1/permissions/${body.items[0]?.['id']}/end`, { how: 'withdrawn' });
  expect(await undo()).toMatchObject({ status: 204 });
  for (const one of both) {
    expect(await audience()).not.toContain(one);
    expect((await explained(one)).in).toBe(false);
  }
  const again = { person: both[1], recipient: 'consumer', channel: 'email', purpose: 'newsletter' };
  const consent = { wording: 'Yes.', basis: 'consent', evidence: { document: 'an old list' } };
  const source = { kind: 'person' };
  const entered = await call('marketing', 'POST', '/v1/permissions', { ...again, ...consent, source });
  expect([entered.status, entered.body.pointer], 'only by their own word').toEqual([422, '/person']);
});
