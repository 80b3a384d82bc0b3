/** What the night takes away of staff: dead sessions and enrolments, old failures, entries of the access log past five years. */
import { newId } from '../ids.ts';
import type { Statement } from '../store/store.ts';
import { pruneEntries } from './accessLog.ts';
import { operatorId } from './controllers.ts';
import { pruneEnrolments } from './enrolments.ts';
import { pruneSessions } from './staffSessions.ts';
import { pruneFailures } from './staffSignIn.ts';

const logKept = 5 * 366 * 24 * 60 * 60_000;

/** The first id that a time can have. */
const idAt = (time: number): Uint8Array =>
  newId({ clock: () => time, random: (many) => new Uint8Array(many) });

export const pruneStaff = (controller: number, now: number): Statement[] => [
  pruneSessions(controller, now),
  pruneEnrolments(controller, now),
  pruneEntries(controller, idAt(Math.max(0, now - logKept))),
  ...(controller === operatorId ? [pruneFailures(now)] : []),
];
