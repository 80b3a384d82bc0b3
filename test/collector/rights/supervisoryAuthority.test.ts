/** Whom people complain to: the controller's own supervisory authority, in every letter, page and form (GDPR 12(4), 13(2)(d), 15(1)(f), 77). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findAffected } from '../../../collector/duties/incidents/affected.ts';
import { tellPeople } from '../../../collector/duties/incidents/people.ts';
import { remindOfIncidents } from '../../../collector/duties/incidents/reminders.ts';
import { incidentWords } from '../../../collector/messages/mail/words/incidents/spoken.ts';
import { authorityIn, ombudsman } from '../../../shared/register/supervisoryAuthority.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';
import { pageText, pdfText } from '../../support/fileText.ts';
import { marketingOf } from '../../support/marketing.ts';

const collector = await testCollector();
const { call, world, store, post, get, notice, restart } = collector;
const { ask, proven, letters, link, find, act } = askingOf(collector);
const { make } = customersOf(collector);
const { person, queued } = marketingOf(collector);

const own = { name: 'Integritetsskyddsmyndigheten', address: 'Box 8114, 104 20 Stockholm, imy@imy.se' };
const finnish = /tietosuojavaltuut|dataombuds|ombudsman|tietosuoja(\.fi|@)|1050\/2018/i;
const languages = ['fi', 'sv', 'en'] as const;
const saying = async (authority: object | undefined) => {
  const { body, tag } = await call('administrator', 'GET', '/v1/controller-details');
  const { supervisoryAuthority: _, ...rest } = body;
  const given = authority ? { ...rest, supervisoryAuthority: authority } : rest;
  const put = await call('administrator', 'PUT', '/v1/controller-details', given, { 'if-match': tag });
  expect(put.status).toBe(200);
};

/** What people and staff were shown or sent, by what it is; all of it is looked through. */
const shown = async (language: (typeof languages)[number]) => {
  const found: Record<string, string> = {};
  const said = { 'accept-language': language };
  const form = async (name: string, path: string, fields: Record<string, string>) => {
    const answer = await post(path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://collector.example',
      ...said,
    });
    found[name] = await answer.text();
  };
  // The pages of a visitor.
  const decision = accepting(await notice(language === 'sv' ? 'fi' : language), {
    visitorKey: visitorKey(world.clock()),
    id: uuid(world.clock()),
  });
  expect((await post('/s/test/decisions', decision)).status).toBe(201);
  const key = { visitorKey: decision.visitorKey ?? '', language, zone: '' };
  await form('own page', '/s/test/mine', key);
  await form('own page, not sure', '/s/test/mine/erase', key);
  await form('receipt', '/s/test/mine', { ...key, as: 'page', decision: decision.id });
  // The pages of a request.
  found['form'] = await (await get(`/s/test/requests?language=${language}`)).text();
  await form('form, filled in wrong', '/s/test/requests', { language, kind: 'access', email: 'x' });
  const email = `${language}-${world.clock()}@example.fi`;
  await form('form, taken', '/s/test/requests', { language, kind: 'access', email });
  const confirming = link((await letters('request_confirm', email)).at(-1));
  found['confirm'] = await (await get(confirming)).text();
  await form('confirmed', confirming, { do: 'confirm' });
  await form('withdrawn', confirming, { do: 'withdraw' });
  // The answer, in every form, and what was left out of it.
  const id = await person({ email, language });
  const complained = (kind: string) => proven({ kind, email, language });
  const accessed = await complained('access');
  const feedback = await make('feedback', {
    ...{ person: id, channel: 'phone', body: 'x' },
    received: new Date(world.clock()).toISOString(),
  });
  const leaveOut = [{ table: 'feedback', id: feedback, why: 'x' }];
  expect((await act((await find(accessed)).id, 'answer', { leaveOut })).status).toBe(200);
  const answer = link((await letters('request_answer', email)).at(-1));
  for (const as of ['page', 'json']) await form(`answer as ${as}`, answer, { reference: accessed, as });
  if (language === 'sv') {
    const pdf = await post(answer, new URLSearchParams({ reference: accessed, as: 'pdf' }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://collector.example',
    });
    found['answer as pdf'] = pdfText(Buffer.from(await pdf.arrayBuffer()));
  }
  await form('answer, gate', answer, { reference: 'wrong' });
  // What refuses or extends: the letters.
  const refused = await find(await complained('access'));
  await act(refused.id, 'refusal', { ground: 'law', reason: 'x' });
  const extended = await find(await complained('rectification'));
  await act(extended.id, 'extension', { reason: 'x' });
  await act(extended.id, 'answer', {});
  for (const { template, body } of (await queued()).filter(({ recipient }) => recipient === email))
    found[template] = `${body.subject}\n${body.text}`;
  return found;
};

