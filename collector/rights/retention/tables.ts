/** Which tables fall under a rule: straight from the catalogue, so that it cannot drift. */
import { type RuleId, ruleOf, rules } from '../../duties/retention/rules.ts';
import { catalogue } from '../../store/catalogue.ts';

/** The tables with a column under the rule. */
export const tablesOf = (rule: RuleId): string[] => {
  const { word } = rules[rule];
  return Object.entries(catalogue)
    .filter(([, columns]) => Object.values(columns).some(({ retention }) => retention === word))
    .map(([table]) => table)
    .sort();
};

/** The rules that a table falls under. */
export const rulesOf = (table: string): RuleId[] => [
  ...new Set(Object.values(catalogue[table] ?? {}).flatMap(({ retention }) => ruleOf(retention) ?? [])),
];
