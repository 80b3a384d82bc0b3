/** Plans: writes that are made often, whose statements share their values. Sent to the thread once, then by number. */
import type { Sql } from './sql.ts';
import { type Conditions, type Statement, statement } from './store.ts';
import type { Value, Values } from './value.ts';

/** A statement of a plan; `from` says which of the plan's values each of its parameters takes. */
export interface Step extends Conditions {
  readonly sql: Sql;
  readonly from: readonly string[];
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The values that it needs, each once. */
  readonly names: readonly string[];
}

/** A plan with its values: data, like a list of statements. */
export interface Planned {
  readonly plan: Plan;
  readonly values: Values;
}

/** A step; parameters take the value of the same name, or of the name that `renamed` gives. */
export const step = (sql: Sql, renamed: Readonly<Record<string, string>> = {}): Step => ({
  sql,
  from: sql.names.map((name) => renamed[name] ?? name),
});

export const planOf = (steps: readonly Step[]): Plan => ({
  steps,
  names: [...new Set(steps.flatMap(({ from }) => from))],
});

/** The statements that a planned write stands for, as any engine runs them. */
export const statementsOf = ({ plan, values }: Planned): Statement[] =>
  plan.steps.map(({ sql, from, ...conditions }) => ({
    ...statement(
      sql,
      Object.fromEntries(sql.names.map((name, place) => [name, values[from[place] ?? ''] as Value])),
    ),
    ...conditions,
  }));
