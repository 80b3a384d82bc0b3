/** What the law wants to know of a controller beside its name and contact: one object each, with what is usual where nothing was said. */

import { type ControllerDetails, usualDetails } from '../../shared/register/controllerDetails.ts';
import { type AuthorityTold, authorityIn } from '../../shared/register/supervisoryAuthority.ts';
import type { Actor } from '../register/actor.ts';
import { actEvent } from '../register/recordEvents.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { endsSo, type FinancialYears } from './retention/vouchers.ts';

const find = sql`select details, version from controller_details where controller_id = :controller`;
const insert = sql`
  insert into controller_details (controller_id, details, changed, version)
  values (:controller, :details, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update controller_details set details = :details, changed = :now, version = version + 1
  where controller_id = :controller and version = :version
  returning 1 as done`;

/** The details with their version: 0 where nothing was said yet. */
export const readDetails = async (
  store: Readable,
  controller: number,
): Promise<{ details: ControllerDetails; version: number }> => {
  const [row] = await store.read<{ details: string; version: number }>(find, { controller });
  const usual = usualDetails();
  if (!row) return { details: usual, version: 0 };
  // What a newer version has added is as usual.
  return { details: { ...usual, ...(JSON.parse(row.details) as ControllerDetails) }, version: row.version };
};

/** The controller's own supervisory authority, as texts in this language name it. */
export const authorityOf = async (
  store: Readable,
  controller: number,
  language: string,
): Promise<AuthorityTold> =>
  authorityIn(language, (await readDetails(store, controller)).details.supervisoryAuthority);

/** When the financial years end. */
export const financialYears = async (store: Readable, controller: number): Promise<FinancialYears> => {
  const { financialYearEnd, financialYears: ends = [] } = (await readDetails(store, controller)).details;
  return { yearEnd: financialYearEnd, ends };
};

/**
 * What is against details that take the place of those before: where the financial year ends otherwise from now on, the years
 * around the change must be named, or vouchers of a long year would go a year too early (Accounting Act 1336/1997, 2:10).
 */
export const yearsMissing = (
  before: { details: ControllerDetails; version: number },
  { financialYearEnd, financialYears: ends }: ControllerDetails,
): string | undefined => {
  if (before.version === 0) return undefined;
  const { financialYearEnd: old, financialYears: named = [] } = before.details;
  if (ends === undefined)
    return old === financialYearEnd && named.length === 0
      ? undefined
      : 'Name the last days of the financial years around each change of their end, or an empty list where what was said before was never so.';
  return old === financialYearEnd || ends.length === 0 || ends.some((end) => endsSo(end, old))
    ? undefined
    : 'Name the last financial year that ended as before, too.';
};

/** Replaces the details that had this version. False where somebody was quicker. */
export const saveDetails = async (
  store: Store,
  world: World,
  actor: Actor,
  details: ControllerDetails,
  version: number,
): Promise<boolean> => {
  const row = { controller: actor.controller, details: JSON.stringify(details), now: world.clock() };
  try {
    await store.write([
      must(version === 0 ? statement(insert, row) : statement(update, { ...row, version })),
      actEvent(world, actor, 'controller-details-changed', { version: version + 1 }),
    ]);
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};
