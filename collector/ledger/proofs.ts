/** What a receipt needs of a decision's row beside its body: digest and salt. */
import { type Store, sql } from '../store/store.ts';
import { noticeOf } from './decisionBody.ts';

const find = sql`
  select digest, salt from ledger where controller_id = :controller and number = :number and salt is not null`;

export interface Proof {
  digest: Uint8Array;
  salt: Uint8Array;
  /** Number of the notice that the decision cites. */
  notice: number;
}

/** By number of the row; a row that was blanked meanwhile is left out. */
export const proofsOf = async (
  store: Store,
  controller: number,
  rows: readonly { number: number; body: string }[],
): Promise<Map<number, Proof>> => {
  const proofs = new Map<number, Proof>();
  for (const { number, body } of rows) {
    const [row] = await store.read<{ digest: Uint8Array; salt: Uint8Array }>(find, { controller, number });
    if (row) proofs.set(number, { ...row, notice: noticeOf(body) });
  }
  return proofs;
};
