/** Starting what a benchmark measures: the product with its demo, or a bare Hono server, each in a process of its own. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Installs what only the ingest benchmark needs, into a folder of its own. */
export const installed = () => {
  if (existsSync(here('ingest/node_modules/user-agents'))) return;
  const words = ['install', '--prefix', here('ingest'), '--no-package-lock', '--ignore-scripts'];
  spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
};

export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
};

/** Milliseconds of processor that a process has used, all threads. */
export const processorOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

const ended =
  (child) =>
  async (signal = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };

/** The product on the data in `folder`; answers when it serves, with the milliseconds that it took. */
export const startProduct = async (folder, variables = {}) => {
  const [port, staffPort, demoPort] = [await freePort(), await freePort(), await freePort()];
  const began = performance.now();
  const flags = process.env.LUPA_BENCH_FLAGS?.split(' ') ?? []; // --cpu-prof
  const child = spawn(process.execPath, [...flags, here('../tools/start.mjs')], {
    env: {
      ...process.env,
      LUPA_DATA: `${folder}/data`,
      LUPA_PORT: String(port),
      LUPA_STAFF_PORT: String(staffPort),
      LUPA_DEMO_PORT: String(demoPort),
      LUPA_RATE_LIMIT: '0',
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const health = `http://127.0.0.1:${port}/health`;
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    if ((await fetch(health).catch(() => undefined))?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const startedIn = performance.now() - began;
  const notice = await (await fetch(`http://127.0.0.1:${port}/s/demo/notice/fi`)).json();
  const origin = `http://localhost:${demoPort}`;
  const relayed = `http://relay.localhost:${demoPort}`;
  return { pid: child.pid, port, staffPort, origin, relayed, notice, startedIn, end: ended(child) };
};

/** @c15t/backend on a file in `folder`, which takes consents from `origin`. */
export const startC15t = async (folder, origin) => {
  installed();
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), FILE: `${folder}/c15t.db`, ORIGIN: origin };
  const child = fork(here('ingest/c15t.mjs'), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return { pid: child.pid, port, end: ended(child) };
};

/** What everything is compared with: Hono that reads the body and answers. */
export const startBare = async () => {
  const port = await freePort();
  const child = fork(here('bare.mjs'), { env: { ...process.env, PORT: String(port) } });
  await once(child, 'message');
  return { pid: child.pid, port, end: ended(child) };
};
