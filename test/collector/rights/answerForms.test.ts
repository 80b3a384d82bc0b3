/** R55: the published structure of the answer, its words in three languages, and that nothing held is an answer too. */

import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { accessAnswerSchema } from '../../../collector/http/schemas/accessAnswer.ts';
import { type AnswerForm, answerFile, answerForms } from '../../../collector/rights/answer/file.ts';
import { type HeldAnswer, heldAnswer } from '../../../collector/rights/answer/held.ts';
import { saidMembers } from '../../../collector/rights/answer/model.ts';
import { modelOf } from '../../../collector/rights/answer/modelOf.ts';
import { slices } from '../../../collector/rights/answer/slices.ts';
import { answerWords } from '../../../collector/rights/answer/words/languages.ts';
import { type AnswerLanguage, answerLanguages } from '../../../collector/rights/answer/words/words.ts';
import { catalogue } from '../../../collector/store/catalogue.ts';
import { testCollector } from '../../support/collector.ts';
import { everything } from '../../support/everything.ts';
import { pageText, pdfText, zipTexts } from '../../support/fileText.ts';
import { relaySettings } from '../../support/relayed.ts';

const collector = await testCollector();
const { store, world, controller, post } = collector;
await collector.save(relaySettings());
let person: Uint8Array = new Uint8Array();
beforeAll(async () => {
  person = await everything(collector);
});

const held = (language: AnswerLanguage, whose: Uint8Array | null = person, email?: string) =>
  heldAnswer(store, controller.id, whose, { language, now: world.clock(), email });
const read = (answer: HeldAnswer): unknown => JSON.parse(JSON.stringify(answer));

describe.each(answerLanguages)('in %s', (language) => {
  const words = answerWords(language);

  test('a real answer is as the published schema says, and has no member beside it', async () => {
    const found = v.safeParse(accessAnswerSchema, read(await held(language)));
    expect(found.issues?.map((one) => `${v.getDotPath(one)}: ${one.message}`)).toBeUndefined();
  });

  test('that nothing is held is as the schema says too', async () => {
    const answer = read(await held(language, null));
    expect(v.safeParse(accessAnswerSchema, answer).issues).toBeUndefined();
    expect(answer).toMatchObject({ dataHeld: false, person: null, processing: [], withheld: [] });
  });

  test('every word of the catalogue is translated', () => {
    const columns = Object.values(catalogue).flatMap((each) => Object.values(each));
    const without = (said: Readonly<Record<string, string>>, keys: readonly string[]) =>
      [...new Set(keys)].filter((key) => !said[key]);
    expect(
      without(
        words.categories,
        columns.map(({ category }) => category),
      ),
    ).toEqual([]);
    expect(
      without(
        words.purposes,
        columns.map(({ purpose }) => purpose),
      ),
    ).toEqual([]);
    expect(
      without(
        words.bases,
        columns.map(({ basis }) => basis),
      ),
    ).toEqual([]);
    expect(
      without(
        words.retention,
        columns.map(({ retention }) => retention),
      ),
    ).toEqual([]);
    const copied = Object.entries(catalogue)
      .filter(([, each]) => Object.values(each).some(({ access }) => access === 'copied'))
      .map(([table]) => table);
    expect(without(words.tables, copied)).toEqual([]);
  });

  test('everything that is shown has a name, and no code is left as it is', async () => {
    const { parts } = modelOf(await held(language));
    const pause = slices();
    const members: string[] = [];
    for (const table of parts.flatMap(({ tables }) => tables))
      members.push(...(await saidMembers(table, pause)));
    expect([...new Set(members)].filter((member) => !words.members[member])).toEqual([]);
  });

  test('it has the same words as the other languages, and none is the Finnish one', () => {
    const finnish = answerWords('fi');
    for (const part of [
      'categories',
      'purposes',
      'bases',
      'retention',
      'tables',
      'withheld',
      'members',
      'values',
    ] as const) {
      expect(Object.keys(words[part]).sort(), part).toEqual(Object.keys(finnish[part]).sort());
      if (language === 'fi') continue;
      const same = Object.entries(words[part]).filter(([key, word]) => finnish[part][key] === word);
      expect(
        same.map(([, word]) => word).filter((word) => !/^(Global|Do Not|Version|Person|Text)/.test(word)),
      ).toEqual([]);
    }
  });
});

const textOf = (form: AnswerForm, body: Uint8Array): string => {
  if (form === 'pdf') return pdfText(body);
  if (form === 'zip') return Object.values(zipTexts(body)).join('\n');
  return pageText(new TextDecoder().decode(body));
};

