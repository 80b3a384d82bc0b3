/** R55: the access answer holds what the catalogue says it copies, in every form, and nothing that it withholds; nobody else's. */
import { beforeAll, expect, test } from 'vitest';
import { toUuid } from '../../../collector/bytes.ts';
import { concerns } from '../../../collector/ledger/concerns.ts';
import { answerFile } from '../../../collector/rights/answer/file.ts';
import { sayer } from '../../../collector/rights/answer/say.ts';
import { answerWords } from '../../../collector/rights/answer/words/languages.ts';
import { catalogue } from '../../../collector/store/catalogue.ts';
import { type Row, sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { everything } from '../../support/everything.ts';
import { pageText, pdfText, zipTexts } from '../../support/fileText.ts';
import { othersThan } from '../../support/others.ts';
import { plantedTables } from '../../support/plantedTables.ts';
import { relaySettings } from '../../support/relayed.ts';

const collector = await testCollector();
const { store, world, controller } = collector;
await collector.save(relaySettings());

/** Without spaces: where a line breaks is for each form to say. Without page numbers, which may fall amid a value: first, or its next digits go too. */
const dense = (text: string): string =>
  text.replaceAll(/Sivu\s*\d+\s*\/\s*\d+\s*(?:\n|$)/g, '').replaceAll(/\s+/g, '');

const forms = new Map<string, string>();
const rows = new Map<string, Row[]>();

beforeAll(async () => {
  const person = await everything(collector);
  for (const [table, all] of Object.entries(plantedTables)) rows.set(table, await store.read(all, {}));
  await othersThan(collector, person);
  for (const form of ['json', 'page', 'pdf', 'zip'] as const) {
    const { body } = await answerFile(store, controller.id, person, {
      form,
      language: 'fi',
      now: world.clock(),
    });
    const text = new TextDecoder().decode(body);
    if (form === 'json') forms.set(form, text);
    if (form === 'page') forms.set(form, pageText(text));
    if (form === 'pdf') forms.set(form, pdfText(body));
    if (form !== 'zip') continue;
    const { 'answer.json': _, 'answer.html': __, ...tables } = zipTexts(body);
    forms.set(form, Object.values(tables).join('\n').replaceAll('""', '"'));
  }
});

const words = answerWords('fi');
const { say, sayTime } = sayer(words);
const dictionaries = [words.values, words.purposes, words.bases, words.members, words.tables];

/** How an answer may tell a value: as it is, as a time, an amount, or in words. */
const tellings = (column: string, value: NonNullable<Row[string]>): string[] => {
  if (value instanceof Uint8Array)
    return [value.length === 16 ? toUuid(value) : Buffer.from(value).toString('hex')];
  if (typeof value === 'number') {
    const iso = new Date(value).toISOString();
    return [
      String(value),
      iso,
      sayTime(iso),
      ...(['amount', 'fee'].includes(column) ? [say(column, value)] : []),
    ];
  }
  const inWords = dictionaries.flatMap((one) =>
    Object.entries(one).flatMap(([code, told]) =>
      code === value || code.endsWith(`.${value}`) ? [told] : [],
    ),
  );
  const quoted = JSON.stringify(value).slice(1, -1);
  return [value, quoted, JSON.stringify(quoted).slice(1, -1), say(column, value), ...inWords];
};

/** What a value holds: of a JSON text each of its values, for it is told in another way. */
const leavesOf = (value: unknown): unknown[] => {
  if (typeof value === 'string' && /^[[{"]/.test(value)) return leavesOf(JSON.parse(value));
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    return (
      Object.entries(value)
        // Told by what it is made from: bytes, keys to compare by; an e-mail is told by its text.
        .filter(([name]) => !/^(hex|html|version|emailKey|phoneKey|headers)$/.test(name))
        .flatMap(([, one]) => leavesOf(one))
    );
  // The secret part of a link in a letter is left out.
  if (typeof value === 'string') return [value.replaceAll(/\b\d+\.[\w-]{43}/g, '…')];
  return value === null || typeof value === 'boolean' ? [] : [value];
};

/** Told in another way by people’s forms: what it stands for is there. */
const derived: Readonly<Record<string, string>> = {
  'ledger.body': 'the record, letter by letter',
  'answers.purpose_number': 'the purpose',
  'answers.granted': 'the answer',
};

test.each(['json', 'page', 'pdf', 'zip'])(
  'every value of every column that the catalogue copies is in the answer as %s, and no column is empty',
  (form) => {
    const answer = dense(forms.get(form) ?? '');
    const missing: string[] = [];
    for (const [table, found] of rows) {
      expect(found.length, table).toBeGreaterThan(0);
      for (const [column, { access }] of Object.entries(catalogue[table] ?? {})) {
        if (access !== 'copied') continue;
        const values = found.map((row) => row[column]).filter((one) => one !== null && one !== undefined);
        if (values.length === 0) missing.push(`${table}.${column} is empty`);
        if (`${table}.${column}` in derived) continue;
        for (const value of values)
          for (const leaf of leavesOf(value)) {
            const told = tellings(column, leaf as string).map(dense);
            if (!told.some((one) => answer.includes(one)))
              missing.push(`${table}.${column}: ${String(leaf).slice(0, 60)}`);
          }
      }
    }
    expect(missing).toEqual([]);
  },
);

test.each(['json', 'page', 'pdf', 'zip'])(
  'nobody else and no secret is in the answer as %s',
  async (form) => {
    const text = forms.get(form) ?? '';
    expect(text.includes('Aino Virtanen')).toBe(true);
    for (const canary of ['Toinen', 'toinen@', 'Virkailija', '/toisen/sivu', 'argon2'])
      expect(text.includes(canary), canary).toBe(false);
    // Apart from the others: it is text.
    const passwords = await store.read<{ secret: string | null }>(
      sql`select password_hash as secret from accounts`,
      {},
    );
    const hashes = await store.read<{ secret: Uint8Array }>(
      sql`
      select device_hash as secret from activations
      union all select mark from suppressions union all select token_hash from tokens`,
      {},
    );
    const secrets = [...passwords, ...hashes];
    expect(secrets.length).toBeGreaterThan(3);
    for (const { secret } of secrets)
      if (secret !== null)
        for (const as of ['hex', 'base64', 'base64url', 'utf8'] as const)
          expect(text.includes(Buffer.from(secret as Uint8Array).toString(as)), as).toBe(false);
    expect(/permissions\/confirm\/\d/.test(text)).toBe(false);
    // By which rule misuse is found: a word of the table that nothing else of this person has.
    expect(/"rule"|"overlap"|"seats"\s*[,}\]]/.test(text)).toBe(false);
  },
);

test('a table that the catalogue says is copied is asked about in the tests above', () => {
  const copied = Object.entries(catalogue)
    .filter(([, columns]) => Object.values(columns).some(({ access }) => access === 'copied'))
    .map(([table]) => table);
  expect(copied.filter((table) => !(table in plantedTables))).toEqual([]);
});

test('every act that is tied to the person is in the answer, with its number; every kind has words in each language', () => {
  const { recordedActs } = JSON.parse(forms.get('json') ?? '') as {
    recordedActs: { act: string; ledgerNumber: number }[];
  };
  const numbers = new Set((rows.get('recorded_acts') ?? []).map(({ number }) => number));
  const told = recordedActs.filter(({ act }) => concerns[act as keyof typeof concerns] !== 'nobody');
  expect(new Set(told.map(({ ledgerNumber }) => ledgerNumber))).toEqual(numbers);
  const due = Object.entries(concerns).flatMap(([kind, concern]) => (concern === 'nobody' ? [] : [kind]));
  expect(new Set(told.map(({ act }) => act)).size).toBeGreaterThan(15);
  for (const language of ['fi', 'sv', 'en'] as const)
    for (const kind of due) expect(answerWords(language).values[`act.${kind}`], kind).toBeTruthy();
});

/** Tables and columns that are personal and of which an answer says nothing, each with its reason. */
const silent: Readonly<Record<string, string>> = {
  day_visitors: 'a hash under a salt that goes with the day: nobody can tell whose it is',
  'moved_visitors.moved': 'when; the id is told by the tie that it ended',
  ended_visitors: 'of browsers whose ties are gone: told on the visitor’s own page',
  restricted_proofs: 'of browsers whose ties are gone: told on the visitor’s own page',
  journal: 'an encrypted copy on its way out of what is told elsewhere, for minutes',
  person_words: 'the words of the name, by which it is found',
  import_pieces: 'a file as it came, for a day at most; what is read in is told',
  address_marks: 'keyed hashes of the addresses that are told',
  incidents:
    'the controller’s account for the authority; what happened, what follows and what was done is told',
  incident_phases: 'as incidents',
  incident_notices: 'as incidents: counts, to companies',
  staff: 'of those who work for the controller: it answers them as their employer',
  staff_keys: 'as staff',
  staff_sessions: 'as staff',
  enrolments: 'as staff',
  instructions: 'of companies',
  'permission_requests.email_key': 'the address as it is compared, beside the address',
  'requests.email_key': 'the address as it is compared, beside the address',
};

test('a personal column that an answer does not copy has a reason, in the words of every language or above', () => {
  const personal = Object.entries(catalogue).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, { category, access }]) => category !== 'technical' && access !== 'copied')
      .map(([column, { access }]) => ({ table, column, access })),
  );
  const withheld = (table: string, column: string) =>
    (['fi', 'sv', 'en'] as const).every((one) => answerWords(one).withheld[`${table}.${column}`]);
  const secret = new Set(
    'analytics_salts,google_secrets,tie_tokens,webhooks,sign_in_failures,idempotency_keys,directory,site_keys,marks'.split(
      ',',
    ),
  );
  const unexplained = personal
    .filter(
      ({ table, column }) =>
        !(table in silent || `${table}.${column}` in silent || secret.has(table) || withheld(table, column)),
    )
    .map(({ table, column }) => `${table}.${column}`);
  expect(unexplained).toEqual([]);
});
