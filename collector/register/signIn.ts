/**
 * Whether somebody may sign in with this name and password (R20, R52). An unknown name, a wrong password, a closed account, a person
 * who may not be used and an account that was tried too often are one answer after the same work: nobody learns who has an account.
 */
import { type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { userNameKey } from './compared.ts';
import type { Passwords } from './passwords.ts';

const find = sql`
  select a.account_id as account, a.person_id as person, a.password_hash as hash, a.failures, a.failed
  from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.user_name_key = :key and a.closed is null`;
// Counted before the password is known to be right: a thousand guesses at once are a thousand failures, not one.
const count = sql`
  update accounts set failures = failures + 1, failed = :now
  where controller_id = :controller and account_id = :account and closed is null
    and (failures < :free or failures = :failures)
  returning failures`;
const succeed = sql`
  update accounts set failures = 0, failed = null, used = :today
  where controller_id = :controller and account_id = :account`;
const renew = sql`
  update accounts set password_hash = :renewed
  where controller_id = :controller and account_id = :account and password_hash = :hash`;

/** Guesses that are free; each one more doubles the wait, up to a quarter of an hour. */
const free = 5;
const longest = 15 * 60_000;
const day = 24 * 60 * 60_000;

/** Until when nobody gets in after so many failures in a row. */
export const lockedUntil = (failures: number, failed: number | null): number =>
  failures < free || failed === null ? 0 : failed + Math.min(longest, 1000 * 2 ** (failures - free));

export interface SignedIn {
  account: Uint8Array;
  person: Uint8Array;
}

interface Found extends SignedIn {
  hash: string | null;
  failures: number;
  failed: number | null;
}

const nobody = new Uint8Array(16);

/** Whose account it is; undefined where they may not in. */
export const signIn = async (
  store: Store,
  world: Pick<World, 'clock'>,
  passwords: Passwords,
  controller: number,
  { userName, password }: { userName: string; password: string },
): Promise<SignedIn | undefined> => {
  const now = world.clock();
  const [found] = await store.read<Found>(find, { controller, key: userNameKey(userName) });
  const isLocked = found !== undefined && lockedUntil(found.failures, found.failed) > now;
  const account = found && !isLocked ? found.account : nobody;
  // Side by side: the count takes a flush to the disk, which must not tell one name from another.
  const [isRight, [counted]] = await Promise.all([
    passwords.isRight(found?.hash ?? null, password),
    store.write([statement(count, { controller, account, now, free, failures: found?.failures ?? -1 })]),
  ]);
  if (!found || !isRight || !counted?.length) return undefined;
  const { person, hash } = found;
  const weaker = hash !== null && passwords.isWeaker(hash);
  await store.write([
    // To the day: enough to know that the account is in use (GDPR 5(1)(c)).
    statement(succeed, { controller, account, today: now - (now % day) }),
    ...(weaker
      ? [statement(renew, { controller, account, hash, renewed: await passwords.hash(password) })]
      : []),
  ]);
  return { account, person };
};
