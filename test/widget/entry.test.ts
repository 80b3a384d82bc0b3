import { expect } from 'chai';
import type { load, lupa, ready } from '../../widget/entry.ts';
import { answer, leave, newSite, open, pause, posts, until } from './support/page.ts';

interface Entry {
  load: typeof load;
  lupa: typeof lupa;
  ready: typeof ready;
}

/** The entry as it is built, as a bundler would have it in the page; and a note of what goes wrong. */
const head = (nonce = '') => `<script nonce="${nonce}">
  var broken = [];
  onerror = (message) => broken.push(message);
  onunhandledrejection = ({ reason }) => broken.push(String(reason));
  addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective));
  console.error = (...words) => broken.push(words.join(' '));
</${'script'}>
<script nonce="${nonce}" type="module">import * as entry from '/dist/widget/entry.js'; window.entry = entry;</${'script'}>`;

const address = (site: string) => `/fake/s/${site}/loader.js?also={}`;

/** A page without a tag, and the entry in it. */
const bare = async (site: string, query: Record<string, string> = {}) => {
  const opened = await open(site, { bare: '', head: head(), ...query });
  const page = opened.page as typeof opened.page & { entry: Entry; broken: string[] };
  await until(() => page.entry);
  return {
    ...opened,
    page,
    entry: page.entry,
    broken: page.broken,
    tags: () => page.document.querySelectorAll('script[src*="loader.js"]').length,
  };
};

