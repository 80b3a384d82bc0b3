/** The CNIL's conditions for a proxy (FACTS 4.6, guide of 7 June 2022), one test each, and junk that must meet them all. */
import { describe, expect, test } from 'vitest';
import { clientOf } from '../../../collector/google/clientId.ts';
import { batches, payloadOf } from '../../../collector/google/payload.ts';
import { reduce, type Told } from '../../../collector/google/reduce.ts';
import { browserOf } from '../../../collector/traffic/browser.ts';
import type { Measured } from '../../../shared/analytics.ts';
import { event, told } from './events.ts';

const consent = { ad_user_data: 'DENIED', ad_personalization: 'DENIED' } as const;

const sent = (given: Partial<Measured>, request: Partial<Told> = {}): string =>
  payloadOf([{ reduced: reduce(event(given), told(request)).reduced, happened: 1_795_000_000_000 }], consent);

const once = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
const decodedTwice = (text: string): string => once(once(text));

const membersOf = (value: unknown): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, member]) => [name, ...membersOf(member)])
    : [];

test('CNIL 1: no address is sent, and of a place only the country', () => {
  const body = sent({
    page: '/from/203.0.113.77/x',
    title: '2001:db8::77',
    referrer: 'http://203.0.113.77/',
    params: { ip_override: '203.0.113.77', uip: '203.0.113.77', note: '::ffff:203.0.113.77', city: 'x' },
  });
  expect(body).not.toMatch(/203\.0\.113|2001:db8|ip_override|uip/);
  expect(JSON.parse(body)).toHaveProperty('user_location', { country_id: 'FI' });
  expect(sent({}, { country: 'Helsinki' })).not.toContain('user_location');
});

test('CNIL 2: the id is keyed, changes with its key, is shared by some, and cannot be computed from what is known', () => {
  const visitor = new Uint8Array(16).fill(7);
  const [first, second] = [1, 2].map((fill) => clientOf(new Uint8Array(32).fill(fill), visitor));
  expect(first).not.toBe(second);
  const body = sent(
    { params: { client_id: 'canary', clientId: 'canary', cid: 'canary' } },
    { client: `${first}` },
  );
  expect(JSON.parse(body)).toHaveProperty('client_id', first);
  expect(body).not.toContain('canary');
});

test('CNIL 3: of a page of another site, its origin; of one of ours, nothing', () => {
  expect(sent({ referrer: 'https://search.example/canary?q=canary#canary' })).not.toContain('canary');
  expect(sent({ referrer: 'https://search.example/a' })).toContain(
    '"page_referrer":"https://search.example"',
  );
  expect(sent({ referrer: 'https://blog.example/@writer' })).toContain(
    '"page_referrer":"https://blog.example"',
  );
  expect(sent({ referrer: 'https://matti@mail.example/' })).not.toContain('page_referrer');
  expect(sent({ referrer: 'https://www.shop.example/account' })).not.toContain('page_referrer');
  expect(sent({ referrer: 'https://550e8400-e29b-41d4-a716-446655440000.example/' })).not.toContain(
    'page_referrer',
  );
});

test('CNIL 4: no parameter of an address is sent, in whatever disguise, but those that the site allows', () => {
  const page = '/a;s=canary/b%3Fc%3Dcanary?utm_source=news&gclid=canary&q=canary#canary=canary';
  const body = sent(
    { page, title: 'x?q=canary', params: { link_url: `https://o.example${page}`, other: `see ${page}` } },
    { relay: { query: ['utm_source', 'gclid'], terms: true } },
  );
  expect(body).not.toContain('canary');
  expect(body).toContain('https://shop.example/a/b?utm_source=news"');
});

test('CNIL 5: of browser, screen and language only what many share', () => {
  const userAgent =
    'Mozilla/5.0 (X11; NetBSD amd64; canary) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.7444.59 Safari/537.36';
  const body = sent(
    { params: { user_agent: userAgent } },
    { browser: browserOf(userAgent), screen: [1913, 1077], language: 'se' },
  );
  expect(body).not.toMatch(/canary|142|7444|NetBSD|1913|1077|"language"/);
  expect(JSON.parse(body)).toHaveProperty('device', {
    category: 'desktop',
    screen_resolution: '1536x864',
    operating_system: 'Other',
    browser: 'Chrome',
  });
  expect(sent({}, { browser: { browser: 'Pale Moon', major: 33, os: null, device: 'other' } })).toContain(
    '"browser":"Other"',
  );
});

