/** Who may import whom (DESIGN section 2): the structure as a test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = process.cwd();

const files = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|mjs|js)$/.test(name))
        .map((name) => join(folder, name))
    : [];

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Every import of a file: ours as paths from the root, packages by name. `import { type A }` alone is types only. */
const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const found = text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^;'"]*?\s*from\s*)?['"]([^'"]+)['"]/gm);
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  const place = (to: string) => (to.startsWith('.') ? normalize(join(dirname(file), to)) : to);
  return [
    ...[...found].map(([, type, names = '', to = '']) => ({
      from: file,
      to: place(to),
      typeOnly: type !== undefined || /^\{(\s*type\s+[\w$ ]+,?)+\s*\}/.test(names),
    })),
    ...[...dynamic].map(([, to = '']) => ({ from: file, to: place(to), typeOnly: false })),
  ];
};

const packageOf = (to: string) => to.replace(/^((?:@[^/]+\/)?[^/]+).*/, '$1');
const isOurs = (to: string) => /^(shared|widget|collector|demo|test|tools|bench)\//.test(to);
const isNode = (to: string) => to.startsWith('node:');

/** What a folder may import: paths it may take values from, paths it may take types from, packages. */
interface Rule {
  values: string[];
  types?: string[];
  packages?: string[];
  node?: boolean;
}

const collector = (...folders: string[]) => [
  'shared/',
  'collector/bytes.ts',
  'collector/csv.ts',
  'collector/calendar/',
  ...folders.map((name) => `collector/${name}`),
];
const common = ['ids.ts', 'world.ts'];

// The longest matching prefix is the rule of a file.
const rules: Record<string, Rule> = {
  'shared/': { values: ['shared/'], packages: ['valibot'] },
  'widget/consent/': { values: ['widget/consent/'], types: ['shared/'] },
  'widget/gate/': { values: ['widget/gate/'], types: ['shared/'] },
  'widget/tags/': { values: ['widget/tags/'], types: ['shared/'] },
  'widget/tags/measure/': {
    values: ['widget/tags/measure/', 'widget/consent/', 'widget/delivery/'],
    types: ['shared/'],
  },
  'widget/delivery/': { values: ['widget/delivery/'], types: ['shared/'] },
  'widget/ui/': { values: ['widget/ui/'], types: ['shared/'], packages: ['lit'] },
  'widget/decide': {
    values: [
      'widget/consent/',
      'widget/gate/',
      'widget/tags/',
      'widget/delivery/',
      'widget/ui/',
      'widget/decide',
    ],
    types: ['shared/', 'widget/'],
  },
  'widget/takeover': {
    values: ['widget/takeover', 'widget/consent/', 'widget/decide/shown.ts'],
    types: ['shared/', 'widget/'],
  },
  'widget/debug': {
    values: ['widget/debug', 'widget/consent/', 'widget/gate/'],
    types: ['shared/', 'widget/'],
  },
  'widget/': { values: ['widget/'], types: ['shared/', 'widget/'] },
  'collector/store/': { values: collector('store/'), packages: ['libsql'], node: true },
  'collector/store/postgres/': { values: collector('store/'), packages: ['pg'], node: true },
  'collector/traffic/': {
    values: collector('traffic/'),
    packages: ['ua-parser-js', 'isbot', 'mmdb-lib'],
    node: true,
  },
  'collector/metrics/': { values: collector('metrics/'), packages: ['prom-client'] },
  'collector/calendar/': { values: ['collector/calendar/'] },
  'collector/ledger/': { values: collector('ledger/', 'store/', ...common), node: true },
  'collector/register/': {
    values: collector('register/', 'ledger/', 'store/', ...common),
    packages: ['jose', '@node-rs/argon2', 'libphonenumber-js', 'otpauth', 'openid-client'],
    node: true,
  },
  'collector/duties/': {
    values: collector('duties/', 'messages/', 'register/', 'ledger/', 'store/', ...common),
    packages: ['fflate'],
    node: true,
  },
  'collector/rights/': {
    values: collector('rights/', 'duties/', 'messages/', 'register/', 'ledger/', 'store/', ...common),
    packages: ['pdfkit', 'fflate'],
    node: true,
  },
  'collector/statistics/': {
    values: collector('statistics/', 'google/', 'register/', 'ledger/', 'store/', ...common),
    node: true,
  },
  'collector/google/': {
    values: collector('google/', 'traffic/', 'register/', 'ledger/', 'store/', ...common),
    node: true,
  },
  'collector/messages/': {
    values: collector('messages/', 'google/', 'register/', 'ledger/', 'store/', ...common),
    packages: ['nodemailer'],
    node: true,
  },
  'collector/imports/': {
    values: collector('imports/', 'duties/', 'messages/', 'register/', 'ledger/', 'store/', ...common),
    packages: ['csv-parse'],
    node: true,
  },
  'collector/backup/': {
    values: collector('backup/', 'rights/', 'duties/', 'register/', 'ledger/', 'store/', ...common),
    node: true,
  },
  'collector/http/': {
    values: collector(
      'http/',
      'rights/',
      'duties/',
      'statistics/',
      'google/',
      'messages/',
      'imports/',
      'register/',
      'ledger/',
      'store/',
      'traffic/',
      'metrics/',
      'problem.ts',
      ...common,
    ),
    packages: ['hono', 'hono-openapi', 'valibot', '@valibot/to-json-schema'],
    node: true,
  },
  'collector/': {
    values: ['collector/', 'shared/'],
    packages: ['@hono/node-server', 'hono', 'valibot'],
    node: true,
  },
  'demo/': { values: ['demo/'], packages: ['hono', '@hono/node-server', 'jose'], node: true },
};

