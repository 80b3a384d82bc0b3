import { expect } from 'chai';
import { leave, newSite, open, pause, posts, reported, until } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];
const gate =
  '<script type="text/plain" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>';
const gpc =
  '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true, configurable: true })</script>';

const dnt =
  '<script>Object.defineProperty(Navigator.prototype, "doNotTrack", { get: () => "1", configurable: true })</script>';

describe('the whole widget, as it is built: signals and blocked storage', () => {
  afterEach(leave);

  it('C23: Global Privacy Control refuses without a question, a request or a cookie', async () => {
    const { page, has, requests } = await open(newSite(), { head: gpc, body: gate });
    await until(() => has('lupa-button'));
    await pause(300);
    expect((await requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
    expect([
      document.cookie,
      localStorage.length,
      has('lupa-banner'),
      has('lupa-button'),
      page.ran,
    ]).to.deep.equal(['', 0, false, true, undefined]);
  });

  it('C23: a later explicit choice wins over the signal and carries it', async () => {
    const { page, press, requests } = await open(newSite(), { head: gpc });
    await press('Privacy choices');
    await press('Accept all');
    const [decision] = await posts(requests, 1);
    expect(decision?.body.signal).to.equal('gpc');
    expect(cookie()).to.match(/~gpc~/);
    expect(page.lupa.allows('analytics')).to.equal(true);
  });

  it('C23: a grant made without the signal yields to it', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await posts(first.requests, 2);
    const again = await open(site, { head: gpc });
    await pause(300);
    expect([again.page.lupa.allows('analytics'), again.has('lupa-banner')]).to.deep.equal([false, false]);
  });

  it('C23: Do Not Track likewise, where the site counts it; a choice made under it says so', async () => {
    const site = newSite();
    const { has, press, requests } = await open(site, { head: dnt, body: gate });
    await pause(300);
    expect((await requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
    expect([document.cookie, localStorage.length, has('lupa-banner')]).to.deep.equal(['', 0, false]);
    await press('Privacy choices');
    await press('Refuse all');
    const [decision] = await posts(requests, 1);
    expect([decision?.body.signal, decision?.body.visitorKey]).to.deep.equal(['dnt', undefined]);
  });

  it('C23: Do Not Track is nothing to a site that does not count it; nor is a GPC that is not exactly true', async () => {
    const one = await open(newSite(), { head: dnt, also: '{"dnt":0}' });
    await one.banner();
    const other = await open(newSite(), { head: gpc.replace('true,', '"1",') });
    await other.banner();
  });

  it('C23: while the signal is sent an earlier grant is suspended, not ended: it holds again without it', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await posts(first.requests, 2);
    const kept = () => [document.cookie, localStorage[`lupa:${site}`]];
    await reported(site);
    await until(() => first.page.ran?.includes('google.js'), 'the last of its requests');
    const before = kept();
    await first.requests();
    const under = await open(site, { head: gpc, body: gate });
    await pause(300);
    expect((await under.requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
    expect([under.page.ran, under.has('lupa-banner'), kept()]).to.deep.equal([undefined, false, before]);
    const after = await open(site, { body: gate });
    await until(() => after.page.ran?.includes('held'));
    expect(after.has('lupa-banner')).to.equal(false);
  });

  it('C23: the end of a signal is no consent: the visitor is asked', async () => {
    const site = newSite();
    await open(site, { head: gpc });
    const { banner, page } = await open(site);
    await banner();
    expect(page.lupa.allows('analytics')).to.equal(false);
  });

  it('C24: in a sandboxed frame, where cookies throw, it refuses without an error or a question', async () => {
    const told = new Promise((resolve) =>
      addEventListener('message', ({ data }) => resolve(data), { once: true }),
    );
    const report = `<script>const errors = []; onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason));
      const has = (name) => !!document.querySelector(name);
      const tell = () => parent.postMessage({ errors, allows: lupa.allows('analytics'), banner: has('lupa-banner') }, '*');
      const look = setInterval(() => { if (has('lupa-button')) { clearInterval(look); setTimeout(tell, 300) } }, 25)</script>`;
    open(newSite(), { head: report }, 'allow-scripts');
    expect(await told).to.deep.equal({ errors: [], allows: false, banner: false });
  });
});
