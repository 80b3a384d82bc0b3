/** Runs the widget's tests in Chromium, Firefox and WebKit. `LUPA_BROWSERS=chromium` narrows that while developing. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { collector } from './test/widget/support/collector.mjs';
import { findBrowsers, quiet } from './tools/browsers.mjs';

const wanted = (process.env.LUPA_BROWSERS ?? 'chromium,firefox,webkit').split(',');
const found = findBrowsers(wanted);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const children = [];
const start = (command, words, also) => {
  const child = spawn(command, words, { stdio: 'ignore', ...also });
  children.push(child);
  return child;
};
process.on('exit', () => {
  for (const child of children) child.kill();
});

/** Asks until it is ready. */
const ready = async (address) => {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${address}.`);
};

const launchers = {
  chromium: () => chromeLauncher({ launchOptions: { executablePath: found.chromium, args: quiet } }),
  firefox: () => {
    const launcher = chromeLauncher({
      launchOptions: { browser: 'firefox', executablePath: found.firefox },
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
    const port = await freePort();
    start(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      env: {
        ...process.env,
        DISPLAY: `:${number}`,
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    await ready(`http://127.0.0.1:${port}/status`);
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      automationProtocol: 'webdriver',
      capabilities: {
        browserName: 'MiniBrowser',
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
  testsFinishTimeout: 180_000,
  // Only what never comes takes so long: a machine that does much else is slow, not wrong.
  testFramework: { config: { timeout: 60_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' })],
  middleware: [collector],
  browsers: await Promise.all(wanted.map((engine) => launchers[engine]())),
  reporters: [defaultReporter(), tally],
};
