/** How Google's tag sends: at most every five seconds, and everything at once when the page goes (FACTS 4.4 J-M). */

const tagOrigin = new URL(document.currentScript.src).origin;

// Taken when the script runs: a guard that comes later is not seen.
const browserFetch = window.fetch.bind(window);
const browserBeacon = navigator.sendBeacon.bind(navigator);

const waiting = [];
let timer;

const asQuery = (fields) =>
  new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined)).toString();

/** `server_container_url` gets every hit by GET, `transport_url` by POST; else the host that the tag came from. */
const sendHit = ({ config, common }, events, byBeacon) => {
  const container = config.server_container_url;
  const base = (container || config.transport_url || tagOrigin).replace(/\/$/, '');
  const single = events.length === 1 ? events[0] : {};
  const address = `${base}/g/collect?${asQuery({ ...common, ...single })}`;
  const body = events.length === 1 ? undefined : events.map(asQuery).join('\r\n');
  if (byBeacon && browserBeacon(address, body)) return;
  const method = container && !body ? 'GET' : 'POST';
  browserFetch(address, { method, body, keepalive: true, mode: 'no-cors', credentials: 'include' }).catch(
    () => {},
  );
};

/** Sends what waits, each event with the consent and the client id of the moment when it was queued. */
const flush = (byBeacon) => {
  clearTimeout(timer);
  timer = undefined;
  const hits = waiting.splice(0);
  while (hits.length > 0) {
    const first = hits.shift();
    const events = [first.event];
    while (hits[0] && asQuery(hits[0].common) === asQuery(first.common)) events.push(hits.shift().event);
    sendHit(first, events, byBeacon === true);
  }
};

export const queueHit = (hit, atOnce) => {
  waiting.push(hit);
  if (atOnce) flush();
  else timer = timer || setTimeout(flush, 5000);
};

addEventListener('pagehide', () => flush(true));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') flush(true);
});
