/** A database by its address: the embedded file, or PostgreSQL. */
import type { ConnectionOptions } from './connection.ts';
import { type LibsqlOptions, openLibsql } from './libsql.ts';
import { noPeers, type Peers } from './peers.ts';
import type { PostgresAddress } from './postgres/connect.ts';
import { openPeers } from './postgres/peers.ts';
import { openPostgres } from './postgres/postgres.ts';
import { openPostgresReader } from './postgres/reader.ts';
import type { Succession } from './postgres/succession.ts';
import { openReader, type Reader } from './reader.ts';
import type { Store } from './store.ts';

export type Database = ConnectionOptions | PostgresAddress;

/** The database, of which one server may take the place of another: each that does is looked at. */
export const followed = (database: Database, succession: Succession): Database =>
  'url' in database ? { ...database, succession } : database;

export const openStore = (
  database: Database,
  options: Pick<LibsqlOptions, 'clock' | 'watch'>,
): Promise<Store> =>
  'url' in database ? openPostgres({ ...database, ...options }) : openLibsql({ ...database, ...options });

/** Opens it for reading alone, beside a running collector or without one. */
export const openToRead = async (database: Database): Promise<Reader> =>
  'url' in database ? openPostgresReader(database) : openReader(database);

/** The other collectors over the same database: none where it is a file. */
export const peersOf = async (database: Database, report: (fault: unknown) => void): Promise<Peers> =>
  'url' in database ? openPeers(database, { report }) : noPeers;
