import { describe, expect, test } from 'vitest';
import { longestName } from '../../../collector/google/names.ts';
import { longestPage, longestValue } from '../../../collector/google/pages.ts';
import { mostOwn } from '../../../collector/google/parameters.ts';
import { reduce } from '../../../collector/google/reduce.ts';
import { event, told } from './events.ts';

const pageOf = (page: string, query: string[] = []) =>
  reduce(event({ page }), told({ relay: { query, terms: true } })).reduced.page;

const paramsOf = (params: Record<string, string | number | boolean>) =>
  reduce(event({ params }), told()).reduced.params;

describe('an address of a page is its origin and path', () => {
  test.each([
    ['/', 'https://shop.example/'],
    ['/a/b?q=canary#frag', 'https://shop.example/a/b'],
    ['//evil.example/x', 'https://shop.example/evil.example/x'],
    ['/\\evil.example', 'https://shop.example/evil.example'],
    ['/a;jsessionid=AB12?x=1', 'https://shop.example/a'],
    ['/a%3Fq%3Dcanary', 'https://shop.example/a'],
    ['/a%253Fq%253Dcanary/b', 'https://shop.example/a/b'],
    ['/kengät/sininen', 'https://shop.example/keng%C3%A4t/sininen'],
    ['/keng%C3%A4t', 'https://shop.example/keng%C3%A4t'],
    ['/u/matti%40example.fi/orders', 'https://shop.example/u/(email)/orders'],
    ['/u/matti@example.fi', 'https://shop.example/u/(email)'],
    ['/p/131052-308T', 'https://shop.example/p/(id)'],
    ['/reset/550e8400-e29b-41d4-a716-446655440000', 'https://shop.example/reset/(token)'],
    ['/2026/11/22/0042', 'https://shop.example/2026/11/22/0042'],
    ['/a\ud800b', 'https://shop.example/a%EF%BF%BDb'],
  ])('%s', (page, expected) => {
    expect(pageOf(page)).toBe(expected);
  });
  test('with the parameters that the site allows, rebuilt in its order, each once, scrubbed', () => {
    expect(
      pageOf('/a?x=1&utm_medium=mail&utm_source=m%40x.fi&utm_source=two&utm_campaign=a%20b&_ga=1.2', [
        'utm_source',
        'utm_medium',
        'utm_campaign',
      ]),
    ).toBe('https://shop.example/a?utm_source=(email)&utm_medium=mail&utm_campaign=a%20b');
  });
  test('an address in a parameter is shortened too', () => {
    expect(pageOf('/a?back=https%3A%2F%2Fshop.example%2Fb%3Fq%3Dcanary', ['back'])).toBe(
      'https://shop.example/a?back=https%3A%2F%2Fshop.example%2Fb',
    );
  });
  test('click ids and ids of persons do not pass even where they are allowed', () => {
    expect(pageOf('/a?gclid=abc&email=x&user_id=7&page=2', ['gclid', 'email', 'user_id', 'page'])).toBe(
      'https://shop.example/a?page=2',
    );
  });
  test('a long one is cut at a whole character and counted', () => {
    const { reduced, removed } = reduce(event({ page: `/${'ä'.repeat(900)}?a=1` }), told());
    expect(reduced.page.length).toBeLessThanOrEqual(longestPage);
    expect(() => decodeURI(reduced.page.replace(/(?:%C3)$/, ''))).not.toThrow();
    expect(removed).toEqual({ long: 1 });
  });
});

test('an escape of half a pair in a link does no harm', () => {
  for (const half of ['%5Cud800', '%255Cud800', '%26%23xdc00%3B', '%ED%A0%80'])
    expect(pageOf(`/?utm_source=${half}+x%3A%2F%2F`, ['utm_source'])).toMatch(/utm_source=%EF%BF%BD/);
});

