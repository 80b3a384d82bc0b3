/** Sizes are features (DESIGN section 7): the real build with the demo's real settings, brotli. */
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { packed, readAssets } from '../collector/http/assets.ts';
import { gateSettings, inlined } from '../collector/http/loader.ts';
import { makeNotice } from '../collector/register/notice.ts';
import type { Site } from '../collector/register/sites.ts';
import { demoCompany, demoSettings } from '../demo/server.ts';
import { siteSettings } from '../shared/site.ts';
import { temporaryFolder } from './support/temporary.ts';
import { noon } from './support/world.ts';

const settings = v.parse(
  siteSettings,
  demoSettings({
    origins: ['http://localhost:8788'],
    statementBase: 'http://localhost:8788',
    googleHost: 'google.localhost',
  }),
);
const site: Site = {
  controller: 1,
  controllerName: demoCompany.name,
  contact: demoCompany.contact,
  site: 1,
  publicId: 'demo',
  settings,
  version: 1,
  terms: new Map(settings.purposes.filter((one) => !one.necessary).map((one) => [one.id, 1])),
};
const assets = readAssets('dist/widget', temporaryFolder(), () => noon);
const addresses = { publicUrl: 'http://127.0.0.1:8787', googleUrl: 'http://google.localhost:8788' };
const gate = gateSettings(site, assets, addresses);
const proxied = gateSettings({ ...site, settings: { ...settings, proxyPath: '/lupa' } }, assets, addresses);
const { tags, ...withoutTags } = gate;
const size = (path: string | undefined) => assets.file(path?.replace('/assets/', '') ?? '')?.br.length ?? 0;
const loader = (settings: object) => packed(inlined(assets.loader, '__LUPA_SETTINGS__', settings)).br.length;

const sizes = {
  loader: loader(gate),
  'loader without tags': loader(withoutTags),
  'second stage': size(gate.decide[0]),
  'second stage behind a proxy': size(proxied.decide[0]),
  "Google's module": size(tags),
  'take-over': packed(assets.takeover).br.length,
  'module for owners': packed(assets.debug).br.length,
};
/** The tag module of another site like the demo. */
const tagModuleOf = (change: Partial<typeof settings>) =>
  size(gateSettings({ ...site, settings: { ...settings, ...change } }, assets, addresses).tags);
const { google } = settings;
if (!google) throw new Error('The demo has Google.');
const container = { ...google, measurementId: undefined, containerId: 'GTM-DEMO2026' };
const vendors = [
  { vendor: 'uet', purpose: 'marketing' },
  { vendor: 'clarity', purpose: 'analytics', adsPurpose: 'marketing' },
  { vendor: 'meta', purpose: 'marketing' },
  { vendor: 'matomo', purpose: 'analytics' },
] as const;
const tagModules = {
  'Tag Manager': tagModuleOf({ google: container }),
  ...Object.fromEntries(
    vendors.map((one) => [`${one.vendor} alone`, tagModuleOf({ google: undefined, tags: [one] })]),
  ),
  'four vendors': tagModuleOf({ google: undefined, tags: [...vendors] }),
  'Google and four vendors': tagModuleOf({ tags: [...vendors] }),
  relay: tagModuleOf({ google: { ...google, mode: 'relay' } }),
  'relay and four vendors': tagModuleOf({ google: { ...google, mode: 'relay' }, tags: [...vendors] }),
};
const notices = settings.languages.map(
  (language) => packed(JSON.stringify(makeNotice(settings, site.terms, demoCompany, language))).br.length,
);

beforeAll(() => {
  const all = [
    ...Object.entries(sizes),
    ...Object.entries(tagModules).map(([name, bytes]) => [`tag module, ${name}`, bytes]),
    ...settings.languages.map((tag, place) => [`notice ${tag}`, notices[place]]),
  ];
  console.log(all.map(([name, bytes]) => `${name} ${bytes} B`).join(', '));
});

describe('bytes over the wire', () => {
  test('what a proxied site needs beside costs no other site a byte', () => {
    expect(assets.proxied).toContain(':cookie');
    expect(assets.decide).not.toMatch(/:cookie|AbortController/);
    expect(sizes['second stage behind a proxy']).toBeLessThanOrEqual(sizes['second stage'] + 450);
  });
  test('the loader with the demo’s gate settings: at most 2,460 (docs/decisions, 12)', () => {
    expect(sizes.loader).toBeGreaterThan(1000);
    expect(sizes.loader).toBeLessThanOrEqual(2460);
  });
  test('a first visit, all in, in the longest language: at most 12,400', () => {
    expect(sizes['second stage']).toBeGreaterThan(5000);
    expect(sizes.loader + sizes['second stage'] + Math.max(...notices)).toBeLessThanOrEqual(12_400);
  });
  test('the measuring module of the relay, all in, is at most 1,500 with the demo’s settings', () => {
    expect(tagModules.relay).toBeGreaterThan(1000);
    expect(tagModules.relay).toBeLessThanOrEqual(1500);
  });
  test("Google's module, fetched after a grant alone, is small", () => {
    expect(sizes["Google's module"]).toBeGreaterThan(100);
    expect(sizes["Google's module"]).toBeLessThanOrEqual(700);
  });
});

test('what few pages fetch is small too: the take-over at most 1,400, the module for owners at most 5,000', () => {
  expect(sizes['take-over']).toBeGreaterThan(500);
  expect(sizes['take-over']).toBeLessThanOrEqual(1400);
  expect(sizes['module for owners']).toBeGreaterThan(2000);
  expect(sizes['module for owners']).toBeLessThanOrEqual(5000);
});

test('each text takes its settings at exactly one place', () => {
  const places = [
    [assets.loader, '__LUPA_SETTINGS__'],
    [assets.decide, '__LUPA_DESK__'],
    [assets.proxied, '__LUPA_DESK__'],
    ...Object.values(assets.tags).map((text) => [text, '__LUPA_TAGS__'] as const),
    [assets.takeover, '__LUPA_TAKEOVER__'],
    [assets.debug, '__LUPA_DEBUG__'],
  ] as const;
  for (const [text, place] of places) expect(text.split(place)).toHaveLength(2);
});

test('what a site does not use is not in its tag module', () => {
  const marks = {
    wait_for_update: /wait_for_update/,
    container: /lupa_consent/,
    queue: /queue/,
    measure: /percent_scrolled/,
  };
  const found = Object.entries(assets.tags).map(([kind, text]) => [
    kind,
    Object.entries(marks).flatMap(([mark, pattern]) => (pattern.test(text) ? [mark] : [])),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    google: ['wait_for_update'],
    container: ['wait_for_update', 'container'],
    vendors: ['queue'],
    both: ['wait_for_update', 'container', 'queue'],
    relay: ['measure'],
    'relay-vendors': ['queue', 'measure'],
  });
});

test('no vendor but Google is named in any text that a browser gets: their words are a site’s data', () => {
  for (const text of [assets.loader, assets.decide, assets.embeds, ...Object.values(assets.tags)])
    expect(text).not.toMatch(/uetq|clarity|fbq|_paq|__tcfapi|__gpp/);
});

test('no text of the relay names Google', () => {
  expect(assets.tags.relay).not.toMatch(/google|gtag/i);
});

test('no Lit, no schema and no Google in the loader; no schema and no Google in the second stage', () => {
  expect(assets.loader).not.toMatch(/lit-html|valibot|wait_for_update/i);
  expect(assets.decide).not.toMatch(/valibot|wait_for_update/);
});
