/** Bytes over a connection, as no browser would send them. */
import { connect, type Socket } from 'node:net';

export interface Raw {
  socket: Socket;
  /** What came back so far. */
  heard: () => string;
  /** Resolves when the other end is done with us: with what came back. */
  ended: Promise<string>;
  send(text: string): void;
}

export const raw = (port: number, first = ''): Raw => {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes;
  });
  // Being cut off is an answer too.
  socket.on('error', () => {});
  const ended = new Promise<string>((done) => socket.once('close', () => done(heard)));
  if (first) socket.write(first);
  return { socket, heard: () => heard, ended, send: (text) => socket.write(text) };
};
