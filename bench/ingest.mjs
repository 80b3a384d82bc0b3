/**
 * Decisions a second, answered after a commit that is on disk, beside a bare Hono server in the same run.
 * `node bench/ingest.mjs [seconds] [rounds]`, after `npm run build`. Ratios count; these machines are noisy.
 */
import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, post } from './load.mjs';

const [seconds = 5, rounds = 3] = process.argv.slice(2).map(Number);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
};

const folder = mkdtempSync(join(tmpdir(), 'lupa-bench-'));
const [port, staffPort, demoPort, barePort] = [
  await freePort(),
  await freePort(),
  await freePort(),
  await freePort(),
];
const origin = `http://localhost:${demoPort}`;
const product = spawn(process.execPath, [here('../tools/start.mjs')], {
  env: {
    ...process.env,
    LUPA_DATA: join(folder, 'data'),
    LUPA_PORT: String(port),
    LUPA_STAFF_PORT: String(staffPort),
    LUPA_DEMO_PORT: String(demoPort),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const bare = fork(here('bare.mjs'), { env: { ...process.env, PORT: String(barePort) } });
await once(bare, 'message');

const health = `http://127.0.0.1:${port}/health`;
for (let tries = 0; tries < 600; tries++) {
  if ((await fetch(health).catch(() => undefined))?.ok) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const notice = await (await fetch(`http://127.0.0.1:${port}/s/demo/notice/fi`)).json();

const timed = (length) => {
  const bytes = randomBytes(length);
  bytes.writeUIntBE(Date.now(), 0, 6);
  return bytes;
};
const uuid7 = () => {
  const bytes = timed(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
const decision = () => ({
  v: 1,
  id: uuid7(),
  at: Date.now(),
  notice: notice.version,
  language: 'fi',
  answers: { analytics: 'granted', marketing: 'granted' },
  terms: { analytics: 1, marketing: 1 },
  how: 'accept_all',
  surface: 'banner',
  visitorKey: timed(32).toString('base64url'),
  sequence: 1,
});

const show = (name, { perSecond, p50, p99, most, statuses }) =>
  console.log(
    `${name.padEnd(10)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  longest ${most.toFixed(0)} ms  ${JSON.stringify(statuses)}`,
  );

const ratios = [];
try {
  for (let round = 0; round < rounds; round++) {
    const yardstick = await load(barePort, () => post('/', decision()), { seconds });
    const ours = await load(port, () => post('/s/demo/decisions', decision(), { origin }), { seconds });
    show('bare Hono', yardstick);
    show('decisions', ours);
    ratios.push(ours.perSecond / yardstick.perSecond);
  }
  ratios.sort((one, other) => one - other);
  console.log(`ratio (median of ${rounds}): ${ratios[Math.floor(rounds / 2)].toFixed(3)}`);
} finally {
  bare.kill();
  product.kill();
  await once(product, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
