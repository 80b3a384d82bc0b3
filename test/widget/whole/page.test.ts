import { expect } from 'chai';
import { leave, newSite, open, pause, posts, until } from '../support/page.ts';

const gate =
  '<script type="text/plain" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>';

describe('the whole widget, as it is built: on any page', () => {
  afterEach(leave);

  it('included twice, it is there once', async () => {
    const site = newSite();
    const { page, banner, press } = await open(site, {
      body: `<script src="/fake/s/${site}/loader.js?also={}"></${'script'}>`,
    });
    await banner();
    await pause(200);
    expect([
      page.document.querySelectorAll('lupa-button').length,
      page.document.querySelectorAll('lupa-banner').length,
    ]).to.deep.equal([0, 1]);
    await press('Refuse all');
    await until(() => page.document.querySelector('lupa-button'));
    await pause(100);
    expect(page.document.querySelectorAll('lupa-button').length).to.equal(1);
    expect(page.dataLayer, 'nothing is said to Google before a grant').to.have.length(0);
  });

  it('is not taken in by an element that has its name as id', async () => {
    const { banner } = await open(newSite(), { head: '', body: '<section id="lupa"></section>' });
    await banner();
  });

  it('runs what the page has queued, and what it queues later', async () => {
    const { page, press } = await open(newSite(), {
      head: '<script>var heard = []; (window.lupa = window.lupa || []).push((lupa) => { heard.push("early"); lupa.onChange(() => heard.push("changed")); lupa.whenGranted("analytics").then(() => heard.push("granted")) })</script>',
    });
    const heard = () => (page as unknown as { heard: string[] }).heard;
    await until(() => heard().includes('early'));
    page.lupa.push(() => heard().push('late'));
    await press('Accept all');
    await until(() => heard().length === 4);
    expect(heard()).to.have.members(['early', 'late', 'changed', 'granted']);
  });

  it('ties the browser to a person and begins a session with it; signing out changes the key', async () => {
    const site = newSite();
    const { page, press, requests } = await open(site);
    await press('Accept all');
    const [grant] = await posts(requests, 2);
    expect(await page.lupa.identify('a.b.c')).to.equal(true);
    const [tie, visit] = await posts(requests, 2);
    expect([tie?.path, tie?.body]).to.deep.equal([
      '/ties',
      { v: 1, visitorKey: grant?.body.visitorKey, token: 'a.b.c' },
    ]);
    expect(visit?.path).to.equal('/visits');
    expect(await page.lupa.signOut()).to.equal(true);
    const [end] = await posts(requests, 1);
    expect(end?.path).to.equal('/ties/end');
    expect(end?.body.visitorKey).to.equal(grant?.body.visitorKey);
    expect(JSON.parse(localStorage[`lupa:${site}`]).key)
      .to.equal(end?.body.newVisitorKey)
      .and.not.equal(grant?.body.visitorKey);
  });

  it('passes a strict CSP with Trusted Types: no violation from question to tag', async () => {
    const site = newSite();
    const { page, press } = await open(site, {
      csp: "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lupa lit-html",
      head:
        `<script nonce="abc">var broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective + ' ' + e.sample))</scr` +
        `ipt><script nonce="abc" async src="/fake/s/${site}/loader.js?also={}"></script>`,
      body:
        '<script type="text/plain" nonce="abc" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>' +
        gate.replace('held', 'injected'),
    });
    await press('Choose');
    await press('Accept all');
    await until(() => page.ran?.length === 2);
    await pause(200);
    expect(page.ran).to.have.members(['held', 'google.js']);
    // Our fixture's own tag has no nonce: its block is the one violation, and shows that the policy is in force.
    expect(
      (page as unknown as { broken: string[] }).broken.filter((one) => !one.startsWith('script-src-elem')),
    ).to.deep.equal([]);
  });

  it('is not switched off by elements that look like its handle', async () => {
    const { banner, page } = await open(newSite(), {
      head: '<a id="lupa"></a><a id="lupa" name="allows"></a>',
    });
    await banner();
    expect(page.lupa.allows('analytics')).to.equal(false);
  });
});
