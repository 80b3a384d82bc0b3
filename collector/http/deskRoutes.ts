/** Who may act: controllers, instructions, staff, keys, sessions, and the log of what they read. */
import { Hono } from 'hono';
import type { Needs } from './needs.ts';
import { accessLog } from './routes/accessLog.ts';
import { controllers } from './routes/controllers.ts';
import { enrolment } from './routes/enrolment.ts';
import { enrolPage } from './routes/enrolPage.ts';
import { instructions } from './routes/instructions.ts';
import { keys } from './routes/keys.ts';
import { oidc } from './routes/oidc.ts';
import { self } from './routes/self.ts';
import { signInOut } from './routes/signIn.ts';
import { staff } from './routes/staff.ts';
import { staffActs } from './routes/staffActs.ts';
import { staffFiles } from './routes/staffFile.ts';

export const deskRoutes = (needs: Needs) =>
  new Hono()
    .route('/', controllers(needs))
    .route('/', instructions(needs))
    .route('/', staff(needs))
    .route('/', staffActs(needs))
    .route('/', staffFiles(needs))
    .route('/', keys(needs))
    .route('/', accessLog(needs))
    .route('/', signInOut(needs))
    .route('/', enrolment(needs))
    .route('/', enrolPage(needs))
    .route('/', oidc(needs))
    .route('/', self(needs));
