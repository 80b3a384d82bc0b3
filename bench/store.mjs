/**
 * Below the wire, on a database of `rows` rows: how long a look-up takes, erasing 1,000 rows while 64 decisions are under
 * way, and the longest that a decision waits meanwhile, during VACUUM and while a copy is made.
 * `node bench/store.mjs [rows]`. On two cores the load and the store share them.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { fill } from './fill.mjs';
import { mix } from './mix.mjs';
import { product } from './product.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-store-'));
const file = join(folder, 'lupa.db');
const world = {
  clock: Date.now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };
const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
const opened = async () => {
  const store = await lupa.openLibsql({ file, clock: world.clock });
  await lupa.makeOperator(store, world, controller.name, controller.contact);
  return { store, site: await lupa.saveSite(store, world, { controller, publicId: 'test', settings }) };
};

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const spread = (times) => {
  const sorted = [...times].sort((one, other) => one - other);
  return `p50 ${at(sorted, 0.5).toFixed(2)} ms, p99 ${at(sorted, 0.99).toFixed(2)} ms, longest ${sorted.at(-1).toFixed(1)} ms`;
};

try {
  const made = await opened();
  await made.store.close();
  const began = performance.now();
  fill(file, rows);
  console.log(
    `${rows} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB, filled in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const opening = performance.now();
  const { store, site } = await opened();
  console.log(`opened in ${(performance.now() - opening).toFixed(0)} ms`);

  const someone = lupa.sql`
    select visitor_id as visitor from answers
    where controller_id = :controller and visitor_id >= :from order by visitor_id limit 1`;
  const [first] = await store.read(someone, { controller: 1, from: new Uint8Array(16) });
  const span = BigInt(rows) * 100n;
  const start = BigInt(`0x${Buffer.from(first.visitor).subarray(0, 6).toString('hex')}`);
  const visitors = [];
  for (let n = 0; n < 5000; n++) {
    const from = Buffer.alloc(16);
    const time = start + (span * BigInt(Math.floor(Math.random() * 99_000))) / 100_000n;
    from.writeUIntBE(Number(time), 0, 6);
    visitors.push((await store.read(someone, { controller: 1, from }))[0].visitor);
  }
  const looked = [];
  for (const visitor of visitors) {
    const before = performance.now();
    const found = await lupa.consentsOf(store, 1, visitor);
    looked.push(performance.now() - before);
    if (found.length !== 2) throw new Error('A visitor was not found.');
  }
  console.log(`look-up of a visitor's consents: ${spread(looked)}`);

  const decision = mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi'));
  const journal = lupa.journalIn(join(folder, 'journal'), store, world.clock);
  /** Decisions by 64 at once while `work` goes on; their times, and how long it took. */
  const beside = async (name, work) => {
    const times = [];
    let going = true;
    const one = async () => {
      while (going) {
        const before = performance.now();
        const { outcome } = await lupa.ingest(store, world, site, decision());
        if (outcome !== 'first') throw new Error(`A decision was not taken: ${outcome}.`);
        times.push(performance.now() - before);
      }
    };
    const all = Array.from({ length: 64 }, one);
    await pause(500);
    times.length = 0;
    const before = performance.now();
    const said = await work();
    const took = performance.now() - before;
    await pause(100);
    going = false;
    await Promise.all(all);
    await journal.caughtUp();
    console.log(
      `${name}: ${said ?? `${took.toFixed(0)} ms`}; decisions meanwhile ${spread(times)} (${times.length})`,
    );
  };
  await beside('nothing beside', () => pause(3000));

  const blank = lupa.sql`
    update ledger set body = null, salt = null where controller_id = :controller and number = :number`;
  const forget = lupa.sql`delete from answers where controller_id = :controller and visitor_id = :visitor`;
  const erasing = [];
  await beside('erasing 1,000 rows in one write, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const write = Array.from({ length: 1000 }, (_, n) => {
        const number = Math.floor(Math.random() * rows) + 10;
        const visitor = visitors[(round * 1000 + n) % visitors.length];
        return [
          lupa.statement(blank, { controller: 1, number }),
          ...(round < 5 ? [lupa.statement(forget, { controller: 1, visitor })] : []),
        ];
      }).flat();
      const before = performance.now();
      await store.write(write);
      erasing.push(performance.now() - before);
      await pause(100);
    }
    return spread(erasing);
  });
  const copying = `
    const { workerData } = require('node:worker_threads');
    const Database = require('libsql');
    const database = new Database(workerData.file);
    database.exec("vacuum into '" + workerData.file + ".copy'");
    database.close();`;
  await beside('a copy (VACUUM INTO) from a thread', async () => {
    const worker = new Worker(copying, { eval: true, workerData: { file } });
    await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  });
  await beside('VACUUM in the writer', async () => {
    const took = await store.maintain('vacuum');
    return `${took.toFixed(0)} ms`;
  });
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
