/** What the routes need, handed in by the entry: no globals, and tests hand in their own. */
import type { Attempts } from '../duties/incidents/attempts.ts';
import type { HostList } from '../messages/listedHost.ts';
import type { LastSent } from '../messages/relay/lastSent.ts';
import type { Relay } from '../messages/relay/relay.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Oidc } from '../register/oidc.ts';
import type { Passwords } from '../register/passwords.ts';
import type { Store } from '../store/store.ts';
import type { Crowd } from '../traffic/crowd.ts';
import type { RateLimit } from '../traffic/rate.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { World } from '../world.ts';
import type { Assets } from './assets.ts';

export interface Needs {
  store: Store;
  world: World;
  assets: Assets;
  /** Address of the public listener as browsers reach it, without a slash at the end. */
  publicUrl: string;
  /** Where Google's tag and collection are, when not at Google's own hosts (the demo's fake). */
  googleUrl: string | undefined;
  /** What a request tells about a visitor. */
  traffic: Traffic;
  /** How often an address may ask; decisions are never asked. */
  rate: RateLimit;
  /** Decisions of one site that are under way. */
  crowd: Crowd;
  metrics: Metrics;
  /** Counts attempts at what is kept; raises nothing itself. */
  attempts: Pick<Attempts, 'saw'>;
  /** Sends analytics events to Google, in the background. */
  relay: Pick<Relay, 'sends' | 'hasRoom' | 'kept'>;
  lastSent: Pick<LastSent, 'of' | 'forget'>;
  /** Hashes and compares passwords, of user accounts and of staff. */
  passwords: Passwords;
  /** What secrets in the database are encrypted under, 32 bytes. */
  secretsKey: Uint8Array;
  /** The text of the program that checks a ledger without the collector. */
  verifier: () => string;
  /** Signing in by an OpenID provider; undefined where none is set. */
  oidc: Oidc | undefined;
  /** What keeps e-mails waiting, as a sentence; undefined where nothing does. */
  mailNote: () => string | undefined;
  /** Whether webhooks may lead into private networks. */
  privateHooks: boolean;
  /** The only hosts that webhooks may lead to; undefined: no list. */
  hookHosts: HostList | undefined;
  /** What a scrape of the metrics must show; undefined: nobody may scrape. */
  metricsKey: { key: string } | 'none-needed' | undefined;
  /** Whether everything that must listen does. */
  ready: () => boolean;
  /** What keeps the collector from its work, as a sentence; undefined where nothing does. */
  hindrance: () => Promise<string | undefined>;
  /** Resolves when what was committed so far is in the journal outside the database as well (`backup/journal`). */
  journalled: () => Promise<void>;
  /** Takes a fault of ours, and the pattern of the route where it happened; never anything personal. */
  report: (fault: unknown, route?: string) => void;
}

/** What @hono/node-server hands to each request. */
export interface Bindings {
  incoming?: { socket?: { remoteAddress?: string } };
}
