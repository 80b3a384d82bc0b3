/** What an erasure must leave, by which law, and until when (GDPR 17(3)(b), (e)): vouchers, and what holds keep. */
import { type Day, dayOf } from '../calendar/day.ts';
import { byCategory, type Hold, holdsOn } from '../duties/holds/active.ts';
import type { HeldCategory } from '../duties/holds/categories.ts';
import { settingsOf } from '../duties/retention/settings.ts';
import { type FinancialYears, vouchersBefore, vouchersUntil } from '../duties/retention/vouchers.ts';
import { yearEndOf } from '../duties/retention/yearEnd.ts';
import { type Readable, sql } from '../store/store.ts';
import { countHeld } from './heldRows.ts';

export interface Kept {
  category: 'payments and sales' | HeldCategory;
  rows: number;
  law: string;
  /** The day on which the last of it goes; null where nobody has said yet. */
  until: Day | null;
  /** Why the controller keeps it, in its words; a built-in hold needs none. */
  reason?: string;
}

const accountingAct = 'Accounting Act 1336/1997, chapter 2 section 10';

const vouchers = sql`
  select count(*) as rows, max(occurred) as latest from transactions
  where controller_id = :controller and person_id = :person and occurred >= :before`;

/** What decides what is kept of a person. */
export interface Keeping {
  holds: readonly Hold[];
  /** What no hold lets go. */
  held: ReadonlyMap<HeldCategory, readonly Hold[]>;
  /** Vouchers of before this time may go. */
  vouchersBefore: number;
  /** The first day on which a voucher of a time may go. */
  vouchersUntil(time: number): Day;
}

/** What decides, as it is now, for entries that are one person; `years` where the caller knows it. */
export const keepingOf = async (
  store: Readable,
  controller: number,
  persons: readonly Uint8Array[],
  now: number,
  years?: FinancialYears,
): Promise<Keeping> => {
  const end = years ?? (await yearEndOf(store, controller));
  const { period } = (await settingsOf(store, controller)).vouchers;
  const holds = await holdsOn(store, controller, persons, now);
  return {
    holds,
    held: byCategory(holds),
    vouchersBefore: vouchersBefore(now, end, period),
    vouchersUntil: (time) => vouchersUntil(time, end, period),
  };
};

/** Vouchers of a person that the Accounting Act keeps; null where there are none. */
export const vouchersOf = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
  keeping: Keeping,
): Promise<Kept | null> => {
  const [found] = await store.read<{ rows: number; latest: number | null }>(vouchers, {
    controller,
    person,
    before: keeping.vouchersBefore,
  });
  if (!found || found.latest === null) return null;
  const until = keeping.vouchersUntil(found.latest);
  return { category: 'payments and sales', rows: found.rows, law: accountingAct, until };
};

/** Everything that stays, or would stay, of a person after an erasure. */
export const keptOf = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
  now: number,
  keeping?: Keeping,
): Promise<Kept[]> => {
  const decided = keeping ?? (await keepingOf(store, controller, [person], now));
  const kept: Kept[] = [];
  const accounts = await vouchersOf(store, controller, person, decided);
  if (accounts) kept.push(accounts);
  for (const [category, holds] of decided.held) {
    const rows = await countHeld(store, controller, person, category);
    if (rows === 0) continue;
    for (const { law, reason, until } of holds)
      kept.push({ category, rows, law, until: until === null ? null : dayOf(until), reason });
  }
  return kept;
};
