/** What a running collector takes from its machine: the clock, chance, and the keys beside the data folder. */
import { existsSync } from 'node:fs';
import { fromBase64url } from './bytes.ts';
import { keyFile, keysFile } from './keyFile.ts';
import { NotSetUp } from './notSetUp.ts';
import { randomSource } from './random.ts';
import type { World } from './world.ts';

/** Throws `NotSetUp` where there are data without their keys: new ones would fit neither the data nor the journal. */
export const refuseMissingKeys = (data: string): void => {
  for (const key of [`${data}.tombstone.key`, `${data}.suppression.key`])
    if (existsSync(`${data}/lupa.db`) && !existsSync(key))
      throw new NotSetUp(`${key} is missing: put it back from your backup.`);
};

/** Makes the keys where there are none. Beside the folder, not in it: who copies the data alone cannot test which ids were erased. */
export const worldBeside = (data: string, clock: () => number): World => ({
  clock,
  random: randomSource(),
  tombstoneKey: fromBase64url(keyFile(`${data}.tombstone.key`)),
  suppressionKeys: keysFile(`${data}.suppression.key`),
});