test('CNIL 5: a version is not even stored', () => {
  expect(reduce(event(), told()).reduced.major).toBeNull();
});

test('CNIL 6: no id of a person, an account or another site', () => {
  const names = [
    'user_id',
    'userId',
    'customer_id',
    'crm_id',
    'user_properties',
    'user_data',
    'gclid',
    'fbclid',
    '_ga',
  ];
  const params = Object.fromEntries(names.map((name) => [name, 'canary']));
  const body = sent({
    page: '/reset/dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    params: { ...params, note: '550e8400-e29b-41d4-a716-446655440000' },
  });
  expect(body).not.toMatch(/canary|dBjft|550e8400/);
  expect(membersOf(JSON.parse(body))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^user_(?!loc)/)]),
  );
});

describe('CNIL 6: no name that says whose a value is, in English, Finnish or Swedish', () => {
  const identifying = `asiakasnumero asiakas_id asiakastunnus kayttajatunnus käyttäjä_id käyttäjätunnus kayttajanimi jasennumero henkilo_id
    potilasnumero tilinumero kotiosoite syntymavuosi matkapuhelin kannykka kännykkä sotu kundnummer medlemsnummer anvandarnamn
    användar_id kontonummer hemadress fodelsedatum user_login login loginid uuid guid hash gaClientId wp_user
    salesforce_id external_ref personal_id national_id passport mobile em ph mkt_tok hubspotutk vero_id oly_enc_id
    s_kwcid gad_source klaviyo_id`;
  test.each(identifying.split(/\s+/))('%s', (name) => {
    expect(sent({ params: { [name]: 'canary' } })).not.toContain('canary');
  });
  const harmless = `order_id item_id product_id transaction_id content_id promotion_id item_name currency value method
    login_method asiakastyyppi jasenyys kundtyp personal_offer henkilomaara file_name link_url`;
  test.each(harmless.split(/\s+/))('but %s passes', (name) => {
    expect(sent({ params: { [name]: 'canary' } })).toContain(`"${name}":"canary"`);
  });
});

test('CNIL 7: whatever else points at a person is found in every part of an event', () => {
  const canaries = ['matti@example.fi', '+358 40 123 4567', '131052-308T', 'FI21 1234 5600 0007 85'];
  for (const one of canaries)
    for (const form of [one, encodeURIComponent(one), encodeURIComponent(encodeURIComponent(one))]) {
      const given = { name: form, page: `/${form}`, title: form, params: { note: form, [form]: 1 } };
      const body = sent(given, { relay: { query: ['x'], terms: true } });
      expect(decodedTwice(body)).not.toMatch(/matti|4567|308T|0007 85/);
    }
});

