import { describe, expect, test } from 'vitest';
import { browserOf } from '../../../collector/traffic/browser.ts';
import { languageOf } from '../../../collector/traffic/language.ts';
import { pathOf, referrerOf } from '../../../collector/traffic/page.ts';

describe('R21: of the user agent, family and major version', () => {
  const table: [string, string, ReturnType<typeof browserOf>][] = [
    [
      'Chrome',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.7444.59 Safari/537.36',
      { browser: 'Chrome', major: 142, os: 'Windows', device: 'desktop' },
    ],
    [
      'an iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      { browser: 'Mobile Safari', major: 18, os: 'iOS', device: 'mobile' },
    ],
    [
      'Firefox',
      'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      { browser: 'Firefox', major: 145, os: 'Linux', device: 'desktop' },
    ],
    ['none', '', { browser: null, major: null, os: null, device: 'other' }],
    ['rubbish', '\u0007'.repeat(50_000), { browser: null, major: null, os: null, device: 'other' }],
  ];
  test.each(table)('%s', (_name, userAgent, expected) => {
    expect(browserOf(userAgent)).toEqual(expected);
  });
  test('a rare full version is not kept', () => {
    const kept = browserOf(
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.7444.59-canary Safari/537.36',
    );
    expect(JSON.stringify(kept)).not.toMatch(/7444|canary/);
  });
});

describe('R22: of the languages, the first', () => {
  test.each([
    ['fi-FI,fi;q=0.9,en-US;q=0.8', 'fi'],
    ['sv', 'sv'],
    ['EN;q=0.5', 'en'],
    ['*', null],
    ['', null],
    ['x'.repeat(1000), null],
    [undefined, null],
  ])('%s', (header, expected) => {
    expect(languageOf(header)).toBe(expected);
  });
});

describe('R23: of the referrer, the origin', () => {
  const own = ['https://www.example.fi'];
  test.each([
    ['https://search.example/?q=canary&email=a@b', 'https://search.example'],
    ['https://user:secret@search.example:8443/path#x', 'https://search.example:8443'],
    ['https://www.example.fi/other', null],
    ['http://203.0.113.77:8080/x', null],
    ['http://[2001:db8::1]/x', null],
    ['android-app://com.example', null],
    ['javascript:alert(1)', null],
    ['not an address', null],
    ['', null],
  ])('%s', (referrer, expected) => {
    expect(referrerOf(referrer, own)).toBe(expected);
  });
  test.each([
    ['/a/b?email=canary#x', '/a/b'],
    ['/#x', '/'],
    ['?x', '/'],
  ])('of the page %s, the path', (page, expected) => {
    expect(pathOf(page)).toBe(expected);
  });
});
