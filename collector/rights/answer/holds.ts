/** What of a person must stay by law, and until when (GDPR 15(1)(d), 17(3)(b)). */
import type { Store } from '../../store/store.ts';
import { keptOf } from '../kept.ts';

export interface HeldByLaw {
  /** The table whose rows stay. */
  table: string;
  rows: number;
  law: string;
  /** The day from which they may go, as a date. */
  until: string;
}

/** Who tells the holds of a person. */
export type HoldsOf = (store: Store, controller: number, person: Uint8Array | null) => Promise<HeldByLaw[]>;

/** Vouchers; other holds join here. */
export const vouchersHeld: HoldsOf = async (store, controller, person) =>
  person === null
    ? []
    : (await keptOf(store, controller, person)).map(({ rows, law, until }) => ({
        table: 'transactions',
        rows,
        law,
        until,
      }));
