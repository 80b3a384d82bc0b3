import { expect } from 'chai';
import { leave, newSite, open, pause, posts } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];
const gate =
  '<script type="text/plain" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>';
const gpc =
  '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true, configurable: true })</script>';

describe('the whole widget, as it is built: signals and blocked storage', () => {
  afterEach(leave);

  it('C23: Global Privacy Control refuses without a question, a request or a cookie', async () => {
    const { page, has, requests } = await open(newSite(), { head: gpc, body: gate });
    await pause(400);
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

  it('C24: in a sandboxed frame, where cookies throw, it refuses without an error or a question', async () => {
    const told = new Promise((resolve) =>
      addEventListener('message', ({ data }) => resolve(data), { once: true }),
    );
    const report = `<script>const errors = []; onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason));
      setTimeout(() => parent.postMessage({ errors, allows: lupa.allows('analytics'), banner: !!document.querySelector('lupa-banner'), button: !!document.querySelector('lupa-button') }, '*'), 600)</script>`;
    open(newSite(), { head: report }, 'allow-scripts');
    expect(await told).to.deep.equal({ errors: [], allows: false, banner: false, button: true });
  });
});
