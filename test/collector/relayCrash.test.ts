/** The relay's queue survives a killed process: nothing that was taken is lost, and no event comes more than twice. */
import { expect, test } from 'vitest';
import { accepting } from '../support/decision.ts';
import { noContent, outside } from '../support/outside.ts';
import { pageView, relaySettings } from '../support/relayed.ts';
import { serve } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('killed while it takes and sends: all that was acknowledged reaches Google, none of it more than twice', async () => {
  const folder = temporaryFolder();
  const google = await outside();
  const variables = {
    LUPA_MEASUREMENT_URL: google.url,
    LUPA_RATE_LIMIT: '0',
    TEST_SITE: JSON.stringify(relaySettings()),
    TEST_SECRET: 'secret-of-nobody',
  };
  let served = await serve(folder, undefined, variables);
  const notice = await served.notice();
  const keys: string[] = [];
  for (let made = 0; made < 20; made += 1) {
    const decision = accepting(notice);
    expect((await served.send(decision)).status).toBe(201);
    keys.push(decision.visitorKey ?? '');
  }
  const acknowledged = new Set<number>();
  let number = 0;
  for (let round = 0; round < 2; round += 1) {
    let killing: Promise<void> | undefined;
    const begun = google.requests().length;
    // In the midst of sending: some requests have come, others have not.
    google.answer = () => {
      if (google.requests().length > begun + 5) killing ??= served.end('SIGKILL');
      return noContent;
    };
    while (!killing) {
      const numbers = Array.from({ length: 5 }, () => ++number);
      const { status } = await served.post('analytics', {
        v: 1,
        visitorKey: keys[number % keys.length],
        session: { began: Date.now() },
        events: numbers.map((n) => pageView({ params: { n } })),
      });
      if (status === 202) for (const one of numbers) acknowledged.add(one);
    }
    await killing;
    google.answer = () => noContent;
    served = await serve(folder, undefined, variables);
  }
  const times = () => {
    const found = new Map<number, number>();
    for (const [, n] of google
      .requests()
      .join('')
      .matchAll(/"n":(\d+)/g))
      found.set(Number(n), (found.get(Number(n)) ?? 0) + 1);
    return found;
  };
  await expect
    .poll(() => [...acknowledged].filter((n) => !times().has(n)).length, { timeout: 20_000 })
    .toBe(0);
  expect(Math.max(...times().values())).toBeLessThanOrEqual(2);
  expect(acknowledged.size).toBeGreaterThan(20);
  await served.end('SIGTERM');
}, 40_000);
