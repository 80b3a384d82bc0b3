/**
 * The banner on a small page, beside vanilla-cookieconsent, klaro, Osano's Cookie Consent, a bare custom element and a bare Lit one, in Chromium
 * with the processor four times slower. `node bench/page.mjs [rounds] [names]`, after `npm run build`, on a machine with nothing
 * else to do; `LUPA_BENCH_BESIDE=folder` measures another build of the widget beside ours. Ratios count; these machines are noisy.
 */
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startChromium } from './page/chromium.mjs';
import { everyday } from './page/visit.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const [rounds = 9, ...names] = process.argv.slice(2).map((word) => (Number.isNaN(+word) ? word : +word));
const began = performance.now();

/** The peers lie in a folder of their own: nothing of ours needs them. */
if (!existsSync(here('page/node_modules/vanilla-cookieconsent'))) {
  console.log('Installing the peers, once …');
  const words = ['install', '--prefix', here('page'), '--no-package-lock', '--ignore-scripts'];
  const { status } = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
const { banners, nobody } = await import('./page/contenders.mjs');
const { cost, pressed, seen } = await import('./page/measures.mjs');
const { report } = await import('./page/report.mjs');
const { transfers } = await import('./page/transfers.mjs');

const host = fork(here('page/host.mjs'));
const [{ origin }] = await once(host, 'message');
const chromium = await startChromium();
const [ours, ...others] = banners;
const measured = [ours, ...others.filter(({ name }) => names.length === 0 || names.includes(name))];

/** By contender's name, then by figure: what every round measured. */
const figures = Object.fromEntries([nobody, ...measured].map(({ name }) => [name, {}]));
const note = ({ name }, prefix, found) => {
  const kept = figures[name];
  for (const [figure, value] of Object.entries(found)) {
    kept[prefix + figure] ??= [];
    kept[prefix + figure].push(value);
  }
};

/** The kinds of visit, each with the prefix of its figures. */
const visits = [
  ['', (contender) => seen(chromium, origin, contender)],
  ['far ', (contender) => seen(chromium, origin, contender, { ...everyday, latency: 40 })],
  ['slow ', (contender) => pressed(chromium, origin, contender, everyday.slowdown)],
  ['fast ', (contender) => pressed(chromium, origin, contender, 1)],
];

/** Every contender once, in turn: what the machine does meanwhile hits all of them. Other visits than the first in odd rounds. */
const round = async (count) => {
  const isCounted = count > 0;
  for (const contender of [nobody, ...measured]) {
    const found = await cost(chromium, origin, contender);
    if (isCounted) note(contender, '', found);
  }
  for (const [prefix, visit] of count % 2 ? visits : visits.slice(0, 1))
    for (const contender of measured) {
      const found = await visit(contender);
      if (isCounted) note(contender, prefix, found);
    }
};

try {
  const moved = [];
  for (const contender of measured) moved.push(await transfers(chromium, origin, contender));
  // The first round warms everything up.
  for (let count = 0; count <= rounds; count++) {
    await round(count);
    process.stdout.write(count === 0 ? 'Warm. Rounds:' : ` ${count}`);
  }
  console.log('\n');
  report({ measured, figures, moved, rounds });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`\n${chromium.version}, ${seconds} s.`);
} finally {
  await chromium.close();
  host.disconnect();
}
