/** Everything that the fake Google received, the last two hundred, in memory only. */
import { decodeSignals, type Signals } from './signals.ts';

/** What kind of request it was. */
export const kinds = ['tag', 'container', 'hit', 'pixel', 'film', 'relay', 'preflight', 'other'] as const;
export type Kind = (typeof kinds)[number];

/** A request's head as it came over the wire. */
export interface Raw {
  target: string;
  headers: [name: string, value: string][];
}

/** Where a request came from, and its head. */
export interface From {
  remote: string;
  raw?: Raw;
}

export interface Received {
  number: number;
  /** Unix milliseconds. */
  time: number;
  kind: Kind;
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  /** Names of the measured events. */
  events: string[];
  /** The page that the hit speaks of. */
  page: string | null;
  /** The identifier that came along in the hit. */
  clientId: string | null;
  signals: Signals | null;
  headers: {
    /** Whether a cookie of Google's came along; its value is not kept. */
    cookie: boolean;
    origin: string | null;
    referer: string | null;
    userAgent: string | null;
    forwarded: string | null;
  };
  /** Of a relayed request: its address and every header, word for word and in order, as they came. */
  raw: Raw | null;
  /** The address that the request came from. */
  remote: string;
  body: string;
}

export interface Inbox {
  take(kind: Kind, request: Request, body: string, from: From): void;
  all(): readonly Received[];
  /** How many ever came, cleared ones too. */
  count(): number;
  clear(): void;
}

const bound = 200;

const eventsIn = (kind: Kind, url: URL, body: string): string[] => {
  if (kind === 'relay')
    return [...body.matchAll(/"name"\s*:\s*"(\w{1,40})"/g)].map((found) => found[1] ?? '');
  const lines = [url.searchParams, ...body.split(/\r?\n/).map((line) => new URLSearchParams(line))];
  return lines.map((line) => line.get('en')).filter((name) => name !== null);
};

const describe = (kind: Kind, request: Request, body: string) => {
  const url = new URL(request.url);
  const query = url.searchParams;
  const header = (name: string) => request.headers.get(name);
  const isHit = kind === 'hit';
  return {
    kind,
    method: request.method,
    host: url.host,
    path: url.pathname,
    query: Object.fromEntries(query),
    events: isHit || kind === 'relay' ? eventsIn(kind, url, body) : [],
    page: query.get('dl') ?? /"page_location"\s*:\s*"([^"]{1,500})"/.exec(body)?.[1] ?? null,
    clientId: query.get('cid') ?? /"client_id"\s*:\s*"([^"]{1,100})"/.exec(body)?.[1] ?? null,
    signals: isHit ? decodeSignals(query.get('gcs'), query.get('gcd')) : null,
    headers: {
      cookie: request.headers.has('cookie'),
      origin: header('origin'),
      referer: header('referer'),
      userAgent: header('user-agent'),
      forwarded: header('forwarded') ?? header('x-forwarded-for'),
    },
    body,
  };
};

export const inbox = (clock: () => number = Date.now): Inbox => {
  let requests: Received[] = [];
  let number = 0;
  return {
    take: (kind, request, body, { remote, raw }) => {
      number += 1;
      const described = describe(kind, request, body);
      // Of browsers, what a cookie holds is not kept: only relayed requests are, whole.
      const head = kind === 'relay' && raw ? raw : null;
      requests = [...requests, { number, time: clock(), ...described, raw: head, remote }].slice(-bound);
    },
    all: () => requests,
    count: () => number,
    clear: () => {
      requests = [];
    },
  };
};
