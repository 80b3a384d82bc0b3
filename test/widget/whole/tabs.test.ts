import { expect } from 'chai';
import { broken, type Opened, openHard, ran } from '../support/hard.ts';
import { answer, leave, newSite, posts, reported, until } from '../support/page.ts';

const frame = (one: Opened) => one.page.document.getElementById('frame') as HTMLIFrameElement;
const empty = (one: Opened) => !frame(one).hasAttribute('src');

/** Two tabs of a site, with everything granted and running in both. */
const twoTabs = async (site: string): Promise<[Opened, Opened]> => {
  const one = await openHard(site);
  await one.press('Accept all');
  await reported(site);
  const other = await openHard(site);
  await until(() => ran(other).includes('google.js') && !empty(other) && !empty(one));
  return [one, other];
};

/** Nothing is let out of the other tab any more, and what ran there beyond the guard's sight is gone. */
const shut = async (other: Opened): Promise<void> => {
  const { page } = other;
  await until(() => !page.lupa.allows('analytics'));
  await until(() => empty(other), 'the frame of the other tab to be emptied');
  expect((page as unknown as Record<string, unknown>)['ga-disable-G-TEST1']).to.equal(true);
  const image = new (page as Window & typeof globalThis).Image();
  image.src = 'https://ads.test/pixel';
  expect([await (await page.fetch('https://tracker.test/')).text(), image.src]).to.deep.equal(['', '']);
  expect(page.navigator.sendBeacon('https://tracker.test/')).to.equal(true);
  expect(broken(other)).to.deep.equal([]);
};

describe('the whole widget, as it is built: an end that comes from elsewhere', () => {
  afterEach(leave);

  it('C12, C13: a withdrawal in one tab empties the frames of another', async () => {
    const [one, other] = await twoTabs(newSite());
    await one.press('Privacy choices');
    await one.press('Refuse all');
    await shut(other);
  });

  it('C12: a grant that has ended at the collector ends in the page that hears of it, and in every other tab', async () => {
    const site = newSite();
    const [one, other] = await twoTabs(site);
    const { visited, ...ring } = JSON.parse(localStorage[`lupa:${site}`]);
    localStorage[`lupa:${site}`] = JSON.stringify({ ...ring, visited: visited - 18e5 });
    localStorage.lupaDue = '1';
    await answer(site, 403, 'https://lupa.test/problems/consent-not-live');
    const third = await openHard(site);
    await until(() => !third.page.lupa.allows('analytics'));
    await shut(third);
    await shut(other);
    await shut(one);
    await until(() => localStorage.length === 0);
    expect(document.cookie).to.match(/~!analytics\.1~!marketing\.1$/);
    await answer(site, 0);
    const again = await openHard(site);
    await until(() => again.has('lupa-button'));
    expect([ran(again), again.has('lupa-banner'), empty(again)]).to.deep.equal([[], false, true]);
  });

  it('C30: one purpose withdrawn in one tab ends alone in the other', async () => {
    const site = newSite();
    const [one, other] = await twoTabs(site);
    await one.requests();
    await one.press('Privacy choices');
    const root = await one.preferences();
    (root.querySelector('#switch-marketing') as HTMLElement).click();
    await one.press('Save my choices');
    await posts(one.requests, 1);
    await until(() => empty(other));
    expect([other.page.lupa.allows('analytics'), other.page.lupa.allows('marketing')]).to.deep.equal([
      true,
      false,
    ]);
    expect(broken(other)).to.deep.equal([]);
  });
});
