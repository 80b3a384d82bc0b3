/** The outbox survives a killed process: every letter of what was acknowledged comes, and none more than twice, under one id. */
import { expect, test } from 'vitest';
import { mailServer } from '../support/mailServer.ts';
import { serve } from '../support/served.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('killed while it takes and sends: all that was acknowledged is sent, at most once more for each death', async () => {
  const folder = temporaryFolder();
  const server = await mailServer();
  const variables = {
    LUPA_RATE_LIMIT: '0',
    LUPA_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    LUPA_MAIL_FROM: 'no-reply@lupa.example',
  };
  const acknowledged: string[] = [];
  let number = 0;
  let served = await serve(folder, undefined, variables);
  for (let round = 0; round < 2; round += 1) {
    let killing: Promise<void> | undefined;
    const begun = server.taken.length;
    // In the midst of sending: the server has taken it, and the collector has not heard so yet.
    server.onMessage = () => {
      if (server.taken.length > begun + 3) killing ??= served.end('SIGKILL');
    };
    while (!killing) {
      number += 1;
      const email = `reader${number}@example.fi`;
      const { status } = await served.post('registrations', { email, name: 'Reader' });
      if (status === 202) acknowledged.push(email);
    }
    await killing;
    server.onMessage = () => {};
    served = await serve(folder, undefined, variables);
  }
  const readers = () => server.taken.flatMap(({ to }) => to);
  await expect
    .poll(() => acknowledged.filter((one) => !readers().includes(one)).length, { timeout: 20_000 })
    .toBe(0);
  await served.end('SIGTERM');
  expect(acknowledged.length).toBeGreaterThan(8);
  const times = new Map<string, Set<string | undefined>>();
  const counts = new Map<string, number>();
  for (const { to, mail } of server.taken) {
    const [reader = ''] = to;
    if (!reader.startsWith('reader')) continue; // the daily checkpoint
    times.set(reader, (times.get(reader) ?? new Set()).add(mail.messageId));
    counts.set(reader, (counts.get(reader) ?? 0) + 1);
  }
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(2);
  expect(
    [...times.values()].every((ids) => ids.size === 1),
    'what comes twice has one id',
  ).toBe(true);
}, 40_000);
