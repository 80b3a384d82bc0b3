/** Another host, as the relay meets it: a real HTTP server that notes every byte and answers as it is told. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface Outside {
  /** Without a slash at the end. */
  url: string;
  /** Requests so far, each word for word, headers and body. */
  requests(): readonly string[];
  /** The bodies of them. */
  bodies(): readonly Record<string, unknown>[];
  /** What is answered from now on: whole responses, `''` for none at all. */
  answer: (request: string, number: number) => string | Promise<string>;
  /** Resolves when so many requests have come. */
  came(count: number): Promise<void>;
  /** Connections that are open. */
  open(): number;
  /** Breaks off every connection; others are taken. */
  cut(): void;
  close(): Promise<void>;
}

export const noContent = 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n';

/** Listens on a free port of this machine. */
export const outside = async (): Promise<Outside> => {
  const requests: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const sockets = new Set<Socket>();
  const here: Outside = {
    url: '',
    requests: () => requests,
    bodies: () => requests.map((one) => JSON.parse(one.slice(one.indexOf('\r\n\r\n') + 4))),
    answer: () => noContent,
    came: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    open: () => sockets.size,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      here.cut();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', async (bytes) => {
      text += bytes.toString('latin1');
      for (;;) {
        const end = text.indexOf('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (end < 0 || text.length < end + 4 + length) return;
        const request = Buffer.from(text.slice(0, end + 4 + length), 'latin1').toString('utf8');
        text = text.slice(end + 4 + length);
        requests.push(request);
        for (const one of waiting) if (requests.length >= one.count) one.resolve();
        const answer = await here.answer(request, requests.length);
        if (answer !== '') socket.write(answer);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  here.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => (server.listening ? here.close() : undefined));
  return here;
};
