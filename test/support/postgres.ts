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
  /** The first value of the first row. */
  ask(database: string, question: string): Promise<unknown>;
  /** The address of one of its databases. */
  url(database: string): string;
  folder: string;
  /** Kills the server without warning. */
  crash(): Promise<void>;
  /** Stops all its processes where they are: it says nothing any more, and ends no connection. */
  freeze(): void;
  /** Lets them go on. */
  thaw(): void;
  /** Starts it again. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * A streaming standby under this name, which follows it, or whichever of `also` takes writes. It is synchronous where the
   * cluster's `synchronous_standby_names` names it.
   */
  standby(name: string, also?: readonly Cluster[]): Promise<Standby>;
}

export interface Standby extends Cluster {
  /** Follows no more, and takes writes. */
  promote(): Promise<void>;
}

/** What makes tests quick and loses everything in a power cut. */
const careless = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];

/** What the tests' servers are started with. */
const usual = (folder: string) => [
  ...['-k', folder, '-c', 'listen_addresses=', '-c', 'shared_buffers=128MB', '-c', 'log_min_messages=fatal'],
  ...['-c', 'autovacuum_naptime=10s'],
];

const foundPrograms = (): string => {
  const bin = programs();
  if (!bin) throw new Error(missing);
  return bin;
};

const ownFolder = (as: ReturnType<typeof user>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lupa-postgres-'));
  chmodSync(folder, 0o700);
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  return folder;
};

const childrenOf = (pid: number): number[] =>
  spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);

/** Runs the server on the data in `folder`; undefined where it ends before it answers. */
const launch = async (folder: string, as: ReturnType<typeof user>, settings: readonly string[]) => {
  const bin = foundPrograms();
  const options = { ...as, cwd: folder };
  const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...usual(folder), ...settings], {
    ...options,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const frozen: number[] = [];
  const thaw = (): void => {
    for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
  };
  // Whoever ends before it was stopped leaves no server behind.
  const abandon = (): void => {
    thaw();
    server.kill('SIGQUIT');
  };
  process.once('exit', abandon);
  const answers = () =>
    run(join(bin, 'pg_isready'), ['-q', '-h', folder], options).then(
      () => true,
      () => false,
    );
  while (!(await answers())) {
    if (server.exitCode !== null || server.signalCode !== null) return undefined;
    await pause(50);
  }
  return {
    end: async (signal: NodeJS.Signals) => {
      server.kill(signal);
      thaw();
      await ended;
      process.off('exit', abandon);
    },
    freeze: () => {
      const pid = server.pid as number;
      server.kill('SIGSTOP');
      frozen.push(pid, ...childrenOf(pid));
      for (const one of frozen) process.kill(one, 'SIGSTOP');
    },
    thaw,
  };
};

/** The server on the data in `folder`, and what is done with it. */
const clusterIn = async (
  folder: string,
  as: ReturnType<typeof user>,
  settings: readonly string[],
): Promise<Standby> => {
  let server = await launch(folder, as, settings);
  if (!server) throw new Error('The cluster does not start.');
  const url = (database: string) => `postgres://lupa@/${database}?host=${encodeURIComponent(folder)}`;
  const asked = async (database: string, statements: readonly string[]): Promise<unknown> => {
    const client = new pg.Client({ connectionString: url(database) });
    await client.connect();
    try {
      let first: unknown;
      for (const text of statements) {
        const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
        first = rows[0]?.[0];
      }
      return first;
    } finally {
      await client.end();
    }
  };
  return {
    folder,
    url,
    command: async (database, ...statements) => void (await asked(database, statements)),
    ask: (database, question) => asked(database, [question]),
    crash: async () => server?.end('SIGKILL'),
    freeze: () => server?.freeze(),
    thaw: () => server?.thaw(),
    // What the server before has left running may hold its memory for a while.
    start: async () => {
      for (server = await launch(folder, as, settings); !server; server = await launch(folder, as, settings))
        await pause(50);
    },
    stop: async () => {
      await server?.end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
    standby: async (name, also = []) => {
      const own = ownFolder(as);
      await run(
        join(foundPrograms(), 'pg_basebackup'),
        [...['-h', folder, '-U', 'lupa', '-D', join(own, 'data')], ...['-R', '-c', 'fast', '--no-sync']],
        { ...as, cwd: own },
      );
      const hosts = [folder, ...also.map((one) => one.folder)].join(',');
      const follow = `host=${hosts} user=lupa application_name=${name} target_session_attrs=read-write connect_timeout=2`;
      return clusterIn(own, as, [
        ...settings,
        '-c',
        `primary_conninfo=${follow}`,
        '-c',
        'wal_retrieve_retry_interval=200ms',
      ]);
    },
    promote: async () => void (await asked('postgres', ['select pg_promote(true, 300)'])),
  };
};

export const startCluster = async ({ durable = false, connections = 100 } = {}): Promise<Cluster> => {
  const bin = foundPrograms();
  const as = user();
  const folder = ownFolder(as);
  await run(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'lupa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...as, cwd: folder },
  );
  return clusterIn(folder, as, ['-c', `max_connections=${connections}`, ...(durable ? [] : careless)]);
};
