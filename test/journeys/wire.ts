/** A wire to a host: hands on what comes, notes every byte of it and every connection, and can be cut. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  port: number;
  /** Connections so far, also those without a request. */
  connections(): number;
  /** Everything that came, in its order, one character a byte. */
  bytes(): string;
  /** The requests that came, word for word. */
  requests(): string[];
  /** Nobody gets through, and what is under way breaks off. */
  cut(): void;
  mend(): void;
  close(): Promise<unknown>;
}

/** Requests that follow each other on one connection, told apart by their length. */
const requestsIn = (bytes: string): string[] => {
  const found: string[] = [];
  for (let rest = bytes; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const length = Number(/^content-length: (\d+)/im.exec(rest.slice(0, end))?.[1] ?? 0);
    found.push(rest.slice(0, end + length));
    rest = end < 4 ? '' : rest.slice(end + length);
  }
  return found;
};

/** To `port` of this machine, under `host` there. */
export const wire = async (port: number, host: string): Promise<Wire> => {
  const open = new Set<Socket>();
  const came: Buffer[][] = [];
  /** In the order in which it came, on whichever connection. */
  const all: Buffer[] = [];
  let isCut = false;
  const server = createServer((socket) => {
    const pieces: Buffer[] = [];
    came.push(pieces);
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    if (isCut) return socket.destroy();
    const onward = connect(port, '127.0.0.1');
    onward.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      pieces.push(piece);
      all.push(piece);
      const text = piece.toString('latin1').replace(/^(Host: ).*/im, `$1${host}`);
      onward.write(Buffer.from(text, 'latin1'));
    });
    socket.on('close', () => onward.destroy());
    onward.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => came.length,
    bytes: () => Buffer.concat(all).toString('latin1'),
    requests: () => came.flatMap((pieces) => requestsIn(Buffer.concat(pieces).toString('latin1'))),
    cut: () => {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(done));
    },
  };
};
