/** Which methods an address knows, so that a wrong one is told from a wrong address (RFC 9110, 15.5.6). */
import type { Hono } from 'hono';

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Answers the methods of a path, sorted; none where there is nothing at all. Middleware is under no method. */
export const methodsOf = (app: Pick<Hono, 'routes'>): ((path: string) => string[]) => {
  const routes = app.routes
    .filter(({ method, path }) => !['ALL', 'OPTIONS'].includes(method) && !path.endsWith('*'))
    .map(({ method, path }) => {
      const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : literal(part)));
      return { method, pattern: new RegExp(`^${parts.join('/')}$`) };
    });
  return (path) => {
    const found = new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (found.has('GET')) found.add('HEAD');
    return [...found].sort();
  };
};
