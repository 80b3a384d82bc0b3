/** E-mail leaves by a real SMTP server: once, encrypted where it can be, tried again where it must be, and never under another's name. */
import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../collector/messages/mail/smtp.ts';
import { type Mail, queueMail } from '../../../collector/messages/outbox/queue.ts';
import { certificate, certificateKey } from '../../support/certificate.ts';
import { testCollector } from '../../support/collector.ts';
import { mailServer, refusal } from '../../support/mailServer.ts';
import { freePorts } from '../../support/ports.ts';
import { postingOf } from '../../support/posting.ts';

const collector = await testCollector();
const { store, world } = collector;
const minute = 60_000;

let serial = 0;
const queue = async (change: Partial<Mail> = {}): Promise<string> => {
  serial += 1;
  world.pass(1);
  const to = change.to ?? `reader${serial}@example.fi`;
  await store.write([
    queueMail(world, {
      controller: 1,
      template: 'test',
      person: null,
      to,
      subject: 'Hello',
      text: 'A text.',
      ...change,
    }),
  ]);
  return to;
};
/** What became of the messages that were queued last. */
const last = async (rows: () => Promise<Record<string, unknown>[]>, count = 1) =>
  (await rows()).slice(-count).map(({ state, problem, attempts }) => [state, problem, attempts]);

