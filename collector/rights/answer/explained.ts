/** What the answer says beside the data: why, how long, what is left out (GDPR 15(1)(a), (b), (d), 15(4)). From the catalogue, so that it cannot drift. */
import { catalogue } from '../../store/catalogue.ts';
import type { Retention } from '../../store/column.ts';
import type { AnswerWords } from './words/words.ts';

export interface Processing {
  category: string;
  purpose: string;
  basis: string;
  retention: string;
  /** The same in the answer's language. */
  words: { category: string; purpose: string; basis: string; retention: string };
}

/** Once for each purpose and kind of data in the tables that hold something; `kept` says for how long, as this controller has it. */
export const processingOf = (
  tables: readonly string[],
  words: AnswerWords,
  kept: (word: Retention) => string,
): Processing[] => [
  ...new Map(
    tables
      .flatMap((table) => Object.values(catalogue[table] ?? {}))
      .filter(({ access }) => access === 'copied')
      .map(({ category, purpose, basis, retention }) => [
        `${category} ${purpose} ${basis} ${retention}`,
        {
          category,
          purpose,
          basis,
          retention,
          words: {
            category: words.categories[category] ?? category,
            purpose: words.purposes[purpose] ?? purpose,
            basis: words.bases[basis] ?? basis,
            retention: kept(retention),
          },
        },
      ]),
  ).values(),
];

export interface Withheld {
  from: string;
  /** The row, where it is one that is left out for others' sake. */
  id?: string;
  why: string;
}

/** What the tables that hold something have beside what is copied. */
export const withheldOf = (tables: readonly string[], words: AnswerWords): Withheld[] =>
  tables.flatMap((table) =>
    Object.entries(catalogue[table] ?? {}).flatMap(([column, { access }]) =>
      access === 'withheld'
        ? [{ from: `${table}.${column}`, why: words.withheld[`${table}.${column}`] ?? words.text.noOthers }]
        : [],
    ),
  );
