/**
 * How long the night keeps visitors' writes waiting: the file is made anew after an erasure, while a probe writes a decision
 * every few milliseconds. `node bench/maintain.mjs [rows]`. Every row goes the product's own way, below the wire.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mix, uuid7 } from './mix.mjs';
import { product } from './product.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const encrypted = process.argv.includes('encrypted');
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-maintain-'));
const file = join(folder, 'lupa.db');
const day = 24 * 60 * 60 * 1000;

// A decision every 60 ms: a million are seven tenths of a day, so that nothing has outlived its retention.
let now = Date.now() - 200 * day;
const world = {
  clock: () => now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };
const megabytes = (path) => `${(statSync(path).size / 1e6).toFixed(0)} MB`;
const memory = () => `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`;

const store = await lupa.openLibsql({
  file,
  clock: world.clock,
  ...(encrypted && { encryptionKey: randomBytes(32) }),
});
try {
  await lupa.makeOperator(store, world, controller.name, controller.contact);
  const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
  const site = await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
  const decision = mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi'));
  const visitors = [];
  const visit = (visitor) =>
    lupa.keepVisit(store, site, {
      id: Buffer.from(uuid7(now).replaceAll('-', ''), 'hex'),
      visitor,
      received: now,
      ...{ browser: 'Firefox', major: 140, os: 'Windows', device: 'desktop', language: 'fi' },
      ...{ referrer: 'https://search.example', page: '/shop/shoes', address: '203.0.113.0', country: 'FI' },
    });
  for (let taken = 0; taken < rows; taken += 200) {
    const turn = Array.from({ length: 200 }, async () => {
      now += 60;
      const one = decision(now);
      const { outcome } = await lupa.ingest(store, world, site, one);
      if (outcome !== 'first') throw new Error(`A decision was not taken: ${outcome}.`);
      if (one.answers.analytics !== 'granted') return;
      const visitor = lupa.visitorOf(one.visitorKey);
      if (visitors.length < 2000) visitors.push(visitor);
      await visit(visitor);
    });
    await Promise.all(turn);
  }
  console.log(`${rows} decisions and a visit for each grant: ${megabytes(file)}, memory ${memory()}`);

  /** Runs the night beside a probe. */
  const measured = async (name) => {
    const waits = [];
    let running = true;
    const probe = (async () => {
      while (running) {
        const began = performance.now();
        await lupa.ingest(store, world, site, decision(now));
        waits.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    let blocked = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      blocked = Math.max(blocked, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const began = performance.now();
    const done = await lupa.night(store, world);
    const whole = performance.now() - began;
    clearInterval(beat);
    running = false;
    await probe;
    waits.sort((one, other) => one - other);
    console.log(
      `${name}: ${(whole / 1000).toFixed(1)} s in all; the file made anew ${done.pause === null ? 'not' : `in ${done.pause.toFixed(0)} ms`}; ` +
        `a write waited ${waits.at(-1)?.toFixed(0)} ms at most, ${waits[Math.floor(waits.length * 0.99)]?.toFixed(1)} at p99; ` +
        `event loop held ${blocked.toFixed(0)} ms; ${done.visits} visits, ${done.proofs} proofs; ${megabytes(file)}, memory ${memory()}`,
    );
  };
  await measured('nothing erased');
  for (const visitor of visitors.slice(0, 1000)) await lupa.eraseVisitor(store, world, site, visitor);
  await measured('1,000 visitors erased');
  now += 181 * day;
  await measured('half a year later, when all visits have outlived their retention');
  await measured('the night after');
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
