/** What is measured of a contender: when it is seen, what it costs, how a press feels. */
import { readTrace, traced } from './trace.mjs';
import { accept, evaluate, everyday, open, pause, stillBanner, until, visit, watch } from './visit.mjs';

/** When the banner is first seen, when it has come to rest, opaque; and a press of accept. */
export const seen = (chromium, origin, contender, conditions = everyday) =>
  visit(chromium, conditions, async (page) => {
    await watch(page, contender);
    await open(page, `${origin}/${contender.name}`);
    await stillBanner(page, contender);
    const frames = await evaluate(page, 'probe.frames');
    await accept(page, contender);
    await until(page, 'probe.presses.length', `a frame after accepting ${contender.title}`);
    await pause(150);
    const { presses, events } = await evaluate(page, 'probe');
    return {
      visible: frames.find(({ seen: box }) => box).at,
      still: frames.at(-1).at,
      paint: presses[0],
      event: Math.max(8, ...events),
    };
  });

/** A press of accept with ten held scripts: the next frame, and the longest task after it. */
export const pressed = (chromium, origin, contender, slowdown) =>
  visit(chromium, { ...everyday, slowdown }, async (page) => {
    await watch(page, contender);
    await open(page, `${origin}/${contender.name}/gated`);
    await stillBanner(page, contender);
    const began = await evaluate(page, 'performance.now()');
    await accept(page, contender);
    await until(
      page,
      'probe.presses.length && window.ran?.length >= 11',
      `all that ${contender.title} held is run`,
    );
    await pause(150);
    const { presses, events, tasks } = await evaluate(page, 'probe');
    const after = tasks.filter(({ startTime }) => startTime > began);
    return {
      paint: presses[0],
      event: Math.max(8, ...events),
      longest: Math.max(0, ...after.map(({ duration }) => duration)),
    };
  });

/** What it costs a page on which nobody watches: scripts, blocking, heap, shift, and what the largest paint is. */
export const cost = async (chromium, origin, contender, patience = 1200) => {
  const found = await visit(chromium, everyday, async (page) => {
    const url = `${origin}/${contender.name}`;
    const events = await traced(chromium, async () => {
      await open(page, url);
      await pause(patience);
    });
    await page.send('HeapProfiler.collectGarbage');
    await page.send('HeapProfiler.collectGarbage');
    const { usedSize } = await page.send('Runtime.getHeapUsage');
    const entries = await evaluate(
      page,
      `new Promise((resolve) => {
        const found = { shift: 0, largest: '' };
        const observe = (type, note) =>
          new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
        observe('layout-shift', ({ value }) => { found.shift += value; });
        // What stands in a shadow root is not told: it is no element.
        observe('largest-contentful-paint', ({ element }) => {
          found.largest = element?.closest('main') ? 'page' : 'banner';
        });
        setTimeout(resolve, 100, found);
      })`,
    );
    const isThere = !contender.banner || (await evaluate(page, `!!(${contender.banner})`));
    return isThere && { ...readTrace(events, url), heap: usedSize / 1000, ...entries };
  });
  if (found) return found;
  if (patience > 10_000) throw new Error(`The banner of ${contender.title} does not come.`);
  // A busy machine: once more, with more time.
  return cost(chromium, origin, contender, patience * 2);
};
