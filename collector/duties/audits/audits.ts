/** Audits: proposed, agreed by both sides at least three weeks before the visit (R65), or at once where the law says so (R64). */
import { toUuid } from '../../bytes.ts';
import { endOf, plusDays, startOf } from '../../calendar/day.ts';
import { daysUntil } from '../../calendar/deadlines.ts';
import { newId } from '../../ids.ts';
import type { Actor } from '../../register/actor.ts';
import { operatorId } from '../../register/controllers.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { done } from '../../register/tried.ts';
import { must, type Readable, type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Charged } from './charge.ts';

/** Days in Helsinki between the agreement and the visit of a customer's audit. */
export const noticeDays = 21;

export interface Audit {
  id: Uint8Array;
  kind: 'customer' | 'authority';
  auditor: string;
  reference: string | null;
  scope: string;
  visit: string;
  days: number;
  starts: number;
  ends: number;
  priceList: number | null;
  currency: string | null;
  charge: string;
  total: number;
  proposed: number;
  proposedHome: number;
  customerAgreed: number | null;
  operatorAgreed: number | null;
  agreed: number | null;
  cancelled: number | null;
  version: number;
}

const insert = sql`
  insert into audits (controller_id, audit_id, kind, auditor, reference, scope, visit, days, starts, ends, price_list, currency,
    charge, total, proposed, proposed_home, agreed, version)
  select :controller, :id, :kind, :auditor, :reference, :scope, :visit, :days, :starts, :ends, :priceList, :currency, :charge,
    :total, :now, :home, :agreed, 1
  from controllers
  where controller_id = :controller
  returning 1 as done`;
const page = sql`
  select audit_id as id, kind, auditor, reference, scope, visit, days, starts, ends, price_list as "priceList", currency, charge,
    total, proposed, proposed_home as "proposedHome", customer_agreed as "customerAgreed", operator_agreed as "operatorAgreed",
    agreed, cancelled, version
  from audits
  where controller_id = :controller and audit_id > :after
  order by audit_id
  limit :most`;
const one = sql`
  select audit_id as id, kind, auditor, reference, scope, visit, days, starts, ends, price_list as "priceList", currency, charge,
    total, proposed, proposed_home as "proposedHome", customer_agreed as "customerAgreed", operator_agreed as "operatorAgreed",
    agreed, cancelled, version
  from audits
  where controller_id = :controller and audit_id = :id`;
const agree = sql`
  update audits
  set customer_agreed = coalesce(:customer, customer_agreed), operator_agreed = coalesce(:operator, operator_agreed),
    agreed = case when coalesce(:customer, customer_agreed) is not null and coalesce(:operator, operator_agreed) is not null
      then :now else agreed end,
    version = version + 1
  where controller_id = :controller and audit_id = :id and version = :version and agreed is null and cancelled is null
    and kind = 'customer'
  returning version`;
const cancel = sql`
  update audits set cancelled = :now, version = version + 1
  where controller_id = :controller and audit_id = :id and cancelled is null and ends >= :now
  returning version`;
const endAccounts = sql`
  update staff set works_until = :now
  where controller_id = :controller and works_until > :now and staff_id in (
    select staff_id from audit_accounts where controller_id = :controller and audit_id = :id)`;

export const findAudit = async (
  store: Readable,
  controller: number,
  id: Uint8Array,
): Promise<Audit | undefined> => (await store.read<Audit>(one, { controller, id }))[0];

export const pageAudits = (
  store: Readable,
  controller: number,
  after: Uint8Array,
  most: number,
): Promise<Audit[]> => store.read<Audit>(page, { controller, after, most });

/** Where an audit stands. */
export const stateOf = ({ agreed, cancelled, ends }: Audit, now: number) => {
  if (cancelled !== null) return 'cancelled' as const;
  if (agreed === null) return 'proposed' as const;
  return ends < now ? ('over' as const) : ('agreed' as const);
};

/** Whether there are three weeks left until the visit, counted in days of Helsinki. */
export const isEarlyEnough = (now: number, visit: string): boolean => daysUntil(now, visit) >= noticeDays;

export interface Proposal {
  kind: Audit['kind'];
  auditor: string;
  scope: string;
  visit: string;
  days: number;
  reference: string | null;
  priceList: number | null;
  currency: string | null;
  lines: readonly Charged[];
  total: number;
}

/** Writes a proposal down; an authority's audit is agreed with that. Answers its id. */
export const propose = async (
  store: Store,
  world: World,
  actor: Actor,
  { lines, ...given }: Proposal,
  beside: (id: Uint8Array) => readonly Statement[] = () => [],
): Promise<Uint8Array> => {
  const { controller, home } = actor;
  const id = newId(world);
  const now = world.clock();
  const isAuthority = given.kind === 'authority';
  const values = {
    ...{ controller, id, now, home, ...given },
    starts: startOf(given.visit),
    ends: endOf(plusDays(given.visit, given.days - 1)),
    charge: JSON.stringify(lines),
    agreed: isAuthority ? now : null,
  };
  const about = { audit: toUuid(id), kind: given.kind, visit: given.visit, total: given.total };
  await store.write([
    must(statement(insert, values)),
    actEvent(world, actor, isAuthority ? 'audit-agreed' : 'audit-proposed', about),
    ...beside(id),
  ]);
  return id;
};

/** One side agrees to what it was shown; the operator's own audit has one side. Whether the audit was as it was read. */
export const agreeTo = (
  store: Store,
  world: World,
  actor: Actor,
  { id, version }: Audit,
): Promise<boolean> => {
  const { controller, home } = actor;
  const now = world.clock();
  const isOwn = controller === operatorId;
  const customer = home === controller ? now : null;
  const operator = home === operatorId || isOwn ? now : null;
  return done(store, [
    must(statement(agree, { controller, id, version, now, customer, operator })),
    actEvent(world, actor, 'audit-agreed', {
      audit: toUuid(id),
      side: customer === null ? 'operator' : 'customer',
    }),
  ]);
};

/** Calls it off; its auditors' accounts end with it. */
export const cancelAudit = (store: Store, world: World, actor: Actor, id: Uint8Array): Promise<boolean> => {
  const { controller } = actor;
  const now = world.clock();
  return done(store, [
    must(statement(cancel, { controller, id, now })),
    statement(endAccounts, { controller, id, now }),
    actEvent(world, actor, 'audit-cancelled', { audit: toUuid(id) }),
  ]);
};
