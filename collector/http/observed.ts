/** Counts and times every answer, by the pattern of its route: a path may name anybody. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Needs } from './needs.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

const isEverywhere = (path: string): boolean => path === '/*' || path === '*';

/**
 * The pattern of the route that answers, or would: the first from the handler at work on, as `/v1/requests/open` goes before
 * `/v1/requests/:id`. What matches nothing, or everything, has none.
 */
export const patternOf = (c: Parameters<MiddlewareHandler>[0]): string => {
  const paths = matchedRoutes(c).map(({ path }) => path);
  return (
    paths.slice(c.req.routeIndex).find((path) => !path.endsWith('*')) ??
    paths.findLast((path) => !isEverywhere(path)) ??
    'none'
  );
};

export const observed =
  ({ metrics }: Pick<Needs, 'metrics'>): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const { method } = c.req;
    const answered = metrics.route(methods.has(method) ? method : 'other', patternOf(c));
    answered(c.res.status, performance.now() - began);
  };
