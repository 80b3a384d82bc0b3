/** The company's site: pages in three languages, the registration, and the page behind the scenes. */
import { Hono } from 'hono';
import type { Asset } from '../assets.ts';
import { behind } from '../behind/routes.ts';
import type { Inbox } from '../google/inbox.ts';
import type { Origins } from '../hosts.ts';
import type { DemoKeys } from '../keys.ts';
import { demoSites, type GoogleMode } from '../settings.ts';
import { closedPolicy, contentPolicy, safeHeaders } from './headers.ts';
import { languages, pages, paths } from './languages.ts';
import type { Frame } from './layout.ts';
import { behindPage } from './pages/behind.ts';
import { homePage } from './pages/home.ts';
import { missingPage } from './pages/missing.ts';
import { privacyPage } from './pages/privacy.ts';
import { registerPage } from './pages/register.ts';
import { shopPage } from './pages/shop.ts';
import { priceList } from './prices.ts';
import { refuse } from './problem.ts';
import { register } from './register.ts';
import { wordsIn } from './words/words.ts';

export interface SiteNeeds {
  origins: Origins;
  collector: { public: string; staff: string };
  keys: DemoKeys;
  assets: ReadonlyMap<string, Asset>;
  received: Inbox;
}

const renderers = { home: homePage, shop: shopPage, register: registerPage, privacy: privacyPage };

/** What was searched for, cut. */
const soughtIn = (given = ''): string => given.slice(0, 100);

/** The site as it is measured in one of the two ways. */
export const companySite = ({ origins, collector, keys, assets, received }: SiteNeeds, mode: GoogleMode) => {
  const publicId = demoSites[mode];
  const origin = mode === 'tag' ? origins.site : origins.relay;
  const app = new Hono();
  app.use(safeHeaders(contentPolicy(origins, collector.public, mode)));

  const frameIn = (language: Frame['language']): Frame => ({
    language,
    words: wordsIn(language),
    loader: `${collector.public}/s/${publicId}/loader.js`,
    ads: origins.ads,
    mode,
    other: mode === 'tag' ? origins.relay : origins.site,
  });
  for (const language of languages) {
    const frame = frameIn(language);
    const to = paths(language);
    for (const page of pages)
      app.get(to[page], (c) => c.html(renderers[page](frame, soughtIn(c.req.query('q')))));
    const file = priceList(language, frame.words);
    app.get(to.priceList, (c) => c.body(file, 200, { 'Content-Type': 'application/pdf' }));
    if (language !== 'fi')
      app.get(`/${language}`, (c) => c.redirect(paths(language).home + new URL(c.req.url).search, 301));
  }

  app.get('/behind', (c) => {
    c.header('Content-Security-Policy', closedPolicy);
    return c.html(behindPage(origins));
  });
  app.route('/api/behind', behind({ site: origin, staff: collector.staff, keys, received }));
  app.route('/api/register', register({ site: origin, publicId, collector: collector.public, keys }));

  app.get('/favicon.ico', (c) => c.redirect('/assets/img/mark.svg', 302));
  app.get('/assets/*', (c) => {
    const asset = assets.get(c.req.path.slice('/assets/'.length));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, { 'Content-Type': asset.type });
  });
  app.all('/api/*', (c) => refuse(c, 404, 'not-found', 'There is nothing here.'));
  app.notFound((c) => {
    const language = languages.find((tag) => c.req.path.startsWith(`/${tag}/`)) ?? 'fi';
    return c.html(missingPage(frameIn(language)), 404);
  });
  app.onError((error, c) => {
    console.error('The demo failed to answer:', error.message);
    return refuse(c, 500, 'failed', 'The demo could not answer that.');
  });
  return app;
};
