/** Plans: writes that are made often, whose statements share their values. Sent to the thread once, then by number. */
import type { Sql } from './sql.ts';
import { type Conditions, type Statement, statement } from './store.ts';
import { BadValue, type Value } from './value.ts';

/** A statement of a plan; `from` says which of the plan's values each of its parameters takes. */
export interface Step extends Conditions {
  readonly sql: Sql;
  readonly from: readonly string[];
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The values that it needs, each once, in the order in which they are given. */
  readonly names: readonly string[];
}

/** A plan with its values: data, like a list of statements. */
export interface Planned {
  readonly plan: Plan;
  /** In the order of the plan's names. */
  readonly values: readonly Value[];
}

/** A step; parameters take the value of the same name, or of the name that `renamed` gives. */
export const step = (sql: Sql, renamed: Readonly<Record<string, string>> = {}): Step => ({
  sql,
  from: sql.names.map((name) => renamed[name] ?? name),
});

/** A plan that is given the values `names`. Throws where a step takes another, or no step takes one of them. */
export const planOf = (names: readonly string[], steps: readonly Step[]): Plan => {
  const taken = new Set(steps.flatMap(({ from }) => from));
  const odd = [...new Set([...taken, ...names])].filter((name) => !taken.has(name) || !names.includes(name));
  if (odd.length > 0) throw new BadValue(`The plan and its values do not agree on: ${odd.join(', ')}.`);
  return { steps, names };
};

/** The statements that a planned write stands for, as any engine runs them. */
export const statementsOf = ({ plan, values }: Planned): Statement[] =>
  plan.steps.map(({ sql, from, ...conditions }) => ({
    ...statement(
      sql,
      Object.fromEntries(
        sql.names.map((name, place) => [name, values[plan.names.indexOf(from[place] ?? '')] as Value]),
      ),
    ),
    ...conditions,
  }));