const ruleFor = (file: string): Rule | undefined =>
  Object.entries(rules)
    .filter(([prefix]) => file.startsWith(prefix))
    .sort(([one], [other]) => other.length - one.length)[0]?.[1];

const isAllowed = ({ from, to, typeOnly }: Import): boolean => {
  const rule = ruleFor(from);
  if (!rule) return false;
  const within = (prefixes: readonly string[] = []) => prefixes.some((prefix) => to.startsWith(prefix));
  if (isOurs(to)) return within(rule.values) || (typeOnly && within(rule.types));
  if (isNode(to)) return rule.node === true;
  return rule.packages?.includes(packageOf(to)) ?? false;
};

const product = ['shared', 'widget', 'collector', 'demo']
  .flatMap(files)
  .filter((file) => !file.startsWith('demo/public'));

test('there is a product to look at', () => {
  expect(product.length).toBeGreaterThan(80);
});

test('every import is one that its folder may have', () => {
  const wrong = product.flatMap(importsOf).filter((one) => !isAllowed(one));
  expect(wrong.map(({ from, to, typeOnly }) => `${from} → ${to}${typeOnly ? ' (type)' : ''}`)).toEqual([]);
});

test('the rules have power: forbidden imports are seen', () => {
  const forbidden: Import[] = [
    { from: 'widget/gate/gate.ts', to: 'widget/consent/state.ts', typeOnly: false },
    { from: 'widget/loader.ts', to: 'lit', typeOnly: false },
    { from: 'widget/ui/banner.ts', to: 'shared/answer.ts', typeOnly: false },
    { from: 'collector/store/libsql.ts', to: 'collector/ledger/events.ts', typeOnly: false },
    { from: 'collector/register/persons.ts', to: 'hono', typeOnly: false },
    { from: 'collector/http/public.ts', to: 'widget/loader.ts', typeOnly: true },
    { from: 'demo/server.ts', to: 'collector/app.ts', typeOnly: false },
  ];
  expect(forbidden.filter(isAllowed)).toEqual([]);
});

