/** Connections bounded: where too many are open, those go first that have owed us a request longest, never a visitor's. */
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  open(): number;
  /** A request of this connection has been answered: it owes nothing. */
  answered(socket: Socket): void;
}

/** Keeps `server` at no more than `most` connections; `cut` is told of each that was closed for it. */
export const boundConnections = (server: Server, most: number, cut: () => void): Connections => {
  // Oldest first: silent ones, those still sending, and those whose answer is being made (a matter of milliseconds).
  const owing = new Set<Socket>();
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    owing.add(socket);
    socket.once('close', () => {
      open -= 1;
      owing.delete(socket);
    });
    if (open <= most) return;
    cut();
    const [oldest] = owing;
    if (oldest && oldest !== socket) oldest.destroy();
    else server.closeIdleConnections();
  });
  server.on('request', ({ socket }) => owing.add(socket));
  return { open: () => open, answered: (socket) => owing.delete(socket) };
};

/** Files, connections among them, that this process may have open, where the system says so. */
export const openFiles = (limits = '/proc/self/limits'): number => {
  const line = existsSync(limits) ? /^Max open files\s+(\d+)/m.exec(readFileSync(limits, 'utf8')) : null;
  return line ? Number(line[1]) : Number.POSITIVE_INFINITY;
};
