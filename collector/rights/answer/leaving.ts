/** What is left out of one access answer, because it would harm the rights of others (GDPR 15(4)): tables, rows or members of rows, each with its reason. */
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { type HeldData, heldOf } from './held.ts';

export interface LeftOut {
  /** As `withheld` names it: `feedback`, `visits`. */
  table: string;
  /** One row of it. */
  id?: string | undefined;
  /** One member of that row. */
  field?: string | undefined;
  /** For the person, in their language. */
  why: string;
}

type Row = Readonly<Record<string, unknown>>;
type Lists = Record<string, readonly Row[]>;

/** The tables that have members of the answer of their own, beside the register's. */
const beside: Readonly<Record<string, keyof HeldData>> = {
  ties: 'ties',
  visits: 'visits',
  analytics_events: 'events',
  answers: 'consents',
  decisions: 'decisions',
  history: 'pastValues',
  merged_entries: 'mergedEntries',
  registrations: 'registrations',
  permission_requests: 'permissionRequests',
  recorded_acts: 'recordedActs',
};

/** Where the table's rows are. */
const listOf = (data: Pick<HeldData, 'register'>, table: string): readonly Row[] => {
  if (Object.hasOwn(data.register, table)) return (data.register as Lists)[table] ?? [];
  return Object.hasOwn(beside, table) ? ((data as unknown as Lists)[beside[table] ?? ''] ?? []) : [];
};

const without = (rows: readonly Row[], { id, field }: LeftOut): Row[] => {
  if (id === undefined) return [];
  return rows.flatMap((row) => {
    if (row['id'] !== id) return [row];
    return field === undefined ? [] : [{ ...row, [field]: null }];
  });
};

/** The data without it; what a value was before it was corrected goes with the value. */
export const leaving = <Data extends Pick<HeldData, 'register' | 'pastValues'>>(
  data: Data,
  leftOut: readonly LeftOut[],
): Data => {
  let left = data;
  for (const one of leftOut) {
    const { table, id, field } = one;
    const rows = without(listOf(left, table), one);
    left = Object.hasOwn(left.register, table)
      ? { ...left, register: { ...left.register, [table]: rows } }
      : { ...left, [beside[table] ?? '']: rows };
    left = {
      ...left,
      pastValues: left.pastValues.filter(
        (past) =>
          past.noun !== table ||
          (id !== undefined && past.row !== id) ||
          (field !== undefined && past.field !== field),
      ),
    };
  }
  return left;
};

/** The first of the list of which the answer holds nothing, by its place; -1 where there is none. */
export const notThere = async (
  store: Store,
  world: Pick<World, 'clock'>,
  controller: number,
  person: Uint8Array | null,
  leftOut: readonly LeftOut[],
): Promise<number> => {
  if (leftOut.length === 0) return -1;
  const data = person && (await heldOf(store, controller, person, world.clock()));
  if (!data) return 0;
  return leftOut.findIndex(({ table, id, field }) => {
    const rows = listOf(data, table);
    const row = id === undefined ? rows[0] : rows.find((each) => each['id'] === id);
    if (!row) return true;
    // Of a row without an id, or of all, no single member is left out.
    return (
      field !== undefined && (id === undefined || field === 'id' || field === 'sources' || !(field in row))
    );
  });
};
