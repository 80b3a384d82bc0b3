/** R60: who needs what for their work sees it, and nobody else; every read of a person is logged with its reason. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { readersOf } from '../../../collector/http/nouns/resource.ts';
import { catalogue, maySee, type Role, roles } from '../../../collector/store/catalogue.ts';
import { type Operation, operationsOf } from '../../support/api.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { callers, type Ids, sideOf } from '../../support/twoControllers.ts';

const collector = await testCollector();
const { needs } = collector;
const operations = await operationsOf(needs);
const side = await sideOf(collector, 'kanaria');
const { call } = callers(collector);
const draw = chance(60);
const latest: Ids = (folder) => side.ids.get(folder)?.at(-1);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const folderOf = ({ path }: Operation): string => path.split('/')[2] ?? '';

/** What marketing has no business with: payments, licences and their misuse, logs, and who reads what. */
const hidden = [
  'accounts',
  'licences',
  'activations',
  'misuse-flags',
  'transactions',
  'service-events',
  'service-logs',
  'access-log',
  'ledger',
  'visits',
  'staff',
  'instructions',
  'controllers',
  'incidents',
  'audits',
  'evidence',
];
const never = ['payment', 'misuse', 'licence', 'service', 'staff', 'browser', 'incident'];

/** Folders whose every row holds the side's mark, made by an administrator. */
const plant = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1)
    for (const operation of operations)
      if (operation.method === 'POST' && /^\/v1\/[\w-]+$/.test(operation.path))
        await call(operation, side, draw, latest);
};
await plant();

test('there is something to hide', () => {
  for (const folder of ['persons', 'organisations', 'licences', 'transactions', 'service-logs'])
    expect(side.ids.get(folder)?.length, folder).toBeGreaterThan(0);
});

describe('marketing', () => {
  test('sees no column of payments, licences, misuse, services, visits or staff', () => {
    const seen = Object.entries(catalogue).flatMap(([table, columns]) =>
      Object.entries(columns)
        .filter(([column, { category }]) => never.includes(category) && maySee('marketing', table, column))
        .map(([column]) => `${table}.${column}`),
    );
    expect(seen).toEqual([]);
  });
  test.each(
    operations
      .filter((one) => one.security === 'staff' && hidden.includes(folderOf(one)))
      .map((one) => [named(one), one] as const),
  )('is refused: %s', async (_name, operation) => {
    const { status } = await call(operation, side, draw, latest, { role: 'marketing' });
    expect(status).toBe(403);
  });
  test('is told nothing of them by what it may call', async () => {
    const secrets = await Promise.all(
      operations
        .filter((one) => one.method === 'GET' && /^(transactions|service-logs|licences)$/.test(folderOf(one)))
        .map(async (one) => (await call(one, side, draw, latest)).text),
    );
    const told = secrets.join(' ').match(/kanaria (?:reference|description|line|service|product) \d+/g) ?? [];
    expect(new Set(told).size).toBeGreaterThan(2);
    for (const operation of operations) {
      if (operation.listener !== 'staff' || operation.method === 'DELETE') continue;
      const { text } = await call(operation, side, draw, latest, { role: 'marketing', learning: false });
      for (const one of told) expect(text, named(operation)).not.toContain(one);
    }
  });
});

test.each(roles)(
  '%s lists the nouns of which the catalogue lets them see something, and no other',
  async (role) => {
    for (const resource of resources(needs)) {
      const [operation] = operations.filter((one) => named(one) === `GET /v1/${resource.path}`);
      if (!operation) continue;
      const { status } = await call(operation, side, draw, () => undefined, { role });
      expect(status, resource.path).toBe(readersOf(resource).includes(role) ? 200 : 403);
    }
  },
);

test.each(
  operations
    .filter(({ method, security, path }) => security === 'staff' && method !== 'GET' && !/\{/.test(path))
    .map((one) => [named(one), one] as const),
)('an auditor changes nothing: %s', async (name, operation) => {
  const own = ['POST /v1/keys', 'POST /v1/sign-out', 'POST /v1/self/commitment'];
  const { status } = await call(operation, side, draw, latest, { role: 'auditor', learning: false });
  // Looking up is reading.
  if (/lookups|check|audience/.test(name)) expect(status).toBeLessThan(500);
  else if (!own.includes(name)) expect([403, 422]).toContain(status);
});

describe('docs/staff.md', () => {
  const lines = readFileSync('docs/staff.md', 'utf8').split('\n');
  const order: Role[] = ['marketing', 'support', 'data_protection_officer', 'auditor', 'administrator'];
  const rows = lines.flatMap((line) => {
    const [, table, ...marks] =
      /^\| [^|`]+ \(`(\w+)`\) \| (\S+) \| (\S+) \| (\S+) \| (\S+) \| (\S+) \|$/.exec(line) ?? [];
    return table === undefined ? [] : [[table, marks] as const];
  });
  test('names only calls that there are', () => {
    const told = new Set(lines.join('\n').match(/\/v1\/[\w/-]*\w/g));
    expect(told.size).toBeGreaterThan(15);
    const patterns = operations.map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[\\w-]+')}$`));
    expect([...told].filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  });
  test('has a table of who sees what', () => {
    expect(rows.length).toBeGreaterThan(15);
  });
  test.each(rows)('tells of %s what the catalogue says', (table, marks) => {
    const columns = Object.entries(catalogue[table] ?? {}).filter(
      ([column, { category }]) =>
        !['technical', 'credential'].includes(category) && roles.some((role) => maySee(role, table, column)),
    );
    const said = order.map((role) => {
      const seen = columns.filter(([column]) => maySee(role, table, column)).length;
      return seen === 0 ? '–' : seen === columns.length ? 'all' : 'some';
    });
    expect(marks).toEqual(said);
  });
});
