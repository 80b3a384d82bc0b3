import { expect } from 'chai';
import { answer, leave, newSite, once, open, pause, posts, until } from '../support/page.ts';

const cookie = () => document.cookie.match(/lupa=([^;]*)/)?.[1];
const kept = (site: string) => JSON.parse(localStorage[`lupa:${site}`] ?? '{}');
/** Notes what went wrong on the page, from its first line on. */
const watching =
  '<script>var errors = []; onerror = (m) => errors.push(m); onunhandledrejection = (e) => errors.push(String(e.reason))</script>';
const errors = (page: object) => (page as { errors: string[] }).errors;

const grantAnalytics = async ({ press, preferences }: Awaited<ReturnType<typeof open>>) => {
  await press('Choose');
  ((await preferences()).querySelector('#switch-analytics') as HTMLElement).click();
  await press('Save my choices');
};

describe('window.lupa: allows', () => {
  afterEach(leave);

  it('is false before an answer, follows the answers, and knows no other purposes', async () => {
    const site = newSite();
    const shown = await open(site);
    const { page, banner } = shown;
    await banner();
    const all = () => ['analytics', 'marketing'].map((one) => page.lupa.allows(one));
    expect(all()).to.deep.equal([false, false]);
    await grantAnalytics(shown);
    await until(() => page.lupa.allows('analytics'));
    expect(all()).to.deep.equal([true, false]);
    for (const odd of ['', 'basket', 'constructor', '__proto__', 'toString', 'analytics.1'])
      expect(page.lupa.allows(odd), odd).to.equal(false);
    const next = await open(site);
    expect(next.page.lupa.allows('analytics'), 'on the next page at once').to.equal(true);
  });
});

describe('window.lupa: whenGranted', () => {
  afterEach(leave);

  it('resolves when its purpose is granted, at once where it is, and for no other', async () => {
    const shown = await open(newSite());
    const { page } = shown;
    const heard: string[] = [];
    for (const purpose of ['analytics', 'marketing', 'constructor'])
      page.lupa.whenGranted(purpose).then(() => heard.push(purpose));
    await grantAnalytics(shown);
    await until(() => heard.length);
    await page.lupa.whenGranted('analytics');
    await pause(100);
    expect(heard).to.deep.equal(['analytics']);
  });
});

describe('window.lupa: onChange', () => {
  afterEach(leave);

  it('calls at each change, hands over the handle, and stops when it is told to', async () => {
    const shown = await open(newSite());
    const { page } = shown;
    const heard: string[] = [];
    const stop = page.lupa.onChange(() => heard.push('first'));
    page.lupa.onChange((lupa) => heard.push(lupa === page.lupa ? 'second' : 'another'));
    await grantAnalytics(shown);
    await until(() => heard.length === 2);
    expect(heard).to.have.members(['first', 'second']);
    stop();
    page.lupa.withdraw();
    await until(() => heard.length === 3);
    await pause(50);
    expect(heard[2]).to.equal('second');
  });

  it('is silent after a refusal: nothing has changed', async () => {
    const { page, press } = await open(newSite());
    let heard = 0;
    page.lupa.onChange(() => heard++);
    await press('Refuse all');
    await until(cookie);
    await pause(100);
    expect(heard).to.equal(0);
  });

  it('tells the others, too, where one of them fails', async () => {
    const { page, press } = await open(newSite(), { head: watching });
    let heard = 0;
    const run = (page as unknown as { Function: FunctionConstructor }).Function;
    page.lupa.onChange(run('throw new Error("of the page")') as () => void);
    page.lupa.onChange(() => heard++);
    await press('Accept all');
    await until(() => heard === 1);
    expect(page.lupa.allows('analytics')).to.equal(true);
    await until(() => errors(page).length);
    expect(errors(page).join()).to.contain('of the page');
  });
});

