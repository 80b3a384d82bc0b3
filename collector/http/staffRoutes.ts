/** The resources of the staff listener: below /v1, and what watches over the collector. */
import { Hono } from 'hono';
import type { Needs } from './needs.ts';
import { resources } from './nouns/nouns.ts';
import { nounRoutes } from './nouns/routes.ts';
import { accessLog } from './routes/accessLog.ts';
import { controllers } from './routes/controllers.ts';
import { enrolment } from './routes/enrolment.ts';
import { google } from './routes/google.ts';
import { instructions } from './routes/instructions.ts';
import { keys } from './routes/keys.ts';
import { ledger } from './routes/ledger.ts';
import { lookups } from './routes/lookups.ts';
import { oidc } from './routes/oidc.ts';
import { persons } from './routes/persons.ts';
import { self } from './routes/self.ts';
import { signInOut } from './routes/signIn.ts';
import { staff } from './routes/staff.ts';
import { staffActs } from './routes/staffActs.ts';
import { statistics } from './routes/statistics.ts';
import { visitList } from './routes/visitList.ts';
import { watch } from './routes/watch.ts';

export const staffRoutes = (needs: Needs) => {
  const app = new Hono();
  for (const resource of resources(needs.world)) app.route('/', nounRoutes(needs, resource));
  return app
    .route('/', lookups(needs))
    .route('/', persons(needs))
    .route('/', ledger(needs))
    .route('/', visitList(needs))
    .route('/', statistics(needs))
    .route('/', google(needs))
    .route('/', controllers(needs))
    .route('/', instructions(needs))
    .route('/', staff(needs))
    .route('/', staffActs(needs))
    .route('/', keys(needs))
    .route('/', accessLog(needs))
    .route('/', signInOut(needs))
    .route('/', enrolment(needs))
    .route('/', oidc(needs))
    .route('/', self(needs))
    .route('/', watch(needs));
};
