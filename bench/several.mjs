/**
 * Below the wire, decisions a second of one collector on the embedded file and on PostgreSQL, and of two collectors there, in
 * the same run; every commit on disk before it is answered. `node bench/several.mjs [seconds] [rounds] [connections]`.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { mix } from './mix.mjs';
import { product } from './product.mjs';

const [seconds = 4, rounds = 5, connections = 64] = process.argv.slice(2).map(Number);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-several-'));
const world = {
  clock: Date.now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };
const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());

const prepared = async (store) => {
  await lupa.makeOperator(store, world, controller.name, controller.contact);
  const site = await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
  return { site, decision: mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi')) };
};

/** Decisions a second, by so many at once over these stores in turn, and how long each waited. */
const measured = async (name, stores, { site, decision }) => {
  const times = [];
  const until = performance.now() + seconds * 1000;
  const one = async (_, place) => {
    while (performance.now() < until) {
      const began = performance.now();
      const { outcome } = await lupa.ingest(stores[place % stores.length], world, site, decision());
      if (outcome !== 'first') throw new Error(`${name}: ${outcome}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  times.sort((a, b) => a - b);
  const rate = times.length / seconds;
  console.log(
    `${name.padEnd(22)} ${rate.toFixed(0)}/s  p50 ${times[times.length >> 1].toFixed(1)} ms  p99 ${times[Math.floor(times.length * 0.99)].toFixed(1)} ms`,
  );
  return rate;
};

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

const cluster = await lupa.startCluster({ durable: true });
try {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  await client.query('create database lupa');
  await client.end();
  const file = await lupa.openLibsql({ file: join(folder, 'lupa.db'), clock: world.clock });
  const open = () => lupa.openPostgres({ url: cluster.url('lupa'), clock: world.clock });
  const one = await open();
  const other = await open();
  const onFile = await prepared(file);
  const onServer = await prepared(one);
  const ratios = [];
  const both = [];
  for (let round = 0; round < rounds; round++) {
    const embedded = await measured('the file', [file], onFile);
    const alone = await measured('PostgreSQL', [one], onServer);
    const two = await measured('PostgreSQL, two', [one, other], onServer);
    ratios.push(alone / embedded);
    both.push(two / alone);
  }
  console.log(
    `PostgreSQL: ${median(ratios).toFixed(2)} of the file (median of ${rounds}); two in this process: ${median(both).toFixed(2)} of one`,
  );
  await Promise.all([file.close(), one.close(), other.close()]);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
