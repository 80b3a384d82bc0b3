/** Banner and preferences of the widget that runs on an open page, drawn again there: any language, any position. */
import { readdirSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { demoCompany, demoSettings } from '../../demo/server.ts';
import type { Locale } from '../../shared/locales/locale.ts';
import { type Notice, type Texts, words } from '../../shared/notice.ts';
import { placing, positions } from '../../shared/positions.ts';
import type { SiteSettingsInput } from '../../shared/site.ts';
import { type Drawing, drawn, type Name } from '../support/onPage.ts';

const folder = new URL('../../shared/locales/', import.meta.url);
const isLocale = (value: unknown): value is Locale =>
  typeof (value as Locale | null)?.duration === 'function';

/** Every language that has default words, drafts too: whatever lies in the folder. */
const locales = await Promise.all(
  readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .map(async (tag) => {
      const all: Record<string, unknown> = await import(`../../shared/locales/${tag}.ts`);
      return [tag, Object.values(all).find(isLocale)] as const;
    }),
);

const settings: SiteSettingsInput = demoSettings({
  origins: ['http://localhost'],
  statementBase: 'http://localhost',
});

/** The demo's notice; its own texts in English where it has none in that language. */
const noticeIn = (language: string, locale: Locale): Notice => {
  const own = (texts: Record<string, string>) => texts[language] ?? texts.en ?? '';
  const named = {
    controller: demoCompany.name,
    recipients: ['Google Ireland Limited'],
    preferencesButton: language,
  };
  const say = locale as Record<string, (of: object) => string>;
  return {
    version: 'n'.repeat(43),
    language,
    ...(locale.direction && { direction: locale.direction }),
    controller: { name: demoCompany.name, contact: demoCompany.contact },
    statement: { version: '1', url: 'http://localhost/' },
    purposes: settings.purposes.map(({ id, necessary = false, name, description, services = [] }) => ({
      id,
      necessary,
      terms: 1,
      name: own(name),
      description: own(description),
      services: services.map(({ cookies = [], ...service }) => ({
        ...service,
        cookies: cookies.map((one) => ({
          name: one.name,
          lifetime: locale.duration(one.days),
          purpose: own(one.purpose),
        })),
      })),
    })),
    texts: Object.fromEntries(words.map((word) => [word, say[word]?.(named)])) as Texts,
  };
};

export const notices: Notice[] = locales.flatMap(([tag, locale]) => (locale ? [noticeIn(tag, locale)] : []));

/** Of the languages that are read by eye and on. */
export const read: Notice[] = notices.filter(({ language }) => ['fi', 'sv', 'en'].includes(language));

/** Arabic needs no words of ours to be read from right to left. */
export const fromRight: Notice = { ...(notices[0] as Notice), language: 'ar', direction: 'rtl' };

export const places = positions.map((position) => [position, placing[position]] as const);

/** Gives the page `drawn`. */
export const equip = (page: Page): Promise<unknown> => page.evaluate(`window.drawn=${drawn}`);

export const draw = (page: Page, name: Name, drawing: Drawing): Promise<void> =>
  page.evaluate(([name, drawing]) => void window.drawn(name, drawing), [name, drawing] as const);

/** A state that Chromium can be put into: what it is called, how to get there. */
export interface State {
  name: string;
  width?: number;
  height?: number;
  media?: Parameters<Page['emulateMedia']>[0];
  /** The size of text that the visitor has set in the browser. */
  text?: number;
  /** A style sheet of the page's. */
  css?: string;
}

export const states: State[] = [
  { name: 'light' },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'forced colours', media: { forcedColors: 'active' } },
  { name: 'forced colours, dark', media: { forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'more contrast', media: { contrast: 'more' } },
  { name: 'reduced motion', media: { reducedMotion: 'reduce' } },
  { name: '768 px', width: 768, height: 900 },
  { name: '320 px', width: 320, height: 640 },
  { name: '400 % zoom', width: 320, height: 256 },
  { name: '200 % text', text: 32 },
  { name: '200 % text, 320 px', text: 32, width: 320, height: 640 },
  { name: '200 % by the page', css: ':root{zoom:2}' },
];

/** Puts the page into a state; what an earlier one had set is gone. */
export const enter = async (page: Page, devtools: CDPSession, state: State): Promise<void> => {
  const { width = 1280, height = 800, media, text = 16, css = '' } = state;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    media: null,
    colorScheme: null,
    forcedColors: null,
    contrast: null,
    reducedMotion: null,
    ...media,
  });
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: text } });
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);
};
