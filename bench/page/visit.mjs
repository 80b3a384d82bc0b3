/** One visit in a clean profile, on a slowed-down processor. */
import { readFileSync } from 'node:fs';

const probe = readFileSync(new URL('probe.js', import.meta.url), 'utf8');

/** How slow processor and network are: times slower, milliseconds of each request's round trip. */
export const everyday = { slowdown: 4, latency: 0 };

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Opens a page in a profile of its own, hands it to `work`, closes it. */
export const visit = async (chromium, { slowdown, latency }, work) => {
  const page = await chromium.page();
  try {
    await page.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    if (latency > 0) {
      // It works only with the network's events on, which cost everybody a little.
      await page.send('Network.enable');
      await page.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    }
    return await work(page);
  } finally {
    await page.close();
  }
};

/** The value of an expression, or of the promise that it is. */
export const evaluate = async (page, expression) => {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
};

/** Has the banner watched frame by frame in whatever is opened next. */
export const watch = async (page, { banner = 'null' }) => {
  await page.send('Page.enable');
  await page.send('Page.addScriptToEvaluateOnNewDocument', {
    source: probe.replace('THE_BANNER', () => banner),
  });
};

export const open = async (page, url) => {
  const { errorText } = await page.send('Page.navigate', { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
};

/** Waits until `expression` is true in the page; asks seldom, so as not to be in its way. */
export const until = async (page, expression, what, most = 20_000) => {
  const end = Date.now() + most;
  while (Date.now() < end) {
    if (await evaluate(page, `!!(${expression})`).catch(() => false)) return;
    await pause(50);
  }
  throw new Error(`Not within ${most / 1000} s: ${what}.`);
};

/** Waits until the banner is there and has not moved for 300 ms. */
export const stillBanner = (page, { title }) =>
  until(
    page,
    'probe.frames.at(-1)?.seen && performance.now() - probe.frames.at(-1).at > 300',
    `the banner of ${title} stands still`,
  );

/** Presses accept as a mouse does. */
export const accept = async (page, { accept: button }) => {
  const { x, y } = await evaluate(
    page,
    `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))((${button}).getBoundingClientRect())`,
  );
  const mouse = (type, more) => page.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  await mouse('mouseMoved');
  await pause(100);
  await mouse('mousePressed', { button: 'left', clickCount: 1 });
  await mouse('mouseReleased', { button: 'left', clickCount: 1 });
};
