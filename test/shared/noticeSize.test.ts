/** What a notice weighs in each language: the test site's, with its English words where it has no others (brotli). */
import { brotliCompressSync } from 'node:zlib';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { makeNotice } from '../../collector/register/notice.ts';
import { locales } from '../../shared/locales/locales.ts';
import { siteSettings } from '../../shared/site.ts';
import { speaking } from '../support/site.ts';

const controller = { name: 'Example Oy', contact: 'privacy@example.fi' };
const size = (language: string): number => {
  const site = v.parse(siteSettings, speaking([language]));
  return brotliCompressSync(JSON.stringify(makeNotice(site, new Map(), controller, language))).length;
};
const sizes = Object.fromEntries(Object.keys(locales).map((tag) => [tag, size(tag)]));

test('the notices of the languages that are on do not grow by accident: raise these when a word is added', () => {
  expect(sizes['fi']).toBeLessThanOrEqual(943);
  expect(sizes['sv']).toBeLessThanOrEqual(910);
  expect(sizes['en']).toBeLessThanOrEqual(749);
});

test('no language makes the same notice weigh more than three fifths more than English', () => {
  console.log(
    Object.entries(sizes)
      .map(([tag, bytes]) => `${tag} ${bytes} B`)
      .join(', '),
  );
  for (const [tag, bytes] of Object.entries(sizes))
    expect(bytes, tag).toBeLessThanOrEqual((sizes['en'] ?? 0) * 1.6);
});
