/** The outbox survives a killed process: every letter of what was acknowledged comes, and again only after a death, under one id. */
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
  /** Letters that had come by the end of each process. */
  const ends: number[] = [];
  let served = await serve(folder, undefined, variables);
  for (let round = 0; round < 2; round += 1) {
    let killing: Promise<void> | undefined;
    const [begun, before] = [server.taken.length, acknowledged.length];
    // In the midst of sending: the server has taken it, and the collector has not heard so yet.
    server.onMessage = () => {
      if (server.taken.length > begun + 3 && acknowledged.length > before + 4)
        killing ??= served.end('SIGKILL');
    };
    while (!killing) {
      number += 1;
      const email = `reader${number}@example.fi`;
      const { status } = await served.post('registrations', { email, name: 'Reader' });
      if (status === 202) acknowledged.push(email);
    }
    await killing;
    // What it had sent by then may still be on its way.
    await expect.poll(() => server.under()).toBe(0);
    ends.push(server.taken.length);
    server.onMessage = () => {};
    served = await serve(folder, undefined, variables);
  }
  const readers = () => server.taken.flatMap(({ to }) => to);
  await expect.poll(() => acknowledged.filter((one) => !readers().includes(one)).length).toBe(0);
  await served.end('SIGTERM');
  expect(acknowledged.length).toBeGreaterThan(8);
  const times = new Map<string, Set<string | undefined>>();
  for (const { to, mail } of server.taken) {
    const [reader = ''] = to;
    if (!reader.startsWith('reader')) continue; // the daily checkpoint
    times.set(reader, (times.get(reader) ?? new Set()).add(mail.messageId));
  }
  for (const life of [0, 1, 2]) {
    const sent = readers().slice(ends[life - 1] ?? 0, ends[life]);
    expect(new Set(sent).size, 'one process sends each once').toBe(sent.length);
  }
  expect(
    [...times.values()].every((ids) => ids.size === 1),
    'what comes twice has one id',
  ).toBe(true);
});
