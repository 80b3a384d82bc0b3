/** What a notice weighs in each language: the demo's, with the demo's English words where it has no others (brotli). */
import { brotliCompressSync } from 'node:zlib';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { makeNotice } from '../../collector/register/notice.ts';
import { demoCompany, demoSettings } from '../../demo/server.ts';
import { locales } from '../../shared/locales/locales.ts';
import { siteSettings } from '../../shared/site.ts';

const demo = demoSettings({
  origins: ['http://localhost:8788'],
  statementBase: 'http://localhost:8788',
  googleHost: 'google.localhost',
});
const terms = new Map([
  ['analytics', 1],
  ['marketing', 1],
]);

/** Every text by language, in one more language. */
const inAlso = (language: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => inAlso(language, one));
  if (typeof value !== 'object' || value === null) return value;
  const within = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, inAlso(language, one)]),
  );
  return 'en' in within ? { [language]: within['en'], ...within } : within;
};
const size = (language: string): number => {
  const settings = { ...(inAlso(language, demo) as object), languages: [language] };
  const notice = makeNotice(v.parse(siteSettings, settings), terms, demoCompany, language);
  return brotliCompressSync(JSON.stringify(notice)).length;
};

test('the notices of the languages that are on have not grown: raise these when a word is added, and say why', () => {
  expect(size('fi')).toBeLessThanOrEqual(1210);
  expect(size('sv')).toBeLessThanOrEqual(1240);
  expect(size('en')).toBeLessThanOrEqual(970);
});

test('no language makes the same notice weigh more than two fifths more than in English', () => {
  const sizes = Object.fromEntries(
    Object.keys(locales)
      .filter((tag) => !['fi', 'sv'].includes(tag))
      .map((tag) => [tag, size(tag)]),
  );
  console.log(
    Object.entries(sizes)
      .map(([tag, bytes]) => `${tag} ${bytes} B`)
      .join(', '),
  );
  for (const [tag, bytes] of Object.entries(sizes))
    expect(bytes, tag).toBeLessThanOrEqual((sizes['en'] ?? 0) * 1.4);
});
