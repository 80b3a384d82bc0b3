import { describe, expect, test } from 'vitest';
import { choiceIn } from '../../../collector/http/choice.ts';
import { gateSettings, loaderFor } from '../../../collector/http/loader.ts';
import { findSite } from '../../../collector/register/sites.ts';
import type { GateSettings } from '../../../shared/gate.ts';
import { recall, today } from '../../../widget/consent/recall.ts';
import { ends, format } from '../../../widget/consent/remember.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { origin, testSettings } from '../../support/site.ts';
import { day, noon } from '../../support/world.ts';

const proxied = await testCollector();
await proxied.save(testSettings({ proxyPath: '/lupa' }));
const site = await findSite(proxied.store, 'test');
if (!site) throw new Error('There is no test site.');

const terms = Object.fromEntries(site.terms);
const days = [365, 183] as const;
const given = (analytics: 'granted' | 'denied', marketing: 'granted' | 'denied', signal = '') => {
  const answers = { analytics, marketing };
  return format({ until: ends(answers, [...days], noon), answers }, terms, signal);
};
const renew = (cookie: string, headers: Record<string, string> = {}) =>
  proxied.post('/s/test/cookie', '', { cookie, 'sec-fetch-site': 'same-origin', ...headers });

describe('the cookie set again', () => {
  test('is the one that came, until the day that it says itself, for the whole site and readable for scripts', async () => {
    const value = given('granted', 'denied');
    const answer = await renew(`lupa=${value}`);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toBe(
      `lupa=${value}; Path=/; Expires=Mon, 22 Nov 2027 00:00:00 GMT; SameSite=Lax; Secure`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('carries the domain that subdomains share, and no Secure on plain http', async () => {
    const shared = await testCollector();
    const plain = 'http://shop.example.fi';
    await shared.save(
      testSettings({ proxyPath: '/lupa', cookieDomain: 'example.fi', origins: [origin, plain] }),
    );
    const value = given('denied', 'denied');
    const answer = await shared.post('/s/test/cookie', '', { cookie: `lupa=${value}`, origin: plain });
    expect(answer.headers.get('set-cookie')).toMatch(/; SameSite=Lax; Domain=example\.fi$/);
  });

  test('every other cookie is passed over, and comes back in nothing', async () => {
    const answer = await renew(`session=canary; lupa=${given('granted', 'granted')}; xlupa=canary`);
    expect(answer.status).toBe(204);
    expect(JSON.stringify([...answer.headers])).not.toContain('canary');
  });

  test.each([
    ['none', 'other=1'],
    ['an empty one', 'lupa='],
    ['two of the name, of which the browser alone knows the first', 'lupa=A; lupa=A'],
    ['another format', 'lupa=2~100~~analytics.1'],
    ['a purpose that the site does not have', `lupa=1~${(today(noon) + 9).toString(36)}~~spying.1`],
    ['a purpose twice', `lupa=1~${(today(noon) + 9).toString(36)}~~analytics.1~!analytics.1`],
    ['newer terms than there are', `lupa=1~${(today(noon) + 9).toString(36)}~~analytics.2`],
    ['no answer at all', `lupa=1~${(today(noon) + 9).toString(36)}~`],
    ['an unknown signal', `lupa=1~${(today(noon) + 9).toString(36)}~abc~analytics.1`],
    ['attributes of its own', `lupa=1~${(today(noon) + 9).toString(36)}~~analytics.1, Domain=x`],
  ])('%s is refused, and nothing is set', async (_, cookie) => {
    const answer = await renew(cookie.replaceAll('=A', `=${given('granted', 'denied')}`));
    expect(answer.status).toBe(422);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).not.toContain('analytics');
  });

  test('C14, C15: nothing holds longer than the site lets it', async () => {
    const until = (length: number, answer: string) => `1~${(today(noon) + length).toString(36)}~~${answer}`;
    const kept = (value: string) => choiceIn(`lupa=${value}`, site, noon) !== undefined;
    expect(kept(until(365, 'analytics.1'))).toBe(true);
    expect(kept(until(366, 'analytics.1'))).toBe(false);
    expect(kept(until(184, '!analytics.1'))).toBe(true);
    expect(kept(until(185, '!analytics.1'))).toBe(false);
    expect(kept(until(0, 'analytics.1'))).toBe(false);
  });

  test('only for the page of the same origin: not across origins, not from another site', async () => {
    const cookie = `lupa=${given('granted', 'denied')}`;
    for (const headers of [
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const answer = await renew(cookie, headers);
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test('a site that is not proxied has no such call, and a decision sets no cookie on any', async () => {
    const direct = await testCollector();
    const headers = { cookie: `lupa=${given('granted', 'denied')}`, 'sec-fetch-site': 'same-origin' };
    expect((await direct.post('/s/test/cookie', '', headers)).status).toBe(404);
    for (const one of [direct, proxied]) {
      const answer = await one.post('/s/test/decisions', accepting(await one.notice()), headers);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, null]);
    }
    const loader = await proxied.get('/s/test/loader.js', headers);
    expect([loader.status, loader.headers.get('set-cookie')]).toEqual([200, null]);
  });
});

describe('widget and collector', () => {
  test('agree on what a choice looks like: each that the widget writes is taken, and reads the same', () => {
    for (const analytics of ['granted', 'denied'] as const)
      for (const marketing of ['granted', 'denied'] as const)
        for (const signal of ['', 'gpc', 'dnt'])
          for (const purposes of [['analytics'], ['marketing'], ['analytics', 'marketing']])
            for (const now of [noon, noon - (noon % day), noon + day - (noon % day) - 1]) {
              const answers = Object.fromEntries(
                Object.entries({ analytics, marketing }).filter(([purpose]) => purposes.includes(purpose)),
              );
              const until = ends(answers, [...days], now);
              const value = format({ until, answers }, terms, signal);
              expect(choiceIn(`a=1; lupa=${value}; b=2`, site, now), value).toEqual({ value, until });
              const asked = Object.fromEntries(purposes.map((purpose) => [purpose, terms[purpose] ?? 0]));
              expect(recall(value, asked, now, signal)).toEqual({ status: 'decided', until, answers });
            }
  });
});

describe('the loader of a proxied site', () => {
  const gate = gateSettings(site, proxied.needs.assets, {
    publicUrl: 'https://collector.example',
    googleUrl: undefined,
  });
  const evaluated = (script: string, pageOrigin: string) =>
    new Function('loader', 'location', `return ${script}`)((settings: unknown) => settings, {
      origin: pageOrigin,
    }) as GateSettings;

  test("asks the page's own origin, absolute, whichever of the site's origins that is; all else is as it was", async () => {
    const script = await (await proxied.get('/s/test/loader.js')).text();
    for (const one of ['https://www.example.fi', 'https://shop.example.fi:8443']) {
      const { base, ...rest } = evaluated(script, one);
      expect(base).toBe(`${one}/lupa`);
      const { base: _, ...others } = gate;
      expect(rest).toEqual(others);
    }
    expect(gate.decide[0], 'its own second stage').toContain('proxied');
  });

  test('that of any other site is not a byte longer for it', async () => {
    const direct = await testCollector();
    const script = await (await direct.get('/s/test/loader.js')).text();
    expect(script).toMatch(/^loader\(JSON\.parse\('\{"base":"https:\/\/collector\.example",/);
    expect(script).not.toMatch(/location|proxied/);
    expect(loaderFor({ loader: '__LUPA_SETTINGS__' }, { ...gate, base: 'https://x.example' })).not.toContain(
      'location',
    );
  });
});