describe('parameters', () => {
  test('keep their numbers and texts; a truth is said as Google’s tag says it', () => {
    expect(paramsOf({ value: 12.5, method: 'card', outbound: true, new_customer: false })).toEqual({
      value: 12.5,
      method: 'card',
      outbound: 'true',
      new_customer: 'false',
    });
  });
  test.each([
    ['https://other.example/a/b?q=canary#x', 'https://other.example/a/b'],
    ['https://user:pw@other.example/a?q=canary', '(email)/a'],
    ['https%3A%2F%2Fother.example%2Fa%3Fq%3Dcanary', 'https://other.example/a'],
    ['//other.example/a?canary', 'https://other.example/a'],
    ['/relative?q=canary', '/relative'],
    ['see https://other.example/a?q=canary now', 'see https://other.example/a now'],
    ['page.html?q=canary&b=2 x', 'page.html x'],
    ['http://192.0.2.77/a', '(address)/a'],
    ['http://[2001:db8::77]:8080/a', '(address)/a'],
    ['mailto:matti@example.fi?subject=canary', 'mailto:(email)'],
    ['tel:+358401234567', 'tel:(phone)'],
    ['data:text/html,canary', 'data:'],
    ['is 1+1=2?', 'is 1+1=2?'],
  ])('%s is shortened as an address', (given, expected) => {
    expect(paramsOf({ link_url: given })).toEqual({ link_url: expected });
  });
  test.each([
    ...[
      'user_id',
      'userId',
      'UserID',
      'client_id',
      'clientId',
      'session_id',
      'ip_override',
      'uip',
      'ip',
      'ipAddress',
    ],
    ...[
      'user_properties',
      'user_data',
      'email',
      'customerEmail',
      'e_mail',
      'phone_number',
      'puhelin',
      'Sähköposti',
    ],
    ...[
      'first_name',
      'lastName',
      'hetu',
      'street_address',
      'postal_code',
      'lat',
      'gclid',
      'user.id',
      'visitor-id',
    ],
    ...[
      '_private',
      'ga_x',
      'google_x',
      'firebase_x',
      'gtag.x',
      '__proto__',
      '1st',
      '',
      'page_location',
      'user_id2',
    ],
    ...[
      'timestamp_micros',
      'engagement_time_msec',
      'user_agent',
      'customer_number',
      'crm_id',
      'user_id_hash',
    ],
    ...['ｕｓｅｒ_ｉｄ', 'user\u200b_id', 'matti@example.fi', 'password'],
  ])('%s never passes', (name) => {
    const { reduced, removed } = reduce(
      event({ params: JSON.parse(`{${JSON.stringify(name)}:"canary"}`) }),
      told(),
    );
    expect(reduced.params).toEqual({});
    expect(removed.name).toBe(1);
  });
  test.each([
    'item_id',
    'transaction_id',
    'item_name',
    'headphone_model',
    'link_url',
    'content_type',
    'identity',
  ])('%s passes', (name) => {
    expect(paramsOf({ [name]: 'x' })).toEqual({ [name]: 'x' });
  });
  test('numbers that point at somebody are taken out too', () => {
    expect(paramsOf({ value: 4111111111111111, other: 358401234567, price: 1234567 })).toEqual({
      value: '(account)',
      other: '(phone)',
      price: 1234567,
    });
  });
  test('too many and too long ones are cut and counted', () => {
    const params = Object.fromEntries(
      Array.from({ length: 30 }, (_, place) => [`p${place}`, 'a '.repeat(100)]),
    );
    const { reduced, removed } = reduce(event({ params }), told());
    expect(Object.keys(reduced.params)).toHaveLength(mostOwn);
    expect(Object.values(reduced.params).every((value) => `${value}`.length <= longestValue)).toBe(true);
    expect(removed).toEqual({ many: 30 - mostOwn, long: mostOwn });
  });
  test('a long name is cut, and the first of two alike is kept', () => {
    const long = 'n'.repeat(longestName);
    const { reduced, removed } = reduce(event({ params: { [`${long}1`]: 1, [`${long}2`]: 2 } }), told());
    expect(reduced.params).toEqual({ [long]: 1 });
    expect(removed).toEqual({ long: 2, name: 1 });
  });
  test('what was searched for leaves only where the site says so', () => {
    const search = event({ name: 'view_search_results', params: { search_term: 'kengät', results: 3 } });
    expect(reduce(search, told()).reduced.params).toEqual({ search_term: 'kengät', results: 3 });
    const quiet = reduce(search, told({ relay: { query: [], terms: false } }));
    expect(quiet.reduced.params).toEqual({ results: 3 });
  });
});

