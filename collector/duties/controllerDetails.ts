/** What the law wants to know of a controller beside its name and contact: one object each, with what is usual where nothing was said. */
import { type ControllerDetails, usualDetails } from '../../shared/register/controllerDetails.ts';
import type { Actor } from '../register/actor.ts';
import { actEvent } from '../register/recordEvents.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';

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

/** The last day of the financial year, as `12-31`. */
export const financialYearEnd = async (store: Readable, controller: number): Promise<string> =>
  (await readDetails(store, controller)).details.financialYearEnd;

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
