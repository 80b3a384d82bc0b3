/** The demo's one listener: the company's site, the fake Google and its fake advertisements, told apart by host name. */
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { readAssets } from './assets.ts';
import { fakeGoogle } from './google/app.ts';
import { type From, inbox, type Raw } from './google/inbox.ts';
import { hosts, originsAt } from './hosts.ts';
import type { DemoKeys } from './keys.ts';
import { companySite } from './site/app.ts';

export { company, demoCompany } from './company.ts';
export { type DemoKeys, demoKeys } from './keys.ts';
export { demoSettings, demoSites } from './settings.ts';

export interface DemoOptions {
  /** The loopback address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** The demo's data folder; exists. */
  folder: string;
  /** The collector's two origins. */
  collector: { public: string; staff: string };
  keys: DemoKeys;
}

export interface Demo {
  origin: string;
  relay: string;
  google: string;
  port: number;
  close(): Promise<void>;
}

const listen = (server: Server, host: string, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Names with their values: Node lists them one after the other. */
const rawOf = ({ url = '', rawHeaders }: IncomingMessage): Raw => ({
  target: url,
  headers: rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [])),
});

const misdirected = () =>
  new Response('This server does not answer to that name. Open it as http://localhost.\n', {
    status: 421,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

export const startDemo = async (options: DemoOptions): Promise<Demo> => {
  const assets = await readAssets();
  let answer = (_request: Request, _from: From): Response | Promise<Response> =>
    new Response('Starting.\n', { status: 503, headers: { 'retry-after': '1' } });
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { incoming } = env as { incoming: IncomingMessage };
      return answer(request, { remote: incoming.socket.remoteAddress ?? '', raw: rawOf(incoming) });
    },
    serverOptions: { maxHeaderSize: 16_384, requestTimeout: 15_000 },
  }) as Server;
  const port = await listen(server, options.host, options.port);

  const origins = originsAt(port);
  const received = inbox();
  const base = (origin: string) => origin.replace(/\/+$/, '');
  const collector = { public: base(options.collector.public), staff: base(options.collector.staff) };
  const needs = { origins, collector, keys: options.keys, assets, received };
  const sites = { tag: companySite(needs, 'tag'), relay: companySite(needs, 'relay') };
  const google = fakeGoogle({ origins, assets, received });

  // Any other name may be an attacker's that points here (DNS rebinding).
  answer = (request, from) => {
    const url = new URL(request.url);
    switch (request.headers.get('host')?.toLowerCase()) {
      case `${hosts.site}:${port}`:
        return sites.tag.fetch(request);
      case `${hosts.relay}:${port}`:
        return sites.relay.fetch(request);
      case `${hosts.google}:${port}`:
      case `${hosts.ads}:${port}`:
        return google.fetch(request, from);
      case `127.0.0.1:${port}`:
      case `[::1]:${port}`:
        return request.method === 'GET' || request.method === 'HEAD'
          ? Response.redirect(`${origins.site}${url.pathname}${url.search}`, 302)
          : misdirected();
      default:
        return misdirected();
    }
  };

  return {
    origin: origins.site,
    relay: origins.relay,
    google: origins.google,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
