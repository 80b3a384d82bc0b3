import { expect, test } from 'vitest';
import type { Held } from '../../../shared/mine.ts';
import { pageView, relayed } from '../../support/relayed.ts';

const here = await relayed();
const { measure, granting, relay, post } = here;

const mine = (key: string, headers: Record<string, string>) =>
  post('/s/test/mine', { v: 1, visitorKey: key }, headers);

test('R55: what was measured and waits is in the answer to whoever holds the key, reduced as it is kept', async () => {
  const key = await granting();
  await measure(
    key,
    [
      pageView({
        page: '/shop?utm_source=x&email=canary@example.fi',
        params: { product: 'ELMAS', mail: 'canary@example.fi' },
      }),
    ],
    {},
    { 'accept-language': 'fi-FI,fi;q=0.9' },
  );
  await measure(await granting(), [pageView({ page: '/another' })]);
  const held = (await (await mine(key, { accept: 'application/json' })).json()) as Held;
  expect(held.events).toHaveLength(1);
  expect(held.events[0]).toMatchObject({
    site: 'test',
    sent: 'waiting',
    event: {
      name: 'page_view',
      page: 'https://www.example.fi/shop',
      language: 'fi',
      params: { product: 'ELMAS' },
    },
  });
  const everywhere = await Promise.all(
    ['application/json', 'text/csv', 'text/html'].map(async (accept) => (await mine(key, { accept })).text()),
  );
  for (const text of everywhere) {
    expect(text).toContain('page_view');
    expect(text).toContain('/shop');
    expect(text, 'what the event carries').toContain('ELMAS');
    expect(text).not.toMatch(/canary|another/);
  }
  await relay.run('test');
  const after = (await (await mine(key, { accept: 'application/json' })).json()) as Held;
  expect(after.events.map(({ sent }) => sent)).toEqual(['yes']);
});
