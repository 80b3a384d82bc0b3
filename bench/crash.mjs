/**
 * The product killed under load, `node bench/crash.mjs [rounds]`: is everything that was acknowledged there, once, with the
 * same answer, and how long does a start take. Then, where `strace` is, whether a disk flush stands before every answer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { browser } from './browser.mjs';
import { load, post } from './load.mjs';
import { mix } from './mix.mjs';
import { startProduct } from './started.mjs';

const rounds = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'lupa-crash-'));

const send = async ({ port, origin }, decision) => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/s/demo/decisions`, {
      method: 'POST',
      body: JSON.stringify(decision),
      headers: { origin },
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: '' };
  }
};

const killedRounds = async () => {
  const starts = [];
  let acknowledgedInAll = 0;
  let lost = 0;
  let product = await startProduct(folder);
  const decision = mix(product.notice);
  for (let round = 0; round < rounds; round++) {
    const acknowledged = [];
    const statuses = {};
    let killed = false;
    const one = async () => {
      while (!killed) {
        const sent = decision();
        const { status, text } = await send(product, sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status === 201) acknowledged.push({ sent, text });
      }
    };
    const all = Array.from({ length: 64 }, one);
    await pause(700 + Math.random() * 600);
    await product.end('SIGKILL');
    killed = true;
    await Promise.all(all);
    product = await startProduct(folder);
    starts.push(product.startedIn);
    let missing = 0;
    while (acknowledged.length > 0) {
      const some = acknowledged.splice(0, 32);
      acknowledgedInAll += some.length;
      const again = await Promise.all(some.map(({ sent }) => send(product, sent)));
      again.forEach(({ status, text }, place) => {
        if (status !== 200 || text !== some[place].text) missing += 1;
      });
    }
    lost += missing;
    console.log(
      `round ${round + 1}: ${JSON.stringify(statuses)}, ${missing} lost or changed, started again in ${starts.at(-1).toFixed(0)} ms`,
    );
  }
  await product.end('SIGTERM');
  const database = new Database(join(folder, 'data', 'lupa.db'));
  const [row] = database
    .prepare(
      `select count(*) as rows, max(number) as last, sum(kind = 4) as decided, (select count(*) from decisions) as ids from ledger`,
    )
    .all([]);
  const [{ integrity_check: sound }] = database.prepare('pragma integrity_check').all([]);
  database.close();
  console.log(
    `${acknowledgedInAll} acknowledged, ${lost} lost or changed; ledger ${row.rows} rows, last number ${row.last}; ${row.decided} decisions, ${row.ids} ids; file ${sound}; longest start ${Math.max(...starts).toFixed(0)} ms`,
  );
};

/** Reads what strace saw: the answers, and how many came without a flush since the last one. */
const read = (trace) => {
  let flushes = 0;
  let since = 0;
  let answers = 0;
  let bare = 0;
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    // A call that another thread interrupted is done when it is resumed.
    if (/\bf(data)?sync(\(| resumed)/.test(line) && / = 0$/.test(line)) {
      flushes += 1;
      since += 1;
    } else if (/HTTP\/1\.1 201/.test(line)) {
      answers += 1;
      if (since === 0) bare += 1;
      since = 0;
    }
  }
  return { flushes, answers, bare };
};

const flushes = async () => {
  if (spawnSync('strace', ['-V']).status !== 0)
    return console.log('strace is not here: flushes were not counted.');
  const product = await startProduct(folder);
  const decision = mix(product.notice);
  const request = () => post('/s/demo/decisions', decision(), browser(product.origin));
  const traced = async (connections) => {
    const trace = join(folder, 'trace');
    const words = [
      '-f',
      '-s',
      '16',
      '-e',
      'trace=fsync,fdatasync,write,writev',
      '-o',
      trace,
      '-p',
      String(product.pid),
    ];
    const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
    await once(strace.stderr, 'data');
    await load(product.port, request, { connections, seconds: 2 });
    strace.kill('SIGINT');
    await once(strace, 'exit');
    const { flushes, answers, bare } = read(trace);
    console.log(
      connections === 1
        ? `one connection: ${answers} answers, ${flushes} disk flushes, ${bare} answers without one of their own before them`
        : `${connections} connections: ${answers} answers, ${flushes} disk flushes, ${(answers / flushes).toFixed(1)} answers for each`,
    );
  };
  await traced(1);
  await traced(64);
  await product.end('SIGTERM');
};

try {
  await killedRounds();
  await flushes();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
