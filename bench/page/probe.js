/** Watches the banner frame by frame, inside the page. The one name in capitals stands for how it is found. */
(() => {
  const find = () => THE_BANNER;
  const frames = [];
  /** What a visitor would see of it: its box, and its opacity under all that it stands in; empty while there is nothing. */
  const look = () => {
    const element = find();
    if (!element?.checkVisibility({ visibilityProperty: true })) return '';
    const { x, y, width, height } = element.getBoundingClientRect();
    let opacity = 1;
    for (let one = element; one; one = one.parentElement ?? one.getRootNode().host)
      opacity *= getComputedStyle(one).opacity;
    const isSeen = opacity > 0 && width > 0 && height > 0 && y < innerHeight && y + height > 0;
    return isSeen ? [opacity, x, y, width, height].map((number) => number.toFixed(2)).join(' ') : '';
  };
  // A size observer is called after everything else in a frame, with the layout that this frame paints.
  const pulse = Object.assign(document.createElement('div'), { hidden: false });
  Object.assign(pulse.style, { position: 'fixed', top: 0, height: '1px', contain: 'strict', opacity: 0 });
  let odd = false;
  const beat = () => {
    odd = !odd;
    pulse.style.width = odd ? '1px' : '2px';
    requestAnimationFrame(beat);
  };
  new ResizeObserver(() => {
    const seen = look();
    if (seen !== (frames.at(-1)?.seen ?? '')) frames.push({ at: performance.now(), seen });
  }).observe(pulse);
  const begin = () => {
    if (!document.body) return requestAnimationFrame(begin);
    document.body.append(pulse);
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(begin);

  const presses = [];
  addEventListener(
    'click',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message comes after the frame.
        port2.onmessage = () => presses.push(performance.now() - timeStamp);
        port1.postMessage(0);
      }),
    true,
  );
  const events = [];
  new PerformanceObserver((list) =>
    events.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: 'event',
    durationThreshold: 16,
  });
  const tasks = [];
  new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))),
  ).observe({ type: 'longtask', buffered: true });
  window.probe = { frames, presses, events, tasks };
})();
