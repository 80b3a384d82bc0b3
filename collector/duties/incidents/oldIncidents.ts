/** Incidents and audits that have outlived their time: ten years after the incident was closed, after the audit was over. */
import { dayOf, plusMonths, startOf } from '../../calendar/day.ts';
import { listControllers } from '../../register/controllers.ts';
import { type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

/** As long as claims may be made of it (Act on Limitation of Debts 728/2003, section 7). */
const months = 120;

const persons = sql`
  delete from incident_persons
  where controller_id = :controller and incident_id in (
    select incident_id from incidents where controller_id = :controller and closed < :before)`;
const notices = sql`
  delete from incident_notices
  where controller_id = :controller and incident_id in (
    select incident_id from incidents where controller_id = :controller and closed < :before)`;
const incidents = sql`delete from incidents where controller_id = :controller and closed < :before`;
const phases = sql`
  delete from incident_phases
  where controller_id = :controller and incident_id not in (
    select incident_id from incidents where controller_id = :controller)`;
const accounts = sql`
  delete from audit_accounts
  where controller_id = :controller and audit_id in (
    select audit_id from audits where controller_id = :controller and ends < :before)`;
const audits = sql`delete from audits where controller_id = :controller and ends < :before`;

/** Takes them away, at each controller in one write. */
export const pruneIncidents = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<void> => {
  const before = startOf(plusMonths(dayOf(world.clock()), -months));
  for (const controller of await listControllers(store)) {
    if (stopped()) return;
    const at = { controller, before };
    await store.write(
      [
        ...[persons, notices, incidents].map((one) => statement(one, at)),
        statement(phases, { controller }),
        statement(accounts, at),
        statement(audits, at),
      ],
      'import',
    );
  }
};