describe('the loader', () => {
  /** Everything that a file pulls in by value, following only our own imports. */
  const reach = (entry: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    for (const { to, typeOnly } of importsOf(entry)) {
      if (typeOnly) continue;
      if (isOurs(to) && existsSync(join(root, to))) reach(to, seen);
      else seen.add(to);
    }
    return seen;
  };
  test.each(['widget/loader-site.ts'])('%s reaches no Lit, schema, UI or delivery', (entry) => {
    const reached = [...reach(entry)];
    expect(reached.length).toBeGreaterThan(5);
    expect(
      reached.filter((one) => /^(lit|valibot)|^widget\/(ui|delivery|decide)|^shared\//.test(one)),
    ).toEqual([]);
  });
});

test('the entry for bundlers is an island: it takes the handle by type alone', () => {
  const values = ['widget/entry.ts', ...files('widget/entry')]
    .flatMap(importsOf)
    .filter(({ typeOnly }) => !typeOnly);
  expect(values.map(({ to }) => to)).toEqual(['widget/entry/insert.ts']);
});

describe('the register', () => {
  const sources = files('collector').filter((file) => file.endsWith('.ts'));
  const naming = (pattern: RegExp) =>
    sources.filter((file) =>
      pattern.test(readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );

  test('everything but rights reads persons through the view of usable ones', () => {
    expect(naming(/\b(?:from|join|into|update)\s+persons\b/).sort()).toEqual([
      'collector/duties/disclosing.ts',
      'collector/duties/incidents/named.ts',
      'collector/duties/incidents/people.ts',
      'collector/duties/incidents/rowsFound.ts',
      'collector/duties/nouns/holds.ts',
      'collector/register/addresses.ts',
      'collector/register/lookups.ts',
      'collector/register/merge.ts',
      'collector/register/mergeState.ts',
      'collector/register/mergedAgain.ts',
      'collector/register/nouns/persons.ts',
      'collector/register/nouns/restrictedPersons.ts',
      'collector/register/objections.ts',
      'collector/register/personState.ts',
      'collector/register/persons.ts',
      'collector/register/remark.ts',
      'collector/register/restriction.ts',
      'collector/register/unmerge.ts',
      'collector/rights/access.ts',
      'collector/rights/entries.ts',
      'collector/rights/erasePerson.ts',
      'collector/rights/erasing.ts',
      'collector/rights/heldRows.ts',
      'collector/rights/organisation.ts',
      'collector/rights/personRows.ts',
      'collector/rights/requests/ending.ts',
      'collector/rights/requests/objecting.ts',
      'collector/rights/retention/aging.ts',
      'collector/rights/retention/agingDesk.ts',
      'collector/rights/retention/agingDuties.ts',
      'collector/rights/retention/agingShared.ts',
      'collector/rights/retention/endedOrganisations.ts',
      'collector/rights/retention/endedPersons.ts',
      'collector/rights/retention/leftovers.ts',
      'collector/rights/unfinished.ts',
    ]);
  });
  test('only the store knows the driver', () => {
    expect(sources.filter((file) => importsOf(file).some(({ to }) => to === 'libsql'))).toEqual([
      'collector/store/connection.ts',
      'collector/store/lock.ts',
    ]);
  });
  test('R51: who calls another host is named here: the egress, the mail server, the OpenID provider; and commands that call the collector', () => {
    const calls =
      /\bfetch\(|import (?!type)[^;]*\b(?:request|connect|lookup|resolve4|resolve6|get)\b[^;]*from 'node:(?:http|https|http2|net|tls|dns|dns\/promises)'|from '(?:nodemailer|openid-client)'/;
    expect(
      naming(calls)
        .map((file) => relative('collector', file))
        .sort(),
    ).toEqual([
      'googleCommands.ts',
      'messages/boundedFetch.ts',
      'messages/egress.ts',
      'messages/lookup.ts',
      'messages/mail/smtp.ts',
      'messages/publicAddress.ts',
      'pinned.ts',
      'register/oidc.ts',
      'staffCall.ts',
    ]);
  });
  test('time and chance are handed in: only the entries ask for them', () => {
    expect(
      naming(/Date\.now|new Date\(\)|Math\.random|randomBytes|randomUUID/).map((file) =>
        relative('collector', file),
      ),
    ).toEqual([
      'app.ts',
      'backupCommands.ts',
      'cli.ts',
      'evidenceCommand.ts',
      'googleCommands.ts',
      'keyFile.ts',
    ]);
  });
});

describe('files', () => {
  test('are one noun or verb each: at most 200 lines, and the first line says which', () => {
    const long = product.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 201);
    // The texts of a statement are lists.
    expect(long.filter((file) => !/^demo\/site\/(words|statement)\//.test(file))).toEqual([]);
    const silent = product.filter((file) => !/^(\/\*\*|\/\/)/.test(readFileSync(join(root, file), 'utf8')));
    expect(silent).toEqual([]);
  });
});
