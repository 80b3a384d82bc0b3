/** The staff listener: what the marketing team, the data protection officer and auditors may call. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Needs } from './needs.ts';
import { observed } from './observed.ts';
import { notFound, onError } from './onError.ts';
import { plainAddress } from './plainAddress.ts';
import { docs } from './routes/docs.ts';
import { service } from './routes/service.ts';
import { staffRoutes } from './staffRoutes.ts';

export const staffApp = (needs: Needs) => {
  const app = new Hono();
  app.onError(onError(needs));
  app.notFound(notFound(app, needs));
  app.use(observed(needs));
  app.use(secureHeaders({ strictTransportSecurity: false }));
  app.use(plainAddress);
  return app.route('/', staffRoutes(needs)).route('/', service(needs)).route('/', docs(needs));
};
