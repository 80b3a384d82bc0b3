/** A test that is about the embedded file: left out on PostgreSQL, where `fileOnly.ts` says why. */
import { test } from 'vitest';
import { testsOfFileAlone } from './fileOnly.ts';
import { onPostgres } from './onPostgres.ts';

export const fileTest = (name: string, run: () => Promise<void>, timeout?: number): void => {
  if (!(name in testsOfFileAlone)) throw new Error(`Say in fileOnly.ts why this is about the file: ${name}`);
  (onPostgres ? test.skip : test)(name, run, timeout);
};
