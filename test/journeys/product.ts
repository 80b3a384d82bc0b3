/** The product as `npm start` runs it, in a process of its own, on free ports and a folder that is gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Product {
  child: ChildProcess;
  /** What it printed so far. */
  output: () => string;
  collector: string;
  staff: string;
  demo: string;
  /** Address of the fake Google as the browser knows it. */
  google: string;
  /** Calls the staff listener as the administrator. */
  desk(path: string, body?: unknown): Promise<Response>;
  /** Ends it without warning; what was acknowledged must be there when it starts again. */
  kill(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Place {
  folder: string;
  ports: [number, number, number];
  /** More of the environment. */
  variables?: Record<string, string>;
}

/** Asks until it answers or the time is over; a refused connection is "not yet". */
export const until = async <T>(
  ask: () => Promise<T | undefined | false>,
  what: string,
  most = 90_000,
): Promise<T> => {
  const end = Date.now() + most;
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Not within ${most / 1000} s: ${what}.`);
};

export const environment = ({
  folder,
  ports: [port, staffPort, demoPort],
  variables,
}: Place): NodeJS.ProcessEnv => ({
  ...process.env,
  LUPA_DATA: join(folder, 'data'),
  LUPA_PORT: String(port),
  LUPA_STAFF_PORT: String(staffPort),
  LUPA_DEMO_PORT: String(demoPort),
  ...variables,
});

/** Starts it and waits until `/health` says that it serves. */
export const startProduct = async (
  place: Place,
  command: string[] = ['node', 'tools/start.mjs'],
): Promise<Product> => {
  const [port, staffPort, demoPort] = place.ports;
  const [program = 'node', ...words] = command;
  const child = spawn(program, words, { env: environment(place), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (piece) => {
    output += piece;
  });
  child.stderr?.on('data', (piece) => {
    output += piece;
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const collector = `http://127.0.0.1:${port}`;
  await Promise.race([
    until(async () => (await fetch(`${collector}/health`)).ok, 'the collector serves', 200_000),
    ended.then((code) => {
      throw new Error(`It ended with ${code} before it served:\n${output}`);
    }),
  ]);
  const staff = `http://127.0.0.1:${staffPort}`;
  const key = readFileSync(join(place.folder, 'data', 'administrator.key'), 'utf8').trim();
  return {
    child,
    output: () => output,
    collector,
    staff,
    demo: `http://localhost:${demoPort}`,
    google: `http://google.localhost:${demoPort}`,
    desk: (path, body) =>
      fetch(`${staff}${path}`, {
        // A connection for each: one that was kept could be closed at the other end just as it is used again.
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};
