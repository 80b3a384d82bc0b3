import { expect } from 'chai';
import { answer, leave, newSite, once, open, pause, type Request, until } from '../support/page.ts';

/** A request is not cut off for being slow: only for what a test does. */
const proxied = { also: '{"proxied":1}', head: once };
const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1] ?? '';
const granted = /~~analytics\.1~marketing\.1$/;
const denied = /~~!analytics\.1~!marketing\.1$/;
const note = (site: string) => localStorage[`lupa:${site}:cookie`];

/** From now on the answers wait until they are released: what they set is what the request carried. */
const hold = (site: string) => fetch(`/fake/s/${site}/hold`);
const release = async (site: string) => {
  await fetch(`/fake/s/${site}/release`);
  // An answer that was cut off would have come by now.
  await pause(200);
};

/** Requests to set the cookie again so far, of this page and the others. */
const renewals = (requests: () => Promise<Request[]>) => {
  let seen = 0;
  return async () => {
    seen += (await requests()).filter(({ path }) => path === '/cookie').length;
    return seen;
  };
};

/** Where this fails, what is under way cannot be cut off: then it must be written over. */
const withoutAbort = (page: Window & typeof globalThis) => {
  page.AbortController.prototype.abort = () => {};
};

describe('the whole widget, as it is built: behind the proxy of its owner', () => {
  afterEach(leave);

  it('has the collector set the cookie again, as it is, and leaves no note of that', async () => {
    const site = newSite();
    const { press, requests } = await open(site, proxied);
    const asked = renewals(requests);
    await press('Accept all');
    await until(async () => (await asked()) === 1);
    await until(() => note(site) === undefined);
    expect(cookie()).to.match(granted);
    await press('Privacy choices');
    await press('Refuse all');
    await until(async () => (await asked()) === 2);
    await until(() => localStorage.length === 0);
    expect(cookie()).to.match(denied);
  });

  it('elsewhere nothing is asked for and nothing noted', async () => {
    const site = newSite();
    const { press, requests } = await open(site);
    const asked = renewals(requests);
    await press('Refuse all');
    await until(() => denied.test(cookie()));
    await pause(200);
    expect(await asked()).to.equal(0);
    await until(() => localStorage.length === 0, 'the refusal to be acknowledged, and nothing else kept');
  });

  for (const [how, without] of [
    ['is cut off', false],
    ['that cannot be cut off is written over', true],
  ] as const) {
    it(`C12: an answer under way while the visitor withdraws ${how}: a withdrawn consent never comes back`, async () => {
      const site = newSite();
      const { page, press, requests } = await open(site, proxied);
      if (without) withoutAbort(page);
      const asked = renewals(requests);
      await hold(site);
      await press('Accept all');
      await until(async () => (await asked()) === 1);
      page.lupa.withdraw();
      await until(() => denied.test(cookie()));
      await release(site);
      await until(() => denied.test(cookie()));
      await until(async () => (await asked()) === 2);
      await until(() => localStorage.length === 0);
      expect(cookie()).to.match(denied);
    });

    it(`C12, C30: and one that is under way in another tab ${how}`, async () => {
      const site = newSite();
      const one = await open(site, proxied);
      if (without) withoutAbort(one.page);
      const asked = renewals(one.requests);
      await hold(site);
      await one.press('Accept all');
      await until(async () => (await asked()) === 1);
      const other = await open(site, proxied);
      await other.press('Privacy choices');
      await other.press('Refuse all');
      await until(() => denied.test(cookie()));
      await release(site);
      await until(() => denied.test(cookie()));
      await until(async () => (await asked()) === 2);
      await until(() => note(site) === undefined);
      expect(cookie()).to.match(denied);
    });
  }

  it('C12: a request does not outlive its page', async () => {
    const site = newSite();
    const one = await open(site, proxied);
    const other = await open(site, proxied);
    const asked = renewals(one.requests);
    await hold(site);
    await one.press('Accept all');
    await until(async () => (await asked()) === 1);
    one.page.frameElement?.remove();
    // As another subdomain would, of which this page hears nothing.
    const refusal = cookie().replace('analytics', '!analytics').replace('marketing', '!marketing');
    // biome-ignore lint/suspicious/noDocumentCookie: what a test may do.
    document.cookie = `lupa=${refusal};path=/`;
    await release(site);
    expect(cookie()).to.match(denied);
    expect(other.page.lupa.allows('analytics')).to.equal(false);
  });

  it('what could not be set again is tried from the next page that has something to do', async () => {
    const site = newSite();
    const first = await open(site, proxied);
    await first.banner();
    await answer(site, 503);
    await first.press('Refuse all');
    await until(() => denied.test(cookie()));
    await until(async () => (await first.requests()).some(({ path }) => path === '/cookie'));
    await pause(100);
    expect(note(site)).to.equal(cookie());
    await answer(site, 0);
    const second = await open(site, proxied);
    const asked = renewals(second.requests);
    await second.press('Privacy choices');
    await until(async () => (await asked()) === 1);
    await until(() => note(site) === undefined);
  });

  it('what was noted before another subdomain decided is forgotten', async () => {
    const site = newSite();
    const first = await open(site, proxied);
    const asked = renewals(first.requests);
    await first.banner();
    await answer(site, 503);
    await first.press('Accept all');
    await until(async () => (await asked()) === 1);
    await pause(100);
    const refusal = cookie().replace('analytics', '!analytics').replace('marketing', '!marketing');
    // biome-ignore lint/suspicious/noDocumentCookie: what the other subdomain does.
    document.cookie = `lupa=${refusal};path=/`;
    await answer(site, 0);
    const second = await open(site, proxied);
    await until(() => note(site) === undefined);
    await pause(200);
    expect(await asked()).to.equal(1);
    expect(cookie()).to.match(denied);
    expect(second.page.lupa.allows('analytics')).to.equal(false);
  });
});
