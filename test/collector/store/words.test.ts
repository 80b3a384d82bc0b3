/** SQL outside the store uses no word that only one engine knows: what differs lives in `store/` alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ofLibsql =
  /\b(ifnull|glob|rowid|strftime|julianday|unixepoch|typeof|pragma|json_each|json_extract|group_concat|instr|randomblob|zeroblob|hex|unhex|autoincrement|sqlite_\w+|insert or \w+|replace into|match|iif|is not distinct)\b(?!\s*=)/;
const ofPostgres =
  /::|~\*|\b(ilike|now|string_agg|array_agg|generate_series|to_char|encode|decode|gen_random_uuid|lateral|distinct on|jsonb?\w*|nextval|bytea|any|for (update|share)|interval|pg_\w+|similar to|truncate|to_tsvector|unnest|using)\b/;

const statementsIn = (text: string): string[] =>
  [...text.matchAll(/\bsql`([^`]*)`/g)].map(([, statement = '']) =>
    // What is in quotes is data, what follows a dash is for people, what follows a colon is a parameter.
    statement.replaceAll(/'(?:[^']|'')*'|"[^"]*"|--[^\n]*|(?<!:):[a-z]\w*/gi, ''),
  );

const all = readdirSync('collector', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('store/'))
  .flatMap((name) =>
    statementsIn(readFileSync(join('collector', name), 'utf8')).map((statement) => ({ name, statement })),
  );

test('no statement outside the store is one engine’s alone', () => {
  expect(all.length).toBeGreaterThan(300);
  const odd = all.flatMap(({ name, statement }) => {
    const word = ofLibsql.exec(statement)?.[0] ?? ofPostgres.exec(statement)?.[0];
    return word ? [`${name}: ${word}`] : [];
  });
  expect(odd).toEqual([]);
});

test('the test has power', () => {
  for (const text of ['select ifnull(a, 1)', 'insert or ignore into x', 'select rowid'])
    expect(text).toMatch(ofLibsql);
  for (const text of ['select a::text', 'select now()', 'select 1 for update', 'a = any(b)'])
    expect(text).toMatch(ofPostgres);
});
