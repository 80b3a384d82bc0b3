/** Google's place in the benchmark: takes what is relayed, and counts events by the number that each carries. */
import { createServer } from 'node:http';

const seen = new Map();
let requests = 0;
let bytes = 0;
let isDown = false;

const server = createServer((asked, answer) => {
  const pieces = [];
  asked.on('data', (piece) => pieces.push(piece));
  asked.on('end', () => {
    if (isDown) return answer.writeHead(503).end();
    const body = Buffer.concat(pieces);
    requests += 1;
    bytes += body.length;
    for (const { params } of JSON.parse(body).events) seen.set(params.n, (seen.get(params.n) ?? 0) + 1);
    return answer.writeHead(204).end();
  });
});

process.on('message', (word) => {
  if (word === 'down') isDown = true;
  if (word === 'up') isDown = false;
  if (word === 'clear') {
    seen.clear();
    requests = 0;
    bytes = 0;
  }
  const most = Math.max(0, ...new Set(seen.values()));
  const again = [...seen.values()].filter((times) => times > 1).length;
  process.send({ requests, bytes, events: seen.size, again, most });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
