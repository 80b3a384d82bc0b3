import { expect } from 'chai';
import { grantedPage, measuredPage } from '../support/measured.ts';
import { answer, leave, newSite, until } from '../support/page.ts';

const session = (site: string) => localStorage[`lupa:${site}:session`];
const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1] ?? '';

describe('the measuring module, as it is built: only under a live grant', () => {
  afterEach(leave);

  it('C1: a refusal fetches no module, sends nothing and keeps nothing', async () => {
    const { page, press, settled, others, posts } = await measuredPage();
    await press('Refuse all');
    page.lupa.event('bought');
    expect(await settled()).to.deep.equal([]);
    await posts();
    expect(
      others.map(({ path }) => path).filter((path) => !/notice|decisions|loader/.test(path)),
    ).to.deep.equal([]);
    const fetched = page.performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/tags-'));
    expect(fetched).to.deep.equal([]);
    await until(() => localStorage.length === 0, 'the refusal to be acknowledged, and nothing else kept');
  });

  it('C7: a grant of another purpose sends nothing; the one of its own begins', async () => {
    const { page, press, preferences, settled, site, named } = await measuredPage();
    await press('Choose');
    ((await preferences()).querySelector('#switch-marketing') as HTMLElement).click();
    await press('Save my choices');
    await until(() => page.lupa.allows('marketing'));
    page.lupa.event('early');
    expect(await settled()).to.deep.equal([]);
    expect(session(site)).to.equal(undefined);
    await press('Privacy choices');
    await press('Accept all');
    await named('page_view');
    await named('early');
  });

  it('C12: after a withdrawal nothing more is sent, also nothing that waited, and a new grant does not revive it', async () => {
    const { page, press, settled, site, named, follow } = await grantedPage();
    const before = (await settled()).length;
    expect(session(site)).to.be.a('string');
    page.lupa.event('waiting');
    page.lupa.withdraw();
    page.lupa.event('after');
    follow('<a href="https://elsewhere.test/">A link</a>');
    page.history.pushState(null, '', '/fake/s/elsewhere');
    page.dispatchEvent(new Event('pagehide'));
    expect(await settled()).to.have.length(before);
    await until(() => cookie().includes('!'));
    await until(() => Object.keys(localStorage).length === 0, 'the session to go with the key');
    await press('Privacy choices');
    await press('Accept all');
    await until(() => localStorage[`lupa:${site}`]);
    page.lupa.event('again');
    expect(await settled()).to.have.length(before);
    expect(session(site)).to.equal(undefined);
    expect(page.errors).to.deep.equal([]);
    const fresh = await measuredPage({}, site);
    await fresh.named('page_view');
    expect(await named('page_view', 0)).to.have.length(1);
  });

  it('C12: the session goes when analytics alone is withdrawn', async () => {
    const { press, preferences, site } = await grantedPage();
    expect(session(site)).to.be.a('string');
    await press('Privacy choices');
    ((await preferences()).querySelector('#switch-analytics') as HTMLElement).click();
    await press('Save my choices');
    await until(() => session(site) === undefined);
    expect(localStorage[`lupa:${site}`], 'the key is another grant’s').to.be.a('string');
  });

  it('C30: a withdrawal in one tab stops another in the same breath', async () => {
    const site = newSite();
    const one = await grantedPage({}, site);
    const other = await measuredPage({}, site);
    await other.named('page_view');
    other.page.lupa.event('waiting');
    one.page.lupa.withdraw();
    other.page.lupa.event('late');
    other.page.dispatchEvent(new Event('pagehide'));
    const names = [...(await one.settled()), ...(await other.settled())];
    expect(names).not.to.include.oneOf(['waiting', 'late']);
  });

  it('without a visitor key nothing is sent: another subdomain, storage that was cleared', async () => {
    const { page, settled, site, posts } = await grantedPage();
    await settled();
    const before = (await posts()).length;
    page.lupa.event('waiting');
    localStorage.removeItem(`lupa:${site}`);
    page.lupa.event('late');
    page.dispatchEvent(new Event('pagehide'));
    await settled();
    expect(await posts()).to.have.length(before);
  });

  it('what waits when another person takes over this browser is not sent as theirs', async () => {
    const { page, follow, settled, looked, named, site, posts } = await grantedPage();
    await settled();
    follow('<a href="https://elsewhere.test/">A link</a>');
    const ring = JSON.parse(localStorage[`lupa:${site}`]);
    localStorage[`lupa:${site}`] = JSON.stringify({ ...ring, key: `B${ring.key.slice(1)}` });
    page.lupa.event('too soon');
    await looked();
    page.lupa.event('later');
    await named('later');
    expect(await settled())
      .to.include('later')
      .and.not.include.members(['click', 'too soon']);
    expect((await posts()).at(-1)?.body.visitorKey).to.match(/^B/);
  });

  it('waits until the collector knows of the grant', async () => {
    const site = newSite();
    const { press, banner, named, settled, others } = await measuredPage({}, site);
    await banner();
    await answer(site, 500, '', '', 'decisions');
    await press('Accept all');
    await until(() => session(site) === undefined && localStorage[`lupa:${site}:outbox`]);
    expect(await settled()).to.deep.equal([]);
    await answer(site, 0);
    await named('page_view');
    expect(others.filter(({ path }) => path === '/decisions').length).to.be.greaterThan(1);
  });

  it('where the collector says that the consent is not live, the gate of this browser shuts', async () => {
    const { page, site, settled, posts } = await grantedPage();
    await settled();
    await answer(site, 403, 'about:blank', '', 'analytics');
    page.lupa.event('first');
    await settled();
    expect(page.lupa.allows('analytics'), 'a 403 of somebody else').to.equal(true);
    await answer(site, 403, 'https://lupa.test/problems/consent-not-live', '', 'analytics');
    page.lupa.event('second');
    await until(() => !page.lupa.allows('analytics') && !page.lupa.allows('marketing'));
    await until(() => Object.keys(localStorage).filter((name) => name !== 'lupaDue').length === 0);
    expect(cookie()).to.match(/~!analytics\.1~!marketing\.1$/);
    const before = (await posts()).length;
    page.lupa.event('third');
    await settled();
    expect(await posts()).to.have.length(before);
    expect(page.errors).to.deep.equal([]);
  });
});
