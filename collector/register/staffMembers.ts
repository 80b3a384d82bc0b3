/** Members of staff as their administrators see them: listed, made, edited, ended. */
import { told } from '../ledger/journalEntry.ts';
import type { Role } from '../store/catalogue.ts';
import { must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { emailKey } from './email.ts';
import { endEnrolments } from './enrolments.ts';
import { actEvent } from './recordEvents.ts';
import { endKeys } from './staffKeys.ts';
import { endSessions } from './staffSessions.ts';
import { done } from './tried.ts';

export interface Member {
  staff: number;
  name: string;
  role: Role;
  email: string | null;
  /** In which they are written to; null for the controller's. */
  language: string | null;
  committed: number | null;
  committedUntil: number | null;
  /** Whether they sign in with a password. */
  password: 0 | 1;
  issuer: string | null;
  subject: string | null;
  created: number;
  ended: number | null;
  version: number;
}

const page = sql`
  select staff_id as staff, name, role, email, language, committed, committed_until as "committedUntil",
    case when password_hash is null then 0 else 1 end as password, oidc_issuer as issuer, oidc_subject as subject,
    created, ended, version
  from staff
  where controller_id = :controller and staff_id > :after
  order by staff_id
  limit :most`;
const one = sql`
  select staff_id as staff, name, role, email, language, committed, committed_until as "committedUntil",
    case when password_hash is null then 0 else 1 end as password, oidc_issuer as issuer, oidc_subject as subject,
    created, ended, version
  from staff
  where controller_id = :controller and staff_id = :staff`;
const last = sql`select coalesce(max(staff_id), 0) as staff from staff where controller_id = :controller`;
const insert = sql`
  insert into staff (controller_id, staff_id, name, role, email, email_key, language, created, version)
  values (:controller, :staff, :name, :role, :email, :emailKey, :language, :now, 1)
  on conflict do nothing
  returning staff_id`;
// Someone who may administer stays: the last one neither goes nor takes another role. Who came for an audit reads (R63).
const update = sql`
  update staff
  set name = :name, role = :role, email = :email, email_key = :emailKey, language = :language, oidc_issuer = :issuer, oidc_subject = :subject,
    version = version + 1
  where controller_id = :controller and staff_id = :staff and version = :version and ended is null
    and (works_until is null or role = :role)
    and (:role = 'administrator' or role <> 'administrator' or exists (select 1 from staff other
      where other.controller_id = :controller and other.staff_id <> :staff and other.role = 'administrator'
        and other.ended is null and other.committed is not null
        and (other.committed_until is null or other.committed_until > :now)))
    and not exists (select 1 from staff other
      where other.controller_id = :controller and other.staff_id <> :staff and other.ended is null
        and (other.email_key = :emailKey or (other.oidc_issuer = :issuer and other.oidc_subject = :subject)))
  returning staff_id`;
const close = sql`
  update staff
  set ended = :now, password_hash = null, totp_secret = null, oidc_issuer = null, oidc_subject = null, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null
    and (role <> 'administrator' or exists (select 1 from staff other
      where other.controller_id = :controller and other.staff_id <> :staff and other.role = 'administrator'
        and other.ended is null and other.committed is not null
        and (other.committed_until is null or other.committed_until > :now)))
  returning staff_id`;
/** Members after a number, those who have left too. */
export const pageMembers = (store: Readable, controller: number, after: number, most: number) =>
  store.read<Member>(page, { controller, after, most });

/** The member of this number; undefined where there is none. */
export const findMember = async (
  store: Readable,
  controller: number,
  staff: number,
): Promise<Member | undefined> => (await store.read<Member>(one, { controller, staff }))[0];

const keyOf = (email: string | null): string | null => (email === null ? null : emailKey(email));

export interface NewMember {
  name: string;
  role: Role;
  email: string | null;
  language?: string | null;
}

/** The statement that makes a member under this number. */
export const insertMember = (
  controller: number,
  staff: number,
  { name, role, email, language = null }: NewMember,
  now: number,
): Statement =>
  must(statement(insert, { controller, staff, name, role, email, emailKey: keyOf(email), language, now }));

/** Makes a member of the actor's controller; answers the number, or undefined where someone has the e-mail address. `also` goes with it. */
export const makeMember = async (
  store: Store,
  world: World,
  actor: Actor,
  given: NewMember,
  also: (staff: number) => Statement[] = () => [],
): Promise<number | undefined> => {
  const { controller } = actor;
  // Another may be made at the same moment, and take the number.
  for (let tries = 0; tries < 3; tries += 1) {
    const [row] = await store.read<{ staff: number }>(last, { controller });
    const staff = (row?.staff ?? 0) + 1;
    const write = [
      insertMember(controller, staff, given, world.clock()),
      actEvent(world, actor, 'staff-changed', { change: 'made', member: staff, role: given.role }),
      ...also(staff),
    ];
    if (await done(store, write)) return staff;
  }
  return undefined;
};

export type Edited = Pick<Member, 'name' | 'role' | 'email' | 'language' | 'issuer' | 'subject'>;

/** Changes a member as it was read; whether it was done. A changed role or way of signing in ends the sessions. */
export const editMember = (
  store: Store,
  world: World,
  actor: Actor,
  before: Member,
  after: Edited,
): Promise<boolean> => {
  const { controller } = actor;
  const { staff, version } = before;
  const members = (['name', 'role', 'email', 'language', 'issuer', 'subject'] as const).filter(
    (name) => before[name] !== after[name],
  );
  const changes = {
    change: 'edited',
    member: staff,
    members,
    ...(before.role !== after.role && { role: after.role }),
  };
  const now = world.clock();
  const values = { controller, staff, version, ...after, emailKey: keyOf(after.email), now };
  const linked = before.issuer === after.issuer && before.subject === after.subject;
  return done(store, [
    must(statement(update, values)),
    ...(members.some((name) => name !== 'name' && name !== 'language')
      ? [endSessions(controller, staff)]
      : []),
    actEvent(world, actor, 'staff-changed', changes),
    ...(before.role === after.role
      ? []
      : [told(world, { kind: 'staff-role', controller, staff, role: after.role, received: now })]),
    ...(linked
      ? []
      : [told(world, { kind: 'sign-in-replaced', controller, staff, by: 'openid', received: now })]),
  ]);
};

/** Ends a member, with keys, sessions and enrolments; whether it was done. */
export const endMember = (store: Store, world: World, actor: Actor, staff: number): Promise<boolean> => {
  const { controller } = actor;
  const now = world.clock();
  return done(store, [
    must(statement(close, { controller, staff, now })),
    endKeys(controller, staff, now),
    endSessions(controller, staff),
    endEnrolments(controller, staff, now),
    actEvent(world, actor, 'staff-changed', { change: 'ended', member: staff }),
    told(world, { kind: 'staff-ended', controller, staff, received: now }),
  ]);
};
