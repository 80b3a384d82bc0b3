/** A private PostgreSQL cluster for a test run: made in a temporary folder, on a socket there, gone afterwards. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where Debian keeps the programs of its newest version; undefined where there are none. */
export const programs = (): string | undefined => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const newest = Math.max(0, ...versions.filter((one) => one >= 15));
  return newest ? `${root}/${newest}/bin` : undefined;
};

export const missing = 'PostgreSQL is missing. Type: sudo apt-get install postgresql';

const idOf = (flag: string): number =>
  Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);

/** It refuses to run as root: then as the user that Debian made for it. */
const user = (): { uid?: number; gid?: number } =>
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

export interface Cluster {
  /** The address of one of its databases. */
  url(database: string): string;
  folder: string;
  stop(): Promise<void>;
}

/** What makes tests quick and loses everything in a power cut. */
const careless = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];

export const startCluster = async ({ durable = false } = {}): Promise<Cluster> => {
  const bin = programs();
  if (!bin) throw new Error(missing);
  const as = user();
  const folder = mkdtempSync(join(tmpdir(), 'lupa-postgres-'));
  chmodSync(folder, 0o700);
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'lupa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const server: ChildProcess = spawn(
    join(bin, 'postgres'),
    [
      ...['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=1500'],
      ...['-c', 'shared_buffers=128MB', '-c', 'log_min_messages=fatal', '-c', 'autovacuum_naptime=10s'],
      ...(durable ? [] : careless),
    ],
    { ...as, cwd: folder, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  for (let tries = 0; spawnSync(join(bin, 'pg_isready'), ['-q', '-h', folder]).status !== 0; tries++) {
    if (tries > 200 || server.exitCode !== null) throw new Error('The cluster does not start.');
    await pause(50);
  }
  return {
    folder,
    url: (database) => `postgres://lupa@/${database}?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
