/** Consent record and receipt: what ISO/IEC TS 27560 asks for (FACTS 5.1), and the page to print. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sealer } from '../../../collector/ledger/sealer.ts';
import type { ConsentRecord, ReceiptDocument } from '../../../collector/rights/consentRecord.ts';
import type { Decision } from '../../../shared/decision.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const decided = async (language = 'fi', change: Partial<Decision> = {}) => {
  const collector = await testCollector();
  const { store, world, post, notice } = collector;
  const decision = accepting(await notice(language), change);
  await post('/s/test/decisions', decision);
  const ask = (as: string, more: object = {}) =>
    post('/s/test/receipts', { v: 1, visitorKey: decision.visitorKey, id: decision.id, as, ...more });
  const seal = () =>
    sealer({ store, world, signer: { seed: Buffer.alloc(32, 1) }, report: () => {} }).sealAll();
  return { ...collector, decision, ask, seal };
};

describe('C19: the consent record', () => {
  test('names the address and the jurisdiction that the owner has given', async () => {
    const { ask, save } = await decided();
    await save({ ...testSettings(), controller: { address: 'Katu 1, 33100 Tampere', country: 'FI' } });
    const record = (await (await ask('record')).json()) as ConsentRecord;
    expect(record['dpv:hasDataController']['dpv:hasAddress']).toBe('Katu 1, 33100 Tampere');
    expect(record['dpv:hasJurisdiction']).toEqual({ '@id': 'loc:FI' });
    expect(await (await ask('page')).text()).toContain('Example Oy<br>Katu 1, 33100 Tampere');
  });

  test('has every mandatory field', async () => {
    const { ask, decision, notice } = await decided();
    const answer = await ask('record');
    expect(answer.headers.get('content-type')).toContain('application/ld+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const record = (await answer.json()) as ConsentRecord;
    const shown = await notice('fi');
    expect(record).toMatchObject({
      '@type': 'dpv:ConsentRecord',
      'dct:hasVersion': 'https://w3id.org/dpv/schema/dpv-27560',
      'dct:identifier': decision.id,
      'dpv:hasDataSubject': { '@id': expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) },
      'dpv:hasDataController': {
        'schema:name': 'Example Oy',
        'dpv:hasContact': 'privacy@example.fi',
        'dpv:hasAddress': 'https://www.example.fi/fi',
      },
      'dpv:hasJurisdiction': { '@id': 'loc:EU' },
      'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
      'dpv:hasNotice': {
        '@id': `https://collector.example/s/test/notice/fi?version=${shown.version}`,
        'dct:identifier': shown.version,
        'dct:language': 'fi',
        'lupa:surface': 'banner',
      },
      'dpv:hasCollectionMethod': 'accept_all on banner: a button was pressed',
    });
    expect(record['dpv:hasConsentControl'][0]?.['dpv:isExercisedAt']).toEqual(['https://www.example.fi']);
    expect(record['dpv:hasProcess'].map((one) => one['dpv:hasPurpose']['dct:identifier'])).toEqual([
      'analytics',
      'marketing',
    ]);
    for (const one of record['dpv:hasProcess']) {
      expect(one['dpv:hasPersonalData'].length).toBeGreaterThan(0);
      expect(one['dpv:hasRecipient'].length).toBeGreaterThan(0);
      expect(one['dpv:hasStorageCondition']).toHaveLength(3);
      expect(one['dpv:hasConsentStatus']).toHaveLength(1);
      expect(one['dpv:hasConsentStatus'][0]).toMatchObject({
        '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
        'dpv:isIndicatedAtTime': '2026-11-22T12:00:00.000Z',
        'dpv:hasDuration': 'P365D',
        'dpv:hasIndicationMethod': expect.any(String),
        'dpv:isIndicatedBy': expect.any(Object),
      });
    }
  });

  test('cites the text that was shown, which can be fetched for ever', async () => {
    const { ask, get, notice, save } = await decided();
    const shown = await notice('fi');
    const { testSettings } = await import('../../support/site.ts');
    await save(testSettings({ name: 'Another', texts: { fi: { title: 'Toinen otsikko' } } }));
    const record = (await (await ask('record')).json()) as ConsentRecord;
    const address = record['dpv:hasNotice']['@id'].replace('https://collector.example', '');
    expect(await (await get(address)).json()).toEqual(shown);
  });

  test('its row is what the digest was made of', async () => {
    const { ask } = await decided();
    const { 'lupa:ledger': row } = (await (await ask('record')).json()) as ConsentRecord;
    const digest = createHash('sha256')
      .update(Buffer.from(row['lupa:salt'], 'base64url'))
      .update(row['lupa:body']);
    expect(digest.digest('base64url')).toBe(row['lupa:digest']);
  });

  test('tells of a withdrawal that came later', async () => {
    const { ask, post, decision, world, notice } = await decided();
    world.pass(day);
    const shown = await notice('fi');
    await post('/s/test/decisions', {
      ...accepting(shown),
      id: uuid(world.clock()),
      visitorKey: decision.visitorKey,
      sequence: 2,
      answers: { marketing: 'denied' },
      terms: { marketing: 1 },
      how: 'save',
      surface: 'preferences',
    });
    const record = (await (await ask('record')).json()) as ConsentRecord;
    const states = record['dpv:hasProcess'].map((one) =>
      one['dpv:hasConsentStatus'].map((status) => status['@type'][0]),
    );
    expect(states).toEqual([['dpv:ConsentGiven'], ['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']]);
  });

  test('tells of an erasure on the own page as of a withdrawal, and no more of a consent that holds', async () => {
    const { ask, post, decision, world } = await decided();
    const until = 'Suostumus on voimassa';
    expect(await (await ask('page')).text()).toContain(until);
    world.pass(day);
    expect((await post('/s/test/mine/erase', { v: 1, visitorKey: decision.visitorKey })).status).toBe(200);
    const record = (await (await ask('record')).json()) as ConsentRecord;
    const states = record['dpv:hasProcess'].map((one) =>
      one['dpv:hasConsentStatus'].map((status) => [status['@type'][0], status['dpv:isIndicatedAtTime']]),
    );
    const given = ['dpv:ConsentGiven', '2026-11-22T12:00:00.000Z'];
    const withdrawn = ['dpv:ConsentWithdrawn', '2026-11-23T12:00:00.000Z'];
    expect(states).toEqual([
      [given, withdrawn],
      [given, withdrawn],
    ]);
    expect(await (await ask('page')).text()).not.toContain(until);
  });

  test('tells of its end by itself', async () => {
    const { ask, world } = await decided();
    world.pass(365 * day);
    const record = (await (await ask('record')).json()) as ConsentRecord;
    expect(record['dpv:hasProcess'][0]?.['dpv:hasConsentStatus'].at(-1)?.['@type']).toEqual([
      'dpv:ConsentExpired',
    ]);
  });
});

describe('the receipt', () => {
  test('holds the record, its publisher and recipient, and the proof once the row is sealed', async () => {
    const { ask, seal, decision } = await decided();
    const early = (await (await ask('receipt')).json()) as ReceiptDocument;
    expect(early).toMatchObject({ '@type': 'dpv:ConsentReceipt', 'lupa:sealed': false });
    expect(early['lupa:proof']).toBeUndefined();
    await seal();
    const receipt = (await (await ask('receipt')).json()) as ReceiptDocument;
    expect(receipt).toMatchObject({
      'dct:identifier': `${decision.id}-receipt`,
      'dct:publisher': { 'schema:name': 'Example Oy' },
      'schema:recipient': { '@type': 'dpv:DataSubject' },
      'dpv:hasRecordOfActivity': { '@type': 'dpv:ConsentRecord', 'dct:identifier': decision.id },
      'lupa:sealed': true,
    });
    expect(receipt['lupa:proof']?.checkpoint).toMatch(/^lupa\/[0-9a-f]{16}\/1\/1\n/);
  });

  test('is for whoever holds the key alone, and from the site’s own pages', async () => {
    const { ask, post, decision } = await decided();
    expect((await ask('receipt', { visitorKey: visitorKey() })).status).toBe(404);
    expect((await ask('receipt', { id: uuid() })).status).toBe(404);
    expect((await ask('poster')).status).toBe(422);
    const body = { v: 1, visitorKey: decision.visitorKey, id: decision.id, as: 'receipt' };
    expect((await post('/s/test/receipts', body, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('the page', () => {
  test.each([
    ['fi', 'Kuitti valinnastasi', 'Kyllä, sallittu'],
    ['sv', 'Kvitto på ditt val', 'Ja, tillåtet'],
    ['en', 'Receipt of your choice', 'Yes, granted'],
  ])('speaks the language of the decision: %s', async (language, title, granted) => {
    const { ask, notice } = await decided(language);
    const html = await (await ask('page')).text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(granted);
    expect(html).toContain((await notice(language)).version);
  });

  test.each([
    ['fi', 'Painettiin ”Hylkää kaikki” ilmoituksessa'],
    ['sv', '”Avböj alla” trycktes i rutan'],
    ['en', '“Refuse all” was pressed on the banner'],
  ])('calls a button what it was called on the screen: %s', async (language, said) => {
    const { post, notice } = await testCollector();
    const granted = accepting(await notice(language));
    await post('/s/test/decisions', granted);
    const { visitorKey } = granted;
    const ask = async (id: string) =>
      (await post('/s/test/receipts', { v: 1, visitorKey, id, as: 'page' })).text();
    const refused = refusing(await notice(language), { visitorKey, sequence: 2 });
    await post('/s/test/decisions', refused);
    expect(await ask(refused.id)).toContain(said);
  });

  test('of the page’s own controls it quotes no button, and times are British in English', async () => {
    const { ask } = await decided('en', { surface: 'api' });
    const html = await (await ask('page')).text();
    expect(html).toContain('Everything was allowed by the page&#39;s own controls');
    expect(html).not.toContain('was pressed');
    expect(html).toContain('22 November 2026 at 12:00:00 UTC');
  });

  test('runs nothing, fetches nothing, and its style is the one that its policy allows', async () => {
    const { ask, seal } = await decided();
    await seal();
    const answer = await ask('page');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const html = await answer.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toMatch(/^default-src 'none'/);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|url\(/i);
    expect(html).toContain('verify-ledger.mjs');
    expect(html).toMatch(/&quot;checkpoint&quot;/);
  });

  test('an owner’s words never become markup', async () => {
    const { save, post, notice } = await testCollector();
    const { testSettings } = await import('../../support/site.ts');
    await save(testSettings({ texts: { fi: { title: '<img src=x onerror=alert(1)> & "otsikko"' } } }));
    const decision = accepting(await notice('fi'));
    await post('/s/test/decisions', decision);
    const body = { v: 1, visitorKey: decision.visitorKey, id: decision.id, as: 'page' };
    const html = await (await post('/s/test/receipts', body)).text();
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;otsikko&quot;');
  });
});
