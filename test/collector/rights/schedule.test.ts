/** R43: every word of the catalogue about retention is a rule with a job, or says why none is needed; and each job is seen to end its tables. */
import { expect, test } from 'vitest';
import { endless, isEndless, ruleIds, ruleOf, rules } from '../../../collector/duties/retention/rules.ts';
import { settingsOf } from '../../../collector/duties/retention/settings.ts';
import { languages, tellEndless, tellRetention } from '../../../collector/duties/retention/words.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { tidy } from '../../../collector/messages/outbox/tidy.ts';
import { pruneRequests } from '../../../collector/register/permissionRequests.ts';
import { night } from '../../../collector/rights/night.ts';
import { tablesOf } from '../../../collector/rights/retention/tables.ts';
import { catalogue } from '../../../collector/store/catalogue.ts';
import { type Row, type Sql, sql, statement, type Values } from '../../../collector/store/store.ts';
import { columnsOf } from '../../support/beside.ts';
import { testCollector } from '../../support/collector.ts';

/** Ended by jobs of their own, each with a test of its own. */
const elsewhere: Readonly<Record<string, string>> = {
  ledger: 'rights/night.test.ts: proof is blanked after its time; restrictions and visits too',
  decisions: 'rights/night.test.ts',
  answers: 'rights/night.test.ts',
  past_decisions: 'rights/night.test.ts',
  moved_visitors: 'rights/night.test.ts',
  ended_visitors: 'rights/night.test.ts',
  restricted_proofs: 'rights/night.test.ts',
  journal: 'backup/journal.test.ts: a row goes when it is in the journal',
  analytics_events: 'messages/relay.test.ts: what is sent and counted, or late',
  day_visitors: 'register/salts.test.ts: with the day',
};

/** The past: longer ago than any rule. */
const once = 1_000_000;

const anId = new Uint8Array(16).fill(1);

/** Where one value does not fit a column: references, times that must be there or not, checks. */
const own: Readonly<Record<string, Record<string, Row[string]>>> = {
  persons: {
    organisation_id: null,
    merged_into: null,
    erased: null,
    restricted: null,
    restriction: null,
    pending: null,
  },
  provenance: { source: 'person' },
  relationships: { organisation_id: null },
  licences: { organisation_id: null },
  service_events: { organisation_id: null },
  transactions: { organisation_id: null, kind: 'sale' },
  permissions: {
    recipient: 'consumer',
    channel: 'email',
    basis: 'consent',
    ending: 'withdrawn',
    evidence: '{}',
  },
  permission_requests: { wording_id: anId },
  messages: { kind: 'email', state: 'sent' },
  misuse_flags: { rule: 'seats' },
  staff: { staff_id: 99, role: 'support', email_key: null },
  staff_keys: { staff_id: 99, reach: 'all' },
  access_log: { role: 'support', entry_id: anId },
  instructions: { reach: 'read' },
  imports: { state: 'done', settings: '{}' },
  requests: {
    kind: 'access',
    way: 'form',
    state: 'answered',
    proof: 'staff',
    ground: null,
    fee_ground: null,
    fee_settled: null,
    stopped: null,
    lifts: null,
    left_out: null,
    asked_at_once: 1,
    joined_id: null,
  },
  incidents: { kind: 'breach', reported_by: 'staff', risk: 'likely', not_told: null, search: null },
  incident_phases: { said_by: 'staff' },
  audits: { kind: 'customer' },
  audit_accounts: { staff_id: 99 },
  sharing_consents: { ending: 'withdrawn' },
  disclosures: { ground: 'consent', consent_id: null, categories: '[]' },
  recipient_notices: { act: 'erased' },
  ties: { number: null, ended_number: null },
  holds: { category: 'feedback', person_id: null },
};

/** Rows that hang on others after those. */
const last = [
  'ties',
  'value_sources',
  'informing',
  'history',
  'staff_keys',
  'import_pieces',
  'import_problems',
];

const collector = await testCollector();
const { store, world, needs, controller } = collector;

const written = (text: string, names: string[]): Sql => ({ text, names });
const plant = async (table: string, columns: readonly Row[]): Promise<void> => {
  const values: Record<string, Values[string]> = {};
  for (const [place, { name, type }] of columns.entries()) {
    const usual = /int/i.test(String(type)) ? once : /blob/i.test(String(type)) ? anId : 'x';
    const value = own[table]?.[String(name)];
    values[`v${place}`] =
      name === 'controller_id' || name === 'site_id' ? 1 : value === undefined ? usual : value;
  }
  const names = columns.map(({ name }) => String(name));
  const marks = Object.keys(values);
  const text = `insert into ${table} (${names.join(', ')}) values (${marks.map((mark) => `:${mark}`).join(', ')})`;
  await store.write([statement(written(text, marks), values)]);
};

/** What is left of the planted; of a person the bare fact that there was somebody, of staff their number. */
const leftIn = async (table: string): Promise<number> => {
  const blank =
    { persons: ' and (name is not null or erased is null)', staff: " and name <> ''" }[table] ?? '';
  const ours =
    { staff: ' and staff_id = 99', staff_keys: ' and staff_id = 99', provenance: " and purpose = 'x'" }[
      table
    ] ?? '';
  const text = `select count(*) as rows from ${table} where controller_id = :controller${blank}${ours}`;
  const [row] = await store.read<{ rows: number }>(written(text, ['controller']), {
    controller: controller.id,
  });
  return row?.rows ?? 0;
};

test('every word of the catalogue is one rule, or has a reason why nothing ends it', async () => {
  const usual = await settingsOf(store, controller.id);
  const used = new Set(
    Object.values(catalogue).flatMap((columns) => Object.values(columns).map(({ retention }) => retention)),
  );
  for (const word of used) {
    expect([ruleOf(word) !== undefined, isEndless(word)].filter(Boolean), word).toHaveLength(1);
    for (const language of languages)
      expect(tellRetention(usual, word, language).length, word).toBeGreaterThan(8);
  }
  for (const word of endless) expect(tellEndless(word, 'en'), word).toMatch(/: .{20}/);
  const words = ruleIds.flatMap((id) => rules[id].word ?? []);
  expect(new Set(words).size, 'one to one').toBe(words.length);
  // Books are in the accounts.
  expect(ruleIds.filter((id) => tablesOf(id).length === 0)).toEqual(['books']);
});

test('a row of long ago, in each table that a rule ends, is gone after one night', async () => {
  const tables = ruleIds.flatMap(tablesOf).filter((table) => !(table in elsewhere));
  const columns = await columnsOf(store);
  const order = [
    ...tables.filter((table) => !last.includes(table)),
    ...tables.filter((table) => last.includes(table)),
  ];
  for (const table of order)
    await plant(
      table,
      columns.filter((column) => column['table'] === table),
    ).catch((error: unknown) => {
      throw new Error(`${table}: ${String(error)}. Say in this test what a row of it is.`);
    });
  for (const table of tables) expect(await leftIn(table), `${table} is planted`).toBeGreaterThan(0);
  // Those that need no night.
  await tidy(store, world);
  await store.write([pruneRequests(controller.id, world.clock())]);
  await importJob(store, world, importable(resources(needs)))(() => false);
  // A hold of everybody's that ended long ago keeps nothing.
  await night(store, world);
  // The vouchers went in it; nothing of the erased holds anything any more.
  for (const table of tables) expect(await leftIn(table), `${table} is ended`).toBe(0);
  const unfinished = sql`select person_id from unfinished_erasures where controller_id = :controller`;
  expect(await store.read(unfinished, { controller: controller.id })).toEqual([]);
});