describe('a message', () => {
  test('comes as it was written, from the controller; and nothing of it is left but that it was sent', async () => {
    const server = await mailServer();
    const { run, rows, ended } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
    const to = await queue({
      to: 'häh@öljy.example',
      subject: 'Sähköposti — ✓ 你好 🐺',
      text: 'Ensimmäinen rivi\n\n.\nFrom here\nyötä 🐺',
      html: '<p>yötä 🐺</p>',
      headers: { 'List-Unsubscribe': '<https://collector.example/u/1>' },
    });
    await run();
    const [taken] = server.taken;
    expect(taken?.to).toEqual(['häh@öljy.example']);
    expect(taken?.from).toBe('no-reply@lupa.example');
    expect(taken?.mail.subject).toBe('Sähköposti — ✓ 你好 🐺');
    expect(taken?.mail.text?.trim()).toBe('Ensimmäinen rivi\n\n.\nFrom here\nyötä 🐺');
    expect(taken?.mail.html).toBe('<p>yötä 🐺</p>');
    expect(taken?.mail.from?.value).toEqual([{ address: 'no-reply@lupa.example', name: 'Example Oy' }]);
    expect(taken?.mail.replyTo?.value[0]?.address).toBe('privacy@example.fi');
    expect(taken?.raw).toContain('List-Unsubscribe: <https://collector.example/u/1>');
    expect(taken?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    const [row] = (await rows()).slice(-1);
    expect(row).toMatchObject({
      state: 'sent',
      body: null,
      recipient: null,
      ended: world.clock(),
      attempts: 1,
    });
    expect(JSON.stringify(row)).not.toContain(to);
    expect(ended).toEqual(['email sent']);
    await run();
    expect(server.taken, 'once').toHaveLength(1);
    await server.close();
  });

  test('does not leave before it is due', async () => {
    const server = await mailServer();
    const { run } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
    await queue({ due: world.clock() + minute });
    await run();
    expect(server.taken).toHaveLength(0);
    world.pass(minute);
    await run();
    expect(server.taken).toHaveLength(1);
    await server.close();
  });

  test('headers are put into it neither by its subject, nor by its address, nor by its headers', async () => {
    const server = await mailServer();
    const { run, rows } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
    const evil = 'Hello\r\nBcc: victim@example.fi\r\n\r\nanother body';
    await queue({
      subject: evil,
      headers: {
        'X-Fine': 'one\r\nBcc: victim@example.fi',
        'X-Bad\r\nBcc': 'victim@example.fi',
        Bcc: 'victim@example.fi',
        To: 'victim@example.fi',
        'Content-Type': 'text/evil',
      },
    });
    await run();
    const [taken] = server.taken;
    expect(taken?.to).toHaveLength(1);
    const [head = ''] = (taken?.raw ?? '').split('\r\n\r\n');
    expect(head).not.toMatch(/^(bcc|x-bad)/im);
    expect(taken?.mail.subject).toBe('Hello Bcc: victim@example.fi another body');
    expect(taken?.mail.headers.get('x-fine')).toBe('one Bcc: victim@example.fi');
    expect(taken?.raw).not.toContain('text/evil');
    for (const to of [
      'a@example.fi\r\nRCPT TO:<victim@example.fi>',
      'a@example.fi, victim@example.fi',
      'Victim <victim@example.fi>',
      '<victim@example.fi>',
      'no address',
      '',
    ])
      await queue({ to });
    await run();
    expect(server.taken).toHaveLength(1);
    expect(await last(rows, 6)).toEqual(Array(6).fill(['failed', 'bad-address', 1]));
    await server.close();
  });
});

describe('encryption', () => {
  const tls = { key: certificateKey, cert: certificate };
  const login: SMTPServerOptions = {
    onAuth: ({ username, password }, _, done) =>
      username === 'lupa@mail' && password === 'p:ss/word'
        ? done(null, { user: 'lupa' })
        : done(refusal(535, 'Who?')),
  };
  const account = 'lupa%40mail:p%3Ass%2Fword@';

  test('is used where STARTTLS is offered, and its certificate must hold; so is a password', async () => {
    const server = await mailServer({ ...tls, ...login, disabledCommands: [] });
    const url = `smtp://${account}localhost:${server.port}`;
    await queue();
    const unknown = postingOf(collector, { url });
    await unknown.run();
    expect(await last(unknown.rows)).toEqual([['waiting', 'unreachable', 1]]);
    const trusting = postingOf(collector, { url, ca: certificate });
    world.pass(2 * minute);
    await trusting.run();
    expect(server.taken.map(({ secure }) => secure)).toEqual([true]);
    await server.close();
  });
  test('is there from the start where the address says smtps', async () => {
    const server = await mailServer({ ...tls, ...login, secure: true, disabledCommands: [] });
    const { run } = postingOf(collector, {
      url: `smtps://${account}localhost:${server.port}`,
      ca: certificate,
    });
    await queue();
    await run();
    expect(server.taken.map(({ secure }) => secure)).toEqual([true]);
    await server.close();
  });
  test('is demanded before a password is said, but to this machine itself', async () => {
    let asked = 0;
    const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => {
      asked += 1;
      done(null, { user: 'lupa' });
    };
    // What somebody in between makes of a server: STARTTLS is gone.
    const server = await mailServer({ onAuth, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    await queue();
    const elsewhere = postingOf(collector, { url: `smtp://${account}0.0.0.0:${server.port}` });
    await elsewhere.run();
    expect(asked).toBe(0);
    expect((await last(elsewhere.rows))[0]?.[0]).toBe('waiting');
    world.pass(2 * minute);
    await postingOf(collector, { url: `smtp://${account}127.0.0.1:${server.port}` }).run();
    expect([asked, server.taken.length]).toEqual([1, 1]);
    await server.close();
  });
  test('a wrong password is nobody’s fault but ours: the message waits', async () => {
    const [port = 0] = await freePorts(1);
    const server = await mailServer({ ...tls, ...login, disabledCommands: [] }, port);
    const url = `smtp://lupa:wrong@localhost:${port}`;
    const { run, rows, outbox } = postingOf(collector, { url, ca: certificate });
    await queue();
    await run();
    expect(await last(rows)).toEqual([['waiting', 'not-let-in', 1]]);
    expect(outbox.mailTrouble(), 'what /ready says').toBe('not-let-in');
    expect(JSON.stringify(await rows())).not.toContain('wrong');
    await server.close();
    world.pass(4 * 24 * 60 * minute);
    await postingOf(collector, { url: `smtp://127.0.0.1:${port}` }).run();
    expect(await last(rows), 'three days later it is given up').toEqual([['failed', 'unreachable', 2]]);
  });
});

describe('a server', () => {
  test('that is down: the message waits, and leaves when it is up', async () => {
    const [port = 0] = await freePorts(1);
    const down = postingOf(collector, { url: `smtp://127.0.0.1:${port}` });
    await queue();
    await down.run();
    expect(await last(down.rows)).toEqual([['waiting', 'unreachable', 1]]);
    const up = await mailServer({}, port);
    await down.run();
    expect(up.taken, 'not before its time').toHaveLength(0);
    world.pass(2 * minute);
    await expect.poll(() => down.run().then(() => up.taken.length)).toBe(1);
    await up.close();
  });
  test('that refuses for now (4xx) is asked again; one that refuses for good (5xx) is not', async () => {
    const server = await mailServer();
    const { run, rows, ended } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
    server.onRecipient = (address) => {
      if (address.startsWith('grey')) throw refusal(450, `Greylisted ${address}`);
      if (address.startsWith('gone')) throw refusal(550, `No such user ${address}`);
    };
    await queue({ to: 'grey@example.fi' });
    world.pass(1);
    await queue({ to: 'gone@example.fi' });
    await run();
    expect(await last(rows, 2)).toEqual([
      ['waiting', 'refused-450', 1],
      ['failed', 'refused-550', 1],
    ]);
    expect(JSON.stringify((await rows()).at(-1))).not.toContain('gone@');
    server.onRecipient = () => {};
    world.pass(2 * minute);
    await run();
    expect(server.taken.map(({ to }) => to)).toEqual([['grey@example.fi']]);
    server.onMessage = () => {
      throw refusal(554, 'Spam');
    };
    await queue();
    await run();
    expect(await last(rows)).toEqual([['failed', 'refused-554', 1]]);
    expect(ended.sort()).toEqual(['email failed refused-550', 'email failed refused-554', 'email sent']);
    await server.close();
  });
  test('that is slow, or dies in the middle of a message, holds nobody up; the message is tried again', async () => {
    // Three servers in turn listen there.
    const [port = 0] = await freePorts(1);
    const url = `smtp://127.0.0.1:${port}`;
    const server = await mailServer({}, port);
    const { run, rows } = postingOf(collector, { url, silence: 300 });
    server.onMessage = () => new Promise(() => {});
    await queue();
    await run();
    expect(await last(rows)).toEqual([['waiting', 'unreachable', 1]]);
    await server.close();
    // Takes the first words of a message, and hangs up.
    const dying = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('220 here\r\n');
      socket.on('data', (bytes) => {
        const line = bytes.toString();
        if (line.startsWith('DATA')) socket.write('354 go on\r\n', () => socket.destroy());
        else socket.write('250 OK\r\n');
      });
    });
    await new Promise<void>((resolve) => dying.listen(port, '127.0.0.1', resolve));
    world.pass(2 * minute);
    const again = postingOf(collector, { url, silence: 300 });
    await again.run();
    expect(await last(rows)).toEqual([['waiting', 'unreachable', 2]]);
    await new Promise((resolve) => dying.close(resolve));
    const up = await mailServer({}, port);
    world.pass(10 * minute);
    await postingOf(collector, { url }).run();
    expect(up.taken).toHaveLength(1);
    expect(await last(rows)).toEqual([['sent', null, 3]]);
    await up.close();
  });
});

test.each([
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'failed refused-550'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421 }, 'later refused-421 down'],
  [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }, 'later refused-452'],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'failed refused-554'],
  [{ code: 'EMESSAGE', command: 'DATA', responseCode: 451 }, 'later refused-451'],
  // The sender is refused, not this letter: all others would be, too.
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }, 'later refused-550 down'],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 }, 'failed refused-552'],
  [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'failed too-large'],
  [{ code: 'EENVELOPE', command: 'API' }, 'failed bad-address'],
  [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'later not-let-in down'],
  [{ code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }, 'later refused-554 down'],
  [{ code: 'ETLS', command: 'CONN' }, 'later unreachable down'],
  [{}, 'later unreachable down'],
])('%o means: %s', (fault, expected) => {
  const found = outcomeOf(fault);
  const said = [found.outcome, 'problem' in found && found.problem, 'down' in found && 'down'];
  expect(said.filter(Boolean).join(' ')).toBe(expected);
});

