import { expect } from 'chai';
import type { Report } from '../../../widget/debug/report.ts';
import { leave, newSite, open, pause, posts, until } from '../support/page.ts';
import { wrongs } from '../support/surfaces.ts';

type Opened = Awaited<ReturnType<typeof open>>;

const report = ({ page }: Opened) => page.lupa.debug() as Promise<Report>;
const column = (table: Report[keyof Report], name: string) => table.rows.map((row) => row[name]);
const panel = ({ page }: Opened) => page.document.querySelector('lupa-debug')?.shadowRoot;
const set = (pair: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: what a tag does.
  document.cookie = `${pair};path=/`;
};
/** The same server under another name: another party, as browsers see it. */
const other = `${location.protocol}//${location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${location.port}`;
const script = (attributes: string, words = '') => `<script ${attributes}>${words}</${'script'}>`;

describe('the whole widget, as it is built: what an owner sees with lupa-debug', () => {
  afterEach(leave);

  it('opens by the address alone, says where the visitor stands, and sends nothing to anybody', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Refuse all');
    await posts(first.requests, 1);
    await until(() => localStorage.length === 0, 'the refusal to be acknowledged');
    const opened = await open(site, { 'lupa-debug': '1' });
    const root = await until(() => panel(opened));
    await until(() => root.textContent?.includes('status'));
    for (const words of ['decided', 'analytics, terms 1', 'denied', 'in its cookie'])
      expect(root.textContent).to.include(words);
    expect((await opened.requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
  });

  it('is not there for anybody who has not asked for it', async () => {
    const opened = await open(newSite());
    await opened.banner();
    await pause(300);
    expect(panel(opened)).to.equal(undefined);
  });

  it('says of everything that is held why, and what was never held', async () => {
    const opened = await open(newSite(), {
      body:
        script('type="text/plain" data-purpose="analytics" src="/held.js"') +
        script('type="text/plain" data-purpose="statistics"', '1') +
        script('data-purpose="marketing" src="/fake/s/x/never.js"') +
        '<iframe data-src="https://ads.test/video" data-purpose="marketing"></iframe>' +
        '<img src="/pixel" data-purpose="marketing" alt="">',
    });
    const { held, released } = await report(opened);
    expect(held.rows).to.deep.equal([
      { purpose: 'analytics', element: 'script', address: '/held.js', why: 'analytics is not granted' },
      {
        purpose: 'statistics',
        element: 'script',
        address: '(inline)',
        why: 'MISTAKE: the site has no optional purpose "statistics"',
      },
      {
        purpose: 'marketing',
        element: 'iframe',
        address: 'https://ads.test/video',
        why: 'marketing is not granted',
      },
    ]);
    expect(column(released, 'why')).to.deep.equal([
      'NEVER HELD: needs type="text/plain"',
      'NEVER HELD: needs data-src instead of src',
    ]);
    expect([held.wrong.length, released.wrong.length]).to.deep.equal([1, 2]);
  });

  it('says what a grant has let through, and what it could not', async () => {
    const site = newSite();
    const opened = await open(site, {
      csp: "script-src 'nonce-abc' 'strict-dynamic'",
      head: script(`nonce="abc" async src="/fake/s/${site}/loader.js?also={}"`),
      body:
        script('type="text/plain" nonce="abc" data-purpose="analytics"', 'window.ran = ["held"]') +
        script('type="text/plain" data-purpose="analytics"', 'window.ran = ["injected"]') +
        '<iframe data-src="javascript:1" data-purpose="marketing"></iframe>',
    });
    await opened.press('Accept all');
    await until(() => opened.page.ran);
    const { held, released } = await report(opened);
    expect(column(released, 'why')).to.deep.equal(['granted']);
    expect(column(held, 'why')).to.deep.equal([
      'MISTAKE: it lacks the nonce that our own tag carries',
      'MISTAKE: data-src must be an http or https address, or begin with a slash',
    ]);
  });

  it('C1: tells a request that came too early from one that came in time, and an undeclared one', async () => {
    const site = newSite();
    const early = `${other}/fake/s/${site}/early.js?secret=1`;
    const opened = await open(site, {
      head: '<link rel="preconnect" href="https://unknown.test">',
      body: script(`src="${early}"`),
    });
    const verdicts = async () =>
      (await report(opened)).requests.rows.map(({ path, verdict, declared }) => [path, declared, verdict]);
    const before = [
      [`/fake/s/${site}/early.js`, 'marketing (Ads)', 'TOO EARLY: its purpose was not granted'],
      ['/', '', 'UNDECLARED: no service of the site names this host'],
    ];
    await until(async () => (await verdicts()).length === 2, 'what the browser has noted');
    expect(await verdicts()).to.deep.equal(before);
    await opened.press('Accept all');
    await until(() => opened.page.lupa.allows('marketing'));
    const late = opened.page.document.createElement('script');
    late.src = `${other}/fake/s/${site}/late.js`;
    const loaded = new Promise((resolve) => late.addEventListener('load', resolve));
    opened.page.document.body.append(late);
    await loaded;
    await until(async () => (await verdicts()).length === 3);
    expect(await verdicts()).to.deep.equal([
      [before[0]?.[0], 'marketing (Ads)', 'TOO EARLY: granted only later'],
      [`/fake/s/${site}/late.js`, 'marketing (Ads)', 'in time'],
      before[1],
    ]);
    expect(JSON.stringify(await report(opened)), 'no query is shown').not.to.include('secret');
  });

  it('C1: knows, opened only after the grant, that a request came before it', async () => {
    const site = newSite();
    const opened = await open(site, { body: script(`src="${other}/fake/s/${site}/early.js"`) });
    await pause(50);
    await opened.press('Accept all');
    await until(() => JSON.parse(localStorage[`lupa:${site}`] ?? '{}').receipt);
    /** The browser tells of what it has noted in a task of its own. */
    const verdicts = (page: Opened) =>
      until(async () => {
        const { requests } = await report(page);
        return requests.rows.length && column(requests, 'verdict');
      });
    expect(await verdicts(opened)).to.deep.equal(['TOO EARLY: granted only later']);
    // On the next page the grant is there from the beginning.
    const next = await open(site, { body: script(`src="${other}/fake/s/${site}/early.js"`) });
    expect(await verdicts(next)).to.deep.equal(['in time']);
  });

  it('C18: tells declared cookies from undeclared ones, by name alone', async () => {
    for (const pair of ['_ga=GA1.secret', 'basket=1', 'mystery=1']) set(pair);
    const { cookies } = await report(await open(newSite()));
    expect(cookies.rows).to.deep.equal([
      {
        cookie: '_ga',
        declared: 'analytics (Tracker)',
        verdict: 'TOO EARLY: none of its purposes is granted',
      },
      { cookie: 'basket', declared: 'basket (Shop)', verdict: 'granted or necessary' },
      { cookie: 'mystery', declared: '', verdict: 'UNDECLARED' },
    ]);
    expect(cookies.wrong.length).to.equal(2);
  });

  it('C12: tries the guard, and notes what it stops from now on', async () => {
    const opened = await open(newSite());
    const { page } = opened;
    const { guard } = await report(opened);
    expect(guard.wrong).to.deep.equal([]);
    expect(column(guard, 'state').at(-1)).to.equal('a request to tracker.test was stopped');
    expect((await page.fetch('https://ads.test/f?secret')).ok).to.equal(true);
    expect(page.navigator.sendBeacon('https://ads.test/b')).to.equal(true);
    const xhr = new page.XMLHttpRequest();
    xhr.open('GET', 'https://ads.test/x');
    xhr.send();
    new page.Image().src = 'https://ads.test/i';
    const { stopped } = await report(opened);
    expect(stopped.rows.map(({ host, path, kind }) => [host, path, kind])).to.deep.equal([
      ['ads.test', '/f', 'fetch'],
      ['ads.test', '/b', 'sendBeacon'],
      ['ads.test', '/x', 'send'],
      ['ads.test', '/i', 'src'],
    ]);
  });

  it('C12: sees that the guard has been taken off', async () => {
    const opened = await open(newSite());
    const { page } = opened;
    const frame = page.document.createElement('iframe');
    page.document.body.append(frame);
    page.fetch = (frame.contentWindow as typeof page).fetch.bind(page);
    const { guard } = await report(opened);
    expect(guard.wrong.map(({ part }) => part)).to.deep.equal(['fetch', 'a try']);
  });

  it('passes a strict CSP with Trusted Types, and shows what the policy has stopped', async () => {
    const site = newSite();
    const opened = await open(site, {
      csp: "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lupa lit-html",
      head: script(`nonce="abc" async src="/fake/s/${site}/loader.js?also={}"`),
    });
    await opened.banner();
    const broken: string[] = [];
    opened.page.document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      broken.push(violatedDirective),
    );
    await report(opened);
    expect(panel(opened)?.querySelectorAll('details').length).to.equal(8);
    await pause(100);
    expect(broken).to.deep.equal([]);
    const injected = opened.page.document.createElement('style');
    injected.textContent = 'h1 { color: red }';
    opened.page.document.head.append(injected);
    await until(async () =>
      column((await report(opened)).violations, 'directive').includes('style-src-elem'),
    );
  });

  it('is read, opened and closed by keyboard, steals no focus, and is out of the page style’s reach', async () => {
    const opened = await open(newSite(), {
      head: '<style>* { display: none !important } html, body { display: block !important }</style>',
    });
    await opened.page.lupa.debug();
    const host = opened.page.document.querySelector('lupa-debug') as HTMLElement;
    const root = host.shadowRoot as ShadowRoot;
    expect(opened.page.document.activeElement).to.equal(opened.page.document.body);
    const section = root.querySelector('section') as HTMLElement;
    expect(section.getBoundingClientRect().height).to.be.above(50);
    expect([...root.querySelectorAll('button, summary')].length).to.equal(9);
    for (const details of root.querySelectorAll('details')) details.open = true;
    const close = root.querySelector('button') as HTMLButtonElement;
    close.focus();
    expect(root.activeElement).to.equal(close);
    close.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(panel(opened)).to.equal(undefined);
    await opened.page.lupa.debug();
    const shown = await until(() => panel(opened)?.querySelector('button'));
    shown.click();
    expect(panel(opened)).to.equal(undefined);
  });

  it('has nothing that axe finds wrong', async () => {
    for (const pair of ['_ga=1', 'mystery=1']) set(pair);
    const opened = await open(newSite(), { body: script('type="text/plain" data-purpose="analytics"', '1') });
    await opened.page.lupa.debug();
    const host = opened.page.document.querySelector('lupa-debug') as HTMLElement;
    for (const details of host.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    // The same element on the test's own page, where axe is.
    const { Panel } = await import('../../../widget/debug/panel.ts');
    customElements.define('lupa-debug', Panel);
    const here = document.createElement('lupa-debug') as InstanceType<typeof Panel>;
    document.body.append(here);
    here.show(await report(opened));
    for (const details of here.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    const found = await wrongs(here);
    here.remove();
    expect(found).to.deep.equal([]);
  });
});
