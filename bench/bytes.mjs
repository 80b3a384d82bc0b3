/**
 * Bytes of the database file for each decision taken in, all tables and indexes: as it stands, and after VACUUM.
 * `node bench/bytes.mjs [rows]`. Every row goes the product's own way, below the wire.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mix } from './mix.mjs';
import { product } from './product.mjs';

const rows = Number(process.argv[2] ?? 200_000);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-bytes-'));
const file = join(folder, 'lupa.db');

// The collector's clock runs with the rows: a hundred decisions a second, which is what spreads ids over time.
let now = Date.now();
const world = {
  clock: () => now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };

const sizes = [];
const opened = async (work) => {
  const store = await lupa.openLibsql({ file, clock: world.clock });
  try {
    await work(store);
  } finally {
    await store.close();
  }
  sizes.push(statSync(file).size);
};
try {
  await opened(async (store) => {
    await lupa.makeOperator(store, world, controller.name, controller.contact);
    const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
    await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
  });
  await opened(async (store) => {
    const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
    const site = await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
    const decision = mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi'));
    const journal = lupa.journalIn(join(folder, 'journal'), store, world.clock);
    const began = performance.now();
    for (let taken = 0; taken < rows; taken += 100) {
      const turn = Array.from({ length: 100 }, () => {
        now += 10;
        return lupa.ingest(store, world, site, decision(now - Math.floor(Math.random() * 300)));
      });
      for (const { outcome } of await Promise.all(turn)) {
        if (outcome !== 'first') throw new Error(`A decision was not taken: ${outcome}.`);
      }
      // As the product does before it answers: withdrawals go on into files beside the database.
      await journal.caughtUp();
    }
    console.log(`${((rows / (performance.now() - began)) * 1000).toFixed(0)} decisions/s below the wire`);
    const pages = lupa.sql`
      select name, sum(pgsize) as bytes from dbstat group by name order by bytes desc limit 8`;
    for (const { name, bytes } of await store.read(pages, {}).catch(() => [])) {
      console.log(`  ${String(name).padEnd(40)} ${(Number(bytes) / rows).toFixed(1)} B`);
    }
  });
  const { default: Database } = await import('libsql');
  const database = new Database(file);
  database.exec('vacuum');
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
  sizes.push(statSync(file).size);
  const [empty, full, packed] = sizes;
  console.log(`${rows} decisions: ${((full - empty) / rows).toFixed(1)} B each as they came, \
${((packed - empty) / rows).toFixed(1)} B after VACUUM`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
