/**
 * Chromium, driven over a pipe with nothing switched on that is not asked for: what test tools listen to (network, console)
 * makes it note stack traces, and slows down pages that load much by script.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowsers, quiet } from '../../tools/browsers.mjs';

// No experiments, and no popup pages of the browser's own beside each measured one.
const flags = [
  '--disable-field-trial-config',
  '--no-startup-window',
  '--headless',
  '--remote-debugging-pipe',
  '--no-default-browser-check',
  '--hide-scrollbars',
  '--mute-audio',
  '--disable-extensions',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-features=AimEnabled,HttpsUpgrades,MediaRouter,OptimizationHints,PreconnectToSearch,PreloadTopChromeWebUI,Translate,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,WebUIOmniboxPopup',
];

/** The DevTools protocol over two streams: messages end with a zero byte. */
const speak = (write, read) => {
  const waiting = new Map();
  const listeners = new Map();
  let last = 0;
  let held = [];
  const take = ({ id, sessionId = '', method, params, result, error }) => {
    if (!id) return listeners.get(`${sessionId} ${method}`)?.(params);
    const { resolve, reject, what } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${what}: ${error.message}`));
    else resolve(result);
  };
  read.on('data', (piece) => {
    let rest = piece;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      take(JSON.parse(Buffer.concat([...held, rest.subarray(0, end)]).toString()));
      held = [];
      rest = rest.subarray(end + 1);
    }
    held.push(rest);
  });
  /** One session's two verbs. */
  return (sessionId = '') => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject, what: method });
        write.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`);
      }),
    on: (method, listener) => listeners.set(`${sessionId} ${method}`, listener),
  });
};

/** Starts it. `page()` opens one in a clean profile of its own: `send`, `on`, `close`. */
export const startChromium = async () => {
  const profile = mkdtempSync(join(tmpdir(), 'lupa-bench-chromium-'));
  const { chromium } = findBrowsers(['chromium']);
  const child = spawn(chromium, [...quiet, ...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const session = speak(child.stdio[3], child.stdio[4]);
  const browser = session();
  const { product } = await browser.send('Browser.getVersion');
  return {
    version: product,
    browser,
    async page() {
      const { browserContextId } = await browser.send('Target.createBrowserContext');
      const { targetId } = await browser.send('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
        width: 1280,
        height: 800,
      });
      const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
      return {
        ...session(sessionId),
        close: () => browser.send('Target.disposeBrowserContext', { browserContextId }),
      };
    },
    async close() {
      await browser.send('Browser.close').catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
