/** Sizes are features (DESIGN section 7): the real build with the demo's real settings, brotli. */
import { readFileSync } from 'node:fs';
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
const assets = readAssets('dist/widget', temporaryFolder(), noon);
const gate = gateSettings(site, assets, 'http://127.0.0.1:8787', 'http://google.localhost:8788');
const { google: _, ...withoutGoogle } = gate;

const sizes: Record<string, number> = {};
beforeAll(() => {
  const decide = assets.files.get(assets.decide.file);
  if (!decide) throw new Error('The widget is not built: run "npm run build".');
  sizes['loader'] = packed(inlined(assets.loaders, gate)).br.length;
  sizes['loader without Google'] = packed(inlined(assets.loaders, withoutGoogle)).br.length;
  sizes['second stage'] = decide.br.length;
  for (const language of settings.languages) {
    const notice = makeNotice(settings, site.terms, demoCompany, language);
    sizes[`notice ${language}`] = packed(JSON.stringify(notice)).br.length;
  }
  console.log(
    Object.entries(sizes)
      .map(([name, size]) => `${name} ${size} B`)
      .join(', '),
  );
});

describe('bytes over the wire', () => {
  test('the loader with the demo’s gate settings: at most 2,200', () => {
    expect(sizes['loader']).toBeLessThanOrEqual(2200);
  });
  test('the loader without Google is smaller', () => {
    expect(sizes['loader without Google']).toBeLessThan((sizes['loader'] ?? 0) - 200);
  });
  test('a first visit, all in, in every language: at most 12,400', () => {
    for (const language of settings.languages) {
      const all = (sizes['loader'] ?? 0) + (sizes['second stage'] ?? 0) + (sizes[`notice ${language}`] ?? 0);
      expect(all, language).toBeLessThanOrEqual(12_400);
    }
  });
});

test('the loaders take their settings at exactly one place', () => {
  for (const loader of Object.values(assets.loaders))
    expect(loader.split('__LUPA_SETTINGS__')).toHaveLength(2);
});

test('no Lit and no schema in the loaders, no second Google in the second stage', () => {
  for (const loader of Object.values(assets.loaders))
    expect(loader).not.toMatch(/litElement|lit-html|valibot/i);
  const decide = readFileSync(`dist/widget/${assets.decide.file}`, 'utf8');
  expect(decide).not.toMatch(/valibot|wait_for_update/);
});
