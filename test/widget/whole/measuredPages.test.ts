import { expect } from 'chai';
import { grantedPage, measuredPage } from '../support/measured.ts';
import { leave, pause } from '../support/page.ts';

const go = (page: Window, address: string) => page.history.pushState(null, '', address);
const path = (site: string) => `/fake/s/${site}/page`;

describe('the measuring module, as it is built: pages', () => {
  afterEach(leave);

  it('tells of a page by its path and the parameters that the site allows; nothing of it goes to Google', async () => {
    const { page, posts, named, site } = await grantedPage({ utm_source: 'letter', token: 'canary' });
    const [view] = await named('page_view');
    expect(view).to.include({
      page: `${path(site)}?utm_source=letter`,
      title: 'A page',
      referrer: '',
      engaged: 0,
    });
    const [post] = await posts();
    expect(post).to.include({
      type: 'text/plain;charset=UTF-8',
      cookie: '',
      referrer: `${page.location.origin}/`,
    });
    expect(post?.body).to.include({ v: 1, visitorKey: JSON.parse(localStorage[`lupa:${site}`]).key });
    expect(post?.body.session).to.deep.include({ starts: true });
    expect(post?.body.screen).to.deep.equal([screen.width, screen.height]);
    expect(JSON.stringify(await posts())).not.to.contain('canary');
    const hosts = page.performance.getEntriesByType('resource').map(({ name }) => new URL(name).host);
    expect(new Set(hosts)).to.deep.equal(new Set([page.location.host]));
    expect(document.cookie, 'only ours').to.match(/^lupa=[^;]*$/);
    expect(page.errors).to.deep.equal([]);
  });

  for (const [how, head] of [
    ['where the browser tells of it', ''],
    [
      'where it does not',
      '<script>Object.defineProperty(window, "navigation", { value: undefined })</script>',
    ],
    [
      'on a page that has frozen its history',
      '<script>delete window.navigation; Object.freeze(history); Object.freeze(History.prototype)</script>',
    ],
  ] as const)
    it(`follows client-side navigation ${how}; another query or fragment is no other page`, async () => {
      const { page, named, settled } = await grantedPage({ head });
      go(page, '/fake/s/shop?token=canary');
      page.document.title = 'The shop';
      const views = await named('page_view', 2);
      expect(views.at(-1)).to.include({ page: '/fake/s/shop', title: 'The shop', referrer: '' });
      go(page, '/fake/s/shop?token=other#here');
      page.history.replaceState(null, '', '/fake/s/shop#there');
      expect((await settled()).filter((name) => name === 'page_view')).to.have.length(2);
      go(page, '/fake/s/shop?page=2&token=canary');
      await named('page_view', 3);
      page.history.back();
      const all = await named('page_view', 4);
      expect(all.slice(2).map((one) => one.page)).to.deep.equal(['/fake/s/shop?page=2', '/fake/s/shop']);
      expect(page.errors).to.deep.equal([]);
    });

  it('the page before is told by its origin, and only where it is not the site’s own', async () => {
    const head =
      '<script>Object.defineProperty(document, "referrer", { value: "https://search.test/?q=canary" })</script>';
    const { page, named } = await grantedPage({ head });
    go(page, '/fake/s/next');
    const views = await named('page_view', 2);
    expect(views.map(({ referrer }) => referrer)).to.deep.equal(['https://search.test', '']);
  });

  it('a page that is not seen is not counted: it may be prerendered, and never be', async () => {
    const head =
      '<script>Object.defineProperty(document, "hidden", { configurable: true, value: true })</script>';
    const { press, posts, settled, turn, named } = await measuredPage({ head });
    await press('Accept all');
    await pause(300);
    expect(await settled()).to.deep.equal([]);
    expect(await posts()).to.deep.equal([]);
    turn(false);
    await named('page_view');
  });

  it('a search is told with its term, once, and without it where the site wants none', async () => {
    const { page, named, settled } = await grantedPage({ q: ' boots "red" ' });
    const [search] = await named('view_search_results');
    expect(search?.params).to.deep.equal({ search_term: ' boots "red" ' });
    expect(search?.page).not.to.contain('boots');
    go(page, `${page.location.pathname}?s=hats`);
    await named('view_search_results', 2);
    go(page, `${page.location.pathname}?s=hats&sort=1`);
    expect((await settled()).filter((name) => name !== 'page_view')).to.have.length(2);
    leave();
    const silent = await grantedPage({ q: 'canary', tags: 'terms' });
    const [bare] = await silent.named('view_search_results');
    expect(bare?.params).to.deep.equal({});
    expect(JSON.stringify(await silent.posts())).not.to.contain('canary');
  });
});
