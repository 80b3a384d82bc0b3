/** The words of a notice: the language's, with the site's own where it may choose them (docs/decisions/0007). */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { makeNotice } from '../../../collector/register/notice.ts';
import { saveSite } from '../../../collector/register/siteChange.ts';
import { asksForMore, substanceOf } from '../../../collector/register/terms.ts';
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

describe('how Google measures is said where it measures, and is a part of the version', () => {
  const google = { measurementId: 'G-ABC123', purpose: 'analytics', adsPurpose: 'marketing' };
  const relayed = 'Google gets this from our server, without your IP address.';
  const tagged = 'Your browser contacts Google, which sees your IP address.';
  const said = (settings: SiteSettingsInput, language = 'en') =>
    Object.fromEntries(noticeOf(settings, language).purposes.map(({ id, description }) => [id, description]));
  const plain = said(testSettings({ google: undefined }));
  /** Tag Manager, declared under both purposes. */
  const container = (): SiteSettingsInput => {
    const settings = testSettings({
      google: { mode: 'tag', containerId: 'GTM-ABC123', purpose: 'analytics', adsPurpose: 'marketing' },
    });
    const manager = {
      id: 'gtm',
      name: 'Tag Manager',
      provider: 'Google',
      country: 'IE',
      hosts: ['googletagmanager.com'],
    };
    const declared = settings.purposes.map((one) =>
      one.necessary ? one : { ...one, services: [...(one.services ?? []), manager] },
    );
    return { ...settings, purposes: declared };
  };

  test('by the relay: under the purpose of measuring', () => {
    expect(said(testSettings({ google }))).toEqual({
      ...plain,
      analytics: `${plain['analytics']} ${relayed}`,
    });
  });
  test('by its own tag: under the same', () => {
    expect(said(testSettings({ google: { ...google, mode: 'tag' } }))).toEqual({
      ...plain,
      analytics: `${plain['analytics']} ${tagged}`,
    });
  });
  test('by a container: under every purpose that loads it', () => {
    expect(said(container())).toEqual({
      ...plain,
      analytics: `${plain['analytics']} ${tagged}`,
      marketing: `${plain['marketing']} ${tagged}`,
    });
  });
  test('in the language of the notice', () => {
    expect(said(testSettings({ google }), 'fi')['analytics']).toMatch(/ilman IP-osoitettasi\.$/);
  });
  test('another mode is another version', () => {
    const versions = [undefined, google, { ...google, mode: 'tag' as const }].map(
      (one) => noticeOf(testSettings({ google: one })).version,
    );
    expect(new Set(versions).size).toBe(3);
  });
  test('C16: from relay to tag asks people again, for their address goes to Google; from tag to relay does not', () => {
    const substances = (mode: 'relay' | 'tag') => {
      const site = v.parse(siteSettings, testSettings({ google: { ...google, mode } }));
      return new Map(site.purposes.map((purpose) => [purpose.id, substanceOf(purpose, site)]));
    };
    const [relay, tag] = [substances('relay'), substances('tag')];
    const asked = (before: typeof relay, after: typeof relay) =>
      [...after].flatMap(([id, substance]) => {
        const known = before.get(id);
        return known && asksForMore(known, substance) ? [id] : [];
      });
    expect(asked(relay, tag)).toEqual(['analytics']);
    expect(asked(tag, relay)).toEqual([]);
  });
});
