/** A demo on a free port, with a small server that plays the collector. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, type DemoKeys, demoKeys, startDemo } from '../../demo/server.ts';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Played {
  origin: string;
  asked: Asked[];
  /** What the next calls are answered with. */
  answer: (asked: Asked) => { status: number; body: unknown };
  close(): Promise<void>;
}

export const playCollector = async (): Promise<Played> => {
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => {
      body += chunk;
    });
    incoming.on('end', () => {
      const asked = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body,
      };
      played.asked.push(asked);
      const { status, body: answered } = played.answer(asked);
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const played: Played = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: () => ({ status: 404, body: {} }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return played;
};

export interface Stage {
  demo: Demo;
  keys: DemoKeys;
  collector: Played;
  /** The host names of the demo, with their port. */
  site: string;
  google: string;
  ads: string;
  /** Calls the demo under a `Host` of one's choice. */
  call(
    host: string,
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
  close(): Promise<void>;
}

export const stage = async (): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), 'lupa-demo-'));
  const collector = await playCollector();
  const keys = await demoKeys(folder);
  const demo = await startDemo({
    host: '127.0.0.1',
    port: 0,
    folder,
    collector: { public: collector.origin, staff: collector.origin },
    keys,
  });
  return {
    demo,
    keys,
    collector,
    site: `localhost:${demo.port}`,
    google: `google.localhost:${demo.port}`,
    ads: `ads.localhost:${demo.port}`,
    // Not fetch: it lets nobody choose `Host`.
    call: (host, path, init = {}) =>
      new Promise((resolve, reject) => {
        const outgoing = request(
          {
            host: '127.0.0.1',
            port: demo.port,
            path,
            method: init.method ?? 'GET',
            headers: { ...init.headers, host },
            agent: false,
          },
          (incoming) => {
            let text = '';
            incoming.setEncoding('utf8');
            incoming.on('data', (chunk: string) => {
              text += chunk;
            });
            incoming.on('end', () =>
              resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(init.body);
      }),
    close: async () => {
      await demo.close();
      await collector.close();
      await rm(folder, { recursive: true });
    },
  };
};
