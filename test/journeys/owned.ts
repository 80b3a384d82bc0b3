/** An owner's own site: a collector with the owner's settings, pages that hold something back, and a proxy before it. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { open } from '../../collector/app.ts';
import { readSettings } from '../../collector/env.ts';
import { setUpSite } from '../../collector/siteSetUp.ts';
import type { SiteSettingsInput } from '../../shared/site.ts';
import { testSettings } from '../support/site.ts';

/** The collector of one site, `shop`; it measures nothing with Google. */
export const startCollector = async (
  folder: string,
  change: Partial<SiteSettingsInput>,
  variables: Record<string, string> = {},
) => {
  const { google: _, ...settings } = testSettings(change);
  const data = join(folder, 'data');
  const collector = await open(
    readSettings({
      LUPA_DATA: data,
      LUPA_PORT: '0',
      LUPA_STAFF_PORT: '0',
      LUPA_OPERATOR_NAME: 'Example Oy',
      LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
      LUPA_TRUSTED_PROXIES: '127.0.0.1',
      ...variables,
    }),
  );
  await setUpSite(collector, { publicId: 'shop', settings });
  const { publicUrl, staffUrl } = await collector.serve('dist/widget');
  collector.announce();
  const key = readFileSync(join(data, 'administrator.key'), 'utf8').trim();
  const desk = async <T>(path: string): Promise<T> =>
    (
      await fetch(staffUrl + path, { headers: { authorization: `Bearer ${key}`, connection: 'close' } })
    ).json() as Promise<T>;
  return {
    url: publicUrl,
    change: (next: Partial<SiteSettingsInput>) => {
      const { google: _none, ...changed } = testSettings({ ...change, ...next });
      return setUpSite(collector, { publicId: 'shop', settings: changed });
    },
    /** Decisions in the ledger, the oldest first. */
    decisions: async () =>
      (
        await desk<{
          events: {
            kind: string;
            content: { visitor: string | null; how: string; answers: { purpose: string; answer: string }[] };
          }[];
        }>('/v1/ledger?limit=1000')
      ).events
        .filter(({ kind }) => kind === 'decision')
        .map(({ content }) => content),
    visits: async () => (await desk<{ visits: { address: string; page: string }[] }>('/v1/visits')).visits,
    close: collector.close,
  };
};

export interface Listening {
  port: number;
  close(): Promise<unknown>;
}

/** Listens on a free port, or on `port`. */
export const listening = async (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<Listening> => {
  const server: Server = createServer(handle).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};

export interface Seen {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** What an answer waits for. */
type Wait = (path: string) => Promise<unknown> | undefined;

/** Hands a request on to `target`, under another path and with other headers where told so; notes what it hands on. */
export const forwarder =
  (target: string, seen: Seen[], { wait, localAddress }: { wait?: Wait; localAddress?: string } = {}) =>
  (incoming: IncomingMessage, response: ServerResponse, path = incoming.url ?? '', also = {}): void => {
    const { method = '', headers } = incoming;
    const sent: IncomingHttpHeaders = { ...headers, host: new URL(target).host, ...also };
    for (const [name, value] of Object.entries(sent)) if (value === undefined) delete sent[name];
    seen.push({ method, path, headers: sent });
    // A connection for each: one that was kept could be closed at the other end just as it is used again.
    const to = { method, headers: sent, localAddress, agent: false } as const;
    const onward = request(target + path, to, async (answer) => {
      await wait?.(path);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  };

/** A page of the owner's, which holds a script back. */
export const page = (loader: string, head = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${head}
${loader}
<script type="text/plain" data-purpose="analytics">window.ran = true;</script></head>
<body><h1>A shop</h1></body></html>`;

export const sendPage = (response: ServerResponse, html: string): void => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(html);
};

/** The proxy of docs/proxy.md, in Node: below `/lupa` the collector, of the cookies our own alone, and only where it is set again. */
export const ownersProxy =
  (collector: string, seen: Seen[], wait: Wait) =>
  (incoming: IncomingMessage, response: ServerResponse): boolean => {
    const { url = '', headers } = incoming;
    if (!url.startsWith('/lupa/')) return false;
    const [ours] = /(?:^|(?<=; ))lupa=[^;]*/.exec(headers.cookie ?? '') ?? [];
    forwarder(collector, seen, { wait })(incoming, response, url.slice('/lupa'.length), {
      cookie: url.endsWith('/cookie') ? ours : undefined,
      // As if the visitor were there; what they claim themselves stands further left.
      'x-forwarded-for': [headers['x-forwarded-for'], '198.51.100.7'].filter(Boolean).join(', '),
    });
    return true;
  };
