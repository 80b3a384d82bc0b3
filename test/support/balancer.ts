/** A plain TCP balancer: each connection goes to the next of those that take it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens before collectors at these addresses; answers its own. */
export const balance = async (urls: readonly string[]): Promise<string> => {
  let turn = 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((visitor) => {
    keep(visitor);
    const tryNext = (left: number): void => {
      const { hostname, port } = new URL(urls[turn++ % urls.length] ?? '');
      const collector = connect(Number(port), hostname);
      keep(collector);
      let connected = false;
      collector.on('connect', () => {
        connected = true;
        visitor.pipe(collector);
        collector.pipe(visitor);
        visitor.on('close', () => collector.destroy());
      });
      collector.on('close', () => {
        if (connected || left === 0) visitor.destroy();
        else tryNext(left - 1);
      });
    };
    tryNext(urls.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
