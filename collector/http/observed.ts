/** Counts and times every answer, by the pattern of its route: a path may name anybody. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Needs } from './needs.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** The pattern of the last route that matched; what matches nothing, or everything, has none. */
export const patternOf = (c: Parameters<MiddlewareHandler>[0]): string =>
  matchedRoutes(c)
    .map(({ path }) => path)
    .findLast((path) => path !== '/*' && path !== '*') ?? 'none';

export const observed =
  ({ metrics }: Pick<Needs, 'metrics'>): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const { method } = c.req;
    const answered = metrics.route(methods.has(method) ? method : 'other', patternOf(c));
    answered(c.res.status, performance.now() - began);
  };
