/** What the routes need, handed in by the entry: no globals, and tests hand in their own. */
import type { BlockList } from 'node:net';
import type { Store } from '../store/store.ts';
import type { Anonymity } from '../traffic/address.ts';
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
  proxies: BlockList;
  anonymity: Anonymity;
  /** Whether everything that must listen does. */
  ready: () => boolean;
  /** Resolves when what was committed so far is in the journal outside the database as well (`backup/journal`). */
  journalled: () => Promise<void>;
  /** Takes a fault of ours; never anything personal. */
  report: (fault: unknown) => void;
}

/** What @hono/node-server hands to each request. */
export interface Bindings {
  incoming?: { socket?: { remoteAddress?: string } };
}
