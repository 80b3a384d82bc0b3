/** Runs the widget's tests in Chromium, Firefox and WebKit. `LUPA_BROWSERS=chromium` narrows that while developing. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { collector } from './test/widget/support/collector.mjs';
import { findBrowsers, quiet } from './tools/browsers.mjs';

const wanted = (process.env.LUPA_BROWSERS ?? 'webkit,firefox,chromium').split(',');
const found = findBrowsers(wanted);

const children = [];
const start = (command, words, also) => {
  const child = spawn(command, words, { stdio: 'ignore', ...also });
  children.push(child);
  return child;
};
process.on('exit', () => {
  for (const child of children) child.kill();
});

const ask = (address) => fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);

/** Asks until it is ready; false when the program has ended instead. */
const ready = async (address, child) => {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await ask(address))?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

/**
 * Where the driver listens. It cannot find a port by itself, and ends where it is given one that is taken: then it is given
 * another. None of those that the machine gives away by itself, which may be anybody's by the time the driver takes it.
 */
const listening = async (driver, also) => {
  for (let tries = 0; tries < 20; tries++) {
    const port = randomInt(12_000, 19_000);
    const address = `http://127.0.0.1:${port}/status`;
    if (await ask(address)) continue;
    const child = start(driver, [`--port=${port}`, '--host=127.0.0.1'], also);
    if (await ready(address, child)) return port;
  }
  throw new Error(`${driver} does not start.`);
};

/** Only what never comes takes so long: a machine that does much else is slow, not wrong. */
const patience = 300_000;
/**
 * Nobody waits for a test's page to be loaded: each frame that a test opens puts that off, perhaps until the last of them, and
 * whoever waited would give up, or load it anew.
 */
const createPage = async ({ context }) => {
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const { goto } = page;
  page.goto = (address) => goto.call(page, address, { waitUntil: 'domcontentloaded' });
  return page;
};
const times = { timeout: patience, protocolTimeout: 2 * patience };

const launchers = {
  chromium: () =>
    chromeLauncher({ launchOptions: { executablePath: found.chromium, args: quiet, ...times }, createPage }),
  firefox: () => {
    const launcher = chromeLauncher({
      launchOptions: { browser: 'firefox', executablePath: found.firefox, ...times },
      createPage,
      concurrency: 1,
      createBrowserContext: ({ browser }) => browser.defaultBrowserContext(),
    });
    launcher.name = 'Firefox';
    return launcher;
  },
  webkit: async () => {
    const { driver, browser, display } = found.webkit;
    // Xvfb finds a free display by itself and says which on this descriptor.
    const screen = start(display, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise((resolve) =>
      screen.stdio[3].once('data', (data) => resolve(`${data}`.trim())),
    );
    const port = await listening(driver, {
      env: {
        ...process.env,
        DISPLAY: `:${number}`,
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      automationProtocol: 'webdriver',
      connectionRetryTimeout: patience,
      capabilities: {
        browserName: 'MiniBrowser',
        pageLoadStrategy: 'none',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      },
    });
  },
};

const count = (suite) => {
  if (!suite) return [];
  return [...suite.tests, ...suite.suites.flatMap(count)];
};

const said = (errors) =>
  (errors ?? []).map((error) => `${error?.message ?? ''}\n${error?.stack ?? ''}`.trim()).join('\n') ||
  'No reason was given.';

/** Writes `{ "Chromium": { passed, failed, failures: [[name, message], …] }, … }` for whoever adds up. A file that could not be run is a failure. */
const tally = {
  stop({ sessions }) {
    const engines = {};
    for (const { browser, passed, errors, testResults, testFile } of sessions) {
      const name = { Chrome: 'Chromium', MiniBrowser: 'Webkit' }[browser.name] ?? browser.name;
      engines[name] ??= { passed: 0, failed: 0, failures: [] };
      const tests = count(testResults).filter((test) => !test.skipped);
      engines[name].passed += tests.filter((test) => test.passed).length;
      const bad = tests.filter((test) => !test.passed);
      const broken = !passed || errors?.length > 0;
      engines[name].failed += bad.length || (broken ? 1 : 0);
      const file = relative(process.cwd(), testFile ?? '');
      for (const test of bad) engines[name].failures.push([`${file}: ${test.name}`, said([test.error])]);
      if (broken && bad.length === 0) engines[name].failures.push([file, said(errors)]);
    }
    mkdirSync('dist/test', { recursive: true });
    writeFileSync('dist/test/widget.json', `${JSON.stringify(engines, null, 2)}\n`);
  },
};

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 1,
  concurrentBrowsers: 2,
  testsFinishTimeout: 3 * patience,
  testFramework: { config: { timeout: patience / 2 } },
  browserStartTimeout: patience,
  testsStartTimeout: patience,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' })],
  middleware: [collector],
  browsers: await Promise.all(wanted.map((engine) => launchers[engine]())),
  reporters: [defaultReporter(), tally],
};
