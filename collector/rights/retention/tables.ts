/** Which tables fall under a rule: straight from the catalogue, so that it cannot drift. */
import { type RuleId, rules } from '../../duties/retention/rules.ts';
import { catalogue } from '../../store/catalogue.ts';
import type { Retention } from '../../store/column.ts';

/** The tables with a column of which the catalogue says this. */
export const tablesUnder = (word: Retention | undefined): string[] =>
  Object.entries(catalogue)
    .filter(([, columns]) => Object.values(columns).some(({ retention }) => retention === word))
    .map(([table]) => table)
    .sort();

/** The tables with a column under the rule. */
export const tablesOf = (rule: RuleId): string[] => tablesUnder(rules[rule].word);
