/**
 * Ports for what must know its own before it listens, or listens on it a second time. They lie below those that the system gives
 * to whoever asks for any, and in a block that this process holds for as long as it lives: no other test file gets them meanwhile.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

const first = 20_000;
const size = 16;
const blocks = 760;

/** Listens there, where nobody else does. */
const held = async (port: number): Promise<Server | undefined> => {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
};

const isFree = async (port: number): Promise<boolean> => {
  const server = await held(port);
  if (server) await new Promise((done) => server.close(done));
  return server !== undefined;
};

/** What is left of the block. Its first port is the lock, which goes with the process however it ends. */
let rest: number[] = [];
const takeBlock = async (): Promise<void> => {
  for (let tries = 0; tries < blocks; tries++) {
    const lock = first + size * ((process.pid + tries) % blocks);
    const server = await held(lock);
    if (!server) continue;
    server.unref();
    rest = Array.from({ length: size - 1 }, (_, place) => lock + 1 + place);
    return;
  }
  throw new Error('There is no block of free ports.');
};

/** Ports that nobody listens on, and that nobody else is given. */
export const freePorts = async (count: number): Promise<number[]> => {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = rest.shift();
    if (port === undefined) await takeBlock();
    else if (await isFree(port)) ports.push(port);
  }
  return ports;
};
