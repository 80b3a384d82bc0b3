/** Durations in every language, written down by hand: how many, and which form of the word. */
import { describe, expect, test } from 'vitest';
import { locales } from '../../shared/locales/locales.ts';
import { expected } from './expectedDurations.ts';

const says = (tag: string, days: number) => locales[tag]?.duration(days);

test('every language is written down', () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(locales).sort());
});

describe('counted', () => {
  test.each(Object.entries(expected))('%s', (tag, [days, months, years]) => {
    const line = (counts: number[], unit: number) => counts.map((one) => says(tag, one * unit)).join(', ');
    expect(line([1, 2, 3, 5, 11, 21, 100], 1)).toBe(days);
    expect(line([1, 2, 5, 13], 30)).toBe(months);
    expect(line([1, 2, 5], 365)).toBe(years);
  });
});

test('what the rest of a decade sounds like', () => {
  expect(['sl', 'lv', 'ga', 'mt', 'ro', 'ar', 'pl'].map((tag) => says(tag, 101))).toEqual([
    '101 dan',
    '101 diena',
    '101 lá',
    '101 jum',
    '101 zile',
    '101 يوم',
    '101 dni',
  ]);
  expect(['sl', 'ga', 'lv', 'lt'].map((tag) => says(tag, 8 * 365))).toEqual([
    '8 let',
    '8 mbliana',
    '8 gadi',
    '8 metai',
  ]);
  expect(['sl', 'lv', 'lt', 'ar', 'cs'].map((tag) => says(tag, 10 * 365))).toEqual([
    '10 let',
    '10 gadu',
    '10 metų',
    '10 سنوات',
    '10 let',
  ]);
  expect(['sl', 'pl', 'uk'].map((tag) => says(tag, 4 * 365))).toEqual(['4 leta', '4 lata', '4 роки']);
});

test('a unit is used only where it says the days exactly', () => {
  expect([29, 30, 31, 360, 364, 366, 390, 395, 3650].map((days) => says('en', days))).toEqual([
    '29 days',
    '1 month',
    '31 days',
    '12 months',
    '364 days',
    '366 days',
    '13 months',
    '395 days',
    '10 years',
  ]);
});

describe.each(Object.entries(locales))('%s', (tag, { duration }) => {
  test('0 days is words without a number: until the browser is closed', () => {
    expect(duration(0)).toMatch(/^\P{N}+$/u);
    expect(duration(0).length).toBeGreaterThan(10);
  });

  test('every number that a setting allows is said once, with its number or as a word for one or two', () => {
    const plural = new Intl.PluralRules(tag);
    for (let days = 1; days <= 3650; days++) {
      const text = duration(days);
      const count = days % 365 === 0 ? days / 365 : days % 30 === 0 ? days / 30 : days;
      expect(text).toMatch(/^[^#]*\p{L}[^#]*$/u);
      if (/\d/.test(text)) expect(text.match(/\d+/g)).toEqual([`${count}`]);
      else expect(['one', 'two']).toContain(plural.select(count));
    }
  });
});
