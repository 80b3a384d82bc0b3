import { expect } from 'chai';
import { answer, closeAll, leave, newSite, once, open, pause, posts, until } from '../support/page.ts';

describe('the whole widget, as it is built: a collector in trouble', () => {
  afterEach(leave);

  it('C27: a collector that fails keeps nobody from choosing; the grant waits, and is sent by a later page once', async () => {
    const site = newSite();
    const { page, press, requests, banner } = await open(site, { head: once });
    await banner();
    await answer(site, 500);
    await press('Accept all');
    const [first] = await posts(requests, 1);
    await until(() => page.lupa.allows('analytics'));
    await until(() => JSON.parse(localStorage[`lupa:${site}:outbox`] ?? '[]')[0]?.tries === 1);
    const waiting = JSON.parse(localStorage[`lupa:${site}:outbox`]);
    localStorage[`lupa:${site}:outbox`] = JSON.stringify(
      waiting.map((one: object) => ({ ...one, after: 0 })),
    );
    closeAll();
    await answer(site, 0);
    const later = await open(site);
    const sent = await posts(later.requests, 2);
    expect(sent[0]?.body).to.deep.equal(first?.body);
    expect(sent[1]?.path).to.equal('/visits');
    expect(localStorage[`lupa:${site}:outbox`]).to.equal(undefined);
  });

  it('a collector without a notice asks nothing and breaks nothing', async () => {
    const site = newSite();
    await answer(site, 500);
    const { page, has } = await open(site, {
      head: '<script>var errors = []; onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason))</script>',
    });
    await pause(500);
    expect([
      has('lupa-banner'),
      page.lupa.allows('analytics'),
      (page as unknown as { errors: string[] }).errors,
    ]).to.deep.equal([false, false, []]);
  });
});
