import { expect } from 'chai';
import { leave, newSite, open, pause, posts, reported, until } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];

describe('the whole widget, as it is built: a returning visitor', () => {
  afterEach(leave);

  it('C14: a returning refuser makes one request of ours, and is not asked again', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Refuse all');
    await posts(first.requests, 1);
    await until(() => localStorage.length === 0);
    const again = await open(site);
    await pause(400);
    expect((await again.requests()).map(({ path }) => path)).to.deep.equal(['/loader.js']);
    expect(again.has('lupa-banner')).to.equal(false);
  });

  it('C21: the cookie is the same for two who chose the same, and after a withdrawal the same as a refusal', async () => {
    const today = () => new Date().getUTCDate();
    const all = async (): Promise<(string | undefined)[]> => {
      const began = today();
      const values: (string | undefined)[] = [];
      for (const withdraw of [false, false, true]) {
        const { page, press } = await open(newSite());
        await press('Accept all');
        await until(cookie);
        const granted = cookie();
        if (withdraw) page.lupa.withdraw();
        await until(() => !withdraw || cookie()?.includes('!'));
        values.push(withdraw ? cookie() : granted);
        leave();
      }
      const { press } = await open(newSite());
      await press('Refuse all');
      values.push(await until(cookie));
      leave();
      // On another day it is another cookie.
      return began === today() ? values : all();
    };
    const values = await all();
    expect(values[0]).to.equal(values[1]);
    expect(values[2]).to.equal(values[3]);
  });

  it('a returning visitor makes one request of ours in the same session, two in a new one', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await posts(first.requests, 2);
    await reported(site);
    /** Waits for at least so many, and whether more come. */
    const ofOurs = async (least: number) => {
      const { requests } = await open(site);
      const paths: string[] = [];
      const look = async () => {
        paths.push(...(await requests()).map(({ path }) => path).filter((path) => path !== '/google.js'));
        return paths.length >= least;
      };
      await until(look);
      await pause(400);
      await look();
      return paths;
    };
    await first.requests();
    expect(await ofOurs(1)).to.deep.equal(['/loader.js']);
    const ring = JSON.parse(localStorage[`lupa:${site}`]);
    localStorage[`lupa:${site}`] = JSON.stringify({ ...ring, visited: ring.visited - 18e5 });
    localStorage.lupaDue = '1';
    expect(await ofOurs(2)).to.deep.equal(['/loader.js', '/visits']);
  });

  it('C11: the preferences are one press away on every page, and show the present answers', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Choose');
    ((await first.preferences()).querySelector('#switch-analytics') as HTMLElement).click();
    await first.press('Save my choices');
    await until(cookie);
    const again = await open(site);
    await again.press('Privacy choices');
    const root = await again.preferences();
    expect(
      [...root.querySelectorAll('[role=switch]')].map((one) => one.getAttribute('aria-checked')),
    ).to.deep.equal(['true', 'false']);
  });

  it('C11: elements of the page open them too, and then no button is drawn', async () => {
    const { page, has, preferences } = await open(newSite(), {
      body: '<a href="/elsewhere" data-lupa-preferences><b>Cookies</b></a>',
    });
    await pause(300);
    expect(has('lupa-button')).to.equal(false);
    page.document.querySelector('b')?.click();
    await preferences();
  });

  it('C16: risen terms ask again, for that purpose only', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await until(cookie);
    const again = await open(site, { also: JSON.stringify({ purposes: { analytics: 1, marketing: 2 } }) });
    const root = await again.banner();
    expect(root.querySelectorAll('h3').length).to.equal(1);
    expect([again.page.lupa.allows('analytics'), again.page.lupa.allows('marketing')]).to.deep.equal([
      true,
      false,
    ]);
  });
});
