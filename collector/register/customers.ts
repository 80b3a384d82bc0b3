/** Customer companies: controllers of their own people (R3), made and listed by the operator. */
import { must, type Readable, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { operatorId } from './controllers.ts';
import { startEnrolment } from './enrolments.ts';
import { actEvent } from './recordEvents.ts';
import { saveSite } from './siteChange.ts';
import { findSite, listSites } from './sites.ts';
import { insertMember } from './staffMembers.ts';
import { done } from './tried.ts';

export interface ControllerRow {
  number: number;
  name: string;
  contact: string;
  role: 'operator' | 'customer';
  created: number;
  version: number;
}

const page = sql`
  select controller_id as number, name, contact, role, created, version from controllers
  where controller_id > :after
  order by controller_id
  limit :most`;
const one = sql`
  select controller_id as number, name, contact, role, created, version from controllers
  where controller_id = :controller`;
const last = sql`select max(controller_id) as number from controllers`;
const insert = sql`
  insert into controllers (controller_id, name, contact, role, created, version)
  values (:controller, :name, :contact, 'customer', :now, 1)
  on conflict (controller_id) do nothing
  returning controller_id`;
const rename = sql`
  update controllers set name = :name, contact = :contact, version = version + 1
  where controller_id = :controller and version = :version
  returning version`;

const untouched = sql`
  update controllers set version = version
  where controller_id = :controller and role = 'customer'
    and not exists (select 1 from staff where controller_id = :controller and committed is not null)
  returning controller_id`;

/** Controllers after a number. */
export const pageControllers = (store: Readable, after: number, most: number): Promise<ControllerRow[]> =>
  store.read<ControllerRow>(page, { after, most });

export const findController = async (
  store: Readable,
  controller: number,
): Promise<ControllerRow | undefined> => (await store.read<ControllerRow>(one, { controller }))[0];

export interface NewCustomer {
  name: string;
  contact: string;
  administrator: { name: string; email: string };
}

export interface MadeCustomer {
  number: number;
  /** By which its first administrator enrols; shown once. */
  token: string;
  expires: number;
}

/** Makes a customer company with its first administrator, who is in by the token alone: the operator never is. Nothing where `before` finds it made. */
export const makeCustomer = async (
  store: Store,
  world: World,
  by: Actor,
  { name, contact, administrator }: NewCustomer,
  again: { before(): Promise<unknown>; also(number: number): Statement[] },
): Promise<MadeCustomer | undefined> => {
  // Another may be made at the same moment, and take the number.
  for (;;) {
    if (await again.before()) return undefined;
    const [row] = await store.read<{ number: number }>(last, {});
    const number = (row?.number ?? operatorId) + 1;
    const actor = { ...by, controller: number };
    const now = world.clock();
    const enrolment = startEnrolment(world, number, 1);
    const write = [
      must(statement(insert, { controller: number, name, contact, now })),
      actEvent(world, actor, 'controller-created', { role: 'customer' }),
      insertMember(number, 1, { ...administrator, role: 'administrator' }, now),
      actEvent(world, actor, 'staff-changed', { change: 'made', member: 1, role: 'administrator' }),
      ...enrolment.statements,
      ...again.also(number),
    ];
    if (await done(store, write)) return { number, token: enrolment.token, expires: enrolment.expires };
  }
};

/**
 * Another token for the first administrator of a customer company, in the place of one that has run out: only while nobody there
 * may act yet, or the operator could let itself in. Undefined otherwise.
 */
export const renewEnrolment = async (
  store: Store,
  world: World,
  by: Actor,
  number: number,
): Promise<Pick<MadeCustomer, 'token' | 'expires'> | undefined> => {
  const { token, expires, statements } = startEnrolment(world, number, 1);
  const change = { change: 'enrolment renewed', member: 1 };
  const isDone = await done(store, [
    must(statement(untouched, { controller: number })),
    ...statements,
    actEvent(world, { ...by, controller: number }, 'staff-changed', change),
  ]);
  return isDone ? { token, expires } : undefined;
};

/** Changes name and contact, in the notices of its sites too; whether the row was still as it was read. */
export const renameController = async (
  store: Store,
  world: World,
  by: Actor,
  before: ControllerRow,
  { name, contact }: { name: string; contact: string },
): Promise<boolean> => {
  const { number, version } = before;
  const isDone = await done(store, [
    must(statement(rename, { controller: number, name, contact, version })),
    actEvent(world, { ...by, controller: number }, 'controller-renamed', {}),
  ]);
  if (!isDone) return false;
  const controller = { id: number, name, contact };
  for (const { publicId } of await listSites(store, number)) {
    const site = await findSite(store, publicId);
    if (site) await saveSite(store, world, { controller, publicId, settings: site.settings });
  }
  return true;
};
