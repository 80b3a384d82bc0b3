/** The relay's queue survives a killed process: nothing that was taken is lost, and no event comes again but after a death. */
import { expect, test } from 'vitest';
import { accepting } from '../support/decision.ts';
import { noContent, outside } from '../support/outside.ts';
import { pageView, relaySettings } from '../support/relayed.ts';
import { serve } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('killed while it takes and sends: all that was acknowledged reaches Google, at most once more for each death', async () => {
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
  /** Requests that had come by the end of each process. */
  const ends: number[] = [];
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
    // What it had sent by then may still be on its way.
    await expect.poll(() => google.open()).toBe(0);
    ends.push(google.requests().length);
    google.answer = () => noContent;
    served = await serve(folder, undefined, variables);
  }
  const sentIn = (requests: readonly string[]) =>
    [...requests.join('').matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
  const missing = () => {
    const sent = new Set(sentIn(google.requests()));
    return [...acknowledged].filter((n) => !sent.has(n)).length;
  };
  await expect.poll(missing).toBe(0);
  expect(acknowledged.size).toBeGreaterThan(20);
  await served.end('SIGTERM');
  for (const life of [0, 1, 2]) {
    const sent = sentIn(google.requests().slice(ends[life - 1] ?? 0, ends[life]));
    expect(new Set(sent).size, 'one process sends each once').toBe(sent.length);
  }
});
