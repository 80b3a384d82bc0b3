/** When a controller's financial year ends: what vouchers are counted from. */
import type { Readable } from '../../store/store.ts';
import { financialYearEnd } from '../controllerDetails.ts';
import type { YearEnd } from './vouchers.ts';

/** Of a controller; for the jobs that go through all of them. */
export type YearEnds = (store: Readable, controller: number) => Promise<YearEnd>;

/** What the controller's details say; the calendar year's where they say nothing. */
export const yearEndOf: YearEnds = financialYearEnd;
