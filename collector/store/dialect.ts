/** What the two engines write differently: migrations and parameters have one source and are translated here. */
import { type Sql, withParameters } from './sql.ts';

export type Engine = 'libsql' | 'postgres';

/**
 * The migration as `engine` reads it. Lines between `-- engine: libsql` (or `postgres`) and `-- engine: all` are for
 * that engine alone; times and numbers are `bigint`, which libSQL's strict tables call `integer`; bytes are `blob`,
 * which PostgreSQL calls `bytea`; text is compared byte by byte on both, wherever the server stands; table options are
 * libSQL's.
 */
export const migrationFor = (engine: Engine, source: string): string => {
  let only: Engine | 'all' = 'all';
  const kept: string[] = [];
  for (const line of source.split('\n')) {
    const mark = /^-- engine: (libsql|postgres|all)$/.exec(line)?.[1] as Engine | 'all' | undefined;
    if (mark) only = mark;
    else if (only === 'all' || only === engine) kept.push(line);
  }
  const text = kept.join('\n');
  return engine === 'libsql'
    ? text.replaceAll(/\bbigint\b/g, 'integer')
    : text
        .replaceAll(/\bblob\b/g, 'bytea')
        .replaceAll(/^(\s+[a-z_]+ text|alter table [a-z_]+ add column [a-z_]+ text)\b/gm, '$1 collate "C"')
        .replaceAll(/\) strict(, without rowid)?;/g, ');');
};

/** The statement as PostgreSQL reads it: `$1` for the first parameter. */
export const forPostgres = (statement: Sql): string => withParameters(statement, (place) => `$${place}`);
