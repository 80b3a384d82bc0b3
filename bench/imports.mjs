/**
 * A file of `rows` persons read in beside visitors' decisions: how long it takes, the most memory that the collector has
 * meanwhile, and decisions a second against those of the same collector alone. `node bench/imports.mjs [rows]`, after
 * `npm run build`. Ratios count; these machines are noisy.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { browser } from './browser.mjs';
import { load, post } from './load.mjs';
import { mix } from './mix.mjs';
import { names } from './register/names.mjs';
import { startProduct } from './started.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'lupa-imports-'));
const product = await startProduct(folder);
const staff = `http://127.0.0.1:${product.staffPort}/v1`;
const key = readFileSync(join(folder, 'data/administrator.key'), 'utf8').trim();
const call = async (method, path, body, type = 'application/json') => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type, 'lupa-reason': 'a benchmark' };
  const answer = await fetch(`${staff}${path}`, { method, headers, body, duplex: 'half' });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1]) / 1024;

try {
  const decision = mix(product.notice);
  const request = () => post('/s/demo/decisions', decision(), browser(product.origin));
  const alone = await load(product.port, request, { seconds: 8 });
  console.log(
    `decisions alone: ${alone.perSecond.toFixed(0)}/s, p99 ${alone.p99.toFixed(1)} ms; memory ${memory().toFixed(0)} MB`,
  );

  const { people } = names(rows);
  async function* file() {
    yield 'name,email,phone,company\n';
    for (let from = 0; from < rows; from += 1000) {
      let text = '';
      for (let i = from; i < Math.min(rows, from + 1000); i++) {
        const { name, email, phone } = people(i);
        text += `${name},${email},${phone},Company ${i % 5000} Oy\n`;
      }
      yield Buffer.from(text);
    }
  }
  const { id } = await call(
    'POST',
    '/imports',
    JSON.stringify({ noun: 'persons', source: { kind: 'person' } }),
  );
  let began = performance.now();
  await call('PUT', `/imports/${id}/file`, ReadableStream.from(file()), 'application/octet-stream');
  console.log(
    `sent in ${((performance.now() - began) / 1000).toFixed(0)} s; memory ${memory().toFixed(0)} MB`,
  );

  let most = 0;
  const until = async (state) => {
    began = performance.now();
    for (;;) {
      most = Math.max(most, memory());
      const now = await call('GET', `/imports/${id}`);
      if (now.state === state) return now;
      if (now.state === 'failed') throw new Error('The import failed.');
      await pause(500);
    }
  };
  await until('checked');
  console.log(`checked in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  await call('POST', `/imports/${id}/run`);
  const beside = load(product.port, request, { seconds: 20 });
  const done = until('done');
  const meanwhile = await beside;
  console.log(
    `decisions beside it: ${meanwhile.perSecond.toFixed(0)}/s (${(meanwhile.perSecond / alone.perSecond).toFixed(2)} of alone), p99 ${meanwhile.p99.toFixed(1)} ms, ${JSON.stringify(meanwhile.statuses)}`,
  );
  const { made, known, wrong } = await done;
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `read in ${seconds.toFixed(0)} s (${(made / seconds).toFixed(0)} rows/s): ${made} made, ${known} known, ${wrong} wrong; at most ${most.toFixed(0)} MB`,
  );
} finally {
  await product.end();
  rmSync(folder, { recursive: true, force: true });
}
