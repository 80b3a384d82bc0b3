import { expect } from 'chai';
import type { TakeoverSettings } from '../../../shared/gate.ts';
import { leave, newSite, open, pause, posts, reported, until } from '../support/page.ts';
import { klaroCookies } from '../takeover/samples.ts';

const day = 864e5;
const cookie = (name: string) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];
const set = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: what another tool does.
  document.cookie = `${name}=${value};path=/`;
};
const settings: TakeoverSettings = {
  from: 'klaro',
  replaced: Date.now() - 3 * day,
  days: 120,
  purposes: {
    analytics: { categories: ['matomo'], terms: 1 },
    marketing: { categories: ['adsense'], terms: 1 },
  },
};
const also = (change: Partial<TakeoverSettings> = {}) =>
  JSON.stringify({ takeover: { ...settings, ...change } });
const gate =
  '<script type="text/plain" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>';
const gpc =
  '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true, configurable: true })</script>';
const ends = () => Number.parseInt(cookie('lupa')?.split('~')[1] ?? '', 36);

describe('the whole widget, as it is built: taking over another tool’s choices', () => {
  afterEach(leave);

  it('a choice of klaro’s counts without a question, under a key, and the record says whose banner it was', async () => {
    set('klaro', klaroCookies.one);
    const opened = Date.now();
    const { page, requests, has } = await open(newSite(), { also: also(), body: gate });
    const [decision, visit] = await posts(requests, 2);
    expect(decision?.body).to.deep.include({
      answers: { analytics: 'granted', marketing: 'denied' },
      terms: { analytics: 1, marketing: 1 },
      how: 'save',
      surface: 'takeover',
      sequence: 1,
    });
    const { from, given = 0 } = decision?.body.takeover ?? {};
    expect(from).to.equal('klaro');
    expect((decision?.body.at ?? 0) - given).to.be.within(120 * day, 120 * day + Date.now() - opened);
    expect(decision?.body.visitorKey).to.match(/^[\w-]{43}$/);
    expect(visit?.path).to.equal('/visits');
    await until(() => page.ran?.includes('held'));
    expect([has('lupa-banner'), page.lupa.allows('analytics'), page.lupa.allows('marketing')]).to.deep.equal([
      false,
      true,
      false,
    ]);
    expect(ends(), 'C15: it ends as if it had been given here then').to.equal(Math.floor(given / day) + 365);
    expect(cookie('klaro'), 'the other cookie is not ours to delete').to.equal(klaroCookies.one);
  });

  it('C20: a refusal is taken over as an anonymous refusal', async () => {
    set('klaro', klaroCookies.none);
    const { requests, has } = await open(newSite(), { also: also() });
    const [decision] = await posts(requests, 1);
    expect(decision?.body.answers).to.deep.equal({ analytics: 'denied', marketing: 'denied' });
    expect(decision?.body).not.to.have.any.keys('visitorKey', 'sequence');
    await until(() => localStorage.length === 0);
    expect(has('lupa-banner')).to.equal(false);
    expect(cookie('lupa')).to.match(/^1~[0-9a-z]+~~!analytics\.1~!marketing\.1$/);
  });

  it('once: what is answered here afterwards is not overruled by the other cookie', async () => {
    set('klaro', klaroCookies.one);
    const site = newSite();
    const first = await open(site, { also: also() });
    await posts(first.requests, 2);
    await first.press('Privacy choices');
    await first.press('Refuse all');
    const [decision] = await posts(first.requests, 1);
    expect(decision?.body).to.deep.include({ how: 'reject_all', sequence: 2 });
    await until(() => localStorage.length === 0, 'it to be acknowledged');
    const again = await open(site, { also: also() });
    await pause(400);
    expect((await again.requests()).filter(({ method }) => method === 'POST')).to.deep.equal([]);
    expect([again.page.lupa.allows('analytics'), again.has('lupa-banner')]).to.deep.equal([false, false]);
  });

  it('a page’s withdrawal that lost its trace in the cookie is not overruled either', async () => {
    set('klaro', klaroCookies.one);
    const site = newSite();
    const first = await open(site, { also: also() });
    await posts(first.requests, 2);
    await reported(site);
    // As the loader leaves it when the second stage cannot be had.
    set('lupa', ';max-age=0');
    for (const visit of ['the next page', 'the one after it']) {
      const { page, banner, requests } = await open(site, { also: also() });
      await banner();
      const expected = visit === 'the next page' ? ['withdraw_all'] : [];
      const told: unknown[] = [];
      const heard = async () => {
        const decisions = (await requests()).filter(({ path }) => path === '/decisions');
        told.push(...decisions.map(({ body }) => body.how));
        return told.length >= expected.length;
      };
      await until(heard, `${expected} on ${visit}`);
      await until(() => !localStorage[`lupa:${site}:outbox`], 'it to be acknowledged');
      await pause(200);
      await heard();
      expect(page.lupa.allows('analytics'), visit).to.equal(false);
      expect(told, visit).to.deep.equal(expected);
    }
  });

  it('what was not asked there is asked here, and nothing else', async () => {
    set('klaro', klaroCookies.one);
    const { page, banner, requests } = await open(newSite(), {
      also: also({ purposes: { analytics: { categories: ['matomo'], terms: 1 } } }),
    });
    const words = (await banner()).textContent;
    expect([words?.includes('Advertising'), words?.includes('Visitor statistics')]).to.deep.equal([
      true,
      false,
    ]);
    expect(page.lupa.allows('analytics')).to.equal(true);
    const [decision] = await posts(requests, 1);
    expect(decision?.body.answers).to.deep.equal({ analytics: 'granted' });
  });

  const unclear: [why: string, value: string, change?: Partial<TakeoverSettings>][] = [
    ['the other tool’s cookie is malformed', '%E0%A4%A', {}],
    ['it is not what it seems', '%5B1%2C2%5D', {}],
    ['it says nothing of our purposes', '%7B%22session%22%3Atrue%7D', {}],
    ['the owner has not turned it on', klaroCookies.one],
    [
      'the terms have risen',
      klaroCookies.one,
      { purposes: { analytics: { categories: ['matomo'], terms: 2 } } },
    ],
    ['the time for it is over', klaroCookies.one, { replaced: Date.now() - 183 * day }],
  ];
  for (const [why, value, change] of unclear)
    it(`asks as always when ${why}`, async () => {
      set('klaro', value);
      const { page, banner, requests } = await open(newSite(), {
        also: change ? also(change) : '{}',
        head: `<script>var errors = []; onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason))</script>`,
      });
      expect((await banner()).textContent).to.include('Advertising');
      expect((await requests()).filter(({ method }) => method === 'POST')).to.deep.equal([]);
      expect([page.lupa.allows('analytics'), cookie('lupa')]).to.deep.equal([false, undefined]);
      expect((page as unknown as { errors: string[] }).errors).to.deep.equal([]);
    });

  it('C23: under Global Privacy Control nothing is taken over, and nothing requested', async () => {
    set('klaro', klaroCookies.all);
    const { page, has, requests } = await open(newSite(), { also: also(), head: gpc });
    await pause(400);
    expect((await requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
    expect([page.lupa.allows('analytics'), has('lupa-banner'), cookie('lupa')]).to.deep.equal([
      false,
      false,
      undefined,
    ]);
  });
});
