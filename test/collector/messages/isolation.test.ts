/** R3: what one controller publishes, tells and sends is nobody else's. */
import { expect, test } from 'vitest';
import { hooksFor } from '../../../collector/messages/outbox/hooks.ts';
import { queueMail } from '../../../collector/messages/outbox/queue.ts';
import { addStaff } from '../../../collector/register/staff.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { newKey, testCollector } from '../../support/collector.ts';
import { mailServer } from '../../support/mailServer.ts';
import { outside } from '../../support/outside.ts';
import { postingOf } from '../../support/posting.ts';

test('webhooks, statements and messages of another controller are not found, and hear, say and send nothing of ours', async () => {
  const collector = await testCollector({ privateHooks: true });
  const { call, get, store, world } = collector;
  await store.write([
    statement(
      sql`
        insert into controllers (controller_id, name, contact, role, created)
        values (2, 'Other Oy', 'dpo@other.example', 'customer', 1)`,
      {},
    ),
  ]);
  const key = newKey();
  const committed = world.clock();
  await addStaff(store, world, { controller: 2, name: 'Other', role: 'administrator', key, committed });
  const theirs = { authorization: `Bearer ${key}` };
  const ask = (method: string, path: string, body?: unknown, headers = {}) =>
    call('administrator', method, path, body, headers);

  const ours = await outside();
  const other = await outside();
  const hook = await ask('POST', '/v1/webhooks', { url: ours.url, events: ['*'] });
  await ask('POST', '/v1/webhooks', { url: other.url, events: ['*'] }, theirs);
  await ask('POST', '/v1/statements', { effective: '2026-01-01', material: true, texts: { fi: 'Meidän' } });
  const own = await ask(
    'POST',
    '/v1/statements',
    { effective: '2026-01-01', material: true, texts: { fi: 'Heidän' } },
    theirs,
  );
  expect(own.body['statement'], 'each counts from 1').toBe(1);

  for (const [method, path, body] of [
    ['GET', `/v1/webhooks/${hook.body.id}`],
    ['GET', `/v1/webhooks/${hook.body.id}/deliveries`],
    ['PATCH', `/v1/webhooks/${hook.body.id}`, { events: ['*'] }],
    ['POST', `/v1/webhooks/${hook.body.id}/secret`],
    ['POST', `/v1/webhooks/${hook.body.id}/test`],
    ['DELETE', `/v1/webhooks/${hook.body.id}`],
  ] as const)
    expect((await ask(method, path, body, { ...theirs, 'if-match': '*' })).status, path).toBe(404);
  expect((await ask('GET', '/v1/statements/1/fi', undefined, theirs)).body['body']).toBe('Heidän');
  expect((await ask('GET', '/v1/statements/1/fi')).body['body']).toBe('Meidän');
  const digest = (own.body['languages'] as unknown as Record<string, string>)['fi'];
  expect((await get(`/s/test/statements/${digest}`)).status, 'not at our site').toBe(404);

  const server = await mailServer();
  const { run } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
  const mail = { template: 'test', person: null, to: 'a@example.fi', subject: 's', text: 't' };
  await store.write([
    queueMail(world, { controller: 1, ...mail }),
    queueMail(world, { controller: 2, ...mail }),
    ...(await hooksFor(store, world, 2, 'person.changed', { person: world.random(16) })),
  ]);
  await run();
  expect(
    server.taken.map((one) => [one.mail.from?.value[0]?.name, one.mail.replyTo?.value[0]?.address]).sort(),
  ).toEqual([
    ['Example Oy', 'privacy@example.fi'],
    ['Other Oy', 'dpo@other.example'],
  ]);
  expect([ours.requests().length, other.requests().length]).toEqual([0, 1]);
  for (const headers of [{}, theirs]) {
    const { items } = (await ask('GET', '/v1/messages', undefined, headers)).body;
    expect(items.filter((one) => one['template'] === 'test')).toHaveLength(1);
  }
});
