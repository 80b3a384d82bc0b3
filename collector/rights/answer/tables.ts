/** Which tables an answer's data come from: what explains them, and what is left out of them, follows from that. */

/** What is copied from each table, by the name of the answer's member; the register's tables have members of their own. */
const sources: Readonly<Record<string, readonly string[]>> = {
  person: ['persons'],
  organisation: ['organisations'],
  mergedEntries: ['persons'],
  merges: ['merges'],
  sources: ['value_sources', 'provenance'],
  ties: ['ties', 'moved_visitors'],
  consents: ['answers'],
  decisions: ['ledger', 'decisions', 'past_decisions'],
  visits: ['visits'],
  events: ['analytics_events'],
  pastValues: ['history'],
  informing: ['informing', 'provenance'],
  links: ['tokens'],
  registrations: ['registrations'],
  permissionRequests: ['permission_requests'],
  readings: ['access_log'],
  recordedActs: ['recorded_acts', 'ledger'],
};

/** What the rows of one table show of another. */
const beside: Readonly<Record<string, readonly string[]>> = { incident_persons: ['incidents'] };

const isThere = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;

/** The tables that hold something of the person. */
export const tablesHeld = (data: {
  register: Readonly<Record<string, readonly unknown[]>>;
  suppressions: { everything: readonly unknown[]; purposes: readonly unknown[] };
}): string[] => {
  const members = data as unknown as Readonly<Record<string, unknown>>;
  return [
    ...new Set([
      ...Object.entries(sources).flatMap(([member, tables]) => (isThere(members[member]) ? tables : [])),
      ...Object.entries(data.register).flatMap(([table, rows]) =>
        isThere(rows) ? [table, ...(beside[table] ?? [])] : [],
      ),
      ...(isThere(data.suppressions.everything) ? ['suppressions'] : []),
      ...(isThere(data.suppressions.purposes) ? ['unsubscriptions'] : []),
    ]),
  ];
};