test('without a server e-mails wait', async () => {
  const { run, rows, outbox } = postingOf(collector);
  await queue();
  await run();
  expect(await last(rows)).toEqual([['waiting', null, 0]]);
  expect((await outbox.waiting()).email).toBe(1);
});

test('a letter that somebody waits for goes before a campaign that was queued earlier', async () => {
  const server = await mailServer();
  const { run, outbox } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
  await run();
  const before = server.taken.length;
  const campaign = world.random(16);
  for (let n = 0; n < 40; n += 1) await queue({ campaign });
  const to = await queue();
  expect((await outbox.waiting()).email).toBe(41);
  await run();
  const order = server.taken.slice(before).map((one) => one.to[0]);
  expect(order).toHaveLength(41);
  expect(order.indexOf(to)).toBeLessThan(10);
  await server.close();
});

test('two that send at once send each message once', async () => {
  const server = await mailServer();
  const url = `smtp://127.0.0.1:${server.port}`;
  for (let n = 0; n < 30; n += 1) await queue();
  await Promise.all([postingOf(collector, { url }).run(), postingOf(collector, { url }).run()]);
  const ids = server.taken.map(({ mail }) => mail.messageId);
  expect(new Set(ids).size).toBe(30);
  expect(ids).toHaveLength(30);
  expect(collector.faults).toEqual([]);
});
