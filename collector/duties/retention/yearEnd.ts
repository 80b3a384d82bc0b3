/** When a controller's financial year ends: what vouchers are counted from. */
import type { Readable } from '../../store/store.ts';
import { usualYearEnd, type YearEnd } from './vouchers.ts';

/** Of a controller; for the jobs that go through all of them. */
export type YearEnds = (store: Readable, controller: number) => Promise<YearEnd>;

/** As long as nobody keeps it anywhere, the calendar year's. */
export const yearEndOf: YearEnds = async () => usualYearEnd;