describe('window.lupa: open', () => {
  afterEach(leave);

  it('shows the preferences, once, and resolves when they are there', async () => {
    const { page, press, preferences, has } = await open(newSite());
    await press('Refuse all');
    await Promise.all([page.lupa.open(), page.lupa.open()]);
    expect(has('lupa-preferences')).to.equal(true);
    expect(page.document.querySelectorAll('lupa-preferences')).to.have.length(1);
    (await preferences()).querySelector('dialog')?.close();
    await until(() => !has('lupa-preferences'));
  });

  it('resolves without a word where the collector is down, and works when it is back', async () => {
    const site = newSite();
    const { page, press, has, requests } = await open(site, { head: watching });
    await press('Refuse all');
    // The choice is kept by now: the next page asks nothing, and has no notice at hand.
    await posts(requests, 1);
    const next = await open(site, { head: watching });
    await answer(site, 500);
    await next.page.lupa.open();
    expect([next.has('lupa-preferences'), errors(next.page), errors(page)]).to.deep.equal([false, [], []]);
    await answer(site, 0);
    await next.page.lupa.open();
    expect([next.has('lupa-preferences'), has('lupa-preferences')]).to.deep.equal([true, false]);
  });
});

describe('window.lupa: withdraw', () => {
  afterEach(leave);

  it('denies in the same breath, and leaves what a refusal leaves', async () => {
    const site = newSite();
    const { page, press, requests } = await open(site);
    await press('Accept all');
    await posts(requests, 2);
    page.lupa.withdraw();
    expect(page.lupa.allows('analytics')).to.equal(false);
    expect(cookie(), 'no grant is left to the next page, whatever comes').to.equal(undefined);
    const [withdrawal] = await posts(requests, 1);
    expect([withdrawal?.body.how, withdrawal?.body.surface]).to.deep.equal(['withdraw_all', 'api']);
    await until(() => localStorage.length === 0);
    expect(cookie()).to.match(/~!analytics\.1~!marketing\.1$/);
    expect(await page.lupa.visitor()).to.equal(null);
  });

  it('where nothing was granted it is a refusal, without a key', async () => {
    const { page, banner, has, requests } = await open(newSite());
    await banner();
    page.lupa.withdraw();
    const [refusal] = await posts(requests, 1);
    expect(refusal?.body).not.to.have.property('visitorKey');
    await until(() => !has('lupa-banner'));
    expect(cookie()).to.match(/~!analytics\.1~!marketing\.1$/);
  });
});

describe('window.lupa: visitor', () => {
  afterEach(leave);

  it('is null without a grant, and asks nobody', async () => {
    const { page, press, requests } = await open(newSite());
    await press('Refuse all');
    await until(cookie);
    await posts(requests, 1);
    expect(await page.lupa.visitor()).to.equal(null);
    expect(await requests()).to.deep.equal([]);
  });

  it('waits for the delivery that is under way, and is the same on the next page', async () => {
    const site = newSite();
    const { page, press } = await open(site);
    await press('Accept all');
    await until(() => page.lupa.allows('analytics'));
    const id = '01900000-0000-7000-8000-000000000001';
    expect(await page.lupa.visitor()).to.equal(id);
    expect(await (await open(site)).page.lupa.visitor()).to.equal(id);
  });

  it('is nothing where the collector has not acknowledged the grant', async () => {
    const site = newSite();
    const { page, press, banner } = await open(site, { head: once });
    await banner();
    await answer(site, 500);
    await press('Accept all');
    await until(() => page.lupa.allows('analytics'));
    expect(!(await page.lupa.visitor())).to.equal(true);
  });
});

describe('window.lupa: identify', () => {
  afterEach(leave);

  it('is true when the collector has tied, false when it refuses, and neither breaks anything', async () => {
    const site = newSite();
    const { page, press, requests } = await open(site, { head: watching });
    await press('Accept all');
    await posts(requests, 2);
    await until(() => page.ran?.includes('google.js'), 'the last of its other requests');
    expect(await page.lupa.identify('a.b.c')).to.equal(true);
    await posts(requests, 2);
    for (const status of [403, 409, 500]) {
      await answer(site, status);
      expect(await page.lupa.identify('d.e.f'), `${status}`).to.equal(false);
      const [tie] = await posts(requests, 1);
      expect([tie?.path, tie?.body.token]).to.deep.equal(['/ties', 'd.e.f']);
    }
    await pause(100);
    expect(await requests(), 'a refused tie begins no session').to.deep.equal([]);
    expect(errors(page)).to.deep.equal([]);
  });

  it('ties nobody without a grant: no request, nothing stored', async () => {
    const { page, press, requests } = await open(newSite());
    await press('Refuse all');
    await posts(requests, 1);
    await until(() => localStorage.length === 0);
    expect(!(await page.lupa.identify('a.b.c'))).to.equal(true);
    expect(await requests()).to.deep.equal([]);
    expect(localStorage).to.have.length(0);
  });
});