describe('the entry for bundlers, as it is built', () => {
  afterEach(leave);

  it('may be used before the loader: what is asked waits, and nothing is allowed', async () => {
    const { entry, page, press, has } = await bare(newSite());
    const heard: unknown[] = [];
    entry.lupa.push((handle) => heard.push(handle === page.lupa));
    entry.lupa.whenGranted('analytics').then(() => heard.push('granted'));
    const opened = entry.lupa.open();
    const visitor = entry.lupa.visitor();
    await pause(50);
    expect([heard, entry.lupa.allows('analytics'), has('lupa-banner')]).to.deep.equal([[], false, false]);
    entry.load(address(newSite()));
    expect(await entry.ready()).to.equal(page.lupa);
    await opened;
    expect([await visitor, has('lupa-preferences')]).to.deep.equal([null, true]);
    await press('Accept all');
    await until(() => heard.length === 2);
    expect(heard).to.have.members([true, 'granted']);
    expect(entry.lupa.allows('analytics')).to.equal(true);
  });

  it('hands every call on to the handle once it is there', async () => {
    const site = newSite();
    const { entry, page, press, requests } = await bare(site);
    entry.load(address(site));
    await press('Accept all');
    await posts(requests, 2);
    expect(await entry.lupa.visitor()).to.equal(await page.lupa.visitor());
    expect(await entry.lupa.identify('a.b.c')).to.equal(true);
    expect(await entry.lupa.signOut()).to.equal(true);
    entry.lupa.event('bought', { value: 1 });
    expect(Array.from((page.dataLayer.at(-1) ?? []) as ArrayLike<unknown>)).to.deep.equal([
      'event',
      'bought',
      { value: 1 },
    ]);
    entry.lupa.withdraw();
    expect(page.lupa.allows('analytics')).to.equal(false);
  });

  it('tells of every change, first of the arrival, and never again once it was ended', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await posts(first.requests, 2);
    const { entry } = await bare(site);
    const heard: string[] = [];
    const listen = (name: string) =>
      entry.lupa.onChange((handle) => heard.push(`${name} ${handle.allows('analytics')}`));
    listen('kept');
    listen('ended before')();
    const end = listen('ended');
    entry.load(address(site));
    await entry.ready();
    await until(() => heard.includes('kept true') && heard.includes('ended true'));
    end();
    listen('late');
    entry.lupa.withdraw();
    await until(() => heard.includes('kept false') && heard.includes('late false'));
    await pause(50);
    expect(heard.filter((one) => /^ended/.test(one))).to.deep.equal(['ended true']);
    expect(
      heard.filter((one) => /^late/.test(one)),
      'after the arrival only changes',
    ).to.deep.equal(['late false']);
  });

  it('ends one of two subscriptions of the same listener, not both', async () => {
    const site = newSite();
    const { entry, press, banner } = await bare(site);
    entry.load(address(site));
    await banner();
    let heard = 0;
    const listener = () => {
      heard++;
    };
    const end = entry.lupa.onChange(listener);
    entry.lupa.onChange(listener);
    end();
    await press('Accept all');
    await until(() => heard);
    await pause(50);
    expect(heard).to.equal(1);
  });

  it('puts the tag there once, however often it is called, and beside one that the page has', async () => {
    const site = newSite();
    const { entry, banner, tags } = await bare(site);
    for (const _ of [1, 2, 3]) entry.load(address(site));
    await banner();
    entry.load(address(site));
    entry.load(`${address(site)}&other`);
    expect(tags()).to.equal(1);
    const own = await open(site, {
      head: `${head()}<script src="${address(site)}"></${'script'}>`,
      bare: '',
    });
    const { entry: other } = own.page as unknown as { entry: Entry };
    other.load(address(site));
    expect(own.page.document.querySelectorAll('script[src*="loader.js"]')).to.have.length(1);
  });

  it('stays quiet where the collector is down, and tries again at the next call', async () => {
    const site = newSite();
    const { entry, banner, broken, tags } = await bare(site);
    let settled = 0;
    for (const promise of [entry.ready(), entry.lupa.open(), entry.lupa.whenGranted('analytics')])
      promise.finally(() => settled++);
    entry.load(`/nowhere/${site}/loader.js`);
    await until(() => !tags());
    expect(await entry.ready(50)).to.equal(null);
    expect([settled, entry.lupa.allows('analytics'), broken]).to.deep.equal([0, false, []]);
    entry.load(address(site));
    await banner();
    await until(() => settled === 2);
    expect((await entry.ready(50))?.allows('analytics')).to.equal(false);
  });

  it('is no way to load what is not http(s), and says so', async () => {
    const { entry, broken, page } = await bare(newSite());
    const before = page.document.scripts.length;
    for (const odd of ['data:text/javascript,ran=1', 'javascript:ran=1', 'http://', 'blob:x'])
      entry.load(odd);
    expect(page.document.scripts.length).to.equal(before);
    expect(broken).to.have.length(4);
    expect(broken.every((one) => one.startsWith('Lupa is not loaded'))).to.equal(true);
  });

  it('is not taken in by an element that has its name as id', async () => {
    const site = newSite();
    const { entry, banner } = await bare(site, { body: '<section id="lupa"></section>' });
    expect(entry.lupa.allows('analytics')).to.equal(false);
    const arrived = entry.ready();
    entry.load(address(site));
    await banner();
    expect((await arrived).allows('analytics')).to.equal(false);
  });

  it('loads a pinned loader whose bytes are as they should be, and no other', async () => {
    const site = newSite();
    const text = await (await fetch(address(site))).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
    const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
    const wrong = await bare(site);
    wrong.entry.load(address(site), { integrity: integrity.replace(/-..../, '-AAAA') });
    await until(() => !wrong.tags());
    expect(await wrong.entry.ready(50)).to.equal(null);
    const right = await bare(site);
    right.entry.load(address(site), { integrity });
    expect((await right.entry.ready()).allows('analytics')).to.equal(false);
  });

  it('hands on the nonce, and makes a Trusted Types policy of its own: no violation, and only held scripts with the nonce run', async () => {
    const site = newSite();
    const held = (nonce: string, name: string) =>
      `<script type="text/plain" ${nonce} data-purpose="analytics">(window.ran = window.ran || []).push('${name}')</${'script'}>`;
    const { entry, page, press, broken } = await bare(site, {
      head: head('abc'),
      csp: "script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types lupa lupa-load lit-html",
      body: held('nonce="abc"', 'held') + held('', 'injected'),
    });
    entry.load(address(site), { nonce: 'abc' });
    await press('Accept all');
    await until(() => page.ran?.includes('held') && page.ran.includes('google.js'));
    await pause(100);
    expect(page.ran).not.to.contain('injected');
    expect(broken).to.deep.equal([]);
  });

  it('takes an address that the page trusts by itself, and then needs no policy', async () => {
    const site = newSite();
    const { entry, page, banner, broken } = await bare(site, {
      head: head('abc'),
      csp: "script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types own lupa lit-html",
    });
    const { trustedTypes } = page as unknown as {
      trustedTypes: {
        createPolicy(
          name: string,
          rules: object,
        ): { createScriptURL(text: string): Parameters<typeof load>[0] };
      };
    };
    const own = trustedTypes.createPolicy('own', { createScriptURL: (text: string) => text });
    entry.load(own.createScriptURL(address(site)), { nonce: 'abc' });
    await banner();
    expect(broken).to.deep.equal([]);
  });

  it('fails closed, in a sentence, where Trusted Types are demanded and its policy is not allowed', async () => {
    const site = newSite();
    const { entry, broken, tags } = await bare(site, {
      head: head('abc'),
      csp: "script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types lupa lit-html",
    });
    entry.load(address(site), { nonce: 'abc' });
    await pause(50);
    expect([tags(), await entry.ready(50)]).to.deep.equal([0, null]);
    expect(broken.join()).to.contain('Lupa is not loaded');
  });

  it('opens nothing while the collector answers nonsense', async () => {
    const site = newSite();
    await answer(site, 500);
    const { entry, broken } = await bare(site);
    entry.load(address(site));
    await entry.ready();
    await pause(200);
    expect([entry.lupa.allows('analytics'), await entry.lupa.visitor(), broken]).to.deep.equal([
      false,
      null,
      [],
    ]);
  });
});
