/** The demo's settings are what the collector takes, and true. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { demoSettings, demoSites } from '../../demo/settings.ts';
import { statementIn } from '../../demo/site/statement/statement.ts';
import { siteSettings } from '../../shared/site.ts';

const addresses = { origins: ['http://localhost:8788'], statementBase: 'http://localhost:8788' };

test('the collector takes them, with Google played and with the real one', () => {
  const played = v.parse(siteSettings, demoSettings({ ...addresses, googleHost: 'google.localhost' }));
  expect(played.purposes.map((one) => one.services.flatMap((each) => each.hosts))).toEqual([
    [],
    ['google.localhost'],
    ['ads.localhost'],
  ]);
  const real = v.parse(siteSettings, demoSettings(addresses));
  expect(real.purposes[1]?.services[0]?.hosts).toContain('googletagmanager.com');
});

test('they keep every member that they were written with', () => {
  const written = demoSettings(addresses);
  expect(v.parse(siteSettings, written)).toMatchObject(written);
});

test('each statement lists the cookies that the settings list, for as long', () => {
  for (const mode of ['tag', 'relay'] as const) {
    const names = demoSettings({ ...addresses, mode }).purposes.flatMap((one) =>
      one.services.flatMap((each) => each.cookies.map((cookie) => cookie.name)),
    );
    for (const language of ['fi', 'sv', 'en'] as const) {
      const text = JSON.stringify(statementIn(language, mode));
      for (const name of names) expect(text).toContain(`${name.replace('*', '…')} (`);
      expect(text.includes('_ga'), 'the relay sets none of Google’s').toBe(mode === 'tag');
      expect(text).toContain(`lupa:${demoSites[mode]}:outbox`);
    }
  }
});

test('the statement has the same sections in each language', () => {
  const shape = (language: 'fi' | 'sv' | 'en') =>
    statementIn(language, 'tag').sections.map(({ id, body }) => [
      id,
      body.map((block) => {
        if (typeof block === 'string') return 'text';
        return 'list' in block ? block.list.length : block.table.rows.map((row) => row.split(' | ').length);
      }),
    ]);
  expect(shape('sv')).toEqual(shape('fi'));
  expect(shape('en')).toEqual(shape('fi'));
});
