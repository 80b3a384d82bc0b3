/** Auditors' accounts: they read, at their own controller, while the audit lasts, and what they saw is written down (R63). */
import { toUuid } from '../../bytes.ts';
import type { Entry } from '../../register/accessLog.ts';
import type { Actor } from '../../register/actor.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { type MadeKey, makeKey } from '../../register/staffKeys.ts';
import { insertMember } from '../../register/staffMembers.ts';
import { done } from '../../register/tried.ts';
import { must, type Readable, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Audit } from './audits.ts';

const last = sql`select coalesce(max(staff_id), 0) as staff from staff where controller_id = :controller`;
const box = sql`
  update staff set committed = :committed, works_from = :starts, works_until = :ends
  where controller_id = :controller and staff_id = :staff
  returning staff_id`;
const belong = sql`
  insert into audit_accounts (controller_id, audit_id, staff_id, created)
  select controller_id, audit_id, :staff, :now from audits
  where controller_id = :controller and audit_id = :id and agreed is not null and cancelled is null and ends >= :now
  returning staff_id`;
const accounts = sql`
  select a.staff_id as staff, s.name, a.created from audit_accounts a
  join staff s on s.controller_id = a.controller_id and s.staff_id = a.staff_id
  where a.controller_id = :controller and a.audit_id = :id
  order by a.staff_id`;
const readings = sql`
  select l.entry_id as id, l.staff_id as staff, l.staff_controller_id as home, l.role, l.instruction_id as instruction,
    l.read_at as "at", l.action, l.reason, l.fields, l.person_id as person, l.found
  from audit_accounts a
  join access_log l on l.controller_id = a.controller_id and l.staff_controller_id = a.controller_id and l.staff_id = a.staff_id
  where a.controller_id = :controller and a.audit_id = :id and l.entry_id > :after
  order by l.entry_id
  limit :most`;

export interface AuditorMade extends MadeKey {
  staff: number;
}

/** Makes an account with a key; undefined where the audit is not agreed, or over. */
export const makeAuditor = async (
  store: Store,
  world: World,
  actor: Actor,
  { id, starts, ends }: Audit,
  { name, committed }: { name: string; committed: number },
): Promise<AuditorMade | undefined> => {
  const { controller } = actor;
  // Another member may be made at the same moment, and take the number.
  for (let tries = 0; tries < 3; tries += 1) {
    const [row] = await store.read<{ staff: number }>(last, { controller });
    const staff = (row?.staff ?? 0) + 1;
    const now = world.clock();
    const isMade = await done(store, [
      insertMember(controller, staff, { name, role: 'auditor', email: null }, now),
      must(statement(box, { controller, staff, committed, starts, ends })),
      must(statement(belong, { controller, id, staff, now })),
      actEvent(world, actor, 'staff-committed', { role: 'auditor', committed }),
      actEvent(world, actor, 'audit-account', { audit: toUuid(id), member: staff }),
    ]);
    if (!isMade) continue;
    const made = await makeKey(store, world, actor, {
      staff,
      name: 'audit',
      reach: 'read',
      expires: ends + 1,
    });
    return made && { ...made, staff };
  }
  return undefined;
};

export const auditorsOf = (store: Readable, controller: number, id: Uint8Array) =>
  store.read<{ staff: number; name: string; created: number }>(accounts, { controller, id });

/** What the auditors of an audit read, in order, after an entry. */
export const readingsOfAudit = (
  store: Readable,
  controller: number,
  id: Uint8Array,
  { after, most }: { after: Uint8Array; most: number },
): Promise<Entry[]> => store.read<Entry>(readings, { controller, id, after, most });
