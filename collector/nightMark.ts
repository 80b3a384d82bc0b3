/** How far tonight's work has come: noted in the database, so that several collectors do it once, and a restart goes on with it. */
import { type Store, sql, statement } from './store/store.ts';

// Whichever collector comes first; one that was begun today is gone on with, not begun.
const begin = sql`
  insert into marks (controller_id, name, value) values (:controller, 'night', :begun)
  on conflict (controller_id, name) do update set value = excluded.value
  where marks.value <> excluded.value and marks.value <> :done
  returning 1 as done`;
const end = sql`
  update marks set value = :done where controller_id = :controller and name = 'night' and value = :begun`;
const known = sql`select value from marks where controller_id = :controller and name = 'night'`;

/** The day of the machine's own clock, as `nightly` counts it. */
const dayAt = (now: number): string => {
  const date = new Date(now);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
};
const values = (now: number) => ({
  begun: Buffer.from(`${dayAt(now)} begun`),
  done: Buffer.from(`${dayAt(now)} done`),
});

/** Notes that tonight's work begins; false where it was begun today already. */
export const beginNight = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const [rows] = await store.write([statement(begin, { controller, ...values(now) })], 'import');
  return rows?.length === 1;
};

/** Notes that it is done. */
export const endNight = async (store: Store, controller: number, now: number): Promise<void> => {
  await store.write([statement(end, { controller, ...values(now) })], 'import');
};

/** Whether it was begun today, and is not done. */
export const isBegun = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const [mark] = await store.read<{ value: Uint8Array }>(known, { controller });
  return mark !== undefined && values(now).begun.equals(mark.value);
};
