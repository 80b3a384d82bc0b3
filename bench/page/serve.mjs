/** A plain file server for the measured pages: brotli, kept-alive connections, nothing else. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/**
 * Serves `files`, text by path, which may be filled later; answers the port. Pages are never cached, everything else for
 * ever: that is as good as it gets for the peers.
 */
export const serve = async (files) => {
  const packed = new Map();
  const bodyOf = (path) => {
    if (!packed.has(path) && files.has(path)) packed.set(path, brotliCompressSync(files.get(path)));
    return packed.get(path);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const kind = /\.(css|js|svg)$/.exec(pathname)?.[1] ?? 'html';
    const body = bodyOf(pathname);
    response.writeHead(body ? 200 : 404, {
      'content-type': types[kind],
      'content-length': body?.length ?? 0,
      'cache-control': kind === 'html' ? 'no-store' : 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      ...(body && { 'content-encoding': 'br' }),
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};
