/**
 * Statistics: how fast decisions and the relay's events are rolled up in the background, for how long that holds the writer,
 * and how long a year of ten million takes to read.
 * `node bench/statistics.mjs [rows]`. The year is written as the counts that ten million decisions leave.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mix } from './mix.mjs';
import { product } from './product.mjs';

const rows = Number(process.argv[2] ?? 20_000);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-statistics-'));
let now = Date.now();
const world = {
  clock: () => now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const controller = { id: 1, name: 'Example Oy', contact: 'privacy@example.fi' };
let turns = [];
const watch = ({ milliseconds }) => turns.push(milliseconds);
const store = await lupa.openLibsql({ file: join(folder, 'lupa.db'), clock: world.clock, watch });
const timed = async (work) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
try {
  await lupa.makeOperator(store, world, controller.name, controller.contact);
  const settings = lupa.parse(lupa.siteSettings, lupa.testSettings());
  const site = await lupa.saveSite(store, world, { controller, publicId: 'test', settings });
  const decision = mix(lupa.makeNotice(site.settings, site.terms, controller, 'fi'));
  for (let taken = 0; taken < rows; taken += 100) {
    now += 1000;
    await Promise.all(Array.from({ length: 100 }, () => lupa.ingest(store, world, site, decision(now))));
  }
  now += 3_600_000;
  const rolling = await timed(() => lupa.rollUp(store, world));
  console.log(`rolled up: ${((rows / rolling) * 1000).toFixed(0)} decisions/s, in the background`);

  // Five events a visitor, sixty pages, some of it kept for the sender.
  for (let taken = 0; taken < rows; taken += 100)
    await store.write(
      Array.from({ length: 100 }, (_, place) =>
        lupa.keeping(
          lupa.keptEvent({
            visitor: new Uint8Array(new Float64Array([1 + Math.floor((taken + place) / 5), 1]).buffer),
            received: now - 60_000,
            waits: place % 2,
            body: {
              page: `https://shop.example/${(taken + place) % 60}`,
              name: place % 3 ? 'page_view' : 'scroll',
              referrer: place % 5 ? null : `https://r${place % 20}.example`,
              starts: place % 5 === 0,
            },
          }),
        ),
      ),
    );
  turns = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const counting = await timed(() => lupa.rollUp(store, world));
  loop.disable();
  turns.sort((one, other) => one - other);
  console.log(
    `events: ${((rows / counting) * 1000).toFixed(0)}/s, the writer held for ${turns[turns.length >> 1].toFixed(1)} ms a time, at most ${turns.at(-1).toFixed(1)}; event loop p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms`,
  );

  // 27,400 decisions a day: two purposes, three terms over the year, four measures, and the values of each dimension.
  const today = Math.floor(now / 86_400_000);
  const values = { language: 6, browser: 12, country: 40 };
  let cells = 0;
  let sum = 0;
  for (let back = 1; back <= 365; back++) {
    const write = [];
    for (const [dimension, many] of Object.entries(values))
      for (const measure of ['refused', 'granted', 'denied', 'withdrawn'])
        for (const purpose of ['analytics', 'marketing'])
          for (let place = 0; place < many; place++) {
            const count = Math.ceil(6850 / many);
            if (dimension === 'language' && purpose === 'analytics') sum += count;
            const cell = {
              site: site.site,
              dimension,
              day: today - back,
              measure,
              purpose,
              terms: 1 + (back % 3),
            };
            write.push(lupa.addCount(1, { ...cell, value: `v${place}`, count }));
          }
    cells += write.length;
    await store.write(write, 'import');
  }
  now += 86_400_000;
  await lupa.rollUp(store, world);
  console.log(`a year: ${(sum / 1e6).toFixed(1)} million decisions in ${cells} cells`);
  for (const dimension of Object.keys(values))
    for (const step of ['all', 'month', 'day']) {
      const from = today - (step === 'day' ? 92 : 365);
      const range = { controller: 1, site: site.site, dimension, from, to: today };
      const times = [];
      for (let round = 0; round < 15; round++)
        times.push(await timed(() => lupa.readStatistics(store, range, step)));
      times.sort((one, other) => one - other);
      console.log(
        `${dimension} by ${step}${step === 'day' ? ' (92 days)' : ' (a year)'}: ${times[7].toFixed(1)} ms, at most ${times.at(-1).toFixed(1)}`,
      );
    }
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