describe('names of events', () => {
  test.each([
    ['page_view', 'page_view', {}],
    ['session_start', 'site_session_start', { name: 1 }],
    ['user_engagement', 'site_user_engagement', { name: 1 }],
    ['ga_thing', 'site_ga_thing', { name: 1 }],
    ['_private', 'site_private', { name: 1 }],
    ['1st', 'site_1st', { name: 1 }],
    ['lisää koriin', 'lisaa_koriin', { name: 1 }],
    ['', 'site_event', { name: 1 }],
    ['matti@example.fi', 'site_email_', { email: 1, name: 1 }],
    ['call_0401234567', 'call__phone_', { phone: 1, name: 1 }],
    ['x'.repeat(60), 'x'.repeat(40), { long: 1 }],
  ])('%s is %s', (given, expected, counted) => {
    const { reduced, removed } = reduce(event({ name: given }), told());
    expect([reduced.name, removed]).toEqual([expected, counted]);
    expect(reduced.name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
  });
});

test('a title is scrubbed, without queries, and cut', () => {
  expect(reduce(event({ title: 'Tilaus: matti@example.fi /x?q=canary' }), told()).reduced.title).toBe(
    'Tilaus: (email) /x',
  );
  const { reduced, removed } = reduce(event({ title: '👟 '.repeat(120) }), told());
  expect(reduced.title?.length).toBeLessThanOrEqual(300);
  expect(removed).toEqual({ long: 1 });
});

describe('nothing is cut in half and then passes', () => {
  const number = /\d{3}|matti/;
  test.each(['131052-308T', '040 123 4567', '0401234567', 'matti@example.fi', '4111 1111 1111 1111'])(
    '%s',
    (one) => {
      for (const [limit, of] of [
        [200, 'title'],
        [1000, 'title'],
        [200, 'note'],
        [400, 'note'],
        [2000, 'note'],
      ] as const)
        for (let shown = 1; shown <= one.length; shown += 1) {
          const filler = 'a@b.fi (x) '.repeat(200).slice(0, limit - shown - 1); // marks make it shorter than its limit
          const given = `${filler} ${one}`.slice(0, limit);
          const { reduced } = reduce(
            event(of === 'title' ? { title: given } : { params: { note: given } }),
            told(),
          );
          expect(JSON.stringify([reduced.title, reduced.params])).not.toMatch(number);
        }
    },
  );
  test('a title that is longer than what is kept is searched as a whole', () => {
    const { reduced } = reduce(event({ title: `${'a '.repeat(144)} 131052-308T` }), told());
    expect(reduced.title).toMatch(/a +\(id\)$/);
  });
});

describe('any body of 16 KiB is reduced in a few milliseconds', () => {
  const costOf = (events: ReturnType<typeof event>[]): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run += 1) {
      const start = process.cpuUsage();
      for (const one of events) reduce(one, told({ relay: { query: ['q'], terms: true } }));
      const { user, system } = process.cpuUsage(start);
      least = Math.min(least, user + system);
    }
    return least / 1000;
  };
  const fill = (piece: string, length: number) =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const usual = () =>
    costOf(
      Array.from({ length: 100 }, () =>
        event({
          title: 'Kengät – kauppa',
          page: '/kengat/1',
          params: { value: 12, note: 'Sininen kenkä 42' },
        }),
      ),
    );
  test.each([
    '/é',
    '/🙂',
    '/@a',
    '/é1@2:3',
    '((((/',
    '/%',
    '/1.1',
    '/0 1',
    '(at)/',
    'a at b dot ',
    '60.12345,',
    '1-',
    '\\u0040/',
  ])('made of %s', (piece) => {
    const one = event({
      page: fill(`/${piece}`, 1900),
      params: Object.fromEntries([1, 2, 3, 4].map((n) => [`p${n}`, fill(piece, 2000)])),
    });
    const many = Array.from({ length: 20 }, () =>
      event({ params: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`p${n}`, fill(piece, 30)])) }),
    );
    // A hundred usual events, measured beside: a busy machine slows both. They are some three milliseconds.
    const times = () => {
      const beside = usual();
      return [costOf([one]) / beside, costOf(many) / beside] as const;
    };
    let [ofOne, ofMany] = times();
    // Measured anew where it seems much: garbage is collected when it likes.
    for (let more = 0; more < 4 && (ofOne >= 10 || ofMany >= 40); more += 1) {
      const again = times();
      ofOne = Math.min(ofOne, again[0]);
      ofMany = Math.min(ofMany, again[1]);
    }
    expect(ofOne).toBeLessThan(10);
    expect(ofMany).toBeLessThan(40);
  });
});

describe('a screen is the nearest common one at or below', () => {
  test.each([
    [[1920, 1080], '1920x1080'],
    [[1913, 1077], '1536x864'],
    [[5120, 2880], '3840x2160'],
    [[390, 844], '390x844'],
    [[844, 390], '390x844'],
    [[402, 874], '390x844'],
    [[1180, 820], '1024x768'],
    [[820, 1180], '768x1024'],
    [[184, 224], null],
    [[0, 0], null],
    [undefined, null],
  ] as const)('%j: %s', (screen, expected) => {
    expect(reduce(event(), told({ screen })).reduced.screen).toBe(expected);
  });
});
