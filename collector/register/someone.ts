/** Rows that are about a customer, who may be an organisation, a person, or both. */
import type { Columns } from './noun.ts';

/** What is wrong where it is neither. */
export const someone = ({ organisation, person }: Columns): readonly [string, string] | undefined =>
  organisation === null && person === null
    ? ['organisation', 'Say whose it is: an organisation, a person, or both.']
    : undefined;
