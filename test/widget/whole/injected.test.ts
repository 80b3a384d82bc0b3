import { expect } from 'chai';
import { note, type Opened, ran } from '../support/hard.ts';
import { leave, newSite, open, pause, until } from '../support/page.ts';

const csp = "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'";

/** What someone injects who cannot know the nonce: each would say that it ran. */
const evil = (site: string) => `
  <script type="text/plain" data-purpose="analytics">${note('evil inline')}</script>
  <script type="text/plain" data-purpose="analytics" nonce="guess">${note('evil guess')}</script>
  <script type="text/plain" data-purpose="analytics" src="/fake/s/${site}/evil-external.js"></script>
  <script type="text/plain" data-purpose="analytics" async src="/fake/s/${site}/evil-async.js"></script>
  <script type="text/plain" data-purpose="analytics" data-type="module">${note('evil module')}</script>
  <script type="text/plain" data-purpose="analytics" data-type="importmap">{"imports":{"a":"/fake/s/${site}/evil-map.js"}}</script>
  <script type="text/plain" data-purpose="analytics" data-src="/fake/s/${site}/evil-data.js"></script>
  <svg><script type="text/plain" data-purpose="analytics">${note('evil svg')}</script>
  <script data-purpose="analytics" data-src="/fake/s/${site}/evil-svg.js"></script></svg>
  <iframe data-purpose="analytics" data-src="javascript:parent.${note('evil address')}"></iframe>
  <iframe data-purpose="analytics" data-src=" java&#9;script:parent.${note('evil tab')}"></iframe>
  <iframe data-purpose="analytics" data-src="data:text/html,<script>parent.postMessage('evil','*')</script>"></iframe>
  <iframe data-purpose="analytics" data-src="/fake/frame" srcdoc="<script>parent.${note('evil srcdoc')}</script>"></iframe>
  <iframe data-purpose="analytics" srcdoc="<script type='text/plain' data-purpose='analytics'>parent.${note('evil inside')}</script>"></iframe>
  <img alt="" data-purpose="analytics" data-src="/none" onerror="${note('evil handler')}">
  <a data-purpose="analytics" type="text/plain" data-type="text/javascript" href="javascript:${note('evil link')}">${note('evil text')}</a>
  <object data-purpose="analytics" data-src="javascript:${note('evil object')}"></object>
  <embed data-purpose="analytics" data-src="javascript:parent.${note('evil embed')}">
  <link rel="preload" as="script" data-purpose="analytics" data-src="/fake/s/${site}/evil-link.js">
  <form data-purpose="analytics" data-src="/x"><input name="text"><input name="dataset"></form>
  <form data-purpose="analytics" data-src="/x"><input name="querySelector"></form>`;

/** Our own tag last: whatever is injected is there before it. */
const openWith = (site: string, injected: string, policy = csp): Promise<Opened> =>
  open(site, {
    csp: policy,
    whole: `<!doctype html><html lang="en"><head><title>A page</title></head><body>${injected}
<script type="text/plain" nonce="abc" data-purpose="analytics">${note('right')}</script>
<script nonce="abc" src="{loader}"></script></body></html>`,
  });

const accept = async (one: Opened): Promise<void> => {
  await one.press('Accept all');
  await until(() => ran(one).includes('right') && ran(one).includes('google.js'));
  await pause(250);
};

describe('the whole widget, as it is built: injected markup', () => {
  afterEach(leave);

  it('without the nonce of our tag nothing of it runs, whatever is granted', async () => {
    const site = newSite();
    const said: unknown[] = [];
    const listen = ({ data }: MessageEvent) => data === 'evil' && said.push(data);
    addEventListener('message', listen);
    const one = await openWith(site, evil(site));
    await accept(one);
    expect(ran(one)).to.deep.equal(['google.js', 'right']);
    expect(said).to.deep.equal([]);
    const paths = (await one.requests()).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('evil'))).to.deep.equal([]);
    removeEventListener('message', listen);
  });

  it('inserted later, by a page that trusts it, it does not run either', async () => {
    const site = newSite();
    const one = await openWith(site, '', "script-src 'nonce-abc' 'strict-dynamic'");
    await accept(one);
    const { document } = one.page;
    const box = document.createElement('div');
    box.innerHTML = evil(site);
    document.body.append(box);
    const made = document.createElement('script');
    Object.assign(made, { type: 'text/plain', textContent: note('evil made') }).dataset.purpose = 'analytics';
    document.body.append(made);
    await pause(250);
    expect(ran(one)).to.deep.equal(['google.js', 'right']);
  });

  it('a picture that takes the name of `document.currentScript` does not hide our nonce', async () => {
    for (const attributes of ['', 'nonce="guess"']) {
      const site = newSite();
      const one = await openWith(site, `<img alt="" name="currentScript" ${attributes}>${evil(site)}`);
      await accept(one);
      expect(ran(one)).to.deep.equal(['google.js', 'right']);
      leave();
    }
  });

  it('a tag of ours that is a module knows its nonce by the first on the page', async () => {
    const site = newSite();
    const one = await open(site, {
      csp,
      whole: `<!doctype html><html lang="en"><head><title>A page</title>
<script nonce="abc" type="module" src="{loader}"></script></head><body>${evil(site)}
<script type="text/plain" nonce="abc" data-purpose="analytics">${note('right')}</script></body></html>`,
    });
    await accept(one);
    expect(ran(one)).to.deep.equal(['google.js', 'right']);
  });

  for (const [what, shadows] of Object.entries({
    'of the document': [
      'addEventListener',
      'baseURI',
      'body',
      'cookie',
      'createElement',
      'documentElement',
      'head',
      'querySelector',
      'querySelectorAll',
      'readyState',
    ].map((name) => `<img alt="" name="${name}">`),
    'of the window': [
      '<form id="lupa"></form>',
      '<form id="lupa"><input name="allows"></form>',
      '<form id="lupa"><input name="map"></form>',
      '<iframe name="lupa" srcdoc="<a id=allows>"></iframe>',
      '<form id="dataLayer"><input name="push"></form>',
      '<a id="gtag"></a><a id="Reflect"></a><a id="trustedTypes"></a>',
      '<object name="cookie" data="lupa=1~zzz~~analytics.1~marketing.1"></object>',
    ],
  }))
    it(`names that shadow what we call ${what} grant nothing, and run nothing`, async () => {
      for (const shadow of shadows) {
        const site = newSite();
        const one = await openWith(site, shadow + evil(site));
        await pause(150);
        const asked = one.page.document.getElementsByTagName('lupa-banner').item(0)?.shadowRoot;
        const before = ran(one);
        asked?.querySelector('button')?.click();
        await pause(asked ? 300 : 0);
        expect([before, ran(one).filter((name) => name.startsWith('evil'))], shadow).to.deep.equal([[], []]);
        leave();
      }
    });

  it('an element under the name of `document.baseURI` does not open the guard', async () => {
    const one = await openWith(newSite(), '<img alt="" name="baseURI"><a id="lupa" href="/">x</a>');
    await one.banner();
    expect(await (await one.page.fetch('https://tracker.test/')).text()).to.equal('');
    const image = new one.page.Image();
    image.src = '//tracker.test/pixel';
    expect(image.getAttribute('src')).to.equal(null);
  });
});
