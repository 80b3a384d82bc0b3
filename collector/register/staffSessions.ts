/** Sessions of staff who signed in: twelve hours at most, an hour without a call. Only a hash of the token is kept. */
import { toBase64url } from '../bytes.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { keyHash } from './keys.ts';
import type { Staff } from './staff.ts';

const hour = 3_600_000;
const longest = 12 * hour;
const idle = hour;
/** A call that comes so soon after another is not written down. */
const closely = 60_000;

const insert = sql`
  insert into staff_sessions (controller_id, token_hash, staff_id, created, seen, expires)
  values (:controller, :hash, :staff, :now, :now, :expires)`;
const find = sql`
  select s.staff_id as staff, s.role, s.committed, s.committed_until as "committedUntil", t.seen, t.expires
  from staff_sessions t
  join staff s on s.controller_id = t.controller_id and s.staff_id = t.staff_id
  where t.controller_id = :controller and t.token_hash = :hash and t.expires > :now and t.seen > :awake and s.ended is null
    and (s.works_from is null or s.works_from <= :now) and (s.works_until is null or s.works_until >= :now)`;
const touch = sql`
  update staff_sessions set seen = :now
  where controller_id = :controller and token_hash = :hash and seen < :now`;
const end = sql`delete from staff_sessions where controller_id = :controller and token_hash = :hash`;
const endAll = sql`delete from staff_sessions where controller_id = :controller and staff_id = :staff`;
const prune = sql`
  delete from staff_sessions where controller_id = :controller and (expires <= :now or seen <= :awake)`;

/** A new session: its token, `<controller>.<43 characters>`, and the statement that begins it. */
export const startSession = (
  world: Pick<World, 'clock' | 'random'>,
  { controller, staff }: { controller: number; staff: number },
): { token: string; expires: number; statement: Statement } => {
  const token = `${controller}.${toBase64url(world.random(32))}`;
  const now = world.clock();
  const expires = now + longest;
  const values = { controller, hash: keyHash(token), staff, now, expires };
  return { token, expires, statement: statement(insert, values) };
};

/** The controller and hash of what looks like a session's token. */
const sessionIn = (token: string): { controller: number; hash: Uint8Array } | undefined => {
  const [, controller] = /^([1-9]\d{0,8})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  return controller === undefined ? undefined : { controller: Number(controller), hash: keyHash(token) };
};

type Row = Pick<Staff, 'staff' | 'role' | 'committed' | 'committedUntil'> & { seen: number; expires: number };

/** Who calls in this session; undefined for an unknown, ended or forgotten one. */
export const findSession = async (store: Store, token: string, now: number): Promise<Staff | undefined> => {
  const at = sessionIn(token);
  if (!at) return undefined;
  const [row] = await store.read<Row>(find, { ...at, now, awake: now - idle });
  if (!row) return undefined;
  if (now - row.seen > closely) await store.write([statement(touch, { ...at, now })]);
  const { seen: _, expires, ...one } = row;
  return { controller: at.controller, home: at.controller, readsOnly: false, until: expires, ...one };
};

/** Ends the session of a token. */
export const endSession = async (store: Store, token: string): Promise<void> => {
  const at = sessionIn(token);
  if (at) await store.write([statement(end, at)]);
};

/** Ends every session of a member of staff. */
export const endSessions = (controller: number, staff: number): Statement =>
  statement(endAll, { controller, staff });

/** Takes away what nobody can use any more. */
export const pruneSessions = (controller: number, now: number): Statement =>
  statement(prune, { controller, now, awake: now - idle });
