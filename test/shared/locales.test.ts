/** The default words in every language: whole, in their own script, fair (C17, C28), and short enough for a phone. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { locales } from '../../shared/locales/locales.ts';
import { type Word, words } from '../../shared/notice.ts';

const official = 'bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv'.split(' ');
const others = ['nb', 'is', 'uk', 'ru', 'ar', 'he', 'tr'];
const on = ['en', 'fi', 'sv'];

const named = { controller: 'Pohjola Oy', recipients: ['First Ltd', 'Second Ltd', 'Third Ltd'] };
const said = (tag: string): Record<Word, string> => {
  const locale = locales[tag];
  if (!locale) throw new Error(`No words for ${tag}.`);
  const preferencesButton = locale.preferencesButton();
  return Object.fromEntries(
    words.map((word) => [word, locale[word]({ ...named, preferencesButton })]),
  ) as Record<Word, string>;
};
const every = Object.keys(locales).map((tag) => [tag, said(tag)] as const);
const letters = (text: string) => [...text.matchAll(/\p{L}+/gu)].map(([found]) => found);

test('the 24 official languages of the EU and seven more have words; all but three are drafts', () => {
  expect(Object.keys(locales).sort()).toEqual([...official, ...others].sort());
  const notDraft = Object.entries(locales).flatMap(([tag, locale]) => (locale.draft ? [] : [tag]));
  expect(notDraft.sort()).toEqual(on);
});

test('Arabic and Hebrew alone are written from right to left, and hold names of Latin letters as islands', () => {
  const rtl = Object.entries(locales).flatMap(([tag, locale]) => (locale.direction ? [tag] : []));
  expect(rtl.sort()).toEqual(['ar', 'he']);
  for (const [tag, texts] of every) {
    const islands = `${texts.intro}${texts.recipients}`.match(/\u2068[^\u2068\u2069]+\u2069/gu) ?? [];
    expect(islands.length, tag).toBe(rtl.includes(tag) ? 4 : 0);
  }
});

describe.each(every)('%s', (tag, texts) => {
  const all = Object.entries(texts);

  test('every word is there, trimmed, in composed letters, and calls nothing out', () => {
    expect(all).toHaveLength(words.length);
    for (const [word, text] of all) {
      expect(text, word).toMatch(/\p{L}{2}/u);
      expect(text.trim(), word).toBe(text);
      expect(text.normalize('NFC'), word).toBe(text);
      expect(text, word).not.toMatch(/[!¡]| {2}|undefined|[#$]/);
    }
  });

  test('what the page fills in has its place once, and nothing else has one', () => {
    const marks = all.flatMap(([word, text]) =>
      (text.match(/[{][^}]*[}]|[{}]/g) ?? []).map((mark) => [word, mark]),
    );
    expect(marks).toEqual([
      ['embed', '{host}'],
      ['allow', '{purpose}'],
    ]);
  });

  test('is written in its own script, each word in one', () => {
    const own = { bg: 'Cyrl', uk: 'Cyrl', ru: 'Cyrl', el: 'Grek', ar: 'Arab', he: 'Hebr' }[tag] ?? 'Latn';
    const names = '[Cc]ookies?|Pohjola|Oy|First|Second|Third|Ltd';
    const foreign = all.flatMap(([, text]) =>
      letters(text.replace(/[{].*?[}]/, '')).filter(
        (one) =>
          !new RegExp(`^\\p{Script=${own}}+$`, 'u').test(one.normalize('NFC')) &&
          !new RegExp(`^(${names})$`).test(one),
      ),
    );
    expect(foreign).toEqual([]);
  });

  test('nothing is left in English or Finnish', () => {
    // Words that are written the same in the language itself.
    const same: Record<string, string[]> = { cookieName: ['Cookie'], contact: ['Contact'] };
    for (const reference of ['en', 'fi'].filter((one) => one !== tag)) {
      const left = words.filter(
        (word) => texts[word] === said(reference)[word] && !same[word]?.includes(texts[word]),
      );
      expect(left).toEqual([]);
    }
  });

  test('C28: accepting and refusing are said alike: other words, of one length, about the same thing', () => {
    const pair = [texts.acceptAll, texts.rejectAll] as const;
    const [shorter, longer] = pair.map((one) => [...one].length).sort((one, other) => one - other);
    expect(pair[0]).not.toBe(pair[1]);
    expect((longer as number) / (shorter as number)).toBeLessThanOrEqual(1.4);
    const [accept, reject] = pair.map((one) => letters(one.toLowerCase()));
    // The two verbs of Estonian and Icelandic take "all" in different cases.
    if (!['et', 'is'].includes(tag)) expect(accept?.some((one) => reject?.includes(one))).toBe(true);
  });

  test('the labels fit two buttons beside each other at 320 px', () => {
    for (const label of [texts.acceptAll, texts.rejectAll]) {
      expect([...label].length).toBeLessThanOrEqual(24);
      for (const word of label.split(' ')) expect([...word].length).toBeLessThanOrEqual(12);
    }
    expect([...texts.preferencesButton].length).toBeLessThanOrEqual(30);
  });

  test('C17: says who asks, who receives, that refusing costs nothing, and where to withdraw', () => {
    expect(texts.intro.split(named.controller)).toHaveLength(2);
    expect(texts.intro.match(/\.(?= |$)/g), 'a sentence each').toHaveLength(2);
    for (const name of named.recipients) expect(texts.recipients.split(name), name).toHaveLength(2);
    expect(texts.withdrawal.split(texts.preferencesButton)).toHaveLength(2);
    const none = locales[tag]?.recipients({ ...named, recipients: [], preferencesButton: '' }) ?? '';
    expect(none).toMatch(/\p{L}/u);
    expect(texts.recipients).not.toContain(none);
    const own = locales[tag]?.withdrawal({ ...named, preferencesButton: 'OWN LABEL' });
    expect(own).toBe(texts.withdrawal.replace(texts.preferencesButton, 'OWN LABEL'));
  });

  test('one recipient is named without a comma or an "and"', () => {
    const one = locales[tag]?.recipients({ ...named, recipients: ['First Ltd'], preferencesButton: '' });
    expect(one).toMatch(/First Ltd\u2069?\.$/u);
  });
});

describe('what is said of Google', () => {
  const about = Object.entries(locales).map(
    ([tag, locale]) => [tag, locale.googleRelayed(), locale.googleTagged()] as const,
  );
  test.each(about)('%s: two sentences that name Google and the address, each its own', (tag, ...both) => {
    for (const sentence of both) {
      expect(sentence).toMatch(/^[^.]*Google[^.]*\.$/u);
      expect(sentence).toContain('IP');
      expect(sentence.normalize('NFC').trim()).toBe(sentence);
      const own = { bg: 'Cyrl', uk: 'Cyrl', ru: 'Cyrl', el: 'Grek', ar: 'Arab', he: 'Hebr' }[tag] ?? 'Latn';
      for (const word of letters(sentence))
        expect(word).toMatch(new RegExp(`^(Google|IP|\\p{Script=${own}}+)$`, 'u'));
    }
    expect(both[0]).not.toBe(both[1]);
  });
  test('in each language otherwise', () => {
    expect(new Set(about.flatMap(([, ...both]) => both)).size).toBe(2 * about.length);
  });
});

test('no language is another one under a wrong name', () => {
  for (const [tag, texts] of every)
    for (const [other, theirs] of every) {
      if (tag >= other) continue;
      const shared = words.filter((word) => texts[word] === theirs[word]);
      expect(shared.length, `${tag} and ${other}: ${shared}`).toBeLessThanOrEqual(4);
    }
});

test('Romanian has its commas below, Spanish says "e" before an i, French keeps its colons from the next line', () => {
  const text = (tag: string) => Object.values(said(tag)).join(' ');
  expect(text('ro')).not.toMatch(/[şţŞŢ]/);
  expect(text('fr')).not.toMatch(/[^\u00a0][:»]|«[^\u00a0]/);
  const two = (last: string) =>
    locales['es']?.recipients({ ...named, recipients: ['A', last], preferencesButton: '' });
  expect(two('IBM')).toContain('A e IBM');
  expect(two('Hiedra SA')).toContain('A y Hiedra SA');
  expect(two('Meta')).toContain('A y Meta');
});

test('docs/languages.md lists every language with its status', () => {
  const rows = [...readFileSync('docs/languages.md', 'utf8').matchAll(/^\| `(\w\w)` \|[^|]*\| (\w+) \|/gm)];
  const listed = Object.fromEntries(rows.map(([, tag, status]) => [tag, status]));
  const status = Object.entries(locales).map(([tag, locale]) => [tag, locale.draft ? 'draft' : 'on']);
  expect(listed).toEqual(Object.fromEntries(status));
});
