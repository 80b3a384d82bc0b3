import { expect } from 'chai';
import { answer, closeAll, leave, newSite, once, open, pause, posts, until } from '../support/page.ts';

const box = (site: string): { tries: number; body: string; after: number }[] =>
  JSON.parse(localStorage[`lupa:${site}:outbox`] ?? '[]');

/** What waits is due now: nobody waits for a clock in a test. */
const due = (site: string) => {
  localStorage[`lupa:${site}:outbox`] = JSON.stringify(box(site).map((one) => ({ ...one, after: 0 })));
};

/** The collector on another origin of this machine, where answers need CORS. */
const elsewhere = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

describe('the whole widget, as it is built: what waits to be delivered', () => {
  afterEach(leave);

  for (const trouble of ['garbage', 'foreign', 'redirect', 'hanging']) {
    it(`C27: a collector that answers a decision with trouble (${trouble}): the choice holds, and is proven later`, async () => {
      const site = newSite();
      const also = trouble === 'foreign' ? { base: `http://${elsewhere}:${location.port}/fake` } : {};
      const { page, press, requests, banner, has } = await open(site, {
        also: JSON.stringify(also),
        head: once,
      });
      await banner();
      await answer(site, 0, '', trouble);
      await press('Accept all');
      const [first] = await posts(requests, 1);
      await until(() => page.lupa.allows('analytics') && !has('lupa-banner'));
      expect(page.lupa.allows('marketing')).to.equal(true);
      if (trouble !== 'hanging') await until(() => box(site)[0]?.tries === 1 || !box(site).length);
      // What was not acknowledged is not believed to have arrived.
      expect(box(site)).to.have.length(1);
      closeAll();
      await answer(site, 0);
      due(site);
      const later = await open(site);
      expect((await posts(later.requests, 2))[0]?.body).to.deep.equal(first?.body);
      expect(box(site)).to.have.length(0);
    });
  }

  it('C27: a refusal that nobody hears is a refusal', async () => {
    const site = newSite();
    const { page, press, banner, has } = await open(site, { head: once });
    await banner();
    await answer(site, 503);
    await press('Refuse all');
    await until(() => box(site)[0]?.tries === 1);
    expect([page.lupa.allows('analytics'), has('lupa-banner'), page.dataLayer.length]).to.deep.equal([
      false,
      false,
      0,
    ]);
    expect(Object.keys(localStorage).filter((name) => name === `lupa:${site}`)).to.deep.equal([]);
  });

  it('is brought by one of two tabs, once', async () => {
    const site = newSite();
    const first = await open(site, { head: once });
    await first.banner();
    await answer(site, 500);
    await first.press('Accept all');
    await until(() => box(site)[0]?.tries === 1);
    closeAll();
    await answer(site, 0);
    await first.requests();
    due(site);
    const [one] = await Promise.all([open(site), open(site)]);
    await posts(one.requests, 2).then((sent) =>
      expect(sent.map(({ path }) => path)).to.deep.equal(['/decisions', '/visits']),
    );
    await pause(300);
    expect((await one.requests()).filter(({ method }) => method === 'POST')).to.deep.equal([]);
  });
});
