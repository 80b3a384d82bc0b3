/** Signing in: e-mail, password and a code. Guessing is slow, and tells nothing of who there is (R52). */
import { createHmac } from 'node:crypto';
import { must, type Statement, sql, statement } from '../store/store.ts';
import { operatorId } from './controllers.ts';
import { emailKey } from './email.ts';
import type { EnrolmentNeeds } from './enrolments.ts';
import { unseal } from './sealed.ts';
import { startSession } from './staffSessions.ts';
import { stepOf, totpLength, totpOf } from './totp.ts';
import { done } from './tried.ts';

/** So many failures are free; then each doubles the wait, a quarter of an hour at most. */
const free = 5;
const longestWait = 900;
const day = 24 * 60 * 60_000;

const failuresOf = sql`
  select failures, failed from sign_in_failures where controller_id = :controller and name_hash = :name`;
const count = sql`
  insert into sign_in_failures (controller_id, name_hash, failures, failed) values (:controller, :name, :next, :now)
  on conflict (controller_id, name_hash) do update set failures = excluded.failures, failed = excluded.failed
  where sign_in_failures.failures = :known and sign_in_failures.failed = :seen
  returning failures`;
const forget = sql`delete from sign_in_failures where controller_id = :controller and name_hash = :name`;
const prune = sql`delete from sign_in_failures where controller_id = :controller and failed <= :before`;

const byEmail = sql`
  select staff_id as staff, committed, password_hash as password, totp_secret as sealed from staff
  where controller_id = :controller and email_key = :emailKey and ended is null`;
const useCode = sql`
  update staff set totp_used = :step
  where controller_id = :controller and staff_id = :staff and ended is null and (totp_used is null or totp_used < :step)
  returning staff_id`;

export interface SignIn {
  controller: number;
  email: string;
  password: string;
  code: string;
}

export type SignedIn = { token: string; expires: number; staff: number };

/** Seconds until the next try, after so many failures in a row. */
const waitAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(longestWait, 2 ** (failures - free));

/** A try is counted before it is looked at: many at once are one. Answers the seconds to wait, or which failure in a row it would be. */
const taken = async (
  { store, world }: Pick<EnrolmentNeeds, 'store' | 'world'>,
  name: Uint8Array,
): Promise<{ wait: number } | { failures: number }> => {
  const now = world.clock();
  const at = { controller: operatorId, name };
  const [row] = await store.read<{ failures: number; failed: number }>(failuresOf, at);
  const known = row ?? { failures: 0, failed: 0 };
  const failures = known.failed > now - day ? known.failures : 0;
  const wait = Math.ceil((known.failed + waitAfter(failures) * 1000 - now) / 1000);
  if (failures >= free && wait > 0) return { wait };
  const values = { ...at, next: failures + 1, known: known.failures, seen: known.failed, now };
  return (await done(store, [must(statement(count, values))])) ? { failures: failures + 1 } : { wait: 1 };
};

interface Row {
  staff: number;
  committed: number | null;
  password: string | null;
  sealed: Uint8Array | null;
}

const noSecret = new Uint8Array(totpLength);

/** A session; how many failures in a row it was, whatever was wrong; or the seconds to wait. Does the same work for everybody, and for nobody. */
export const signIn = async (
  needs: EnrolmentNeeds,
  { controller, email, password, code }: SignIn,
): Promise<SignedIn | { failures: number } | { wait: number }> => {
  const { store, world, secretsKey, passwords } = needs;
  const key = emailKey(email);
  const name = createHmac('sha256', secretsKey).update(`lupa sign-in ${controller} ${key}`).digest();
  const refused = await taken(needs, name);
  if ('wait' in refused) return refused;
  const [row] = await store.read<Row>(byEmail, { controller, emailKey: key });
  const isRight = await passwords.isRight(row?.password ?? null, password);
  const secret = row?.sealed && unseal(secretsKey, totpOf(controller, row.staff), row.sealed);
  const step = stepOf(secret ?? noSecret, code, world.clock());
  if (!row || !isRight || !secret || step === undefined || row.committed === null) return refused;
  const { staff } = row;
  const session = startSession(world, { controller, staff });
  const write = [
    must(statement(useCode, { controller, staff, step })),
    session.statement,
    statement(forget, { controller: operatorId, name }),
  ];
  if (!(await done(store, write))) return refused;
  return { token: session.token, expires: session.expires, staff };
};

/** Takes away failures of more than a day ago. */
export const pruneFailures = (now: number): Statement =>
  statement(prune, { controller: operatorId, before: now - day });
