/** A mail server, as the outbox meets it: a real SMTP server that keeps what it takes and answers as it is told. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';

export interface Taken {
  from: string;
  to: string[];
  /** Word for word. */
  raw: string;
  mail: ParsedMail;
  secure: boolean;
}

export interface MailServer {
  port: number;
  taken: Taken[];
  /** Called before a recipient, and before a message, is answered; throw `refusal` to refuse. */
  onRecipient: (address: string) => void | Promise<void>;
  onMessage: (number: number) => void | Promise<void>;
  /** Resolves when so many messages were taken. */
  came(count: number): Promise<void>;
  /** Connections that are open, and messages of closed ones that are still being read. */
  under(): number;
  close(): Promise<void>;
}

/** An answer of the server's other than its usual one. */
export const refusal = (responseCode: number, text = 'No'): Error =>
  Object.assign(new Error(text), { responseCode });

export const mailServer = async (options: SMTPServerOptions = {}, port = 0): Promise<MailServer> => {
  const waiting: { count: number; resolve: () => void }[] = [];
  const here: MailServer = {
    port,
    taken: [],
    onRecipient: () => {},
    onMessage: () => {},
    came: (count) =>
      new Promise((resolve) => {
        if (here.taken.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    under: () => server.connections.size + reading,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  let messages = 0;
  let reading = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 100,
    // It would greet nobody before a name server has answered, or a second and a half are over.
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      Promise.resolve()
        .then(() => here.onRecipient(address))
        .then(() => done(), done);
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.once('end', async () => {
        reading += 1;
        try {
          messages += 1;
          await here.onMessage(messages);
          const raw = Buffer.concat(pieces);
          const { mailFrom, rcptTo } = session.envelope;
          here.taken.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: raw.toString('utf8'),
            mail: await simpleParser(raw),
            secure: session.secure,
          });
          for (const one of waiting) if (here.taken.length >= one.count) one.resolve();
          done();
        } catch (error) {
          done(error as Error);
        } finally {
          reading -= 1;
        }
      });
    },
    ...options,
  });
  server.on('error', () => {}); // clients that break off
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  here.port = (server.server.address() as AddressInfo).port;
  let closed = false;
  const { close } = here;
  here.close = async () => {
    if (!closed) await close();
    closed = true;
  };
  afterAll(() => here.close());
  return here;
};
