/** What a site's tag module is told. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { tagItems, tagModule } from '../../../collector/http/tags.ts';
import { type SiteSettings, type SiteSettingsInput, siteSettings } from '../../../shared/site.ts';
import { testSettings } from '../../support/site.ts';

const optional = ['analytics', 'marketing'];
const hosts = ['googletagmanager.com', 'bat.bing.com', 'clarity.ms', 'facebook.com'];
const site = (change: Partial<SiteSettingsInput>): SiteSettings => {
  const settings = testSettings(change);
  return v.parse(siteSettings, {
    ...settings,
    purposes: settings.purposes.map((one) => ({
      ...one,
      services: (one.services ?? []).map((service) => ({ ...service, hosts })),
    })),
  });
};
const module = (change: Partial<SiteSettingsInput>, googleUrl?: string) =>
  tagModule('test', site(change), optional, googleUrl);
const told = (tag: NonNullable<SiteSettingsInput['tags']>[number]) =>
  module({ google: undefined, tags: [tag] })?.settings.vendors?.[0];
const both = {
  mode: 'tag' as const,
  measurementId: 'G-TEST1234',
  containerId: 'GTM-TEST1234',
  purpose: 'analytics',
  adsPurpose: 'marketing',
};
const { measurementId: _, ...container } = both;

const relayed = { measurementId: 'G-TEST1234', purpose: 'analytics', adsPurpose: 'marketing' };

test('a site gets the module of what it uses, and none where it uses nothing', () => {
  const tags = [{ vendor: 'matomo', purpose: 'analytics' }] as const;
  expect(module({ google: undefined })).toBeUndefined();
  expect(module({ google: undefined, tags: [] })).toBeUndefined();
  expect(module({})?.kind).toBe('google');
  expect(module({ google: container })?.kind).toBe('container');
  expect(module({ google: both })?.kind).toBe('container');
  expect(module({ google: undefined, tags: [...tags] })?.kind).toBe('vendors');
  expect(module({ tags: [...tags] })?.kind).toBe('both');
  expect(module({ google: relayed })?.kind).toBe('relay');
  expect(module({ google: relayed, tags: [...tags] })?.kind).toBe('relay-vendors');
});

describe('Google', () => {
  test('Analytics begins with its own purpose; a container with the first of any of its tags', () => {
    expect(module({})?.settings.google).toMatchObject({ when: ['analytics'], purpose: 'analytics' });
    expect(module({ google: container })?.settings.google).toMatchObject({
      when: ['analytics', 'marketing'],
      container: { address: 'https://www.googletagmanager.com/gtm.js?id=GTM-TEST1234', purposes: optional },
    });
    expect(module({ google: container })?.settings.google).not.toHaveProperty('tag');
    expect(module({ google: both })?.settings.google).toHaveProperty('tag.id', 'G-TEST1234');
  });

  test('every one of the seven types has a purpose or is denied; the necessary one alone is always granted', () => {
    const types = (change: object) => module({ google: { ...both, ...change } })?.settings.google?.types;
    expect(types({})).toEqual({
      ad_storage: 'marketing',
      ad_user_data: 'marketing',
      ad_personalization: 'marketing',
      analytics_storage: 'analytics',
      functionality_storage: '',
      personalization_storage: '',
      security_storage: '*',
    });
    expect(types({ adsPurpose: undefined, functionalityPurpose: 'marketing' })).toMatchObject({
      ad_storage: '',
      functionality_storage: 'marketing',
      personalization_storage: 'marketing',
    });
  });

  test('the switches of privacy are all off, and cookies do not outlive the consent', () => {
    expect(module({ consentDays: 90 })?.settings.google?.tag?.config).toEqual({
      allow_google_signals: false,
      allow_ad_personalization_signals: false,
      cookie_expires: 90 * 24 * 60 * 60,
      cookie_update: false,
      cookie_flags: 'SameSite=Lax;Secure',
    });
    const origins = ['http://localhost:8788'];
    expect(module({ origins })?.settings.google?.tag?.config).toHaveProperty('cookie_flags', 'SameSite=Lax');
  });

  test('both come from where the collector is told', () => {
    const settings = module({ google: both }, 'http://google.localhost:1')?.settings.google;
    expect(settings?.tag?.address).toBe('http://google.localhost:1/gtag/js?id=G-TEST1234');
    expect(settings?.container?.address).toBe('http://google.localhost:1/gtm.js?id=GTM-TEST1234');
  });
});

describe('the relay', () => {
  test('its module is told what it must know in the page, and nothing of Google', () => {
    expect(module({ google: relayed })?.settings).toEqual({
      relay: ['test', 'analytics', ['www.example.fi'], [], ['q', 's', 'search', 'query', 'keyword'], 1],
    });
    const relay = { query: ['utm_source'], search: ['find'], terms: false };
    const origins = ['https://a.fi', 'http://a.fi:8080', 'https://b.fi'];
    const { settings } = module({ origins, google: { ...relayed, relay } }) ?? {};
    expect(settings?.relay).toEqual(['test', 'analytics', ['a.fi', 'b.fi'], ['utm_source'], ['find'], 0]);
    expect(JSON.stringify(settings)).not.toMatch(/google|G-TEST/i);
  });

  test('its session is removed with the grant that it was kept under, and no other site has one', () => {
    expect(tagItems('test', site({ google: relayed }), 'analytics')).toEqual([
      'lupa:test:session',
      '_ga',
      '_ga_*',
    ]);
    expect(tagItems('test', site({ google: relayed }), 'marketing')).toEqual([]);
    expect(tagItems('test', site({}), 'analytics')).toEqual([]);
  });
});

describe('vendors are told in their own documented words', () => {
  test('Microsoft UET', () => {
    expect(told({ vendor: 'uet', purpose: 'marketing' })).toEqual({
      name: 'uetq',
      kind: 'queue',
      purposes: ['marketing'],
      first: ['consent', 'default', { ad_storage: 'denied' }],
      says: [
        ['consent', 'update', { ad_storage: 'denied' }],
        ['consent', 'update', { ad_storage: 'granted' }],
      ],
    });
  });
  test('Microsoft Clarity, with and without a purpose of advertising', () => {
    const state = (ad: string, analytics: string) => [
      'consentv2',
      { ad_Storage: ad, analytics_Storage: analytics },
    ];
    expect(told({ vendor: 'clarity', purpose: 'analytics', adsPurpose: 'marketing' })).toEqual({
      name: 'clarity',
      kind: 'stub',
      purposes: ['analytics', 'marketing'],
      says: [
        state('denied', 'denied'),
        state('denied', 'granted'),
        state('granted', 'denied'),
        state('granted', 'granted'),
      ],
    });
    expect(told({ vendor: 'clarity', purpose: 'analytics' })?.says).toEqual([
      state('denied', 'denied'),
      state('denied', 'granted'),
    ]);
    expect(
      told({ vendor: 'clarity', purpose: 'analytics', adsPurpose: 'analytics' })?.says,
      'one for both',
    ).toEqual([state('denied', 'denied'), state('granted', 'granted')]);
  });
  test('Meta', () => {
    expect(told({ vendor: 'meta', purpose: 'marketing' })).toEqual({
      name: 'fbq',
      kind: 'function',
      purposes: ['marketing'],
      says: [
        ['consent', 'revoke'],
        ['consent', 'grant'],
      ],
    });
  });
  test('Matomo, whose own mark of a withdrawal is removed with the cookies of its purpose', () => {
    expect(told({ vendor: 'matomo', purpose: 'analytics' })).toEqual({
      name: '_paq',
      kind: 'queue',
      purposes: ['analytics'],
      first: [['requireConsent']],
      says: [[['forgetConsentGiven']], [['setConsentGiven']]],
    });
    const settings = site({ google: undefined, tags: [{ vendor: 'matomo', purpose: 'analytics' }] });
    expect(tagItems('test', settings, 'analytics')).toEqual(['mtm_consent*']);
    expect(tagItems('test', settings, 'marketing')).toEqual([]);
  });
});