describe('where nothing is held', () => {
  test.each(answerForms)('the answer as %s says so, and what one may demand', async (form) => {
    const asked = { form, language: 'fi' as const, now: world.clock() };
    const { body } = await answerFile(store, controller.id, null, asked);
    const text = textOf(form, body).replaceAll(/\s+/g, ' ');
    const told = form === 'json' ? '"dataHeld": false' : 'Ei: Example Oy ei löytänyt henkilötietoja';
    expect(text).toContain(told);
    expect(text).toContain('tietosuoja.fi');
  });

  test('what waits under an address that the person has shown to be theirs is held', async () => {
    await post('/s/test/registrations', { v: 1, email: 'uusi@example.fi', name: 'Uusi Ihminen' });
    const answer = await held('sv', null, 'Uusi@Example.fi');
    expect(answer).toMatchObject({ dataHeld: true, person: null });
    expect(answer.registrations).toMatchObject([{ body: { name: 'Uusi Ihminen' } }]);
    expect(answer.processing.map(({ purpose }) => purpose)).toEqual([
      'registering whoever confirms their e-mail',
    ]);
    expect((await held('sv', null, 'other@example.fi')).dataHeld).toBe(false);
  });
});

test('the language is the person’s own where nothing else is said, and Finnish where there is no such answer', async () => {
  const answer = await heldAnswer(store, controller.id, person, { now: world.clock() });
  expect(answer.language).toBe('fi');
});

test('recipients, their transfers and holds come from whoever knows them, and are told in every form', async () => {
  const recipient = { name: 'Pilvi Inc', role: 'processor', country: 'US', purpose: 'hosting', given: null };
  const asked = {
    now: world.clock(),
    language: 'fi' as const,
    recipientsOf: async () => [{ ...recipient, transfer: true, safeguard: 'SCC 2021/914, module 2' }],
  };
  for (const form of answerForms) {
    const { body } = await answerFile(store, controller.id, person, { ...asked, form });
    const text = textOf(form, body).replaceAll(/\s+/g, ' ');
    for (const told of ['Pilvi Inc', 'SCC 2021/914, module 2', 'Act 1/2026'])
      expect(text, form).toContain(told);
    if (form !== 'json') expect(text, form).toMatch(/Yhdysvallat.*1\.1\.2033|1\.1\.2033.*Yhdysvallat/);
  }
});

test('the zip is safe in a spreadsheet, has a readme in the language, and the same answer as JSON and as a page', async () => {
  const { make } = await import('../../support/customers.ts').then(({ customersOf }) =>
    customersOf(collector),
  );
  const other = await make('persons', { name: '=HYPERLINK("http://x")', email: 'formula@example.fi' });
  const id = Buffer.from(other.replaceAll('-', ''), 'hex');
  const { body, name, type } = await answerFile(store, controller.id, id, {
    form: 'zip',
    language: 'sv',
    now: world.clock(),
  });
  expect([name, type]).toEqual([
    expect.stringMatching(/^mina-uppgifter-2026-\d\d-\d\d\.zip$/),
    'application/zip',
  ]);
  const files = zipTexts(body);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['readme.txt', 'answer.json', 'answer.html', 'persons.csv', 'processing.csv']),
  );
  expect(files['persons.csv']).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(files['persons.csv']?.split('\r\n')[0]).toMatch(/Namn,E-post/);
  expect(files['readme.txt']).toContain('Personuppgiftsansvarig: Example Oy');
  expect(JSON.parse(files['answer.json'] ?? '')).toMatchObject({ v: 1, language: 'sv' });
  expect(files['answer.html']).toContain('<html lang="sv">');
  expect(files['answer.html']).not.toMatch(/<script|src=|href="(?!#|https:\/\/tietosuoja\.fi)/);
});

test('a PDF has every European name as it is written, and tells of letters that it cannot draw', async () => {
  const { make } = await import('../../support/customers.ts').then(({ customersOf }) =>
    customersOf(collector),
  );
  const name = 'Þórður Őry-Žižek Żółć Đorđević Παπαδόπουλος Достоевская Æsøy ẞ Ŀŀ';
  const other = await make('persons', { name, email: 'kirjaimet@example.fi', position: 'Tähti 🌟' });
  const id = Buffer.from(other.replaceAll('-', ''), 'hex');
  const { body } = await answerFile(store, controller.id, id, {
    form: 'pdf',
    language: 'fi',
    now: world.clock(),
  });
  const text = pdfText(body).replaceAll(/\s+/g, ' ');
  expect(text).toContain(name);
  expect(text).toContain('<U+1F31F>');
  expect(text).toContain('Joitakin kirjoitusmerkkejä ei voi näyttää');
  const raw = Buffer.from(body).toString('latin1');
  expect(raw).toMatch(/^%PDF-1\.7/);
  for (const mark of [
    '/Marked true',
    '/StructTreeRoot',
    '/Lang (fi)',
    '/DisplayDocTitle true',
    '/S /H1',
    '/S /H2',
  ])
    expect(raw, mark).toContain(mark);
});
