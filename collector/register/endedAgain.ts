/** What let somebody act and was taken back, taken back again on a restored database: instructions, staff, keys, accounts, licences, webhooks. */
import { fromUuid } from '../bytes.ts';
import type { Closing } from '../ledger/closingEntry.ts';
import { ifFound, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import { endEnrolments } from './enrolments.ts';
import { stoppingImports } from './instructionEnding.ts';
import { actEvent, actOn } from './recordEvents.ts';
import { endKeys } from './staffKeys.ts';
import { endSessions } from './staffSessions.ts';

const revoke = sql`
  update instructions set revoked = :received, version = version + 1
  where controller_id = :controller and instruction_id = :instruction and revoked is null
  returning version`;
// Also the last one who may administer: whoever was to go on came after the backup, and comes anew.
const close = sql`
  update staff
  set ended = :received, password_hash = null, totp_secret = null, oidc_issuer = null, oidc_subject = null, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null
  returning version`;
const setRole = sql`
  update staff set role = :role, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null and role <> :role
  returning version`;
const dropPassword = sql`
  update staff set password_hash = null, totp_secret = null, version = version + 1
  where controller_id = :controller and staff_id = :staff and password_hash is not null
  returning version`;
const dropLink = sql`
  update staff set oidc_issuer = null, oidc_subject = null, version = version + 1
  where controller_id = :controller and staff_id = :staff and oidc_subject is not null
  returning version`;
const endKey = sql`
  update staff_keys set ended = :received
  where controller_id = :controller and key_id = :key and ended is null
  returning staff_id`;
const letKeyExpire = sql`
  update staff_keys set expires = :ends
  where controller_id = :controller and key_id = :key and ended is null and (expires is null or expires > :ends)
  returning staff_id`;
const closeAccount = sql`
  update accounts set closed = :ends, version = version + 1
  where controller_id = :controller and account_id = :row and closed is null
  returning version`;
const revokeLicence = sql`
  update licences set revoked = :ends, version = version + 1
  where controller_id = :controller and licence_id = :row and (revoked is null or revoked > :ends)
  returning version`;
const endWebhook = sql`
  update webhooks set ended = :ends, secret = :nothing, old_secret = null, old_until = null, version = version + 1
  where controller_id = :controller and webhook_id = :row and ended is null
  returning version`;
const dropAccountPassword = sql`
  update accounts set password_hash = null, version = version + 1
  where controller_id = :controller and account_id = :account
  returning version`;
const dropSessions = sql`delete from staff_sessions where controller_id = :controller`;
const dropEnrolments = sql`delete from enrolments where controller_id = :controller`;

/** The statements; nothing where the backup does not know it, or it is so already. They are a write of their own. */
export const endedAgain = (world: World, entry: Closing): Statement[] => {
  const { controller, received } = entry;
  const then = { ...world, clock: () => received };
  const event = (
    kind: 'instruction-ended' | 'staff-changed',
    about: Readonly<Record<string, unknown>>,
  ): Statement => ifFound(0, actEvent(then, nobody(controller), kind, about));
  const changed = (noun: string, row: string, member: string): Statement[] => {
    const about = { noun, id: row, members: [member] };
    const rows = noun === 'webhooks' ? [] : [fromUuid(row)];
    return actOn(then, nobody(controller), 'record-changed', about, rows).map((one) => ifFound(0, one));
  };
  switch (entry.kind) {
    case 'instruction-ended': {
      const { instruction } = entry;
      return [
        statement(revoke, { controller, instruction: fromUuid(instruction), received }),
        ...stoppingImports(controller, fromUuid(instruction), received),
        event('instruction-ended', { ended: instruction }),
      ];
    }
    case 'staff-ended': {
      const { staff } = entry;
      return [
        statement(close, { controller, staff, received }),
        endKeys(controller, staff, received),
        endSessions(controller, staff),
        endEnrolments(controller, staff, received),
        event('staff-changed', { change: 'ended', member: staff }),
      ];
    }
    case 'staff-role': {
      const { staff, role } = entry;
      return [
        statement(setRole, { controller, staff, role }),
        event('staff-changed', { change: 'edited', member: staff, members: ['role'], role }),
      ];
    }
    case 'sign-in-replaced': {
      const { staff, by } = entry;
      return [
        statement(by === 'password' ? dropPassword : dropLink, { controller, staff }),
        event('staff-changed', { change: 'sign-in ended', member: staff, by }),
      ];
    }
    case 'staff-key-ended': {
      const { key, ends } = entry;
      const at = { controller, key: fromUuid(key) };
      return [
        ends > received ? statement(letKeyExpire, { ...at, ends }) : statement(endKey, { ...at, received }),
        event('staff-changed', { change: 'key ended', key }),
      ];
    }
    case 'row-ended': {
      const { noun, row, ends } = entry;
      const at = { controller, row: fromUuid(row), ends };
      const ending = {
        accounts: () => statement(closeAccount, at),
        licences: () => statement(revokeLicence, at),
        webhooks: () => statement(endWebhook, { ...at, nothing: new Uint8Array(0) }),
      };
      const member = { accounts: 'closed', licences: 'revoked', webhooks: 'ended' }[noun];
      return [ending[noun](), ...changed(noun, row, member)];
    }
    case 'password-replaced': {
      const { account } = entry;
      return [
        statement(dropAccountPassword, { controller, account: fromUuid(account) }),
        ...changed('accounts', account, 'password'),
      ];
    }
    default:
      return entry satisfies never;
  }
};

/** Who was signed in when the backup was made is not any more, and who had a token to enrol asks for another. */
export const signedOut = (controller: number): Statement[] => [
  statement(dropSessions, { controller }),
  statement(dropEnrolments, { controller }),
];
