/** In which languages letters about incidents are written. */
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';
import type { IncidentWords } from './words.ts';

export type { IncidentWords } from './words.ts';

const spoken: Readonly<Record<string, IncidentWords>> = { fi, sv, en };

/** The words in the first of these languages that there are words in; English where there is none. */
export const incidentWords = (...tags: readonly (string | null | undefined)[]): IncidentWords => {
  for (const tag of tags) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    const found = Object.hasOwn(spoken, language) ? spoken[language] : undefined;
    if (found) return found;
  }
  return en;
};
