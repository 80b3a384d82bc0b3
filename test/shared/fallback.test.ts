import { expect, test } from 'vitest';
import { alsoNamed, spoken, standIns } from '../../shared/locales/fallback.ts';
import { localeOf, locales, wordsFor } from '../../shared/locales/locales.ts';

test('the tag itself comes first, then each shorter one, then other names of the language', () => {
  expect(standIns('fi')).toEqual(['fi']);
  expect(standIns('zh-Hant-TW')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh']);
  expect(standIns('no')).toEqual(['no', 'nb', 'nn']);
  expect(standIns('nn-NO')).toEqual(['nn-NO', 'nn', 'nb', 'no']);
});

test('the loader of a Norwegian site knows every name of the language; other sites carry none of them', () => {
  expect(alsoNamed(['fi', 'nb'])).toEqual(['fi', 'nb', 'no', 'nn']);
  expect(alsoNamed(['nn', 'sv'])).toEqual(['nn', 'sv', 'nb', 'no']);
  expect(alsoNamed(['fi', 'sv', 'en'])).toEqual(['fi', 'sv', 'en']);
});

test('words are those of the tag, of its base, or of Bokmål for any Norwegian; else there are none', () => {
  expect(['fi', 'en-GB', 'de-AT', 'no', 'nn', 'nb-NO', 'no-NO'].map(wordsFor)).toEqual([
    'fi',
    'en',
    'de',
    'nb',
    'nb',
    'nb',
    'nb',
  ]);
  expect(localeOf('nn')).toBe(locales['nb']);
  for (const tag of ['xx', 'constructor', '__proto__', '', 'EN']) expect(localeOf(tag), tag).toBeUndefined();
});

test('of a site one hears the language asked for, what stands in for it, else the first', () => {
  const site = ['sv', 'en', 'nb', 'de-AT'];
  const asked = {
    en: 'en',
    'en-GB': 'en',
    'de-AT': 'de-AT',
    de: 'sv',
    'de-CH': 'sv',
    no: 'nb',
    nn: 'nb',
    xx: 'sv',
  };
  for (const [tag, heard] of Object.entries(asked)) expect(spoken(tag, site), tag).toBe(heard);
  expect(spoken('nb', ['en', 'no']), 'whichever name the site uses').toBe('no');
  expect(spoken('no', ['en', 'nn', 'no']), 'its own name first').toBe('no');
});