test('the Data Protection Ombudsman where nothing else was said, with all that is needed to reach them', async () => {
  for (const language of languages) {
    const { address, name, whom } = authorityIn(language, ombudsman);
    expect([address, name, whom].join()).toMatch(
      /00531[\s\S]*tietosuoja@om\.fi[\s\S]*https:\/\/tietosuoja\.fi/,
    );
    const found = await shown(language);
    for (const what of ['own page', 'receipt', 'form', 'confirm', 'answer as page', 'request_refused'])
      expect(pageText(found[what] ?? ''), what).toContain('tietosuoja@om.fi');
    expect(found['request_refused']).toMatch(/1050\/2018/);
    expect(JSON.parse(found['answer as json'] ?? '')).toMatchObject({
      complaint: { authority: name, address },
    });
  }
});

test('another authority, where the controller has one: in every letter, page and form, and no word of the Ombudsman or of Finnish law', async () => {
  await saying(own);
  await restart();
  for (const language of languages) {
    const found = await shown(language);
    const telling = [
      ...[
        'own page',
        'own page, not sure',
        'receipt',
        'form',
        'form, filled in wrong',
        'form, taken',
        'confirm',
      ],
      ...['confirmed', 'withdrawn', 'answer as page', 'answer as json', 'answer, gate'],
      ...['request_answer', 'request_refused', 'request_extended'],
    ];
    if (language === 'sv') telling.push('answer as pdf');
    expect(Object.keys(found)).toEqual(expect.arrayContaining(telling));
    for (const [what, text] of Object.entries(found)) expect(text, what).not.toMatch(finnish);
    for (const what of telling) expect(found[what]?.replaceAll(/\s+/g, ' '), what).toContain(own.name);
    const { authority, address } = JSON.parse(found['answer as json'] ?? '').complaint;
    expect({ name: authority, address }).toEqual(own);
  }
  expect((await ask({ kind: 'access', email: 'json@example.fi' })).text).not.toMatch(finnish);
});

test('whom to tell of a breach within 72 hours, and whom those concerned may complain to', async () => {
  const { body: made } = await call('administrator', 'POST', '/v1/incidents', {
    kind: 'breach',
    nature: 'A copy of all persons was taken.',
    criterion: {
      table: 'persons',
      from: new Date(world.clock() - 3_600_000).toISOString(),
      until: new Date(world.clock()).toISOString(),
    },
  });
  await findAffected(store, world);
  const text = { happened: 'x', consequences: 'x', measures: 'x' };
  const texts = Object.fromEntries(languages.map((language) => [language, text]));
  const sent = await call(
    'administrator',
    'POST',
    `/v1/incidents/${made.id}/messages`,
    { texts },
    { 'if-match': '*' },
  );
  expect(sent.status).toBe(202);
  await tellPeople(store, world);
  world.pass(60 * 3_600_000);
  await remindOfIncidents(store, world);
  world.pass(24 * 3_600_000);
  await remindOfIncidents(store, world);
  const told = (await queued()).filter(({ template }) => template === 'incident' || template === 'breach');
  expect(new Set(told.map(({ template }) => template))).toEqual(new Set(['incident', 'breach']));
  for (const { body } of told) {
    expect(`${body.subject} ${body.text}`).not.toMatch(finnish);
    expect(body.text).toContain(own.name);
  }
  // What a processor hands on, too.
  const facts = { operator: 'x', incident: 'x', persons: 1, records: 1 };
  for (const language of languages) {
    const authority = authorityIn(language, own);
    const words = incidentWords(language);
    const unknown = { began: null, ended: null, categories: null, consequences: null, measures: null };
    const letter = [
      words.notice({ ...facts, ...unknown, kind: 'breach', nature: 'x', ids: [], contact: null, authority }),
      words.phase({ ...facts, lines: [], isBreachNow: true, authority }),
    ];
    for (const { lines } of letter) {
      expect(lines.join(' ')).toContain(authority.whom);
      expect(lines.join(' ')).not.toMatch(finnish);
    }
  }
});

test('written down in the controller’s own way, the Ombudsman is the Ombudsman', () => {
  for (const name of ['Tietosuojavaltuutettu', 'Tietosuojavaltuutetun toimisto', 'Dataombudsmannen'])
    expect(authorityIn('fi', { name, address: 'x' }).isOmbudsman).toBe(true);
  expect(authorityIn('fi', { name: 'TSV', address: 'www.tietosuoja.fi' }).isOmbudsman).toBe(true);
  for (const address of [
    'https://notietosuoja.fi',
    'https://tietosuoja.fi.example',
    'https://tietosuoja.firma.fi',
  ])
    expect(authorityIn('fi', { name: 'X', address }).isOmbudsman).toBe(false);
});

describe('no other text', () => {
  const texts = ['collector', 'shared', 'widget'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  test('names the Ombudsman: only the words for it, and those of Finnish law, which are left out elsewhere', () => {
    const naming = texts.filter(
      (file) =>
        !file.endsWith('supervisoryAuthority.ts') &&
        readFileSync(file, 'utf8')
          .replaceAll(/\/\*[\s\S]*?\*\/|insteadOfYou:\s*'[^']*'/g, '')
          .match(/tietosuojavaltuut|dataombuds|data protection ombudsman|tietosuoja\.fi/i),
    );
    expect(naming).toEqual([]);
  });
});
