/** What an erasure must leave, by which law, and until when (GDPR 17(3)(b)). */
import { type Readable, sql } from '../store/store.ts';

/** Vouchers: six years from the end of the calendar year in which the financial year ended (Accounting Act 1336/1997, 2:10). */
const voucherYears = 6;

export interface Kept {
  category: 'payments and sales';
  rows: number;
  law: string;
  /** The day on which the last of it goes, as a date. */
  until: string;
}

const vouchers = sql`
  select count(*) as rows, max(occurred) as latest from transactions
  where controller_id = :controller and person_id = :person`;

/** The first day on which a voucher of this time may go. Unix milliseconds in, a date out. */
export const vouchersUntil = (occurred: number): string =>
  `${new Date(occurred).getUTCFullYear() + voucherYears + 1}-01-01`;

/** Everything that stays of a person after an erasure. */
export const keptOf = async (store: Readable, controller: number, person: Uint8Array): Promise<Kept[]> => {
  const [found] = await store.read<{ rows: number; latest: number | null }>(vouchers, { controller, person });
  if (!found || found.latest === null) return [];
  return [
    {
      category: 'payments and sales',
      rows: found.rows,
      law: 'Accounting Act 1336/1997, chapter 2 section 10',
      until: vouchersUntil(found.latest),
    },
  ];
};
