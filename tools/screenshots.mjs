/**
 * `node tools/screenshots.mjs [address of the demo]`: takes the pictures of docs/looks.md anew, from a demo that runs
 * (`npm start`). Look at each of them before it is committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findBrowsers, quiet } from './browsers.mjs';

const demo = process.argv[2] ?? 'http://localhost:8788';
const folder = fileURLToPath(new URL('../docs/looks/', import.meta.url));
const wide = { width: 1280, height: 720 };
const narrow = { width: 320, height: 640 };

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../shared/positions.ts', import.meta.url))],
  format: 'esm',
  write: false,
});
const { placing } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

const press = (name) => (page) => page.getByRole('button', { name }).first().click();
const preferences = async (page) => {
  await press('Choose')(page);
  await page.getByRole('dialog').waitFor();
};
const unfolded = async (page) => {
  await preferences(page);
  for (const summary of await page.locator('lupa-preferences summary').all()) await summary.click();
  await page.getByRole('switch').first().click();
  await page.locator('lupa-preferences .item').nth(1).scrollIntoViewIfNeeded();
};
/** Draws the banner again, elsewhere or in another language: its own words, read from the right. */
const again = (also) => (page) =>
  page.evaluate((also) => {
    const old = document.querySelector('lupa-banner');
    const { notice, asked } = old;
    const banner = document.createElement('lupa-banner');
    old.replaceWith(
      Object.assign(banner, { notice: { ...notice, ...also.notice }, asked, place: also.place }),
    );
  }, also);
const arabic = async (page) => {
  const { texts } = await notice('ar');
  await again({ notice: { language: 'ar', direction: 'rtl', texts } })(page);
};
const aside = async (page) => {
  await page.goto(`${demo}/en/register`);
  await page.locator('#email').focus();
  await page.locator('lupa-banner .low').waitFor();
};

/** Name, viewport, what the system is set to, what is done first. */
const pictures = [
  ['corner-1280', wide],
  ['corner-768', { width: 768, height: 900 }],
  ['corner-320', narrow],
  ['corner-400-percent', { width: 320, height: 256 }],
  ['corner-dark', wide, { colorScheme: 'dark' }],
  ['corner-forced-colours', wide, { forcedColors: 'active', colorScheme: 'dark' }],
  ['corner-from-right', wide, {}, arabic],
  ['bar-1280', wide, {}, again({ place: placing.bar })],
  ['centre-1280', wide, {}, again({ place: placing.centre })],
  ['aside-320', narrow, {}, aside],
  ['preferences-1280', wide, {}, preferences],
  ['preferences-320', narrow, {}, preferences],
  ['preferences-dark', wide, { colorScheme: 'dark' }, preferences],
  ['services-1280', wide, {}, unfolded],
  ['services-320', narrow, {}, unfolded],
  ['services-forced-colours', wide, { forcedColors: 'active' }, unfolded],
  ['button-1280', wide, {}, press('Refuse all')],
];

/** The default words of a language, as a notice of the demo would say them. */
const notice = async (language) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { locales } from './locales/locales.ts'; import { words } from './notice.ts';
        const named = { controller: 'Juurisyy Oy', recipients: ['Google Ireland Limited'], preferencesButton: locales.${language}.preferencesButton() };
        export const texts = Object.fromEntries(words.map((word) => [word, locales.${language}[word](named)]));`,
      resolveDir: fileURLToPath(new URL('../shared', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};

mkdirSync(folder, { recursive: true });
const { chromium: executablePath } = findBrowsers(['chromium']);
const browser = await chromium.launch({ executablePath, args: quiet });
/** Two thirds of the size, for wide ones: what is in the repository stays in it. */
const smaller = async (page, picture, { width, height }) => {
  const scale = width > 400 ? 0.65 : 1;
  const [across, down] = [width, height].map((side) => Math.round(side * scale));
  await page.setViewportSize({ width: across, height: down });
  await page.setContent(
    `<body style="margin:0"><img style="display:block;width:100%" src="data:image/png;base64,${picture.toString('base64')}">`,
  );
  await page.locator('img').evaluate((image) => image.decode());
  return page.screenshot();
};

for (const [name, viewport, system = {}, act] of pictures) {
  const context = await browser.newContext({ viewport, locale: 'en', ...system });
  const page = await context.newPage();
  await page.goto(`${demo}/en/`);
  await page.getByRole('region', { name: 'Your choice about cookies' }).waitFor();
  await act?.(page);
  await page.mouse.move(viewport.width - 2, 2);
  // The message to screen readers leaves by itself.
  await page.waitForTimeout(300);
  const picture = await page.screenshot();
  const plain = await browser.newPage();
  const bytes = await smaller(plain, picture, viewport);
  writeFileSync(`${folder}${name}.png`, bytes);
  console.log(`${name}.png ${(bytes.length / 1000).toFixed(0)} kB`);
  await plain.close();
  await context.close();
}
await browser.close();
