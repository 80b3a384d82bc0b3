/** Listening: a port first, then the app behind it, with the limits of a server that faces strangers. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { boundConnections } from './connections.ts';
import { answerUnmet, answerUnreadable, unreadable } from './unreadable.ts';

type Fetch = Hono['fetch'];

export interface Listening {
  port: number;
  /** Connections that are open. */
  open(): number;
  /** Puts an app behind the port; until then requests are told to come again. */
  serve(fetch: Fetch): void;
  /** Stops taking requests, lets those under way finish for at most `grace` ms, then cuts what is left. */
  close(grace?: number): Promise<void>;
}

/** The port is in use, or not ours to take. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

/** The failure as a sentence. */
export const cannotListen = (port: number, setting: string, { code }: NodeJS.ErrnoException): CannotListen =>
  new CannotListen(
    code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program: stop that, or set ${setting} to another port.`
      : `Port ${port} cannot be used (${code}): set ${setting} to another port.`,
  );

/** What a listener bears, and who is told of what it refuses by itself. */
export interface Bearing {
  /** Connections that may be open at once. */
  connections: number;
  /** A whole request must be here within so many milliseconds. */
  requestTimeout: number;
  /** The same of its headers, and of the first byte of a new connection. */
  headersTimeout: number;
  cut: () => void;
  refused: (reason: string) => void;
}

const usual: Bearing = {
  connections: 8192,
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  cut: () => {},
  refused: () => {},
};

const notYet: Fetch = () => new Response(null, { status: 503, headers: { 'Retry-After': '1' } });

/** Takes the port; 0 takes a free one. Throws `CannotListen`, which names the setting to change. */
export const listen = (
  host: string,
  port: number,
  setting: string,
  bearing: Partial<Bearing> = {},
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const { connections, requestTimeout, headersTimeout, cut, refused } = { ...usual, ...bearing };
    let behind = notYet;
    let closing = false;
    const fetch: Fetch = async (request, env) => {
      const answer = await behind(request, env);
      bounded.answered((env as { incoming: IncomingMessage }).incoming.socket);
      // A connection that is kept alive would be served for ever.
      if (closing) answer.headers.set('Connection', 'close');
      return answer;
    };
    const limits = {
      requestTimeout,
      headersTimeout,
      maxHeaderSize: 16 * 1024,
      // Node looks for late ones only so often.
      connectionsCheckingInterval: Math.min(5000, headersTimeout / 3),
      // Refused by us, as a problem; Node would say nothing.
      requireHostHeader: false,
    };
    const server = createServer(limits, getRequestListener(fetch, { errorHandler: unreadable(refused) }));
    const bounded = boundConnections(server, connections, cut);
    // All that 16 KiB hold: Node would leave headers out in silence, a proxy's word among them.
    server.maxHeadersCount = 0;
    server.on('clientError', answerUnreadable(refused));
    server.on('checkExpectation', answerUnmet(refused));
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, setting, error)));
    // The default of 511 connections that wait to be taken is soon full where thousands knock at once.
    server.listen({ port, host, backlog: 4096 }, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        open: bounded.open,
        serve: (fetch) => {
          behind = fetch;
        },
        close: (grace = 2000) =>
          new Promise((done) => {
            closing = true;
            const late = setTimeout(() => server.closeAllConnections(), grace);
            server.close(() => {
              clearTimeout(late);
              done();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
