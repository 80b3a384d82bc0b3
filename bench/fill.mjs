/** Fills a database that the product has made with decisions, by SQL alone: rows as it would write them, but nobody's. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'libsql';

const chunk = 500_000;
// Ten a second until now; the ids are of that time, in UUIDv7 layout.
const apart = 100;

/** A UUIDv7 as bytes, of the time of row `i`. */
const uuid = `unhex(printf('%012x', :start + i * ${apart}) || '7' || substr(hex(randomblob(2)), 2) || '8'
  || substr(hex(randomblob(8)), 2))`;
const text = `'"' || substr(hex(randomblob(11)), 1, 22) || '"'`;
const series = 'with recursive n (i) as (select :from union all select i + 1 from n where i < :to)';

/** Adds `rows` decisions: 54 in a hundred of a new visitor with two answers. */
export const fill = (file, rows) => {
  const database = new Database(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -200000');
  // They ask for the greatest number before each row.
  const triggers = database
    .prepare("select sql from sqlite_master where type = 'trigger' and tbl_name = 'ledger'")
    .all([]);
  const names = database
    .prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'ledger'")
    .all([]);
  for (const { name } of names) database.exec(`drop trigger ${name}`);
  const [{ last }] = database.prepare('select max(number) as last from ledger').all([]);
  const [{ notice, site }] = database
    .prepare('select notice_id as notice, site_id as site from notices order by notice_id limit 1')
    .all([]);
  const start = BigInt(Date.now() - rows * apart);
  const first = last + 1;
  const run = (sql, values) => {
    const order = [];
    const numbered = sql.replace(
      /:([a-z]+)/g,
      (_, name) => `?${order.includes(name) ? order.indexOf(name) + 1 : order.push(name)}`,
    );
    database.prepare(numbered).run(order.map((name) => values[name]));
  };
  for (let from = 0; from < rows; from += chunk) {
    const values = {
      from: BigInt(from),
      to: BigInt(Math.min(rows, from + chunk) - 1),
      first: BigInt(first),
      start,
      site: BigInt(site),
      notice: BigInt(notice),
    };
    database.exec('begin immediate');
    run(
      `${series} insert into ledger (controller_id, number, kind, received, digest, body, salt)
       select 1, :first + i, 4, :start + i * ${apart}, randomblob(32),
         '[1,' || :site || ',' || :notice || ',"g1 g1",0,0,' || ${text} || ',0'
           || case when i % 100 < 63 then ',' || ${text} || ',1]' else ']' end, randomblob(16) from n`,
      values,
    );
    run(
      `${series} insert into decisions (controller_id, decision_id, number) select 1, ${uuid}, :first + i from n`,
      values,
    );
    run(
      `${series}, v as materialized (select i, ${uuid} as id from n where i % 100 < 54)
       insert into answers (controller_id, visitor_id, site_id, purpose_number, granted, terms, sequence, number)
       select 1, v.id, :site, p.n, 1, 1, 1, :first + v.i
       from v cross join (select 1 as n union all select 2) p`,
      values,
    );
    run(
      `${series} insert into past_decisions (controller_id, visitor_id, number)
       select 1, ${uuid}, :first + i from n where i % 100 between 54 and 62`,
      values,
    );
    database.exec('commit');
  }
  for (const { sql } of triggers) database.exec(sql);
  // What is counted and sealed in the background is not what is measured here.
  run(`insert or replace into count_marks (controller_id, source, reached) values (1, 'ledger', :reached)`, {
    reached: BigInt(first + rows - 1),
  });
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
  // Else the first checkpoint of what is measured would wait for all of this.
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
};
