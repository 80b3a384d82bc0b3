/** When a controller's financial years end: what vouchers are counted from. */
import type { Readable } from '../../store/store.ts';
import { financialYears } from '../controllerDetails.ts';
import type { FinancialYears } from './vouchers.ts';

/** Of a controller; for the jobs that go through all of them. */
export type YearEnds = (store: Readable, controller: number) => Promise<FinancialYears>;

/** What the controller's details say; the calendar year's where they say nothing. */
export const yearEndOf: YearEnds = financialYears;
