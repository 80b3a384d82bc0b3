import { expect } from 'chai';
import { grantedPage } from '../support/measured.ts';
import { leave, newSite, pause, until } from '../support/page.ts';

const go = (page: Window, address: string) => page.history.pushState(null, '', address);

describe('the measuring module, as it is built: what is done on a page', () => {
  afterEach(leave);

  it('engagement is time in view and in front, told by the next event and when the page is put away', async () => {
    const opened = performance.now();
    const { page, named, looked, turn } = await grantedPage();
    await pause(600);
    page.lupa.event('first');
    const [first] = await named('first');
    // No more than there was: on a busy machine the test itself takes long.
    expect(first?.engaged).to.be.within(400, performance.now() - opened);
    page.front = false;
    // A look later it counts no longer.
    await looked();
    page.lupa.event('second');
    await named('second');
    await pause(400);
    page.lupa.event('third');
    const [third] = await named('third');
    expect(third?.engaged, 'in view, but not in front').to.equal(0);
    page.front = true;
    await looked();
    await pause(600);
    turn(true);
    const [rest] = await named('page_engagement');
    expect(rest?.engaged).to.be.within(200, performance.now() - opened);
    await pause(1000);
    const shown = performance.now();
    turn(false);
    page.lupa.event('fourth');
    // It is heard at once.
    turn(false);
    const most = performance.now() - shown + 50;
    const [fourth] = await named('fourth');
    expect(fourth?.engaged, 'not in view').to.be.at.most(most);
  });

  it('scrolling to nine tenths is told once a page', async () => {
    const { page, named, settled } = await grantedPage({ body: '<div style="height:9000px"></div>' });
    page.scrollTo(0, 4000);
    expect(await settled()).not.to.include('scroll');
    page.scrollTo(0, 8400);
    const [scroll] = await named('scroll');
    expect(scroll?.params).to.deep.equal({ percent_scrolled: 90 });
    page.scrollTo(0, 100);
    page.scrollTo(0, 9000);
    expect((await settled()).filter((name) => name === 'scroll')).to.have.length(1);
    go(page, '/fake/s/longer');
    await named('page_view', 2);
    page.scrollTo(0, 8000);
    await named('scroll', 2);
  });

  it('links that lead away are told, without query and fragment, by the middle button too; no others', async () => {
    const { page, follow, named, settled } = await grantedPage();
    const link = (address: string) => `<a href="${address}">A link</a>`;
    follow(link('https://elsewhere.test/a/b?token=canary#canary'));
    follow(link('http://another.test/'), 'auxclick', 1);
    follow(link('https://third.test/'), 'auxclick', 2);
    for (const other of [
      '/here',
      'mailto:a@b.test',
      'tel:+358401234567',
      '#top',
      'javascript:void 0',
      'whatsapp://send?phone=1',
    ])
      follow(link(other));
    page.document.body.insertAdjacentHTML('beforeend', '<div id="host"></div>');
    const root = page.document.getElementById('host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    root.innerHTML = '<a href="https://shadow.test/"><b>In the shadow</b></a>';
    root.addEventListener('click', (event) => event.preventDefault());
    root.querySelector('b')?.click();
    const away = (domain: string, url: string) => ({ link_domain: domain, link_url: url, outbound: true });
    expect((await named('click', 3)).map(({ params }) => params)).to.deep.equal([
      away('elsewhere.test', 'https://elsewhere.test/a/b'),
      away('another.test', 'http://another.test/'),
      away('shadow.test', 'https://shadow.test/'),
    ]);
    expect(await settled()).to.have.length(4);
    expect(page.errors).to.deep.equal([]);
  });

  it('files are told of, wherever they are', async () => {
    const { page, follow, named } = await grantedPage();
    follow('<a href="/files/Price list.PDF?token=canary">Prices</a>');
    follow('<a href="https://elsewhere.test/a.zip" download>An archive</a>');
    follow('<a href="/files/page.html">A page</a>');
    const files = await named('file_download', 2);
    expect(files.map(({ params }) => params)).to.deep.equal([
      {
        file_name: '/files/Price%20list.PDF',
        file_extension: 'PDF',
        link_url: `${page.location.origin}/files/Price%20list.PDF`,
      },
      { file_name: '/a.zip', file_extension: 'zip', link_url: 'https://elsewhere.test/a.zip' },
    ]);
    await named('click');
  });

  it('the page’s own events count from the grant on, by gtag and by lupa.event; nothing else of the data layer does', async () => {
    const head = `<script>
      var dataLayer = [], gtag = function () { dataLayer.push(arguments) };
      gtag('js', new Date()); gtag('config', 'G-PAGE', { user_id: 'canary' }); gtag('consent', 'default', {});
      gtag('event', 'early', { value: 1, user_id: 'canary', items: [1], call() {} });
      gtag('event', 'page_view', { page_location: location.href }); gtag('set', 'user_properties', { a: 'canary' });
      dataLayer.push({ event: 'object', a: 'canary' }, ['event', 'array'], 'event', null, 5);
    </${'script'}>`;
    const { page, named, posts, settled } = await grantedPage({ head });
    const [early] = await named('early');
    expect(early?.params).to.deep.equal({ value: 1 });
    const run = new (page as unknown as { Function: FunctionConstructor }).Function(
      `dataLayer.push({ event: 'late' }); gtag('event', 'broken', { get a() { throw Error('of the page') } });
       gtag('event', 'late', { method: 'card', user_id: 'canary' }); gtag('event', 'page_view');
       lupa.event('bought', { value: 12.5, fine: true, list: [1] }); lupa.event('bare', { event_callback() { window.wentOn = (window.wentOn || 0) + 1 } })`,
    );
    run();
    expect((await named('late'))[0]?.params).to.deep.equal({ method: 'card' });
    expect((await named('bought'))[0]?.params).to.deep.equal({ value: 12.5, fine: true });
    expect((await settled()).sort()).to.deep.equal(['bare', 'bought', 'early', 'late', 'page_view']);
    expect(JSON.stringify((await posts()).map(({ body }) => body.events))).not.to.contain('canary');
    expect((page as unknown as { wentOn: number }).wentOn, 'a page that waits goes on').to.equal(1);
    expect(page.errors).to.deep.equal([]);
  });

  it('beside other vendors both work', async () => {
    const site = newSite();
    const { page, named } = await grantedPage({ tags: 'relay-vendors' }, site);
    page.lupa.event('bought');
    await named('bought');
    await until(() => (page as unknown as { uetq?: unknown[] }).uetq?.length);
    expect(page.gtag).to.be.a('function');
  });
});
