/** What a site's settings may say of tags, and what is refused. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { substanceOf } from '../../collector/register/terms.ts';
import { type SiteSettingsInput, siteSettings } from '../../shared/site.ts';
import { vendors } from '../../shared/vendors.ts';
import { testSettings } from '../support/site.ts';

/** The test site, with these hosts declared under each optional purpose. */
const withHosts = (hosts: string[], change: Partial<SiteSettingsInput>): SiteSettingsInput => {
  const settings = testSettings(change);
  return {
    ...settings,
    purposes: settings.purposes.map((purpose) =>
      purpose.necessary
        ? purpose
        : {
            ...purpose,
            services: (purpose.services ?? []).map((one) => ({
              ...one,
              hosts: [...(one.hosts ?? []), ...hosts],
            })),
          },
    ),
  };
};
const problem = (settings: unknown): string | undefined =>
  v.safeParse(siteSettings, settings).issues?.[0].message;
const everyHost = ['bat.bing.com', 'clarity.ms', 'facebook.com'];
const inContainer = {
  mode: 'tag' as const,
  containerId: 'GTM-ABC123',
  purpose: 'analytics',
  adsPurpose: 'marketing',
};

describe("Google's tags", () => {
  test('are a measurement id, a container id, or both; nothing else fits', () => {
    const google = { mode: 'tag' as const, purpose: 'analytics' };
    expect(problem(testSettings({ google: { ...google, measurementId: 'G-ABC123' } }))).toBeUndefined();
    expect(problem(testSettings({ google }))).toContain('a container id');
    for (const containerId of ['G-ABC123', 'GTM-', 'gtm-abc', 'GTM-A&l=x', "GTM-A'//"])
      expect(problem(testSettings({ google: { ...google, containerId } })), containerId).toContain(
        'GTM-ABC123',
      );
  });

  test('a container must be a service of each purpose that loads it, so that the notice tells of it', () => {
    expect(problem(withHosts(['googletagmanager.com'], { google: inContainer }))).toBeUndefined();
    expect(problem(testSettings({ google: inContainer })), 'declared under one of them alone').toContain(
      'Google Tag Manager must be a service',
    );
  });

  test('every purpose that they name is an optional one of the site', () => {
    for (const functionalityPurpose of ['chat', 'necessary'])
      expect(
        problem(
          testSettings({
            google: { mode: 'tag', measurementId: 'G-ABC123', purpose: 'analytics', functionalityPurpose },
          }),
        ),
      ).toContain('optional purpose');
  });
});

describe('vendors', () => {
  test('each may be told, under a purpose that declares its host', () => {
    for (const vendor of Object.keys(vendors) as (keyof typeof vendors)[]) {
      const tags = [{ vendor, purpose: 'marketing' }];
      expect(problem(withHosts(everyHost, { tags })), vendor).toBeUndefined();
      expect(problem(testSettings({ tags })) === undefined, `${vendor} without its host`).toBe(
        !('host' in vendors[vendor]),
      );
    }
    expect(
      problem(withHosts(['bing.com'], { tags: [{ vendor: 'uet', purpose: 'marketing' }] })),
    ).toBeUndefined();
  });

  test('nothing that an owner writes becomes a name or a call: a vendor is one of ours, or refused', () => {
    for (const tag of [
      { vendor: 'eval', purpose: 'marketing' },
      { vendor: 'constructor', purpose: 'marketing' },
      { vendor: 'toString', purpose: 'marketing' },
    ])
      expect(problem(withHosts(everyHost, { tags: [tag] as never }))).toContain('A vendor is one of');
    const sneaked = { vendor: 'meta', purpose: 'marketing', name: 'eval', says: [['alert(1)']] };
    const parsed = v.parse(siteSettings, withHosts(everyHost, { tags: [sneaked as never] }));
    expect(parsed.tags).toEqual([{ vendor: 'meta', purpose: 'marketing' }]);
  });

  test('a purpose is an optional one of the site, a vendor is named once, advertising is for Clarity alone', () => {
    const wrong = [
      [[{ vendor: 'meta', purpose: 'necessary' }], 'optional purpose'],
      [[{ vendor: 'meta', purpose: 'chat' }], 'optional purpose'],
      [[{ vendor: 'clarity', purpose: 'analytics', adsPurpose: 'chat' }], 'optional purpose'],
      [
        [
          { vendor: 'meta', purpose: 'marketing' },
          { vendor: 'meta', purpose: 'analytics' },
        ],
        'Twice the same vendor',
      ],
      [[{ vendor: 'meta', purpose: 'marketing', adsPurpose: 'marketing' }], 'Only Clarity'],
    ] as const;
    for (const [tags, message] of wrong)
      expect(problem(withHosts(everyHost, { tags: [...tags] as never })), message).toContain(message);
  });
});

test('C16: a container, another type or a vendor told is a use of its purpose, which asks again', () => {
  const uses = (change: Partial<SiteSettingsInput>) => {
    const site = v.parse(siteSettings, withHosts([...everyHost, 'googletagmanager.com'], change));
    return Object.fromEntries(
      site.purposes
        .filter((one) => !one.necessary)
        .map((one) => [one.id, substanceOf(one, site).uses.filter((use) => use !== 'visits')]),
    );
  };
  expect(uses({})).toEqual({ analytics: ['google', 'google-address'], marketing: ['google-ads'] });
  expect(uses({ google: inContainer })).toEqual({
    analytics: ['google', 'google-address', 'google-container'],
    marketing: ['google-ads', 'google-container'],
  });
  const tags = [
    { vendor: 'clarity', purpose: 'analytics', adsPurpose: 'marketing' },
    { vendor: 'meta', purpose: 'marketing' },
  ] as const;
  expect(uses({ google: undefined, tags: [...tags] })).toEqual({
    analytics: ['clarity'],
    marketing: ['clarity-ads', 'meta'],
  });
});
