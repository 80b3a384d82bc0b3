/** Counting visits: those that arrived since the watermark, by browser family, country and language. */
import { type Store, sql } from '../store/store.ts';
import { addCount, dayOf, tally, unknown } from './count.ts';
import { settling } from './decisions.ts';
import { moveMark, reachedBy } from './marks.ts';

/** Visits in one go; more of the same millisecond come with them. */
const most = 500;

const upTo = sql`
  select max(received) as upto from (
    select received from visits
    where controller_id = :controller and received > :from and received <= :settled
    order by received
    limit :most
  ) w`;
const between = sql`
  select site_id as site, received, language, browser, country from visits
  where controller_id = :controller and received > :from and received <= :to`;

interface Row {
  site: number;
  received: number;
  language: string | null;
  browser: string | null;
  country: string | null;
}

/** Counts the next visits; whether there may be more. Throws `Unmet` where another collector has counted them. */
export const countVisits = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const from = await reachedBy(store, controller, 'visits');
  const settled = now - settling;
  const [found] = await store.read<{ upto: number | null }>(upTo, { controller, from, settled, most });
  const to = found?.upto ?? null;
  if (to === null) return false;
  const { add, cells } = tally();
  for (const row of await store.read<Row>(between, { controller, from, to })) {
    const cell = {
      site: row.site,
      day: dayOf(row.received),
      measure: 'visited',
      purpose: '',
      terms: 0,
    } as const;
    add({ ...cell, dimension: 'language', value: row.language ?? unknown });
    add({ ...cell, dimension: 'browser', value: row.browser ?? unknown });
    add({ ...cell, dimension: 'country', value: row.country ?? unknown });
  }
  await store.write(
    [moveMark(controller, 'visits', from, to), ...cells().map((cell) => addCount(controller, cell))],
    'import',
  );
  return true;
};
