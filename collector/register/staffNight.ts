/** What the night takes away of staff: dead sessions and enrolments, old failures and idempotency keys. */
import { type Statement, sql, statement } from '../store/store.ts';
import { operatorId } from './controllers.ts';
import { pruneEnrolments } from './enrolments.ts';
import { pruneSessions } from './staffSessions.ts';
import { pruneFailures } from './staffSignIn.ts';

const day = 24 * 60 * 60_000;
const pruneKeys = sql`delete from idempotency_keys where controller_id = :controller and created < :before`;

export const pruneStaff = (controller: number, now: number): Statement[] => [
  pruneSessions(controller, now),
  pruneEnrolments(controller, now),
  statement(pruneKeys, { controller, before: now - day }),
  ...(controller === operatorId ? [pruneFailures(now)] : []),
];
