/** The collector as a process of its own, as `lupa serve` runs it: what it says, and what it sends, is caught. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { buildServers } from '../../tools/build.mjs';

/** Bundles today's sources into a folder of this repository, from where packages are found; gone afterwards. */
export const bundled = async (): Promise<string> => {
  mkdirSync('dist', { recursive: true });
  const folder = resolve(mkdtempSync(join('dist', 'bundled-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  await buildServers(folder);
  return folder;
};

export interface Product {
  publicPort: number;
  staffPort: number;
  /** Standard output and error so far. */
  said(): { stdout: string; stderr: string };
  /** What left the process so far: connections, look-ups, bytes. */
  outbound(): string;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then waits for its end; answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, then waits for its end. */
  kill(): Promise<number | null>;
  /** Waits for its end by itself; answers the exit code. */
  ended(): Promise<number | null>;
}

/** Runs code of a module with what it sends noted in `${folder}/outbound.txt`. */
export const runNoted = (folder: string, code: string, variables: Record<string, string> = {}) =>
  spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(resolve('test/support/outbound.mjs')).href,
      '--input-type=module',
      '--eval',
      code,
    ],
    { env: { PATH: process.env['PATH'], ...variables, OUTBOUND_FILE: join(folder, 'outbound.txt') } },
  );

export const outboundOf = (folder: string): string => {
  const file = join(folder, 'outbound.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Starts it; its log must be JSON, so that its ports are read from there. */
export const runProduct = async (
  built: string,
  folder: string,
  variables: Record<string, string>,
  afterwards = '',
): Promise<Product> => {
  const main = JSON.stringify(pathToFileURL(join(built, 'collector/main.js')).href);
  const code = `(await import(${main})).serve(${JSON.stringify(resolve('dist/widget'))});${afterwards}`;
  const child = runNoted(folder, code, {
    LUPA_PORT: '0',
    LUPA_STAFF_PORT: '0',
    LUPA_LOG: 'json',
    ...variables,
  });
  afterAll(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  const serving = new Promise<{ publicUrl: string; staffUrl: string }>((done, fail) => {
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
      const line = stdout.split('\n').find((one) => one.includes('"event":"serving"'));
      if (line?.endsWith('}')) done(JSON.parse(line));
    });
    child.once('close', (code) => fail(new Error(`The product ended with ${code}: ${stderr}`)));
  });
  // Not `exit`: what it has said last may still be on its way then.
  const closed = once(child, 'close');
  const { publicUrl, staffUrl } = await serving;
  const ended = async (): Promise<number | null> => {
    await closed;
    return child.exitCode;
  };
  return {
    publicPort: Number(new URL(publicUrl).port),
    staffPort: Number(new URL(staffUrl).port),
    said: () => ({ stdout, stderr }),
    outbound: () => outboundOf(folder),
    signal: (name) => void child.kill(name),
    stop: async () => {
      child.kill('SIGTERM');
      return ended();
    },
    kill: async () => {
      child.kill('SIGKILL');
      return ended();
    },
    ended,
  };
};
