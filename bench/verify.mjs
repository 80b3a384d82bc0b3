/**
 * Sealing and verifying: rows a second, the longest pause of the event loop while sealing, bytes of the tree for each row.
 * `node bench/verify.mjs [rows]`. Every row goes the product's own way, below the wire; a hundredth is erased.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mix } from './mix.mjs';
import { product } from './product.mjs';

const rows = Number(process.argv[2] ?? 300_000);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-verify-'));
const file = join(folder, 'lupa.db');
let now = Date.now();
const world = {
  clock: () => now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };
const seed = randomBytes(32);
const speed = (count, began) => `${((count / (performance.now() - began)) * 1000).toFixed(0)} rows/s`;

const fill = async (store) => {
  const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
  const site = await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
  const decision = mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi'));
  const erased = [];
  for (let taken = 0; taken < rows; taken += 100) {
    const turn = Array.from({ length: 100 }, () => {
      now += 10;
      const one = decision(now);
      if (Math.random() < 0.01) erased.push(one.id);
      return lupa.ingest(store, world, site, one);
    });
    await Promise.all(turn);
  }
  for (const id of erased) {
    await lupa.eraseDecision(store, world.tombstoneKey, 1, Buffer.from(id.replaceAll('-', ''), 'hex'));
  }
};

const seal = async (store) => {
  const seals = lupa.sealer({ store, world, signer: { seed }, report: console.error });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await seals.sealAll();
  console.log(
    `sealed ${speed(rows, began)}; longest pause of the event loop ${(delay.max / 1e6).toFixed(1)} ms`,
  );
  await seals.stop();
  const pages = lupa.sql`
    select coalesce(sum(pgsize), 0) as bytes from dbstat where name in ('tiles', 'checkpoints', 'sqlite_autoindex_tiles_1')`;
  const [{ bytes }] = await store.read(pages, {});
  console.log(`tiles and checkpoints: ${(Number(bytes) / rows).toFixed(1)} B a row`);
};

const verify = async (name) => {
  const reader = lupa.openReader({ file });
  const began = performance.now();
  const used = process.cpuUsage();
  const [found] = await lupa.verifyAll(reader, { trusted: lupa.publicKeyOf(seed) });
  const { user, system } = process.cpuUsage(used);
  const alone = ((found.rows / (user + system)) * 1e6).toFixed(0);
  console.log(`${name}: verified ${speed(found.rows, began)}, ${alone} a second of processor time (${found.rows} rows, ${found.checkpoints} checkpoints, \
${found.erased} erased, ${found.findings.length} findings)`);
  await reader.close();
};

try {
  const store = await lupa.openLibsql({ file, clock: world.clock });
  await lupa.makeOperator(store, world, controller.name, controller.contact);
  await fill(store);
  await seal(store);
  await verify('beside a running collector');
  await store.close();
  for (let round = 1; round <= 3; round++) await verify(`round ${round}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
