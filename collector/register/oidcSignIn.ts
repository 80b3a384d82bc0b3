/** Signing in by an account at the OpenID provider: linked by issuer and subject, never by an e-mail address alone. */
import { must, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Account } from './oidc.ts';
import { startSession } from './staffSessions.ts';
import type { SignedIn } from './staffSignIn.ts';
import { done } from './tried.ts';

const bySubject = sql`
  select staff_id as staff from staff
  where controller_id = :controller and oidc_issuer = :issuer and oidc_subject = :subject and ended is null
    and committed is not null`;
const stillTheirs = sql`
  select staff_id from staff
  where controller_id = :controller and staff_id = :staff and oidc_issuer = :issuer and oidc_subject = :subject
    and ended is null`;

/** A session of whoever of the controller's staff has this account; undefined where nobody has, or without a commitment. */
export const signInByAccount = async (
  store: Store,
  world: World,
  controller: number,
  account: Account,
): Promise<SignedIn | undefined> => {
  const key = { controller, issuer: account.issuer, subject: account.subject };
  const [row] = await store.read<{ staff: number }>(bySubject, key);
  if (!row) return undefined;
  const { staff } = row;
  const session = startSession(world, { controller, staff });
  const isDone = await done(store, [must(statement(stillTheirs, { ...key, staff })), session.statement]);
  return isDone ? { token: session.token, expires: session.expires, staff } : undefined;
};
