/** The resources of the staff listener: below /v1, and what watches over the collector. */
import { Hono } from 'hono';
import type { Needs } from './needs.ts';
import { resources } from './nouns/nouns.ts';
import { nounRoutes } from './nouns/routes.ts';
import { google } from './routes/google.ts';
import { ledger } from './routes/ledger.ts';
import { lookups } from './routes/lookups.ts';
import { personStates } from './routes/personStates.ts';
import { persons } from './routes/persons.ts';
import { statements } from './routes/statements.ts';
import { statistics } from './routes/statistics.ts';
import { visitList } from './routes/visitList.ts';
import { watch } from './routes/watch.ts';
import { webhooks } from './routes/webhooks.ts';

export const staffRoutes = (needs: Needs) => {
  const app = new Hono();
  for (const resource of resources(needs.world)) app.route('/', nounRoutes(needs, resource));
  return app
    .route('/', lookups(needs))
    .route('/', persons(needs))
    .route('/', personStates(needs))
    .route('/', ledger(needs))
    .route('/', visitList(needs))
    .route('/', statistics(needs))
    .route('/', google(needs))
    .route('/', statements(needs))
    .route('/', webhooks(needs))
    .route('/', watch(needs));
};