describe('window.lupa: signOut', () => {
  afterEach(leave);

  it('moves to a new key, under which the next person is tied and the next visit reported', async () => {
    const site = newSite();
    const { page, press, requests } = await open(site);
    await press('Accept all');
    await posts(requests, 2);
    const { key } = kept(site);
    await page.lupa.identify('first');
    await posts(requests, 2);
    expect(await page.lupa.signOut()).to.equal(true);
    await posts(requests, 1);
    const next = kept(site);
    expect(next.key).to.be.a('string').and.not.equal(key);
    expect(next, 'no receipt of the person before').not.to.have.any.keys('receipt', 'visited');
    expect(page.lupa.allows('analytics'), 'what was granted holds on').to.equal(true);
    await page.lupa.identify('second');
    const later = await posts(requests, 2);
    expect(later.map(({ path, body }) => [path, body.visitorKey])).to.deep.equal([
      ['/ties', next.key],
      ['/visits', next.key],
    ]);
  });

  it('is false while a decision waits to be delivered or the collector fails, and the key stays', async () => {
    const site = newSite();
    const { page, press, requests, banner } = await open(site, { head: once });
    await banner();
    await answer(site, 500);
    await press('Accept all');
    await posts(requests, 1);
    const { key } = kept(site);
    expect(await page.lupa.signOut()).to.equal(false);
    expect(kept(site).key).to.equal(key);
    expect((await requests()).filter(({ path }) => path === '/ties/end')).to.deep.equal([]);
  });

  it('asks nobody without a grant: there is no visitor to end', async () => {
    const { page, press, requests } = await open(newSite());
    await press('Refuse all');
    await posts(requests, 1);
    expect(!(await page.lupa.signOut())).to.equal(true);
    expect(await requests()).to.deep.equal([]);
  });
});

describe('window.lupa: event', () => {
  afterEach(leave);

  it('waits in the data layer as a command of gtag, whoever measures', async () => {
    const { page } = await open(newSite(), { head: `${watching}<script>var gtag = 5</script>` });
    page.lupa.event('bought', { value: 12.5 });
    page.lupa.event('bare');
    const last = (page.dataLayer as ArrayLike<unknown>[]).slice(-2);
    expect(last.map((one) => Array.from(one))).to.deep.equal([
      ['event', 'bought', { value: 12.5 }],
      ['event', 'bare'],
    ]);
    for (const one of last) expect(Object.prototype.toString.call(one)).to.equal('[object Arguments]');
    expect(errors(page)).to.deep.equal([]);
  });

  it('does nothing where nothing measures', async () => {
    const { page, banner } = await open(newSite(), { head: watching, also: '{"tags":""}' });
    await banner();
    page.lupa.event('bought');
    expect('dataLayer' in page).to.equal(false);
    expect(errors(page)).to.deep.equal([]);
  });
});

describe('window.lupa: push', () => {
  afterEach(leave);

  it('runs what was queued in its order, whatever one of them does, and what comes later in a task of its own', async () => {
    const { page, banner } = await open(newSite(), {
      head: `${watching}<script>var heard = []; window.lupa = [
        () => heard.push('one'), () => { throw new Error('of the page') }, (lupa) => heard.push(lupa.allows('analytics'))
      ]</script>`,
    });
    await banner();
    const { heard } = page as unknown as { heard: unknown[] };
    await until(() => heard.length === 2);
    expect(heard).to.deep.equal(['one', false]);
    expect(errors(page).join()).to.contain('of the page');
    page.lupa.push(() => heard.push('late'));
    expect(heard, 'not yet').to.have.length(2);
    await until(() => heard[2] === 'late');
  });
});
