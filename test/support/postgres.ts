/** A private PostgreSQL cluster for a test run: made in a temporary folder, on a socket there, gone afterwards. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { missing, programs } from '../../tools/postgres.mjs';

const run = promisify(execFile);

const idOf = (flag: string, name: string): number =>
  Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim() || Number.NaN);

/** It refuses to run as root: then as the user that Debian made for it. */
const user = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const name = ['postgres', 'nobody'].find((one) => idOf('-u', one) > 0);
  if (!name)
    throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody".');
  return { uid: idOf('-u', name), gid: idOf('-g', name) };
};

export interface Cluster {
  /** Runs statements of SQL as its superuser, each by itself. */
  command(database: string, ...statements: string[]): Promise<void>;
  /** The address of one of its databases. */
  url(database: string): string;
  folder: string;
  /** Kills the server without warning. */
  crash(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What makes tests quick and loses everything in a power cut. */
const careless = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];

export const startCluster = async ({ durable = false, connections = 100 } = {}): Promise<Cluster> => {
  const bin = programs();
  if (!bin) throw new Error(missing);
  const as = user();
  const folder = mkdtempSync(join(tmpdir(), 'lupa-postgres-'));
  chmodSync(folder, 0o700);
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'lupa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...as, cwd: folder },
  );
  const answers = () =>
    run(join(bin, 'pg_isready'), ['-q', '-h', folder]).then(
      () => true,
      () => false,
    );
  const begin = async () => {
    const server = spawn(
      join(bin, 'postgres'),
      [
        ...['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', `max_connections=${connections}`],
        ...['-c', 'shared_buffers=128MB', '-c', 'log_min_messages=fatal', '-c', 'autovacuum_naptime=10s'],
        ...(durable ? [] : careless),
      ],
      { ...as, cwd: folder, stdio: 'ignore' },
    );
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    // Whoever ends before it was stopped leaves no server behind.
    const abandon = (): void => void server.kill('SIGQUIT');
    process.once('exit', abandon);
    while (!(await answers())) {
      if (server.exitCode !== null || server.signalCode !== null) return undefined;
      await pause(50);
    }
    const end = async (signal: NodeJS.Signals) => {
      server.kill(signal);
      await ended;
      process.off('exit', abandon);
    };
    return { end };
  };
  let server = await begin();
  if (!server) throw new Error('The cluster does not start.');
  const url = (database: string) => `postgres://lupa@/${database}?host=${encodeURIComponent(folder)}`;
  return {
    folder,
    url,
    command: async (database, ...statements) => {
      const client = new pg.Client({ connectionString: url(database) });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    },
    crash: async () => server?.end('SIGKILL'),
    // What the server before has left running may hold its memory for a while.
    start: async () => {
      for (server = await begin(); !server; server = await begin()) await pause(50);
    },
    stop: async () => {
      await server?.end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
