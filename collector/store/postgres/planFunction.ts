/**
 * Plans as one function of the session: a turn of any number of planned writes is one question and one answer. Each write
 * takes its values from three lists, of whole numbers, texts and bytes; each found row goes back as JSON of its columns' text.
 */
import type { Plan, Step } from '../plan.ts';
import { type Sql, withParameters } from '../sql.ts';
import { elements } from './array.ts';
import type { Described } from './describe.ts';
import { unmetState } from './fault.ts';

/** Which list a value travels in. */
export type List = 'n' | 't' | 'b';

/** A plan that PostgreSQL knows. */
export interface Learned {
  plan: Plan;
  /** For each value of the plan, its list. */
  lists: readonly List[];
  described: readonly Described[];
}

const listOf = (type: number): List => {
  switch (type) {
    case elements.bytea:
      return 'b';
    case elements.text:
      return 't';
    case elements.bigint:
    case elements.integer:
      return 'n';
    default:
      throw new Error(`A plan has a parameter of type ${type}, which is none that we bind.`);
  }
};

/** The lists of a plan's values. A value that two steps take is of one kind in both. */
export const learn = (plan: Plan, described: readonly Described[]): Learned => {
  const lists = plan.names.map((name): List => {
    const kinds = new Set(
      plan.steps.flatMap(({ sql, from }, place) =>
        sql.names.flatMap((_, at) =>
          from[at] === name ? listOf(described[place]?.parameters[at] as number) : [],
        ),
      ),
    );
    const [one] = kinds;
    if (one === undefined || kinds.size > 1) throw new Error(`The plan's value ${name} is of two kinds.`);
    return one;
  });
  return { plan, lists, described };
};

/** PL/pgSQL's own words for the lists: what a value is, and where the list has got to. */
const listTypes = { n: 'bigint', t: 'text', b: 'bytea' } as const;

const variable = (plan: number, name: string) => `lupa_${plan}_${name.toLowerCase()}_`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const replaced = (plan: number, { from }: Step, sql: Sql): string =>
  withParameters(sql, (place) => variable(plan, from[place - 1] as string));

/** What runs for one step; every step that is asked about later says whether it found any. */
const stepText = (number: number, learned: Learned, place: number): string => {
  const step = learned.plan.steps[place] as Step;
  const columns = learned.described[place]?.columns ?? [];
  const text = replaced(number, step, step.sql);
  const cells = columns.map(({ name }) => `lupa_row.${quoted(name)}::text`).join(', ');
  const runs =
    columns.length === 0
      ? `${text};`
      : `for lupa_row in ${text} loop
          lupa_found[${place + 1}] := true;
          lupa_step := ${place}; lupa_cells := json_build_array(${cells})::text; return next;
        end loop;`;
  const demanded = step.must
    ? `if not lupa_found[${place + 1}] then raise exception using errcode = '${unmetState}', message = 'unmet'; end if;`
    : '';
  if (!step.when) return `${runs} ${demanded}`;
  const { place: other, found } = step.when;
  return `if ${found ? '' : 'not '}lupa_found[${other + 1}] then ${runs} ${demanded} end if;`;
};

const planText = (number: number, learned: Learned): string => {
  const { plan, lists } = learned;
  const at = { n: 0, t: 0, b: 0 };
  const taken = plan.names.map((name, place) => {
    const list = lists[place] as List;
    at[list] += 1;
    return `${variable(number, name)} := lupa_${list}[lupa_at_${list} + ${at[list]}];`;
  });
  const moved = (['n', 't', 'b'] as const)
    .filter((list) => at[list] > 0)
    .map((list) => `lupa_at_${list} := lupa_at_${list} + ${at[list]};`);
  const none = plan.steps.map(() => 'false').join(', ');
  return `${taken.join('\n')}
      ${moved.join(' ')}
      lupa_found := array[${none}];
      ${plan.steps.map((_, place) => stepText(number, learned, place)).join('\n      ')}`;
};

const declared = (number: number, { plan, lists }: Learned): string =>
  plan.names
    .map((name, place) => `${variable(number, name)} ${listTypes[lists[place] as List]};`)
    .join('\n    ');

const body = (learned: readonly Learned[], write: (text: string) => string): string =>
  learned
    .map(
      (one, number) =>
        `${number === 0 ? 'if' : 'elsif'} lupa_plan = ${number} then\n      ${write(planText(number, one))}`,
    )
    .join('\n      ');

const functionText = (name: string, learned: readonly Learned[], write: (text: string) => string): string => `
  create or replace function pg_temp.${name}(
    lupa_plans int[], lupa_n bigint[], lupa_t text[], lupa_b bytea[], lupa_locks int[]
  ) returns table (lupa_place int, lupa_step int, lupa_cells text) language plpgsql as $lupa$
  #variable_conflict use_column
  declare
    lupa_plan int; lupa_row record; lupa_found boolean[];
    lupa_at_n int := 0; lupa_at_t int := 0; lupa_at_b int := 0;
    ${learned.map((one, number) => declared(number, one)).join('\n    ')}
  begin
    perform pg_temp.lupa_lock(lupa_locks);
    lupa_place := -1;
    foreach lupa_plan in array lupa_plans loop
      lupa_place := lupa_place + 1;
      ${body(learned, write)}
      end if;
    end loop;
  end $lupa$`;

/** Two functions: one in which a bad write spoils all, and one in which each is undone alone, which is dearer. */
export const planFunctions = (learned: readonly Learned[]): string[] => [
  functionText('lupa_turn', learned, (text) => text),
  functionText(
    'lupa_apart',
    learned,
    (text) => `begin
        ${text}
      exception when others then
        lupa_step := -1; lupa_cells := json_build_array(sqlstate, sqlerrm)::text; return next;
      end;`,
  ),
];
