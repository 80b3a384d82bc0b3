/** The words of a notice: the language's, with the site's own where it may choose them (docs/decisions/0007). */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { makeNotice } from '../../../collector/register/notice.ts';
import { saveSite } from '../../../collector/register/siteChange.ts';
import { notice as noticeSchema } from '../../../shared/notice.ts';
import { type SiteSettingsInput, siteSettings } from '../../../shared/site.ts';
import { testCollector } from '../../support/collector.ts';
import { speaking, testSettings } from '../../support/site.ts';

const controller = { name: 'Example Oy', contact: 'privacy@example.fi' };
const terms = new Map([
  ['analytics', 1],
  ['marketing', 1],
]);
const noticeOf = (settings: SiteSettingsInput, language = 'en') =>
  makeNotice(v.parse(siteSettings, settings), terms, controller, language);
const own = (texts: Record<string, string>, language = 'en') =>
  testSettings({ texts: { [language]: texts } });

const chosen = {
  title: 'Cookies on our site',
  intro:
    'May {controller} keep and read data on your device for these purposes? {controller} asks only here.',
  preferencesButton: 'Cookie settings',
  preferencesTitle: 'Your cookie settings',
  preferencesIntro: 'Answer each purpose as you like.',
  statement: 'Privacy policy',
};

describe("a site's own words", () => {
  test('stand in the place of the default ones, in their language alone', () => {
    const plain = noticeOf(testSettings()).texts;
    const { texts } = noticeOf(own(chosen));
    expect(texts).toEqual({
      ...plain,
      ...chosen,
      intro:
        'May Example Oy keep and read data on your device for these purposes? Example Oy asks only here.',
      withdrawal: plain.withdrawal.replace('Privacy choices', 'Cookie settings'),
    });
    expect(noticeOf(own(chosen), 'fi')).toEqual(noticeOf(testSettings(), 'fi'));
  });
  test('a controller whose name looks like a pattern is named as it is', () => {
    const named = { ...controller, name: "$& Oy $' $1" };
    const site = v.parse(siteSettings, own({ intro: 'We are {controller}.' }));
    expect(makeNotice(site, terms, named, 'en').texts.intro).toBe("We are $& Oy $' $1.");
  });
  test('C17: the sentence about withdrawing names the button by its own label', () => {
    const { texts } = noticeOf(own({ preferencesButton: 'Evästeasetukset' }, 'fi'), 'fi');
    expect(texts.withdrawal).toContain('”Evästeasetukset” on joka sivulla');
    expect(texts.withdrawal).not.toContain('Yksityisyysvalinnat');
  });
  test('one word may be chosen and the others left', () => {
    const { texts } = noticeOf(own({ title: 'Cookies' }));
    expect(texts).toEqual({ ...noticeOf(testSettings()).texts, title: 'Cookies' });
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    [
      'C28: labels of accepting and refusing',
      { acceptAll: 'Yes please' },
      /^texts\.en\.acceptAll: A site may choose title/,
    ],
    ['C28: the other label', { rejectAll: 'No, annoy me' }, /^texts\.en\.rejectAll: A site may choose/],
    ['who receives data', { recipients: 'Nobody.' }, /recipients: A site may choose/],
    ['how to withdraw', { withdrawal: 'Write us a letter.' }, /withdrawal: A site may choose/],
    ['what saving and closing do', { close: 'Agree' }, /close: A site may choose/],
    ['an unknown word', { slogan: 'Hello' }, /slogan: A site may choose/],
    ['C17: an introduction that does not say who asks', { intro: 'Cookies?' }, /intro: Must say who asks/],
    ['another mark in braces', { intro: '{controller} and {partner}' }, /intro: Must say who asks/],
    ['an empty label', { preferencesButton: ' ' }, /preferencesButton: Must not be empty/],
    [
      'a label that cannot be read',
      { preferencesButton: '\u200b…' },
      /preferencesButton: Must have a letter/,
    ],
    ['a label too long for a button', { preferencesButton: 'a'.repeat(41) }, /At most 40/],
  ];
  test.each(refused)('cannot be %s: refused with its place', (_, texts, sentence) => {
    const checked = v.safeParse(siteSettings, own(texts));
    const [issue] = checked.issues ?? [];
    expect(`${issue && v.getDotPath(issue)}: ${issue?.message}`).toMatch(sentence);
  });
  test('cannot be in a language that the site does not speak', () => {
    const { issues } = v.safeParse(siteSettings, own({ title: 'Kekse' }, 'de'));
    expect(issues?.[0].message).toMatch(/does not speak/);
  });
});

describe('the version and the terms', () => {
  test('own words make another version; people are asked again only if the owner says that they matter', async () => {
    const { store, world, controller, save, notice } = await testCollector();
    const [before, finnish] = [await notice('en'), await notice('fi')];
    await save(own({ title: 'Cookies' }));
    const after = await notice('en');
    expect(after.version).not.toBe(before.version);
    expect(after.purposes.map((one) => one.terms)).toEqual([1, 1, 1]);
    expect(await notice('fi'), 'other languages are as they were').toEqual(finnish);
    const settings = v.parse(siteSettings, own({ title: 'Cookies and more' }));
    const material = ['analytics'];
    await saveSite(store, world, { controller, publicId: 'test', settings, material });
    expect((await notice('en')).purposes.map((one) => [one.id, one.terms])).toEqual([
      ['necessary', 1],
      ['analytics', 2],
      ['marketing', 1],
    ]);
  });
});

describe('the direction', () => {
  test('is said for Arabic and Hebrew alone', () => {
    const direction = (language: string) =>
      noticeOf(speaking([language], { approvedDrafts: [language] }), language).direction;
    expect(['ar', 'he', 'he-IL'].map(direction)).toEqual(['rtl', 'rtl', 'rtl']);
    for (const language of ['fi', 'sv', 'en', 'de', 'ru']) {
      expect(
        JSON.stringify(noticeOf(speaking([language], { approvedDrafts: [language] }), language)),
      ).not.toContain('direction');
    }
  });
  test('belongs to what the wire says of a notice', () => {
    const hebrew = noticeOf(speaking(['he'], { approvedDrafts: ['he'] }), 'he');
    expect(v.parse(noticeSchema, hebrew)).toEqual(hebrew);
    expect(v.is(noticeSchema, { ...hebrew, direction: 'ltr' })).toBe(false);
  });
});
