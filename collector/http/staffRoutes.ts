/** The resources of the staff listener: below /v1, and what watches over the collector. */
import { Hono } from 'hono';
import { deskRoutes } from './deskRoutes.ts';
import type { Needs } from './needs.ts';
import { resources } from './nouns/nouns.ts';
import { importable } from './nouns/resource.ts';
import { nounRoutes } from './nouns/routes.ts';
import { accountPassword } from './routes/accountPassword.ts';
import { audience } from './routes/audience.ts';
import { audienceExport } from './routes/audienceExport.ts';
import { auditors } from './routes/auditors.ts';
import { audits } from './routes/audits.ts';
import { campaigns } from './routes/campaigns.ts';
import { controllerDetails } from './routes/controllerDetails.ts';
import { description } from './routes/description.ts';
import { disclosures } from './routes/disclosures.ts';
import { dryRuns } from './routes/dryRun.ts';
import { duplicates } from './routes/duplicates.ts';
import { evidenceRoute } from './routes/evidence.ts';
import { exportOf } from './routes/exports.ts';
import { google } from './routes/google.ts';
import { imports } from './routes/imports.ts';
import { incidentPeople } from './routes/incidentPeople.ts';
import { incidents } from './routes/incidents.ts';
import { informing } from './routes/informing.ts';
import { ledger } from './routes/ledger.ts';
import { lookups } from './routes/lookups.ts';
import { messages } from './routes/messages.ts';
import { askedByStaff } from './routes/permissionRequests.ts';
import { personStates } from './routes/personStates.ts';
import { persons } from './routes/persons.ts';
import { recipientActs } from './routes/recipientActs.ts';
import { recordsOfProcessing } from './routes/recordsOfProcessing.ts';
import { refusals } from './routes/refusals.ts';
import { requestActs } from './routes/requestActs.ts';
import { requestFile } from './routes/requestFile.ts';
import { requestMending } from './routes/requestMending.ts';
import { requests } from './routes/requests.ts';
import { restrictedPersons } from './routes/restrictedPersons.ts';
import { retention } from './routes/retention.ts';
import { statements } from './routes/statements.ts';
import { statistics } from './routes/statistics.ts';
import { visitList } from './routes/visitList.ts';
import { watch } from './routes/watch.ts';
import { webhooks } from './routes/webhooks.ts';

export const staffRoutes = (needs: Needs) => {
  const app = new Hono();
  const all = resources(needs);
  for (const resource of all)
    app.route('/', nounRoutes(needs, resource)).route('/', exportOf(needs, resource));
  return app
    .route('/', audience(needs))
    .route('/', audienceExport(needs))
    .route('/', askedByStaff(needs))
    .route('/', refusals(needs))
    .route('/', campaigns(needs))
    .route('/', accountPassword(needs))
    .route('/', lookups(needs))
    .route('/', imports(needs, importable(all)))
    .route('/', persons(needs))
    .route('/', description(needs))
    .route('/', informing(needs))
    .route('/', personStates(needs))
    .route('/', restrictedPersons(needs))
    .route('/', requests(needs))
    .route('/', requestActs(needs))
    .route('/', requestFile(needs))
    .route('/', requestMending(needs))
    .route('/', duplicates(needs))
    .route('/', disclosures(needs))
    .route('/', recipientActs(needs))
    .route('/', controllerDetails(needs))
    .route('/', recordsOfProcessing(needs))
    .route('/', ledger(needs))
    .route('/', visitList(needs))
    .route('/', statistics(needs))
    .route('/', google(needs))
    .route('/', deskRoutes(needs))
    .route('/', dryRuns(needs))
    .route('/', retention(needs))
    .route('/', statements(needs))
    .route('/', webhooks(needs))
    .route('/', messages(needs))
    .route('/', audits(needs))
    .route('/', auditors(needs))
    .route('/', evidenceRoute(needs))
    .route('/', incidents(needs))
    .route('/', incidentPeople(needs))
    .route('/', watch(needs));
};
