import { expect } from 'chai';
import { grantedPage, measuredPage } from '../support/measured.ts';
import { answer, leave, newSite, until } from '../support/page.ts';

const session = (site: string) => localStorage[`lupa:${site}:session`];
const long = 'canary-'.repeat(40);

describe('the measuring module, as it is built: how it is sent', () => {
  afterEach(leave);

  it('in batches of at most 25 and under 32 KiB, each event once, with its age', async () => {
    const opened = Date.now();
    const { page, posts, named } = await grantedPage();
    for (let count = 0; count < 30; count++) page.lupa.event('short');
    await named('short', 30);
    const params = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`p${place}`, long]));
    for (let count = 0; count < 5; count++) page.lupa.event('long', params);
    await named('long', 5);
    const bodies = await posts();
    expect(Math.max(...bodies.map(({ body }) => body.events.length))).to.be.at.most(25);
    expect(Math.max(...bodies.map(({ size }) => size))).to.be.below(32_768);
    const events = bodies.flatMap(({ body }) => body.events);
    expect(new Set(events.map(({ id }) => id)).size).to.equal(events.length);
    for (const { id, age } of events) {
      expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      // No more than there was: on a busy machine the test itself takes long.
      expect(age).to.be.within(0, Date.now() - opened);
    }
    expect(bodies.filter(({ body }) => body.session.starts)).to.have.length(1);
  });

  for (const status of [429, 503])
    it(`what is answered ${status} is sent again under the same id when the page is put away`, async () => {
      const { page, site, settled, looked, posts, turn } = await grantedPage();
      await settled();
      await answer(site, status, '', '', 'analytics');
      page.lupa.event('bought');
      await until(async () => JSON.stringify(await posts()).includes('bought'));
      const heard = performance.now();
      const tried = (await posts()).length;
      await looked(10);
      page.asleep = true;
      expect(await posts(), 'a collector in trouble is left alone').to.have.length(tried);
      await answer(site, 0);
      const waited = performance.now() - heard;
      page.asleep = false;
      turn(true);
      await until(async () => (await posts()).length > tried);
      const ids = (await posts()).flatMap(({ body }) => body.events.filter(({ name }) => name === 'bought'));
      expect(new Set(ids.map(({ id }) => id)).size).to.equal(1);
      // The one clock may be coarser than the other.
      expect(ids.at(-1)?.age).to.be.greaterThan(waited - 50);
    });

  it('what is refused is not sent again', async () => {
    const { page, site, settled, posts, turn } = await grantedPage();
    await settled();
    await answer(site, 400, '', '', 'analytics');
    page.lupa.event('bought');
    await until(async () => JSON.stringify(await posts()).includes('bought'));
    // The refusal is heard.
    await settled();
    const tried = (await posts()).length;
    turn(true);
    await settled();
    const sent = (await posts()).slice(tried).flatMap(({ body }) => body.events);
    expect(sent.map(({ name }) => name)).not.to.include('bought');
  });

  it('a session goes on over pages for half an hour; another person on this browser begins another', async () => {
    const site = newSite();
    const first = await grantedPage({}, site);
    const began = (await first.posts())[0]?.body.session.began;
    const next = await measuredPage({}, site);
    await next.named('page_view');
    expect((await next.posts())[0]?.body.session).to.deep.equal({ began, starts: false });
    const [start] = session(site).split(' ');
    localStorage[`lupa:${site}:session`] = `${start} ${Date.now() - 18e5 - 1}`;
    const later = await measuredPage({}, site);
    await later.named('page_view');
    const fresh = (await later.posts())[0]?.body.session;
    expect([fresh?.starts, fresh?.began === began]).to.deep.equal([true, false]);
    expect(await later.page.lupa.signOut()).to.equal(true);
    // What is said before the next look may be the one's or the other's: it is nobody's.
    await later.looked();
    later.page.lupa.event('after');
    await later.named('after');
    const last = (await later.posts()).at(-1)?.body;
    expect(last?.visitorKey).to.equal(JSON.parse(localStorage[`lupa:${site}`]).key);
    const theirs = (await later.posts()).find(({ body }) => body.visitorKey === last?.visitorKey)?.body
      .session;
    expect([theirs?.starts, theirs?.began === fresh?.began]).to.deep.equal([true, false]);
  });
});
