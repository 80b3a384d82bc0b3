import { expect } from 'chai';
import { broken, held, type Opened, openHard, ran, wholeWay } from '../support/hard.ts';
import { leave, newSite, open, pause, posts, type Request, until } from '../support/page.ts';

const { origin } = location;
const watch = (site: string) => `<script src="${origin}/fake/s/${site}/watch.js"></script>`;
const tag = '<script async="async" src="{loader}"></script>';
const at = (one: Opened, name: string) => one.page.document.getElementsByTagName(name).length;

describe('the whole widget, as it is built: documents of every kind', () => {
  afterEach(leave);

  it('in quirks mode all of it works', async () => {
    const site = newSite();
    expect(await wholeWay(site, { doctype: ' ' })).to.deep.equal([]);
    const one = await openHard(newSite(), { doctype: ' ' });
    expect(one.page.document.compatMode).to.equal('BackCompat');
  });

  it('<base> bends nothing of ours, and the guard sees where the page’s own requests go', async () => {
    const site = newSite();
    const one = await open(site, {
      also: JSON.stringify({ base: `${origin}/fake`, hosts: [['elsewhere.invalid', 'analytics']] }),
      whole: `<!doctype html><html lang="en"><head><base href="https://elsewhere.invalid/deep/">${watch(site)}
        <script async src="${origin}{loader}"></script></head><body></body></html>`,
    });
    const links = [...(await one.banner()).querySelectorAll('a')].map(({ href }) => href);
    expect(links).to.deep.equal(['https://pohjola.test/privacy']);
    expect(await (await one.page.fetch('/counted')).text()).to.equal('');
    await one.press('Choose');
    await one.press('Refuse all');
    const [decision] = await posts(one.requests, 1);
    expect([decision?.path, decision?.body.how, broken(one)]).to.deep.equal(['/decisions', 'reject_all', []]);
  });

  it('a page of frames has no place for us: nothing is loaded, and nothing goes wrong', async () => {
    const site = newSite();
    const one = await open(site, {
      whole: `<html><head>${watch(site)}${tag}</head><frameset cols="50%,*"><frame src="about:blank"><frame src="about:blank"></frameset></html>`,
    });
    await until(() => one.page.lupa?.allows);
    await pause(300);
    expect([one.page.lupa.allows('analytics'), broken(one)]).to.deep.equal([false, []]);
  });

  it('on XHTML that is parsed as XML nobody is asked, and nothing goes wrong', async () => {
    const site = newSite();
    const one = await open(site, {
      mime: 'application/xhtml+xml',
      whole: `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>A page</title>${watch(site)}${tag}</head><body>
        <script type="text/plain" data-purpose="analytics" src="/fake/s/${site}/held.js"></script></body></html>`,
    });
    await until(() => one.has('lupa-button'));
    one.page.lupa.open();
    await pause(300);
    expect([one.has('lupa-banner'), one.has('lupa-preferences'), ran(one), broken(one)]).to.deep.equal([
      false,
      false,
      [],
      [],
    ]);
  });

  it('a page that writes itself anew keeps its gate shut; the preferences open, and open it', async () => {
    const site = newSite();
    const one = await openHard(site);
    await one.banner();
    const { document } = one.page;
    document.open();
    document.write(`<!doctype html><title>Anew</title><body>${held(site)}</body>`);
    document.close();
    await pause(200);
    expect([ran(one), one.page.lupa.allows('analytics')]).to.deep.equal([[], false]);
    one.page.lupa.open();
    await one.press('Accept all');
    await until(() => ran(one).join() === 'classic.js,google.js,module.js');
    expect(broken(one)).to.deep.equal([]);
  });

  it('of two sites on one page the first to arrive is there, alone', async () => {
    const [site, other] = [newSite(), newSite()];
    const one = await open(site, {
      whole: `<!doctype html><html lang="en"><head>${watch(site)}<script src="{loader}"></script>
        <script src="/fake/s/${other}/loader.js?also={}"></script></head><body></body></html>`,
    });
    await one.press('Refuse all');
    const [decision] = await posts(one.requests, 1);
    const others: Request[] = await (await fetch(`/fake/s/${other}/requests`)).json();
    expect([decision?.body.how, others.length, at(one, 'lupa-button'), broken(one)]).to.deep.equal([
      'reject_all',
      1,
      1,
      [],
    ]);
  });

  it('our tag may come late, in the body, be written, or be inserted after the page has loaded', async () => {
    const site = newSite();
    const page = (head: string, body: string) =>
      open(site, {
        whole: `<!doctype html><html lang="en"><head>${watch(site)}${head}</head><body>${body}${held(site)}</body></html>`,
      });
    const written = `<script>document.write('<script src="{loader}"></' + 'script>')</script>`;
    for (const one of [await page('', tag), await page(written, ''), await page('', written)]) {
      await one.banner();
      expect([at(one, 'lupa-banner'), broken(one)]).to.deep.equal([1, []]);
    }
    const one = await page('', '');
    const script = one.page.document.createElement('script');
    script.src = `/fake/s/${site}/loader.js?also={}`;
    one.page.document.head.append(script);
    await one.press('Accept all');
    await until(() => ran(one).includes('module.js'));
    expect(broken(one)).to.deep.equal([]);
  });

  it('what a page writes while it is parsed is held', async () => {
    const site = newSite();
    const text = held(site).replaceAll('\n', '').replaceAll('</', '<\\/');
    const one = await openHard(site, { body: `<script>document.write('${text}')</script>` });
    await one.banner();
    await pause(100);
    expect(ran(one)).to.deep.equal([]);
    await one.press('Accept all');
    await until(() => ran(one).join() === 'classic.js,google.js,module.js');
  });

  it('a page without a body until late is asked when it has one', async () => {
    const site = newSite();
    const one = await open(site, {
      whole: `<!doctype html><html lang="en"><head>${watch(site)}<script src="{loader}"></script>
        <script src="/fake/s/${site}/late.js?ms=700"></script></head><body>${held(site)}</body></html>`,
    });
    await one.banner();
    expect(broken(one)).to.deep.equal([]);
  });
});
