/**
 * 10,000 idle connections, and what a visitor notices of them: `node bench/idle.mjs [connections]`, after `npm run build`.
 * Half say nothing, half leave a request half-said. Needs `ulimit -n` above the number, for each of the two processes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [many = 10_000] = process.argv.slice(2).map(Number);

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
};

/** Sorted milliseconds of visitors' requests, each over a connection of its own, ten at a time; and how many failed. */
const visitors = async (address, count) => {
  const times = [];
  let failed = 0;
  const one = async () => {
    const began = performance.now();
    const answer = await fetch(address, { headers: { connection: 'close' } }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) times.push(performance.now() - began);
    else failed += 1;
  };
  for (let done = 0; done < count; done += 10) await Promise.all(Array.from({ length: 10 }, one));
  return { times: times.sort((a, b) => a - b), failed };
};
const show = (name, { times, failed }, pid) => {
  const at = (share) => times[Math.floor((times.length - 1) * share)]?.toFixed(1);
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  console.log(
    `${name.padEnd(44)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  longest ${at(1)} ms  failed ${failed}  RSS ${memory.toFixed(0)} MB`,
  );
};

const run = async (cap) => {
  const folder = mkdtempSync(join(tmpdir(), 'lupa-bench-'));
  const [port, staffPort, demoPort] = [await freePort(), await freePort(), await freePort()];
  const product = spawn(process.execPath, [fileURLToPath(new URL('../tools/start.mjs', import.meta.url))], {
    env: {
      ...process.env,
      LUPA_DATA: join(folder, 'data'),
      LUPA_PORT: String(port),
      LUPA_STAFF_PORT: String(staffPort),
      LUPA_DEMO_PORT: String(demoPort),
      LUPA_CONNECTIONS: String(cap),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const health = `http://127.0.0.1:${port}/health`;
  for (let tries = 0; tries < 600 && !(await fetch(health).catch(() => undefined))?.ok; tries++)
    await wait(100);
  const loader = `http://127.0.0.1:${port}/s/demo/loader.js`;
  await visitors(loader, 200);
  console.log(`\nAt most ${cap} connections:`);
  show('nobody else', await visitors(loader, 1000), product.pid);
  const sockets = [];
  for (let place = 0; place < many; place++) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).resume();
    if (place % 2) socket.write('POST /s/demo/decisions HTTP/1.1\r\nHost: x\r\n');
    sockets.push(socket);
    if (place % 200 === 199) await wait(5);
  }
  await wait(500);
  const held = sockets.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length;
  show(`${held} of ${many} idle connections held`, await visitors(loader, 1000), product.pid);
  // Every answer of a metric is one of the staff listener, which has connections of its own.
  const metrics = await (await fetch(`http://127.0.0.1:${staffPort}/metrics`)).text();
  for (const line of metrics.split('\n').filter((one) => /^lupa_connections/.test(one)))
    console.log(`  ${line}`);
  await wait(21_000);
  const left = sockets.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length;
  show(`after 21 s, ${left} left`, await visitors(loader, 1000), product.pid);
  for (const socket of sockets) socket.destroy();
  product.kill('SIGTERM');
  await once(product, 'exit');
  rmSync(folder, { recursive: true, force: true });
};

await run(many + 1000);
await run(Math.floor(many * 0.8));
