/** The staff listener: what the marketing team, the data protection officer and auditors may call. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../problem.ts';
import { askedOf } from './asked.ts';
import type { Needs } from './needs.ts';
import { observed } from './observed.ts';
import { notFound, onError } from './onError.ts';
import { openapi } from './openapi.ts';
import { service } from './routes/service.ts';
import { staffRoutes } from './staffRoutes.ts';

export const staffApp = (needs: Needs) => {
  const app = new Hono();
  app.onError(onError(needs));
  app.notFound(notFound(app, needs));
  app.use(observed(needs));
  app.use(secureHeaders({ strictTransportSecurity: false }));
  // R51: asked before anything is read.
  app.use(async function fromHere(c, next) {
    if (!needs.traffic.fromStaff(askedOf(c)))
      throw new Problem('not-allowed', 'Staff call from other addresses: see LUPA_STAFF_FROM.');
    await next();
  });
  return app
    .route('/', staffRoutes(needs))
    .route('/', service(needs))
    .get('/openapi.json', async (c) => c.json(await openapi(needs)));
};
