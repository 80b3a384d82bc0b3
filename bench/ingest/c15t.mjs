/** @c15t/backend 2.2.1 as its own documents set it up, on a libSQL file that commits to disk like ours. */

import { c15tInstance } from '@c15t/backend';
import { kyselyAdapter } from '@c15t/backend/db/adapters/kysely';
import { migrator } from '@c15t/backend/db/migrator';
import { DB } from '@c15t/backend/db/schema';
import { serve } from '@hono/node-server';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';

const database = new Database(process.env.FILE);
database.exec('pragma journal_mode = wal; pragma synchronous = full');
const db = new Kysely({ dialect: new SqliteDialect({ database }) });
const adapter = kyselyAdapter({ db, provider: 'sqlite' });
const migration = await migrator({ db: DB.client(adapter), schema: 'latest' });
await migration.execute();

const c15t = c15tInstance({
  appName: 'bench',
  basePath: '/api/c15t',
  trustedOrigins: [process.env.ORIGIN],
  adapter,
});
serve({ fetch: c15t.handler, hostname: '127.0.0.1', port: Number(process.env.PORT) }, () =>
  process.send?.('listening'),
);
