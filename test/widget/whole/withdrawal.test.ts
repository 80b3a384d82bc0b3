import { expect } from 'chai';
import { answer, leave, newSite, open, pause, posts, reported, until } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];

describe('the whole widget, as it is built: a withdrawal', () => {
  afterEach(leave);

  it('C12, C13: a withdrawal shuts the gate at once, sweeps, and is sent under the key, which then goes', async () => {
    const site = newSite();
    const { page, press, requests } = await open(site);
    await press('Accept all');
    const [grant] = await posts(requests, 2);
    // biome-ignore lint/suspicious/noDocumentCookie: what a tag does.
    document.cookie = '_ga_X=1;path=/';
    await reported(site);
    page.lupa.withdraw();
    expect(page.lupa.allows('analytics')).to.equal(false);
    expect((page as unknown as Record<string, unknown>)['ga-disable-G-TEST1']).to.equal(true);
    const [withdrawal] = await posts(requests, 1);
    expect(withdrawal?.body).to.include({
      how: 'withdraw_all',
      surface: 'api',
      sequence: 2,
      visitorKey: grant?.body.visitorKey,
    });
    await until(() => localStorage.length === 0);
    expect(document.cookie).to.match(/^lupa=1~[0-9a-z]+~~!analytics\.1~!marketing\.1$/);
    const answered = await page.fetch('https://tracker.test/');
    expect(await answered.text()).to.equal('');
  });

  it('C12: a refusal is kept in the task of its press; what is granted, not before it is seen', async () => {
    const { page, press, has } = await open(newSite());
    await until(() => has('lupa-banner'));
    await press('Accept all');
    expect(cookie()).to.equal(undefined);
    await until(() => page.lupa.allows('analytics'));
    await press('Privacy choices');
    await until(() => has('lupa-preferences'));
    const pressed = press('Refuse all');
    // Nothing but the press itself has run until here.
    await pressed;
    expect([cookie()?.includes('~!analytics.1~!marketing.1'), page.lupa.allows('analytics')]).to.deep.equal([
      true,
      false,
    ]);
  });

  it('C12: a page that is loaded anew in the moment of the press is loaded without what was taken back', async () => {
    const site = newSite();
    const one = await open(site);
    await one.press('Accept all');
    await reported(site);
    await one.press('Privacy choices');
    await until(() => one.has('lupa-preferences'));
    await one.requests();
    await one.press('Refuse all');
    one.page.frameElement?.remove();
    const again = await open(site);
    expect(again.page.lupa.allows('analytics')).to.equal(false);
    // The page that went has not told the collector; this one does.
    const [withdrawal] = await posts(again.requests, 1);
    expect(withdrawal?.body).to.include({ how: 'withdraw_all', sequence: 2 });
    await until(() => localStorage.length === 0);
  });

  it('C12: what was ended on a page stays off there, whatever is pressed next', async () => {
    const { page, press } = await open(newSite());
    await press('Accept all');
    await until(() => page.lupa.allows('analytics'));
    page.lupa.withdraw();
    await until(() => cookie()?.includes('!'));
    await press('Privacy choices');
    await press('Accept all');
    await until(() => !cookie()?.includes('!'));
    await pause(100);
    expect(page.lupa.allows('analytics')).to.equal(false);
  });

  it('C30: a withdrawal in one tab is obeyed by another at its next request', async () => {
    const site = newSite();
    const one = await open(site);
    await one.press('Accept all');
    await until(() => one.page.lupa.allows('analytics'));
    const other = await open(site);
    await until(() => other.page.lupa.allows('analytics'));
    one.page.lupa.withdraw();
    await until(() => cookie()?.includes('!'));
    expect(other.page.lupa.allows('analytics')).to.equal(false);
    expect(await (await other.page.fetch('https://tracker.test/')).text()).to.equal('');
  });

  it('C30: an answer in one tab takes the question from another', async () => {
    const site = newSite();
    const one = await open(site);
    await one.banner();
    const other = await open(site);
    await other.banner();
    await one.press('Refuse all');
    await until(() => !other.has('lupa-banner'));
  });

  it('a grant that has ended at the collector shuts the gate here', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    await posts(first.requests, 2);
    await reported(site);
    await answer(site, 403, 'https://lupa.test/problems/consent-not-live');
    const ring = JSON.parse(localStorage[`lupa:${site}`]);
    localStorage[`lupa:${site}`] = JSON.stringify({ ...ring, visited: 1 });
    localStorage.lupaDue = '1';
    const again = await open(site);
    await until(() => !again.page.lupa.allows('analytics'));
    await until(() => localStorage.length === 0);
    expect(cookie()).to.match(/~!analytics\.1~!marketing\.1$/);
  });

  it('a key that has outlived its grant (withdrawn on another subdomain) is withdrawn from here', async () => {
    const site = newSite();
    const first = await open(site);
    await first.press('Accept all');
    const [grant] = await posts(first.requests, 2);
    await reported(site);
    // biome-ignore lint/suspicious/noDocumentCookie: what the other subdomain does.
    document.cookie = `lupa=${cookie()?.replace('analytics', '!analytics').replace('marketing', '!marketing')};path=/`;
    const again = await open(site);
    const [withdrawal] = await posts(again.requests, 1);
    expect(withdrawal?.body).to.include({
      how: 'withdraw_all',
      sequence: 2,
      visitorKey: grant?.body.visitorKey,
    });
    await until(() => localStorage.length === 0);
  });

  it('C12, C30: what was withdrawn in one tab is not brought back by preferences that another tab still shows', async () => {
    const site = newSite();
    const one = await open(site);
    await one.press('Accept all');
    await until(() => one.page.lupa.allows('analytics'));
    const two = await open(site);
    await two.press('Privacy choices');
    await two.preferences();
    one.page.lupa.withdraw();
    await until(() => !two.has('lupa-preferences'), 'the stale dialog closes');
    expect(two.page.lupa.allows('analytics')).to.equal(false);
  });
});
