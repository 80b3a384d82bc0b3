/** `npm test`: types, lint, build, unit tests, widget tests in three engines, journeys; ends with one line of counts. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
install();
const { findBrowsers } = await import('./browsers.mjs');
// Installs what is missing, or prints the one line to type and ends: a skipped engine would look like a passed one.
await findBrowsers(['chromium', 'firefox', 'webkit']);
const { findPostgres } = await import('./postgres.mjs');
findPostgres();

const results = 'dist/test';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
const timings = [];

const run = (program, words) => {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
};
const bin = (name) => `node_modules/.bin/${name}`;

const count = (good, bad) => {
  passed += good;
  failed += bad;
};

/** What failed, told once more at the very end: of a long run only the end may be kept. */
const failures = [];
const tell = (step, name, message) => failures.push(`✗ ${step} · ${name}\n  ${message.slice(0, 1500)}`);

/** One step; `tally` reads how many tests it ran. A step that fails without a failed test is a failure itself. */
const step = (name, program, words, tally) => {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const sound = run(program, words);
  timings.push(`${name} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  let counted = sound ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const told = failures.length;
  if (tally) {
    try {
      counted = tally();
    } catch (error) {
      counted = { passed: 0, failed: 1 };
      tell(name, 'its results could not be read', `${error}`);
    }
    if (counted.passed === 0 || (!sound && counted.failed === 0)) counted.failed += 1;
  }
  if (counted.failed > 0 && failures.length === told)
    tell(name, 'failed as a whole', 'Its own output is above.');
  count(counted.passed, counted.failed);
  return sound;
};

const json = (file) => JSON.parse(readFileSync(`${results}/${file}`, 'utf8'));
const vitest = (name, config, file) =>
  step(
    name,
    bin('vitest'),
    [
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}/${file}`,
    ],
    () => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = json(file);
      for (const { name: path, message, assertionResults } of testResults) {
        const bad = assertionResults.filter(({ status }) => status !== 'passed');
        for (const one of bad)
          tell(relative(root, path), one.fullName, one.failureMessages?.join('\n') || one.status);
        if (message && bad.length === 0) tell(name, relative(root, path), message);
      }
      // A test that did not run proves nothing.
      return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests };
    },
  );

step('types', bin('tsc'), ['--noEmit']);
step('lint and format', bin('biome'), ['check']);
if (step('build', process.execPath, ['tools/build.mjs'])) {
  vitest('unit tests', 'vitest.config.ts', 'unit.json');
  step('widget tests in Chromium, Firefox and WebKit', bin('wtr'), ['--config', 'wtr.config.mjs'], () => {
    const engines = Object.entries(json('widget.json'));
    for (const [engine, one] of engines) {
      console.log(`${engine}: ${one.passed} passed, ${one.failed} failed`);
      for (const [title, message] of one.failures) tell(engine, title, message);
    }
    const sum = (key) => engines.reduce((total, [, one]) => total + one[key], 0);
    const silent = engines.filter(([, one]) => one.passed === 0).length;
    return { passed: sum('passed'), failed: sum('failed') + silent + Math.max(0, 3 - engines.length) };
  });
  vitest('journeys in Chromium', 'test/journeys/vitest.config.ts', 'journeys.json');
}

if (failures.length) console.log(`\n${failures.join('\n\n')}`);
console.log(`\n${timings.join(' · ')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
