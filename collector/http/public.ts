/** The public listener: what visitors' browsers and sites' servers may call. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Needs } from './needs.ts';
import { observed } from './observed.ts';
import { notFound, onError } from './onError.ts';
import { accounts } from './routes/accounts.ts';
import { activations } from './routes/activations.ts';
import { analyticsEvents } from './routes/analytics.ts';
import { cookie } from './routes/cookie.ts';
import { decisions } from './routes/decisions.ts';
import { loader } from './routes/loader.ts';
import { mine } from './routes/mine.ts';
import { notice } from './routes/notice.ts';
import { askedOnSite } from './routes/permissionRequests.ts';
import { proofs } from './routes/proofs.ts';
import { receipts } from './routes/receipts.ts';
import { registrationConfirmation } from './routes/registrationForm.ts';
import { registrations } from './routes/registrations.ts';
import { requestForm } from './routes/requestForm.ts';
import { requestLinks } from './routes/requestLinks.ts';
import { schemas } from './routes/schemas.ts';
import { service } from './routes/service.ts';
import { serviceLogs } from './routes/serviceLogs.ts';
import { publicStatements } from './routes/statements.ts';
import { ties } from './routes/ties.ts';
import { unsubscribe } from './routes/unsubscribe.ts';
import { visits } from './routes/visits.ts';
import { allowOrigin, siteOf } from './site.ts';

const day = String(24 * 60 * 60);

export const publicApp = (needs: Needs) => {
  const app = new Hono();
  app.onError(onError(needs));
  app.notFound(notFound(app, needs));
  // Before all middleware: what nearly everyone asks for sets its headers and is counted by itself.
  app.route('/', decisions(needs));
  app.use(observed(needs));
  // HTTPS ends at the owner's proxy, which alone can say whether it is for ever.
  const headers = {
    crossOriginResourcePolicy: 'cross-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  } as const;
  const alone = secureHeaders(headers);
  // One page must hear from the page that opened it: the one that waits for the visitor's key.
  const opened = secureHeaders({ ...headers, crossOriginOpenerPolicy: false });
  app.use((c, next) =>
    (/^\/s\/[^/]+\/mine$/.test(c.req.path) && c.req.method === 'GET' ? opened : alone)(c, next),
  );
  app.options('/s/:site/*', async (c) => {
    if (allowOrigin(c, await siteOf(c, needs))) {
      c.header('Access-Control-Allow-Methods', 'GET, POST');
      c.header('Access-Control-Allow-Headers', 'Content-Type');
      c.header('Access-Control-Max-Age', day);
    }
    return c.body(null, 204);
  });
  return app
    .route('/', loader(needs))
    .route('/', notice(needs))
    .route('/', cookie(needs))
    .route('/', visits(needs))
    .route('/', analyticsEvents(needs))
    .route('/', mine(needs))
    .route('/', ties(needs))
    .route('/', registrations(needs))
    .route('/', askedOnSite(needs))
    .route('/', unsubscribe(needs))
    .route('/', registrationConfirmation(needs))
    .route('/', publicStatements(needs))
    .route('/', accounts(needs))
    .route('/', activations(needs))
    .route('/', serviceLogs(needs))
    .route('/', requestForm(needs))
    .route('/', requestLinks(needs))
    .route('/', receipts(needs))
    .route('/', proofs(needs))
    .route('/', schemas(needs))
    .route('/', service(needs));
};
