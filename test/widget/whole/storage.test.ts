import { expect } from 'chai';
import { broken, type Opened, openHard, ran } from '../support/hard.ts';
import { leave, newSite, pause, posts, until } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];

/** Before anything of ours: what a browser's settings, or a full disk, do. */
const with_ = (code: string) => `<script>${code}</script>`;
const full = with_(`const no = () => { throw new DOMException('full', 'QuotaExceededError') };
  Storage.prototype.setItem = no;
  const shelf = new Proxy({}, { set: no, get: (_, name) => typeof Storage.prototype[name] === 'function' ? (name === 'setItem' ? no : () => null) : undefined });
  Object.defineProperty(window, 'localStorage', { get: () => shelf });`);
const forbidden = with_(
  `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });`,
);
const absent = with_(`Object.defineProperty(window, 'localStorage', { value: null });`);
const noCookies = with_(`Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });
  Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} });`);

const works = async (one: Opened): Promise<void> => {
  await one.press('Accept all');
  await until(() => ran(one).includes('google.js'));
  expect(one.page.lupa.allows('analytics')).to.equal(true);
};

describe('the whole widget, as it is built: a browser that keeps nothing', () => {
  afterEach(leave);

  for (const [name, head] of [
    ['full', full],
    ['absent', absent],
  ] as const)
    it(`C24: with storage ${name} the choice is in the cookie, is sent, and holds on the next page`, async () => {
      const site = newSite();
      const one = await openHard(site, { head });
      await works(one);
      const [decision] = await posts(one.requests, 2);
      expect(decision?.body.how).to.equal('accept_all');
      await pause(150);
      expect(broken(one)).to.deep.equal([]);
      const again = await openHard(site, { head });
      await until(() => ran(again).includes('google.js'));
      await pause(150);
      expect([again.has('lupa-banner'), broken(again)]).to.deep.equal([false, []]);
      again.page.lupa.withdraw();
      const [withdrawal] = await posts(again.requests, 1);
      expect([withdrawal?.body.how, withdrawal?.body.visitorKey]).to.deep.equal(['withdraw_all', undefined]);
      expect(cookie()).to.match(/!analytics\.1~!marketing\.1$/);
    });

  it('C24, R39: where storage is forbidden nobody is asked, on no page, though the browser claims that it keeps cookies', async () => {
    const site = newSite();
    for (let pages = 0; pages < 2; pages++) {
      const one = await openHard(site, { head: forbidden + noCookies.replace(/^.*?;/, '<script>') });
      await until(() => one.has('lupa-button'));
      await pause(200);
      expect([one.has('lupa-banner'), one.page.navigator.cookieEnabled]).to.deep.equal([false, true]);
      await one.press('Privacy choices');
      await works(one);
      expect(broken(one)).to.deep.equal([]);
    }
  });

  it('C24, R39: without cookies nobody is asked, on no page; a choice by the button holds for the page alone', async () => {
    const site = newSite();
    for (let pages = 0; pages < 2; pages++) {
      const one = await openHard(site, { head: noCookies });
      await until(() => one.has('lupa-button'));
      await pause(200);
      expect([one.has('lupa-banner'), one.page.lupa.allows('analytics')]).to.deep.equal([false, false]);
      await one.press('Privacy choices');
      await works(one);
      await one.press('Privacy choices');
      await one.press('Refuse all');
      await until(() => !one.page.lupa.allows('analytics'));
      expect([broken(one), document.cookie]).to.deep.equal([[], '']);
    }
  });

  it('C24: a full cookie jar is a choice for the page, without an error', async () => {
    const head = with_(
      `Object.defineProperty(Document.prototype, 'cookie', { get: () => 'a=1', set() {} });`,
    );
    const one = await openHard(newSite(), { head });
    await works(one);
    await pause(150);
    expect([broken(one), one.has('lupa-banner')]).to.deep.equal([[], false]);
  });
});
