/** What an access answer leaves out of the rows that it copies, and why (GDPR 15(4), FACTS 5.4). */
import { catalogue } from '../store/catalogue.ts';

/** By table and column, for rows of the register's nouns. */
const reasons: Readonly<Record<string, string>> = {
  'accounts.password_hash':
    'The password itself is not held. Its hash tells you nothing, and would help whoever gets hold of this answer.',
  'activations.device_hash':
    "A keyed hash of the device's name, from which nobody can read the name; the name itself is not held.",
  'misuse_flags.rule':
    'By which rule a sign of misuse is found: told, it would be no protection of the licences any more.',
};

export interface Withheld {
  from: string;
  why: string;
}

/** Of the rows that an answer copies, by table: what each kind of them has beside. */
export const withheldFrom = (rows: Readonly<Record<string, readonly unknown[]>>): Withheld[] =>
  Object.entries(rows).flatMap(([table, found]) =>
    found.length === 0
      ? []
      : Object.entries(catalogue[table] ?? {}).flatMap(([column, { access }]) =>
          access === 'withheld'
            ? [{ from: `${table}.${column}`, why: reasons[`${table}.${column}`] ?? 'The catalogue says so.' }]
            : [],
        ),
  );
