/** Requests of this page to others, and which of them came too early (C1). */
import type { DebugSettings } from '../../shared/gate.ts';
import { named, whoseHost } from './declared.ts';
import type { Grants } from './grants.ts';
import { type Row, type Table, table } from './report.ts';

/** A request that the browser has told of. */
export interface Seen {
  address: string;
  /** What asked for it: `script`, `img`, `fetch`, … */
  kind: string;
  /** Milliseconds since the page began. */
  at: number;
}

/** Everything requested so far, and from now on; `heard` is called when there is more. The browser keeps the first 250. */
export const watchRequests = (heard: () => void): (() => Seen[]) => {
  const seen: Seen[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      seen.push({ address: entry.name, kind: entry.initiatorType, at: entry.startTime });
    heard();
  }).observe({ type: 'resource', buffered: true });
  return () => [...seen, ...hinted()];
};

/** A hint in the markup opens a connection without an entry of its own. */
const hinted = (): Seen[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel~=preconnect],link[rel~=dns-prefetch]')].map(
    ({ href, rel }) => ({ address: href, kind: rel, at: 0 }),
  );

/** The page's own host, what is below it, and what it is below: one and the same party, as far as can be told without a list. */
const isOwn = (host: string, page: string): boolean =>
  host === page || host.endsWith(`.${page}`) || (page.endsWith(`.${host}`) && host.includes('.'));

const early = 'TOO EARLY: its purpose was not granted';
const verdict = (
  purposes: readonly string[],
  at: number,
  grants: Grants,
): [words: string, wrong: boolean] => {
  const times = purposes.flatMap((purpose) => grants.since(purpose) ?? []);
  if (times.some((since) => since.at <= at)) return ['in time', false];
  if (!times.length) return [early, true];
  return times.some(({ sure }) => !sure)
    ? ['TOO EARLY, unless it was granted on an earlier page', true]
    : ['TOO EARLY: granted only later', true];
};

/** Whose request it was and whether it might be made; undefined for the page's own and ours. */
const judge = (
  settings: DebugSettings,
  base: string,
  grants: Grants,
  { address, kind, at }: Seen,
): readonly [Row, boolean] | undefined => {
  const url = new URL(address, document.baseURI);
  if (!/^http/.test(url.protocol) || url.origin === new URL(base, document.baseURI).origin) return undefined;
  const declared = whoseHost(settings, url.hostname);
  if (!declared.length && isOwn(url.hostname, location.hostname)) return undefined;
  const [words, wrong] = !declared.length
    ? ['UNDECLARED: no service of the site names this host', true]
    : declared.some(({ necessary }) => necessary)
      ? ['necessary', false]
      : verdict(
          declared.map(({ purpose }) => purpose),
          at,
          grants,
        );
  // Without the query: an owner may want to show the table to somebody else.
  const row = {
    host: url.host,
    path: url.pathname,
    kind,
    ms: Math.round(at),
    declared: named(declared),
    verdict: words,
  };
  return [row, wrong];
};

export const requests = (
  settings: DebugSettings,
  base: string,
  grants: Grants,
  seen: readonly Seen[],
): Table => table(seen.flatMap((one) => [judge(settings, base, grants, one) ?? []]).filter(isJudged));

const isJudged = (one: readonly unknown[]): one is readonly [Row, boolean] => one.length > 0;
