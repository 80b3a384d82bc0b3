/** What every page of the company shares: head with the product's tag, header, footer. */
import { html } from 'hono/html';
import { company } from '../company.ts';
import type { GoogleMode } from '../settings.ts';
import { type Language, languages, type Page, paths } from './languages.ts';
import type { Words } from './words/words.ts';

export type Markup = ReturnType<typeof html>;

export interface Frame {
  language: Language;
  words: Words;
  /** Address of the product's one script tag. */
  loader: string;
  /** Origin of the fake Google Ads. */
  ads: string;
  /** How this site is measured. */
  mode: GoogleMode;
  /** Origin of the same site, measured in the other way. */
  other: string;
}

export interface Sheet {
  /** The page; null where there is none. */
  page: Page | null;
  title: string;
  description: string;
  /** Scripts of ours that the page needs. */
  scripts?: string[];
  content: Markup;
}

/** The product's tag as its owner embeds it: a queue stub of our own file, then the loader, first in the head. */
const head = (frame: Frame, sheet: Sheet) => html`
    <meta charset="utf-8">
    <script src="/assets/stub.js"></script>
    <script async src="${frame.loader}"></script>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${sheet.title} – ${company.short}</title>
    <meta name="description" content="${sheet.description}">
    <link rel="icon" href="/assets/img/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/site.css">
    ${(sheet.scripts ?? []).map((name) => html`<script defer src="/assets/${name}"></script>`)}
    <script type="text/plain" data-purpose="analytics" src="/assets/reading.js"></script>`;

const link = (frame: Frame, sheet: Sheet, page: Page, label: string) => html`
          <li><a href="${paths(frame.language)[page]}" ${sheet.page === page ? html`aria-current="page"` : ''}>${label}</a></li>`;

const languageLinks = (frame: Frame, sheet: Sheet) =>
  languages.map(
    (tag) => html`
          <li><a href="${paths(tag)[sheet.page ?? 'home']}" lang="${tag}" hreflang="${tag}" title="${frame.words.languageNames[tag]}" ${tag === frame.language ? html`aria-current="true"` : ''}>${tag.toUpperCase()}</a></li>`,
  );

const header = (frame: Frame, sheet: Sheet) => html`
    <header class="top">
      <a class="skip" href="#content">${frame.words.skip}</a>
      <div class="wide bar">
        <a class="brand" href="${paths(frame.language).home}"><img src="/assets/img/mark.svg" alt="" width="36" height="36"><span>${company.short}</span></a>
        <nav aria-label="${frame.words.navigation}">
          <ul class="pages">${link(frame, sheet, 'shop', frame.words.nav.shop)}${link(frame, sheet, 'register', frame.words.nav.register)}${link(frame, sheet, 'privacy', frame.words.nav.privacy)}
          </ul>
        </nav>
        <nav aria-label="${frame.words.languageChoice}">
          <ul class="languages">${languageLinks(frame, sheet)}
          </ul>
        </nav>
      </div>
    </header>`;

const footer = ({ language, words, mode, other }: Frame, page: Page) => html`
    <footer class="bottom">
      <div class="wide">
        <address><strong>${company.name}</strong><br>${company.street}, ${company.city}<br>${words.businessId} ${company.businessId}<br><a href="mailto:${company.email}">${company.email}</a></address>
        <ul>
          <li><a href="${paths(language).privacy}">${words.nav.privacy}</a></li>
          <li><a href="/behind" hreflang="en">${words.nav.behind}</a></li>
        </ul>
        <p class="fiction">${words.fiction}</p>
        <p class="fiction">${words.measured[mode].how} <a href="${other}${paths(language)[page]}">${words.measured[mode].other}</a></p>
      </div>
    </footer>`;

export const layout = (frame: Frame, sheet: Sheet): Markup => html`<!doctype html>
<html lang="${frame.language}">
  <head>${head(frame, sheet)}
  </head>
  <body>${header(frame, sheet)}
    <main id="content" tabindex="-1">${sheet.content}
    </main>${footer(frame, sheet.page ?? 'home')}
  </body>
</html>
`;
