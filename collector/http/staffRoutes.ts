/** The resources of the staff listener: below /v1, and what watches over the collector. */
import { Hono } from 'hono';
import type { Needs } from './needs.ts';
import { resources } from './nouns/nouns.ts';
import { nounRoutes } from './nouns/routes.ts';
import { audience } from './routes/audience.ts';
import { campaigns } from './routes/campaigns.ts';
import { google } from './routes/google.ts';
import { ledger } from './routes/ledger.ts';
import { lookups } from './routes/lookups.ts';
import { askedByStaff } from './routes/permissionRequests.ts';
import { personStates } from './routes/personStates.ts';
import { persons } from './routes/persons.ts';
import { refusals } from './routes/refusals.ts';
import { statistics } from './routes/statistics.ts';
import { visitList } from './routes/visitList.ts';
import { watch } from './routes/watch.ts';

export const staffRoutes = (needs: Needs) => {
  const app = new Hono();
  for (const resource of resources(needs.world)) app.route('/', nounRoutes(needs, resource));
  return app
    .route('/', audience(needs))
    .route('/', askedByStaff(needs))
    .route('/', refusals(needs))
    .route('/', campaigns(needs))
    .route('/', lookups(needs))
    .route('/', persons(needs))
    .route('/', personStates(needs))
    .route('/', ledger(needs))
    .route('/', visitList(needs))
    .route('/', statistics(needs))
    .route('/', google(needs))
    .route('/', watch(needs));
};
