/** A load generator: so many connections, each sends its next request when the last is answered. Loopback only. */
import { connect } from 'node:net';

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** The length of the whole answer at the start of `text`, or 0 while it is not complete. */
const answered = (text) => {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end + 2))?.[1]);
  if (Number.isNaN(length)) throw new Error(`An answer without a length:\n${text.slice(0, end)}`);
  const whole = end + 4 + length;
  return Buffer.byteLength(text) >= whole ? whole : 0;
};

/** Sends `request()` over `connections` for `seconds`; answers per second, latencies in ms, statuses. */
export const load = (port, request, { connections = 64, seconds = 5 } = {}) =>
  new Promise((resolve, reject) => {
    const latencies = [];
    const statuses = {};
    const began = performance.now();
    const end = began + seconds * 1000;
    let open = connections;
    const finish = () => {
      open -= 1;
      if (open > 0) return;
      const elapsed = (performance.now() - began) / 1000;
      latencies.sort((one, other) => one - other);
      resolve({
        perSecond: latencies.length / elapsed,
        p50: percentile(latencies, 0.5),
        p99: percentile(latencies, 0.99),
        most: latencies.at(-1),
        statuses,
      });
    };
    for (let place = 0; place < connections; place++) {
      const socket = connect(port, '127.0.0.1');
      let sent = 0;
      let held = '';
      const next = () => {
        if (performance.now() >= end) {
          socket.end();
          return;
        }
        sent = performance.now();
        socket.write(request());
      };
      socket.setNoDelay(true);
      socket.once('connect', next);
      socket.on('data', (piece) => {
        held += piece.toString('latin1');
        const length = answered(held);
        if (length === 0) return;
        const status = held.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        held = held.slice(length);
        latencies.push(performance.now() - sent);
        next();
      });
      socket.on('error', reject);
      socket.on('close', finish);
    }
  });

/** A POST of JSON as text, as the widget sends it. */
export const post = (path, body, headers = {}) => {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'text/plain;charset=UTF-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
};
