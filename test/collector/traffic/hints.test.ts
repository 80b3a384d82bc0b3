import { describe, expect, test } from 'vitest';
import { agents } from '../../../collector/traffic/browser.ts';
import { itemOf, listOf } from '../../../collector/traffic/structured.ts';
import { chance } from '../../support/chance.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const agent = (headers: Record<string, string>, most?: number) => agents(most)((name) => headers[name]);

describe('RFC 8941: lists of strings with parameters', () => {
  test.each([
    ['"a"', ['a']],
    ['"a";v="1", "b;\\"c\\\\";v="2"', ['a', 'b;"c\\']],
    [' "a" ,\t"b" ', ['a', 'b']],
    ['token;x=?1;y=:aGk=:, 12.5', ['token', '12.5']],
    ['?1', ['?1']],
  ])('%s', (header, values) => {
    expect(listOf(header)?.map(({ value }) => value)).toEqual(values);
  });
  test.each([
    '',
    '"a',
    'a"',
    '"a",',
    ',"a"',
    '"a" "b"',
    '"ä"',
    '"a\\b"',
    '"a";V=1',
    '("a" "b")',
    undefined,
    '"a"'.repeat(999),
  ])('not one: %s', (header) => {
    expect(listOf(header)).toBeUndefined();
  });
  test('one item is one item', () => {
    expect([itemOf('"Windows"'), itemOf('?0;x'), itemOf('"a", "b"'), itemOf(undefined)]).toEqual([
      'Windows',
      '?0',
      undefined,
      undefined,
    ]);
  });
});

describe('R21: client hints, coarsened', () => {
  const table: [string, Record<string, string>, object][] = [
    [
      'Edge, its GREASE dropped',
      {
        'user-agent': chrome,
        'sec-ch-ua': '"Not_A Brand";v="8", "Chromium";v="142", "Microsoft Edge";v="141"',
        'sec-ch-ua-mobile': '?0',
        'sec-ch-ua-platform': '"macOS"',
      },
      { browser: 'Edge', major: 141, os: 'macOS', device: 'desktop', bot: false },
    ],
    [
      'only the engine',
      { 'user-agent': chrome, 'sec-ch-ua': '"(Not(A:Brand";v="99", "Chromium";v="143"' },
      { browser: 'Chromium', major: 143, os: 'Windows', device: 'desktop', bot: false },
    ],
    [
      'a rare brand is not kept',
      { 'user-agent': chrome, 'sec-ch-ua': '"Canary One";v="7", "Chromium";v="143"' },
      { browser: 'Chromium', major: 143, os: 'Windows', device: 'desktop', bot: false },
    ],
    [
      'GREASE alone says nothing',
      { 'user-agent': chrome, 'sec-ch-ua': '" Not A;Brand";v="99"' },
      { browser: 'Chrome', major: 142, os: 'Windows', device: 'desktop', bot: false },
    ],
    [
      'a phone',
      { 'user-agent': chrome, 'sec-ch-ua-mobile': '?1', 'sec-ch-ua-platform': '"Android"' },
      { browser: 'Chrome', major: 142, os: 'Android', device: 'mobile', bot: false },
    ],
    [
      'an Android tablet',
      { 'user-agent': chrome, 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Android"' },
      { browser: 'Chrome', major: 142, os: 'Android', device: 'tablet', bot: false },
    ],
    [
      'a rare system',
      { 'user-agent': chrome, 'sec-ch-ua-platform': '"CanaryOS"' },
      { browser: 'Chrome', major: 142, os: 'Other', device: 'desktop', bot: false },
    ],
    [
      'rubbish',
      {
        'user-agent': chrome,
        'sec-ch-ua': '"Chromium";v="x',
        'sec-ch-ua-mobile': 'yes',
        'sec-ch-ua-platform': 'Windows 11',
      },
      { browser: 'Chrome', major: 142, os: 'Windows', device: 'desktop', bot: false },
    ],
  ];
  test.each(table)('%s', (_name, headers, expected) => {
    expect(agent(headers)).toEqual(expected);
  });
  test.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
    ['curl/8.5.0', true],
    [chrome.replace('Chrome/', 'HeadlessChrome/'), true],
    [chrome, false],
    ['', false],
  ])('a bot by its own word: %s', (userAgent, bot) => {
    expect(agent({ 'user-agent': userAgent }).bot).toBe(bot);
  });
  test('of 3,000 seeded made-up user agents no made-up word is kept', () => {
    const random = chance(21);
    const read = agents(100);
    const parts = [
      'Mozilla/5.0',
      '(X11; Linux canary7; rv:9)',
      'Canary/7.7',
      'Chrome/1.2',
      'canaryBrowser/3',
      'like Canary',
    ];
    const more = [
      'Version/canary',
      'Safari/5',
      'CanaryOS 4',
      'Mobile',
      'Tablet canary',
      'QQcanary/2',
      'Opera canary/1',
    ];
    for (let round = 0; round < 3000; round += 1) {
      const said = Array.from({ length: 1 + random(7) }, () => random.of([...parts, ...more])).join(' ');
      const brands = `"Canary ${random(99)}";v="canary", "Chromium";v="${random(200)}"`;
      const headers: Record<string, string> = {
        'user-agent': said,
        ...(random(2) && { 'sec-ch-ua': brands }),
      };
      expect(JSON.stringify(read((name) => headers[name])), said).not.toMatch(/canary/i);
    }
  });
});

test('what was read is remembered, for so many, and never mixed up', () => {
  const read = agents(2);
  let asked = 0;
  const of = (userAgent: string, brands?: string) =>
    read((name) => {
      asked += 1;
      return name === 'user-agent' ? userAgent : name === 'sec-ch-ua' ? brands : undefined;
    });
  const first = of(chrome);
  expect(of(chrome), 'the same object: not parsed again').toBe(first);
  expect(of('curl/8').bot).toBe(true);
  expect(of(chrome, '"Chromium";v="9"').major, 'another header is another agent').toBe(9);
  expect(of('', chrome), 'nor does a value slip into another header').not.toEqual(first);
  expect(of(chrome), 'forgotten: two others came since').not.toBe(first);
  expect(of(chrome)).toEqual(first);
  expect(asked).toBeGreaterThan(0);
});
