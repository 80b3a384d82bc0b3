/** What a site's tag module is told. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { tagModule, vendorCookies } from '../../../collector/http/tags.ts';
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
  tagModule(site(change), optional, googleUrl);
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

test('a site gets the module of what it uses, and none where it uses nothing', () => {
  const tags = [{ vendor: 'matomo', purpose: 'analytics' }] as const;
  expect(module({ google: undefined })).toBeUndefined();
  expect(module({ google: undefined, tags: [] })).toBeUndefined();
  expect(module({})?.kind).toBe('google');
  expect(module({ google: container })?.kind).toBe('container');
  expect(module({ google: both })?.kind).toBe('container');
  expect(module({ google: undefined, tags: [...tags] })?.kind).toBe('vendors');
  expect(module({ tags: [...tags] })?.kind).toBe('both');
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
    expect(vendorCookies(settings, 'analytics')).toEqual(['mtm_consent*']);
    expect(vendorCookies(settings, 'marketing')).toEqual([]);
  });
});
