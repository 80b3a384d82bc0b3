/** Reads a trace of Chromium: time in scripts, and how long tasks blocked the page's main thread. */

const categories = ['devtools.timeline', 'v8', 'toplevel', 'blink,scheduler,toplevel', 'scheduler'];

/** Traces what `work` does, the whole browser. */
export const traced = async ({ browser }, work) => {
  const events = [];
  browser.on('Tracing.dataCollected', ({ value }) => {
    for (const one of value) events.push(one);
  });
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
  });
  await work();
  const complete = new Promise((resolve) => browser.on('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await complete;
  return events;
};

/** What is done for a page's scripts on its main thread: compiling, running, promises. */
const scripting = new Set([
  'EvaluateScript',
  'FunctionCall',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'v8.callFunction',
  'v8.run',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
]);
const tasks = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

/** What a thing took of its thread's own time: what others took of the processor meanwhile is not its fault. */
const took = ({ dur, tdur }) => (tdur ?? dur) / 1000;

/** The outermost of nested events, so that each is counted once. */
const outermost = (events) => {
  let end = Number.NEGATIVE_INFINITY;
  return events
    .toSorted((one, other) => one.ts - other.ts || other.dur - one.dur)
    .filter(({ ts, dur }) => {
      const isInside = ts < end;
      if (!isInside) end = ts + dur;
      return !isInside;
    });
};

/**
 * Milliseconds on the main thread of the page at `url`: `script`, `blocking` (what tasks took beyond 50 ms each), and `longest`, the
 * longest task in which scripts ran at all (below a millisecond it is the browser's own book-keeping).
 */
export const readTrace = (events, url) => {
  const parsed = events.find(({ name, args }) => name === 'ParseHTML' && args.beginData?.url === url);
  const done = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === parsed.pid && tid === parsed.tid);
  const sum = (numbers) => numbers.reduce((so, number) => so + number, 0);
  const scripts = outermost(done.filter(({ name }) => scripting.has(name)));
  const all = outermost(done.filter(({ name }) => tasks.has(name)));
  const runs = scripts.filter((script) => took(script) >= 1);
  const withScripts = all.filter(({ ts, dur }) => runs.some((run) => run.ts >= ts && run.ts < ts + dur));
  return {
    script: sum(scripts.map(took)),
    blocking: sum(all.map((task) => Math.max(0, took(task) - 50))),
    longest: Math.max(0, ...withScripts.map(took)),
  };
};
