import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { siteSettings } from '../../shared/site.ts';
import { testSettings } from '../support/site.ts';

const refusal = (change: Parameters<typeof testSettings>[0]): string | undefined => {
  const checked = v.safeParse(siteSettings, testSettings(change));
  return checked.success ? undefined : `${v.getDotPath(checked.issues[0])}: ${checked.issues[0].message}`;
};

describe('the domain that subdomains share a choice under', () => {
  const origins = ['https://www.example.fi', 'https://shop.example.fi', 'https://example.fi'];

  test.each(['example.fi'])('%s is a domain of every origin', (cookieDomain) => {
    expect(refusal({ origins, cookieDomain })).toBeUndefined();
  });

  test.each([
    ['of another site', 'example.se'],
    ['of one origin alone', 'www.example.fi'],
    ['whose end merely looks the same', 'ample.fi'],
    ['of the highest level, for which browsers keep nothing', 'fi'],
  ])('one %s is refused in a sentence, for browsers would silently keep nothing', (_, cookieDomain) => {
    expect(refusal({ origins, cookieDomain })).toMatch(
      /^cookieDomain: A domain that every origin of the site is in/,
    );
  });

  test('an address has no subdomains', () => {
    expect(refusal({ origins: ['http://127.0.0.1:8788'], cookieDomain: '0.0.1' })).toBeDefined();
    expect(refusal({ origins: ['http://127.0.0.1:8788'], cookieDomain: '127.0.0.1' })).toBeUndefined();
  });
});

describe('the path under which the owner proxies the collector', () => {
  test.each(['/lupa', '/a/b-c/d_1', '/Consent'])('%s is one', (proxyPath) => {
    expect(refusal({ proxyPath })).toBeUndefined();
  });

  test.each([
    '',
    '/',
    'lupa',
    '/lupa/',
    '//evil.example',
    '/a//b',
    '/../a',
    '/a?b',
    '/a#b',
    "/a'b",
    '/%2e',
    '/a\\b',
    `/${'a'.repeat(100)}`,
  ])('%j is none', (proxyPath) => {
    expect(refusal({ proxyPath })).toMatch(/^proxyPath: /);
  });
});
