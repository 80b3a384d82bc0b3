/** Enrolment: the token by which a member of staff chooses a password and an authenticator, once, within a day. */
import { toBase64url } from '../bytes.ts';
import { told } from '../ledger/journalEntry.ts';
import { must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { commitment } from './commitments.ts';
import { keyHash } from './keys.ts';
import type { Passwords } from './passwords.ts';
import { actEvent } from './recordEvents.ts';
import { seal, unseal } from './sealed.ts';
import { endSessions } from './staffSessions.ts';
import { stepOf, totpAddress, totpLength, totpOf } from './totp.ts';
import { done } from './tried.ts';

const day = 24 * 60 * 60_000;

const insert = sql`
  insert into enrolments (controller_id, token_hash, staff_id, created, expires)
  values (:controller, :hash, :staff, :now, :expires)`;
const endAll = sql`
  update enrolments set used = :now where controller_id = :controller and staff_id = :staff and used is null`;
const find = sql`
  select e.staff_id as staff, s.name, s.email, s.committed, e.totp_secret as sealed
  from enrolments e
  join staff s on s.controller_id = e.controller_id and s.staff_id = e.staff_id
  where e.controller_id = :controller and e.token_hash = :hash and e.used is null and e.expires > :now and s.ended is null`;
const begin = sql`
  update enrolments set password_hash = :password, totp_secret = :sealed
  where controller_id = :controller and token_hash = :hash and used is null and expires > :now
  returning staff_id`;
const use = sql`
  update enrolments set used = :now
  where controller_id = :controller and token_hash = :hash and used is null and expires > :now
  returning staff_id`;
const take = sql`
  update staff
  set password_hash = (select password_hash from enrolments where controller_id = :controller and token_hash = :hash),
    totp_secret = (select totp_secret from enrolments where controller_id = :controller and token_hash = :hash),
    totp_used = :step, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null
  returning staff_id`;
const blank = sql`
  update enrolments set password_hash = null, totp_secret = null
  where controller_id = :controller and token_hash = :hash`;
const link = sql`
  update staff set oidc_issuer = :issuer, oidc_subject = :subject, version = version + 1
  where controller_id = :controller and staff_id = :staff and ended is null
    and not exists (select 1 from staff other where other.controller_id = :controller and other.staff_id <> :staff
      and other.ended is null and other.oidc_issuer = :issuer and other.oidc_subject = :subject)
  returning staff_id`;
const anyoneActive = sql`
  select 1 as one from staff where controller_id = :controller and ended is null and committed is not null limit 1`;
const prune = sql`delete from enrolments where controller_id = :controller and expires <= :now`;

/** A new enrolment in the place of earlier ones: its token, shown once, and the statements. */
export const startEnrolment = (
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  staff: number,
): { token: string; expires: number; statements: Statement[] } => {
  const token = `${controller}.${toBase64url(world.random(32))}`;
  const now = world.clock();
  const expires = now + day;
  return {
    token,
    expires,
    statements: [
      statement(endAll, { controller, staff, now }),
      statement(insert, { controller, hash: keyHash(token), staff, now, expires }),
    ],
  };
};

/** Nobody can enrol by an earlier token any more. */
export const endEnrolments = (controller: number, staff: number, now: number): Statement =>
  statement(endAll, { controller, staff, now });

export interface Enrolling {
  controller: number;
  hash: Uint8Array;
  staff: number;
  name: string;
  email: string | null;
  committed: number | null;
  sealed: Uint8Array | null;
}

/** Who enrols by this token, while it lives. */
export const findEnrolment = async (
  store: Readable,
  token: string,
  now: number,
): Promise<Enrolling | undefined> => {
  const [, number] = /^([1-9]\d{0,8})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  if (number === undefined) return undefined;
  const at = { controller: Number(number), hash: keyHash(token) };
  const [row] = await store.read<Omit<Enrolling, 'controller' | 'hash'>>(find, { ...at, now });
  return row && { ...at, ...row };
};

export interface EnrolmentNeeds {
  store: Store;
  world: World;
  secretsKey: Uint8Array;
  passwords: Passwords;
}

/** Keeps the password until a code is shown; answers what an authenticator app is given. Again is allowed. */
export const choosePassword = async (
  { store, world, secretsKey, passwords }: EnrolmentNeeds,
  { controller, hash, staff, name, email }: Enrolling,
  password: string,
): Promise<{ address: string; secret: string } | undefined> => {
  const secret = world.random(totpLength);
  const sealed = seal(world, secretsKey, totpOf(controller, staff), secret);
  const values = {
    controller,
    hash,
    password: await passwords.hash(password),
    sealed,
    now: world.clock(),
  };
  const isDone = await done(store, [must(statement(begin, values))]);
  return isDone ? totpAddress(secret, email ?? name) : undefined;
};

/** Whether nobody of the controller may act yet: then nobody could record a commitment either. */
export const isFirst = async (store: Readable, controller: number): Promise<boolean> =>
  (await store.read(anyoneActive, { controller })).length === 0;

/** Where nobody of the controller may act yet, the first one commits themselves: nobody else could record it. */
const ownCommitment = async (
  { store, world }: Pick<EnrolmentNeeds, 'store' | 'world'>,
  { controller, staff }: Enrolling,
  commits: boolean,
): Promise<Statement[]> => {
  if (!commits || !(await isFirst(store, controller))) return [];
  const now = world.clock();
  const actor = { controller, home: controller, staff };
  return commitment(world, actor, staff, { committed: now, until: null });
};

/** Ends the enrolment with a code of the app: from now on the password and codes sign in, and nothing older does. */
export const confirmEnrolment = async (
  needs: EnrolmentNeeds,
  enrolling: Enrolling,
  code: string,
  commits: boolean,
): Promise<'done' | 'wrong-code' | 'no-password' | 'gone'> => {
  const { store, world, secretsKey } = needs;
  const { controller, hash, staff, sealed } = enrolling;
  const secret = sealed && unseal(secretsKey, totpOf(controller, staff), sealed);
  if (!secret) return 'no-password';
  const now = world.clock();
  const step = stepOf(secret, code, now);
  if (step === undefined) return 'wrong-code';
  const actor = { controller, home: controller, staff };
  const write = [
    must(statement(use, { controller, hash, now })),
    must(statement(take, { controller, hash, staff, step })),
    statement(blank, { controller, hash }),
    endSessions(controller, staff),
    ...(await ownCommitment(needs, enrolling, commits)),
    actEvent(world, actor, 'staff-changed', { change: 'enrolled', member: staff, by: 'password' }),
    told(world, { kind: 'sign-in-replaced', controller, staff, by: 'password', received: now }),
  ];
  return (await done(store, write)) ? 'done' : 'gone';
};

/** Ends the enrolment with an account at the OpenID provider. */
export const linkSubject = async (
  needs: Pick<EnrolmentNeeds, 'store' | 'world'>,
  enrolling: Enrolling,
  { issuer, subject }: { issuer: string; subject: string },
  commits: boolean,
): Promise<boolean> => {
  const { store, world } = needs;
  const { controller, hash, staff } = enrolling;
  const actor = { controller, home: controller, staff };
  const now = world.clock();
  return done(store, [
    must(statement(use, { controller, hash, now })),
    must(statement(link, { controller, staff, issuer, subject })),
    statement(blank, { controller, hash }),
    ...(await ownCommitment(needs, enrolling, commits)),
    actEvent(world, actor, 'staff-changed', { change: 'enrolled', member: staff, by: 'openid' }),
    told(world, { kind: 'sign-in-replaced', controller, staff, by: 'openid', received: now }),
  ]);
};

/** Takes away what has expired. */
export const pruneEnrolments = (controller: number, now: number): Statement =>
  statement(prune, { controller, now });
