/** Counting decisions: the ledger from the watermark on, in order, with the visit that came with each as its device. */
import { fromUuid } from '../bytes.ts';
import { decodeDecision, noticeOf, type RecordedDecision } from '../ledger/decisionBody.ts';
import { eventsAfter, type LedgerRow } from '../ledger/events.ts';
import { noticeNumbered } from '../register/notices.ts';
import { decisionsOf } from '../register/pastDecisions.ts';
import { type Store, sql } from '../store/store.ts';
import { addCount, type Count, dayOf, type Measure, tally, unknown } from './count.ts';
import { moveMark, reachedBy } from './marks.ts';

/** A visit is sent after its grant: what is younger than this waits for it, in milliseconds. */
export const settling = 10 * 60 * 1000;

/** Rows of the ledger in one go: a few milliseconds of the event loop. */
const most = 250;

const seenBy = sql`
  select browser, country from visits
  where controller_id = :controller and visitor_id = :visitor and received <= :until
  order by received desc
  limit 1`;

interface Seen {
  browser: string | null;
  country: string | null;
}

const decoded = async (store: Store, controller: number, body: string) => {
  const cited = await noticeNumbered(store, controller, noticeOf(body));
  return cited && { decision: decodeDecision(body, cited.notice), language: cited.notice.language };
};

/** Which of the purposes the visitor had granted before this row. */
const grantedBefore = async (
  store: Store,
  controller: number,
  visitor: Uint8Array,
  number: number,
): Promise<Set<string>> => {
  const granted = new Set<string>();
  for (const earlier of await decisionsOf(store, controller, visitor)) {
    if (earlier.number >= number) break;
    const found = await decoded(store, controller, earlier.body);
    for (const { purpose, answer } of found?.decision.answers ?? []) {
      if (answer === 'granted') granted.add(purpose);
      else granted.delete(purpose);
    }
  }
  return granted;
};

type Counted = Pick<Count, 'measure' | 'purpose' | 'terms'>;

/** What a decision counts as, purpose by purpose. */
const countedAs = async (
  store: Store,
  controller: number,
  { answers }: RecordedDecision,
  visitor: Uint8Array | null,
  number: number,
): Promise<Counted[]> => {
  const hasDenied = answers.some(({ answer }) => answer === 'denied');
  const granted =
    visitor !== null && hasDenied
      ? await grantedBefore(store, controller, visitor, number)
      : new Set<string>();
  return answers.map(({ purpose, answer, terms }) => {
    let measure: Measure = 'refused';
    if (answer === 'granted') measure = 'granted';
    else if (visitor !== null) measure = granted.has(purpose) ? 'withdrawn' : 'denied';
    return { measure, purpose, terms };
  });
};

const countRow = async (
  store: Store,
  controller: number,
  row: LedgerRow,
  add: (one: Omit<Count, 'count'>) => void,
): Promise<void> => {
  if (row.kind !== 'decision' || row.body === null) return; // an erased one counts nowhere
  const found = await decoded(store, controller, row.body);
  if (!found) return;
  const { decision, language } = found;
  const visitor = decision.visitor === null ? null : fromUuid(decision.visitor);
  const until = row.received + settling;
  const [seen] = visitor === null ? [] : await store.read<Seen>(seenBy, { controller, visitor, until });
  for (const one of await countedAs(store, controller, decision, visitor, row.number)) {
    const cell = { ...one, site: decision.site, day: dayOf(row.received) };
    add({ ...cell, dimension: 'language', value: language });
    if (one.measure !== 'granted' && one.measure !== 'withdrawn') continue;
    add({ ...cell, dimension: 'browser', value: seen?.browser ?? unknown });
    add({ ...cell, dimension: 'country', value: seen?.country ?? unknown });
  }
};

/** Counts the next rows; whether there may be more. Throws `Unmet` where another collector has counted them. */
export const countDecisions = async (store: Store, controller: number, now: number): Promise<boolean> => {
  const from = await reachedBy(store, controller, 'ledger');
  const page = await eventsAfter(store, controller, from, most);
  const young = page.findIndex(({ received }) => received > now - settling);
  const rows = young < 0 ? page : page.slice(0, young);
  const to = rows.at(-1)?.number;
  if (to === undefined) return false;
  const { add, cells } = tally();
  for (const row of rows) await countRow(store, controller, row, add);
  await store.write(
    [moveMark(controller, 'ledger', from, to), ...cells().map((cell) => addCount(controller, cell))],
    'import',
  );
  return rows.length === most;
};
