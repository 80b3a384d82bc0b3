/** Setting the password of a user account: by staff, or by the server of the site where it is used. Never read, only compared. */
import { toUuid } from '../bytes.ts';
import { told } from '../ledger/journalEntry.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { userNameKey } from './compared.ts';
import type { Passwords } from './passwords.ts';
import { actOn } from './recordEvents.ts';

const set = sql`
  update accounts
  set password_hash = :hash, password_changed = :now, failures = 0, failed = null, version = version + 1
  where controller_id = :controller and account_id = :account and closed is null
    and exists (
      select 1 from usable_persons p
      where p.controller_id = accounts.controller_id and p.person_id = accounts.person_id)
  returning version`;
const named = sql`
  select account_id as account from accounts where controller_id = :controller and user_name_key = :key`;

/** The statements that set it; the first fails where the account may not be used. */
export const settingOf = (world: World, actor: Actor, account: Uint8Array, hash: string): Statement[] => [
  must(statement(set, { controller: actor.controller, account, hash, now: world.clock() })),
  ...actOn(world, actor, 'record-changed', {
    noun: 'accounts',
    id: toUuid(account),
    members: ['password'],
  }),
  told(world, {
    kind: 'password-replaced',
    controller: actor.controller,
    account: toUuid(account),
    received: world.clock(),
  }),
];

/** Sets the password of an open account of a usable person; false where there is none. */
export const setPassword = async (
  store: Store,
  world: World,
  passwords: Passwords,
  actor: Actor,
  account: Uint8Array,
  password: string,
): Promise<boolean> => {
  const hash = await passwords.hash(password);
  try {
    await store.write(settingOf(world, actor, account, hash));
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};

/** The account with this user name; undefined where there is none. */
export const accountNamed = async (
  store: Readable,
  controller: number,
  userName: string,
): Promise<Uint8Array | undefined> => {
  const key = userNameKey(userName);
  return (await store.read<{ account: Uint8Array }>(named, { controller, key }))[0]?.account;
};
