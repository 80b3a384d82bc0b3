/** Drafts are off until a site's owner approves them; a language without words is refused; both say what to do. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DraftLanguage, UnknownLanguage } from '../../../collector/register/languages.ts';
import { saveSite } from '../../../collector/register/siteChange.ts';
import { findSite } from '../../../collector/register/sites.ts';
import { locales } from '../../../shared/locales/locales.ts';
import { type SiteSettingsInput, siteSettings } from '../../../shared/site.ts';
import { testCollector } from '../../support/collector.ts';
import { speaking } from '../../support/site.ts';

const collector = await testCollector();
const drafts = Object.keys(locales).filter((tag) => locales[tag]?.draft);
const add = async (publicId: string, settings: SiteSettingsInput) => {
  const { store, world, controller } = collector;
  await saveSite(store, world, { controller, publicId, settings: v.parse(siteSettings, settings) });
};

test.each(drafts)('%s is refused until it is approved, and then speaks', async (tag) => {
  await expect(add(`draft-${tag}`, speaking([tag]))).rejects.toThrow(DraftLanguage);
  expect(await findSite(collector.store, `draft-${tag}`), 'nothing is kept').toBeUndefined();
  await add(`draft-${tag}`, speaking([tag], { approvedDrafts: [tag] }));
  const answer = await collector.get(`/s/draft-${tag}/notice/${tag}`);
  const notice = (await answer.json()) as { texts: { acceptAll: string } };
  expect(notice.texts.acceptAll).toBe(locales[tag]?.acceptAll());
});

test('Finnish, Swedish and English need no approval, and may be named in it', async () => {
  await add('on', speaking(['fi', 'sv', 'en'], { approvedDrafts: ['fi'] }));
});

describe('the refusal says what to do', () => {
  test('of a draft: which words, how to read them, what to add', async () => {
    const refused = add('none', speaking(['fi', 'de-AT']));
    await expect(refused).rejects.toThrow(
      /"de-AT" are a draft.*lupa words de".*add "de" to "approvedDrafts"/,
    );
    await expect(refused).rejects.toThrow('docs/languages.md');
  });
  test('of a language without words: to take it out, or to add its file', async () => {
    const refused = add('none', speaking(['fi', 'xx'], { approvedDrafts: ['xx'] }));
    await expect(refused).rejects.toThrow(UnknownLanguage);
    await expect(refused).rejects.toThrow(
      /"xx" yet: take it out of the site's languages.*docs\/languages\.md/,
    );
  });
});

test('an approval is for the words: under any name of the language, and for no other language', async () => {
  await add('at', speaking(['de-AT'], { approvedDrafts: ['de'] }));
  await add('norwegian', speaking(['no', 'nn'], { approvedDrafts: ['nb'] }));
  await add('bokmal', speaking(['nb'], { approvedDrafts: ['no'] }));
  await expect(add('none', speaking(['de', 'fr'], { approvedDrafts: ['de'] }))).rejects.toThrow('"fr"');
});

test('taking an approval back is refused while the site still speaks the language', async () => {
  await add('back', speaking(['fi', 'et'], { approvedDrafts: ['et'] }));
  await expect(add('back', speaking(['fi', 'et']))).rejects.toThrow(DraftLanguage);
  await add('back', speaking(['fi']));
});

test('a site that speaks a language already goes on, at a start too, should the words become a draft', async () => {
  await add('before', speaking(['sv']));
  const { sv } = locales;
  if (!sv) throw new Error('There is no Swedish.');
  sv.draft = true;
  try {
    await add('before', speaking(['sv']));
    expect((await collector.get('/s/before/notice/sv')).status).toBe(200);
    await expect(add('before', speaking(['sv'], { name: 'Changed' }))).rejects.toThrow(DraftLanguage);
  } finally {
    delete sv.draft;
  }
});
