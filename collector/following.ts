/** Opening the database so that one server may take the place of another: of each that does it is asked what was answered before. */
import { databaseOf } from './databaseSettings.ts';
import type { Settings } from './env.ts';
import { lastAnswered, notLacking } from './lastAnswered.ts';
import { type LastSigned, notBehind } from './lastSigned.ts';
import { type Database, followed, openStore, peersOf } from './store/database.ts';
import type { Peers } from './store/peers.ts';
import { succession } from './store/postgres/succession.ts';
import type { Store } from './store/store.ts';
import type { Watching } from './watching.ts';

export interface Following {
  database: Database;
  store: Store;
  peers: Peers;
  /** Throws `Behind` where what was answered is missing; from now on, each other server is asked for it. */
  demand(last: LastSigned): Promise<void>;
}

/** Opens it and meets the others; `data` is the data folder. */
export const openFollowing = async (
  settings: Settings,
  data: string,
  clock: () => number,
  { report, metrics }: Pick<Watching, 'report' | 'metrics'>,
): Promise<Following> => {
  const answered = lastAnswered(data);
  const servers = succession(report);
  const database = followed(databaseOf({ ...settings, data }), servers);
  const opened = await openStore(database, { clock, watch: metrics.turned });
  const store = settings.server ? answered.noting(opened) : opened;
  const peers = await peersOf(database, report).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  return {
    database,
    store,
    peers,
    demand: async (last) => {
      await notLacking(store, data);
      servers.demand(async (server) => {
        await answered.check(server);
        await notBehind(server, last);
      });
    },
  };
};
