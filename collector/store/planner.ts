/**
 * What libSQL's planner is told of the tables' sizes. Without, it takes it for granted that a controller has ten rows, and
 * reads them all where an index by visitor or person stands ready. Never measured, so that plans never change by themselves.
 */
import type { Connection } from './connection.ts';

/** Tables with few rows, however many visitors there are. */
const small = new Set(
  `checkpoints,controllers,count_marks,directory,epochs,google_secrets,journal_marks,marks,migrations,notices,purposes,
  seal_keys,signing_keys,site_keys,sites,staff,staff_keys,terms,analytics_salts,campaigns,wordings`
    .split(',')
    .map((name) => name.trim()),
);

const many = 1_000_000;
const few = 50;

/** By how much a column narrows down: a controller or a flag hardly, an id nearly to the row. */
const narrowing = (column: string): number => {
  if (column === 'controller_id') return 1;
  if (
    /^(site_id|kind|source|span|dimension|measure|purpose|purpose_number|terms|day|waits|counted|campaign_id|channel|state)$/.test(
      column,
    )
  )
    return 4;
  return 100_000;
};

interface Index {
  table: string;
  /** The table's own name for the primary key of one without row ids. */
  name: string;
  unique: boolean;
  columns: string[];
}

/** `sqlite_stat1.stat`: the rows of the index, then how many share the first column, the first two, and so on. */
const statOf = ({ table, unique, columns }: Index): string => {
  const rows = small.has(table) ? few : many;
  let shared = rows;
  const each = columns.map((column, place) => {
    shared = Math.max(place === columns.length - 1 && unique ? 1 : 2, Math.ceil(shared / narrowing(column)));
    return unique && place === columns.length - 1 ? 1 : shared;
  });
  return [rows, ...each].join(' ');
};

const columns = {
  text: `
    select m.name, case when l.origin = 'pk' and lower(m.sql) like '%without rowid' then m.name else l.name end,
      l."unique", i.name
    from sqlite_master m join pragma_index_list(m.name) l join pragma_index_info(l.name) i
    where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'libsql_%'
    order by 1, 2, i.seqno`,
  names: [],
};

const indexes = (connection: Connection): Index[] => {
  const found = new Map<string, Index>();
  for (const [table, name, unique, column] of connection.list(columns, {}) as [
    string,
    string,
    number,
    string,
  ][]) {
    const index = found.get(name) ?? { table, name, unique: unique === 1, columns: [] };
    index.columns.push(column);
    found.set(name, index);
  }
  return [...found.values()];
};

/** Tells the planner, once for each schema; connections that are opened afterwards know it. */
export const informPlanner = (connection: Connection): void => {
  const wanted = indexes(connection).map((one) => [one.table, one.name, statOf(one)] as const);
  connection.exec('analyze sqlite_master');
  const known = connection.list(
    { text: 'select tbl, idx, stat from sqlite_stat1 order by 1, 2', names: [] },
    {},
  );
  if (JSON.stringify(known) === JSON.stringify(wanted)) return;
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const rows = wanted.map((row) => `(${row.map(quoted).join(', ')})`);
  connection.exec(
    `begin immediate; delete from sqlite_stat1; insert into sqlite_stat1 (tbl, idx, stat) values ${rows.join(', ')}; commit; analyze sqlite_master;`,
  );
};
