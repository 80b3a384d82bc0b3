/** Which database the settings name: the file in the data folder, or the one that `LUPA_DATABASE_URL` leads to. */
import { resolve } from 'node:path';
import type { Settings } from './env.ts';
import type { ConnectionOptions } from './store/connection.ts';
import type { Database } from './store/database.ts';
import type { PostgresAddress } from './store/postgres/connect.ts';
import { serversOf } from './store/postgres/servers.ts';
import { type Variables, WrongSetting } from './wrongSetting.ts';

/** What must be said aloud before a server is taken that may lose what it has answered. */
const sentence = 'what was answered may be lost';

/** Throws where the address names several servers and is no list of them. */
const checkServers = (url: string): void => {
  try {
    serversOf(url);
  } catch (error) {
    throw new WrongSetting((error as Error).message);
  }
};

/** The server's address; undefined for the file. */
export const serverIn = (variables: Variables): PostgresAddress | undefined => {
  const url = variables['LUPA_DATABASE_URL'];
  if (!url && variables['LUPA_DATABASE_FAILOVER'])
    throw new WrongSetting('LUPA_DATABASE_FAILOVER is for a PostgreSQL: set LUPA_DATABASE_URL, or unset it.');
  if (!url) return undefined;
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new WrongSetting(
      'LUPA_DATABASE_URL is postgres://user:password@host:port/database; unset it to use the embedded file.',
    );
  if (variables['LUPA_ENCRYPTION_KEY_FILE'])
    throw new WrongSetting(
      'LUPA_ENCRYPTION_KEY_FILE encrypts the embedded file alone: unset it, and encrypt the disk of your PostgreSQL.',
    );
  const durability = variables['LUPA_DATABASE_DURABILITY'];
  if (durability && durability !== sentence)
    throw new WrongSetting(`LUPA_DATABASE_DURABILITY is unset, or the words "${sentence}".`);
  checkServers(url);
  const failover = variables['LUPA_DATABASE_FAILOVER'];
  if (failover && failover !== 'promised')
    throw new WrongSetting('LUPA_DATABASE_FAILOVER is unset, or the word "promised".');
  if (failover && durability)
    throw new WrongSetting(
      'LUPA_DATABASE_FAILOVER promises what LUPA_DATABASE_DURABILITY gives up: unset one.',
    );
  return {
    url,
    durability: durability ? 'not needed' : 'demanded',
    failover: failover ? 'promised' : 'not promised',
  };
};

type Named = Pick<Settings, 'data' | 'encryptionKey' | 'server'>;

/** The embedded file. Throws where there is none to back up or restore. */
export const fileOf = ({ data, encryptionKey, server }: Named): ConnectionOptions => {
  if (server)
    throw new WrongSetting(
      'This command is for the embedded file: back up and restore PostgreSQL with its own tools.',
    );
  return { file: resolve(data, 'lupa.db'), ...(encryptionKey && { encryptionKey }) };
};

export const databaseOf = (settings: Named): Database => settings.server ?? fileOf(settings);
