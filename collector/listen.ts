/** Listening: a port first, then the app behind it, with the limits of a server that faces strangers. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

type Fetch = Hono['fetch'];

export interface Listening {
  port: number;
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

const limits = { requestTimeout: 30_000, headersTimeout: 15_000, maxHeaderSize: 16 * 1024 };

const notYet: Fetch = () => new Response(null, { status: 503, headers: { 'Retry-After': '1' } });

/** Takes the port; 0 takes a free one. Throws `CannotListen`, which names the setting to change. */
export const listen = (host: string, port: number, setting: string): Promise<Listening> =>
  new Promise((resolve, reject) => {
    let behind = notYet;
    let closing = false;
    const server = createAdaptorServer({
      fetch: async (request, env) => {
        const answer = await behind(request, env);
        // A connection that is kept alive would be served for ever.
        if (closing) answer.headers.set('Connection', 'close');
        return answer;
      },
      serverOptions: limits,
    }) as Server;
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, setting, error)));
    server.listen(port, host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        serve: (fetch) => {
          behind = fetch;
        },
        close: (grace = 2000) =>
          new Promise((done) => {
            closing = true;
            const cut = setTimeout(() => server.closeAllConnections(), grace);
            server.close(() => {
              clearTimeout(cut);
              done();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
