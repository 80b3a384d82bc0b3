import { expect } from 'chai';
import { leave, newSite, open, pause, posts, until } from '../support/page.ts';

const ours = /^1~[0-9a-z]+~(gpc|dnt)?~!?analytics\.1~!?marketing\.1$/;
const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];
const gate =
  '<script type="text/plain" data-purpose="analytics">(window.ran = window.ran || []).push("held")</script>';

describe('the whole widget, as it is built: a first visit', () => {
  afterEach(leave);

  it('C1: stores nothing and loads nothing before a choice', async () => {
    const { page, banner, requests } = await open(newSite(), { body: gate });
    await banner();
    page.scrollTo(0, 500);
    page.document.body.click();
    await pause(300);
    expect([document.cookie, localStorage.length, page.ran]).to.deep.equal(['', 0, undefined]);
    expect((await requests()).map(({ path }) => path)).to.deep.equal(['/loader.js', '/notice/en']);
    expect(page.lupa.allows('analytics')).to.equal(false);
  });

  it('C20: a refusal leaves one cookie without an identifier, and one anonymous decision', async () => {
    const { page, press, requests, has } = await open(newSite(), { body: gate });
    await press('Refuse all');
    const [decision, ...others] = await posts(requests, 1);
    await until(() => localStorage.length === 0);
    await pause(100);
    expect(others).to.deep.equal([]);
    expect(decision?.body).to.include({ v: 1, how: 'reject_all', surface: 'banner', language: 'en' });
    expect(decision?.body).to.deep.include({
      answers: { analytics: 'denied', marketing: 'denied' },
      terms: { analytics: 1, marketing: 1 },
    });
    expect(decision?.body).not.to.have.any.keys('visitorKey', 'sequence', 'signal');
    expect(cookie()).to.match(ours);
    expect(document.cookie).to.equal(`lupa=${cookie()}`);
    expect([page.ran, has('lupa-banner')]).to.deep.equal([undefined, false]);
  });

  it('C19, C22: a grant is sent with key and sequence, the visit after it, and only then', async () => {
    const { page, press, requests } = await open(newSite(), { body: gate });
    await press('Accept all');
    const [decision, visit, ...others] = await posts(requests, 2);
    expect([decision?.path, visit?.path, others]).to.deep.equal(['/decisions', '/visits', []]);
    expect(decision?.type).to.match(/^text\/plain;\s*charset=utf-8$/i);
    expect(decision?.body).to.include({ how: 'accept_all', sequence: 1 });
    expect(decision?.body.visitorKey).to.match(/^[A-Za-z0-9_-]{43}$/);
    expect(visit?.body).to.have.all.keys('v', 'id', 'visitorKey', 'page', 'referrer');
    expect(visit?.body.visitorKey).to.equal(decision?.body.visitorKey);
    expect(document.cookie).not.to.include(decision?.body.visitorKey);
    await until(() => page.ran?.length === 2);
    expect(page.ran).to.have.members(['held', 'google.js']);
    expect(await page.lupa.visitor()).to.equal('01900000-0000-7000-8000-000000000001');
  });

  it('C9: Escape in the preferences changes nothing, and the question stays', async () => {
    const { press, preferences, has } = await open(newSite());
    await press('Choose');
    const root = await preferences();
    (root.querySelector('dialog') as HTMLDialogElement).close();
    await until(() => !has('lupa-preferences'));
    expect([has('lupa-banner'), document.cookie]).to.deep.equal([true, '']);
  });

  it('C7: saves one purpose alone', async () => {
    const { page, press, preferences, requests } = await open(newSite());
    await press('Choose');
    ((await preferences()).querySelector('#switch-marketing') as HTMLElement).click();
    await press('Save my choices');
    const [decision] = await posts(requests, 1);
    expect(decision?.body).to.deep.include({
      how: 'save',
      surface: 'preferences',
      answers: { analytics: 'denied', marketing: 'granted' },
    });
    expect([page.lupa.allows('analytics'), page.lupa.allows('marketing')]).to.deep.equal([false, true]);
    await pause(200);
    expect(
      (await requests()).some(({ path }) => path === '/visits'),
      'a visit without its grant',
    ).to.equal(false);
  });

  for (const [lang, words] of [
    ['fi-FI', 'Hylkää kaikki'],
    ['en', 'Refuse all'],
    ['de', 'Hylkää kaikki'],
    ['', 'Hylkää kaikki'],
  ] as const)
    it(`C25: speaks the page's language, or the site's first (${lang || 'none'})`, async () => {
      const { banner } = await open(newSite(), { lang });
      expect((await banner()).textContent).to.include(words);
    });

  it('says politely that the question is there, then that the choice is saved', async () => {
    const { page, banner, press } = await open(newSite());
    const said = (words: string) =>
      until(() =>
        [...page.document.querySelectorAll('lupa-status')].some(
          (one) => one.shadowRoot?.querySelector('[role=status]')?.textContent === words,
        ),
      );
    await banner();
    await said('Your choice about cookies');
    await press('Refuse all');
    await said('Your choices are saved.');
  });

  it('C25: after a press the focus goes back to where it was', async () => {
    const { page, banner } = await open(newSite());
    const root = await banner();
    const link = page.document.querySelector('#link') as HTMLElement;
    link.focus();
    const [, refuse] = root.querySelectorAll('button');
    refuse?.focus();
    refuse?.click();
    expect(page.document.activeElement).to.equal(link);
  });

  it('C25: closing the preferences gives the focus back to what opened them', async () => {
    const { page, press, preferences, has } = await open(newSite(), {
      body: '<button id="own" data-lupa-preferences>Cookies</button>',
    });
    await press('Refuse all');
    const own = page.document.querySelector('#own') as HTMLElement;
    own.focus();
    own.click();
    await preferences();
    expect(page.document.activeElement?.tagName).to.equal('LUPA-PREFERENCES');
    await press('Close without changing anything');
    await until(() => !has('lupa-preferences'));
    expect(page.document.activeElement).to.equal(own);
  });
});