describe('CNIL 7: however it is written', () => {
  test.each([
    '00-1A-2B-3C-4D-5E',
    '001a.2b3c.4d5e',
    'host-203-0-113-77.isp.fi',
    '2001-db8--77.ipv6-literal.net',
    '7.7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    'GA1.1.1234567890.1700000000',
    'fb.1.1596403881668.1116446470',
    '1700000000.1234567890',
    'matti&commat;example.fi',
    'matti&#64example.fi',
    String.raw`matti\u{40}example.fi`,
    String.raw`matti\100example.fi`,
    String.raw`matti\\u0040example.fi`,
    'matti&amp;#64;example.fi',
    'matti%5Cu0026%2364%3Bexample.fi',
    'matti=40example.fi',
    'matti@@example.fi',
    '131052 308T',
    '131052_308T',
    '131052/308T',
    '131052.308T',
    '13.10.52-308T',
    '040,1234567',
    '040:1234567',
    '040  -  1234567',
    '/040/1234567',
    'ftp://x.fi/a?Matti',
    'www.example.fi/p?matti',
    'x?matti',
    'http://x.fi/a?b c=matti',
  ])('%s', (written) => {
    const trace = /1a.2b|203|db8|8\.b\.d|123456|1116446470|matti|308T/i;
    for (const given of [
      { params: { note: written } },
      { title: written },
      // In a path `#` and `\\` end a part before an escape is read: what is left is a word.
      ...(/[#\\]/.test(written) ? [] : [{ page: written.replace(/^\/*/, '/') }]),
    ])
      expect(sent(given)).not.toMatch(trace);
    if (/308T/.test(written)) expect(sent({ name: written })).not.toMatch(/308T/);
  });
  test.each([
    'https://203-0-113-77.dsl.fi/',
    'https://router.local/',
    'https://nas.lan/',
    'https://intra.internal/',
    'https://localhost:8080/',
    'https://intranet/',
    'http://shop.example/',
    'https://shop.example./',
  ])('%s is no referrer', (referrer) => {
    expect(sent({ referrer })).not.toContain('page_referrer');
  });
  test.each([
    [401234567],
    ['09:30, 10:15, 11:00'],
    ['010203, 4567'],
    ['S, M, 40, 42, 44'],
    ['1-2-3-4'],
    ['is it a? yes'],
    ['Mitä?'],
    ['12.5,13.75'],
    ['width=40px'],
    ['Q&A'],
    ['R&D 50&50'],
  ])('%s is left', (note) => {
    expect(JSON.parse(sent({ params: { note } })).events[0].params.note).toBe(note);
  });
});

/** A generator of chance that can be repeated (mulberry32). */
const chance = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return { below, one };
};

describe('whatever goes in, what comes out is within the limits and holds no canary', () => {
  const pieces = [
    '/',
    '?',
    '&',
    '=',
    '#',
    ';',
    '%',
    '%2',
    '%5Cud800',
    '\\udc00',
    '&#xd83d;',
    '%ED%A0%80',
    '%E4',
    '://',
    '@',
    ' ',
    '.',
    '-',
    '\u0000',
    '\ud83d',
    '漢',
    'ä',
    '"',
    '\\',
  ];
  const plain = [
    'a',
    'hello',
    'x_y',
    '42',
    '7',
    'https://',
    '//',
    '[',
    ']',
    '(',
    '{"',
    'true',
    '\u200b',
    '＠',
  ];
  const canaries = [
    'canary.k@secret.example',
    '+358401230987',
    '131052-308T',
    '203.0.113.77',
    '4111111111111111',
  ];
  const found = /canary\.k|secret\.example|401230987|131052|203\.0\.113|41111111/;
  const junk = ({ below, one }: ReturnType<typeof chance>): string =>
    Array.from({ length: below(12) }, () => one(below(3) ? plain : pieces))
      .join('')
      .slice(0, 500);
  /** A canary stands apart from what is round it, as it does in an address or a sentence. */
  const text = (by: ReturnType<typeof chance>): string => {
    const canary = by.one(canaries);
    const written = by.one([
      canary,
      encodeURIComponent(canary),
      encodeURIComponent(encodeURIComponent(canary)),
    ]);
    return `${junk(by)}${by.one([' ', '/', '&e=', '?e=', ', '])}${written}${by.one([' ', '/', '&', ', '])}${junk(by)}`;
  };
  test.each(Array.from({ length: 8 }, (_, seed) => seed + 1))('seed %i', (seed) => {
    const by = chance(seed);
    const events = Array.from({ length: 250 }, () => {
      const params = Object.fromEntries(
        Array.from({ length: by.below(30) }, () => [
          text(by).slice(0, 200),
          by.one([text(by), by.below(9), true]),
        ]),
      );
      const given = event({
        name: text(by),
        page: `/${text(by)}`,
        title: text(by),
        referrer: text(by),
        params,
      });
      const { reduced } = reduce(
        given,
        told({ relay: { query: ['e', 'a'], terms: true }, language: text(by) }),
      );
      expect(JSON.stringify(reduced), 'what is stored').not.toMatch(found);
      return { reduced, happened: 1_795_000_000_000 };
    });
    for (const batch of batches(events)) {
      const body = payloadOf(batch, consent);
      expect(body).not.toMatch(found);
      expect(decodedTwice(body)).not.toMatch(found);
      expect(Buffer.byteLength(body)).toBeLessThan(130_000);
      const { events: all } = JSON.parse(body) as {
        events: { name: string; params: Record<string, unknown> }[];
      };
      expect(all.length).toBeLessThanOrEqual(25);
      for (const { name, params } of all) {
        expect(name).toMatch(/^[A-Za-z]\w{0,39}$/);
        expect(Object.keys(params).length).toBeLessThanOrEqual(25);
        expect(Object.keys(params).filter((one) => !/^[A-Za-z]\w{0,39}$/.test(one))).toEqual([]);
        const { page_location, page_title, page_referrer, ...own } = params;
        expect(`${page_location}`.length).toBeLessThanOrEqual(1000);
        expect(`${page_title ?? ''}`.length).toBeLessThanOrEqual(300);
        expect(`${page_referrer ?? ''}`.length).toBeLessThanOrEqual(420);
        expect(Object.values(own).filter((value) => `${value}`.length > 100)).toEqual([]);
      }
    }
  });
});
