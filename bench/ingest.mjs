/**
 * Decisions a second over the wire, answered after a commit that is on disk, beside a bare Hono server with the same bodies and
 * headers and beside @c15t/backend, in the same run: on an empty database, then on one of `rows` rows.
 * `node bench/ingest.mjs [seconds] [rounds] [rows]`, after `npm run build`. Ratios count; these machines are noisy.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { fill } from './fill.mjs';
import { load, post } from './load.mjs';
import { c15tConsent, mix } from './mix.mjs';
import { processorOf, startBare, startC15t, startProduct } from './started.mjs';

const [seconds = 5, rounds = 5, rows = 0] = process.argv.slice(2).map(Number);

const show = (name, { perSecond, p50, p99, most, statuses }, processor) =>
  console.log(
    `${name.padEnd(16)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  longest ${most.toFixed(0)} ms  ${processor.toFixed(0)} µs of processor each  ${JSON.stringify(statuses)}`,
  );

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Sends for a while, and what each answer cost the server. */
const measured = async (name, { pid, port }, request) => {
  const before = processorOf(pid);
  const result = await load(port, request, { seconds });
  const each = ((processorOf(pid) - before) * 1000) / (result.perSecond * seconds);
  show(name, result, each);
  return { ...result, each };
};

const bare = await startBare();
const folder = mkdtempSync(join(tmpdir(), 'lupa-bench-'));
let product = await startProduct(folder);
const c15t = await startC15t(folder, product.origin);

const c15tOrigin = product.origin;

/** Rounds of all three, one after the other; medians of the ratios and of our own figures. */
const compared = async (name) => {
  const decision = mix(product.notice);
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const headers = () => browser(product.origin);
    const yardstick = await measured('bare Hono', bare, () => post('/', decision(), headers()));
    const ours = await measured(name, product, () => post('/s/demo/decisions', decision(), headers()));
    const theirs = await measured('@c15t/backend', c15t, () =>
      post('/api/c15t/subjects', c15tConsent(), {
        ...browser(c15tOrigin),
        'content-type': 'application/json',
      }),
    );
    results.push({
      ...ours,
      times: ours.perSecond / theirs.perSecond,
      ratio: ours.perSecond / yardstick.perSecond,
      cost: ours.each / yardstick.each,
    });
  }
  const of = (key) => median(results.map((one) => one[key]));
  console.log(
    `${name}: ratio ${of('ratio').toFixed(3)} (median of ${rounds}), p99 ${of('p99').toFixed(1)} ms, ${of('cost').toFixed(1)} times the processor; ${of('times').toFixed(1)} times @c15t/backend\n`,
  );
  return of('ratio');
};

try {
  const empty = await compared('decisions');
  if (rows > 0) {
    await product.end();
    const began = performance.now();
    fill(join(folder, 'data', 'lupa.db'), rows);
    const size = statSync(join(folder, 'data', 'lupa.db')).size;
    console.log(
      `filled to ${rows} rows in ${((performance.now() - began) / 1000).toFixed(0)} s, ${(size / 1e9).toFixed(2)} GB`,
    );
    product = await startProduct(folder);
    console.log(`started on it in ${product.startedIn.toFixed(0)} ms`);
    const full = await compared(`at ${rows} rows`);
    console.log(`at ${rows} rows: ${(full / empty).toFixed(2)} of empty`);
  }
} finally {
  await bare.end();
  await c15t.end();
  await product.end();
  rmSync(folder, { recursive: true, force: true });
}
