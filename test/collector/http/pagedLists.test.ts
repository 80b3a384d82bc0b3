/** Lists that no noun has made: webhooks and statements go page by page as all others do. */
import { expect, test } from 'vitest';
import { testCollector } from '../../support/collector.ts';
import { day } from '../../support/world.ts';

const { call, world } = await testCollector({ privateHooks: true });

/** All of a list, two a page, by what `by` says. */
const paged = async (path: string, by: string): Promise<{ all: unknown[]; pages: number }> => {
  const all: unknown[] = [];
  let after = '';
  for (let pages = 1; ; pages += 1) {
    const { status, body } = await call('administrator', 'GET', `${path}?limit=2${after}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(2);
    all.push(...body.items.map((one) => one[by]));
    if (body.next === undefined) return { all, pages };
    after = `&after=${body.next}`;
  }
};

test('webhooks', async () => {
  const made: string[] = [];
  for (let number = 0; number < 5; number += 1) {
    world.pass(1);
    const url = `http://127.0.0.1:9/${number}`;
    made.push((await call('administrator', 'POST', '/v1/webhooks', { url, events: ['*'] })).body.id);
  }
  expect(await paged('/v1/webhooks', 'id')).toEqual({ all: made, pages: 3 });
  expect((await call('administrator', 'GET', '/v1/webhooks?after=x')).status).toBe(422);
});

test('versions of the statement', async () => {
  for (let number = 1; number <= 4; number += 1) {
    const effective = new Date(world.clock() + number * day).toISOString();
    const version = { effective, material: false, texts: { fi: `Seloste ${number}` } };
    expect((await call('administrator', 'POST', '/v1/statements', version)).status).toBe(201);
  }
  expect(await paged('/v1/statements', 'statement')).toEqual({ all: [1, 2, 3, 4], pages: 2 });
  expect((await call('administrator', 'GET', '/v1/statements?limit=0')).status).toBe(422);
});
