/** A range of days in pieces: whole months that are merged, the days around them, and the days that are still open. */
import { firstOfMonth } from './count.ts';

export interface Piece {
  /** `month`: the sums of whole months; `closed`: merged days; `open`: days whose small cells are merged as they are read. */
  kind: 'month' | 'closed' | 'open';
  /** First and last day, both counted; of months, their first days. */
  from: number;
  to: number;
}

/**
 * The pieces of the days from `from` to `to`, in order; days from `open` on are still open. No piece but one of whole months
 * reaches over the end of a month, so that each piece has one month's name.
 */
export const piecesOf = (from: number, to: number, open: number): Piece[] => {
  const pieces: Piece[] = [];
  for (let first = from; first <= to; ) {
    const next = firstOfMonth(first, 1);
    const isWhole = first === firstOfMonth(first) && next - 1 <= to && next <= open;
    const last = Math.min(next - 1, to);
    if (isWhole) pieces.push({ kind: 'month', from: first, to: first });
    else {
      if (first < open) pieces.push({ kind: 'closed', from: first, to: Math.min(last, open - 1) });
      if (last >= open) pieces.push({ kind: 'open', from: Math.max(first, open), to: last });
    }
    first = next;
  }
  return pieces;
};
