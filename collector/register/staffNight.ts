/** What the night takes away of staff: dead sessions and enrolments, old failures and idempotency keys, entries of the access log past five years. */
import { newId } from '../ids.ts';
import { type Statement, sql, statement } from '../store/store.ts';
import { pruneEntries } from './accessLog.ts';
import { operatorId } from './controllers.ts';
import { pruneEnrolments } from './enrolments.ts';
import { pruneSessions } from './staffSessions.ts';
import { pruneFailures } from './staffSignIn.ts';

const logKept = 5 * 366 * 24 * 60 * 60_000;

const day = 24 * 60 * 60_000;
const pruneKeys = sql`delete from idempotency_keys where controller_id = :controller and created < :before`;

/** The first id that a time can have. */
const idAt = (time: number): Uint8Array =>
  newId({ clock: () => time, random: (many) => new Uint8Array(many) });

export const pruneStaff = (controller: number, now: number): Statement[] => [
  pruneSessions(controller, now),
  pruneEnrolments(controller, now),
  pruneEntries(controller, idAt(Math.max(0, now - logKept))),
  statement(pruneKeys, { controller, before: now - day }),
  ...(controller === operatorId ? [pruneFailures(now)] : []),
];
