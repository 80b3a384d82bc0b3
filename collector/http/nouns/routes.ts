/** The calls of every resource: list, get, create, edit. */
import { Hono } from 'hono';
import type { Needs } from '../needs.ts';
import type { StaffEnv } from '../staffOnly.ts';
import { getRoute, listRoute } from './reads.ts';
import type { Resource } from './resource.ts';
import { createRoute, editRoute } from './writes.ts';

const routes = { list: listRoute, get: getRoute, create: createRoute, edit: editRoute };

/** All that the resource has. */
export const nounRoutes = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const app = new Hono<StaffEnv>();
  for (const call of resource.calls ?? (['list', 'get', 'create', 'edit'] as const))
    app.route('/', routes[call](needs, resource));
  return app;
};
