import { expect } from 'chai';
import { leave, newSite, open, pause, until } from '../support/page.ts';

type Sent = { sent?: string[]; ran?: string[] } & Record<string, unknown>;

/** Each vendor's snippet as its documentation has it, held; the address of its script is the test's. */
const snippets = (site: string) => {
  const from = `/fake/s/${site}`;
  const held = (purpose: string, code: string) =>
    `<script type="text/plain" data-purpose="${purpose}">${code}</script>`;
  const load = (name: string, onload = '') =>
    `{const s=document.createElement('script');s.async=true;s.src='${from}/${name}';${onload}document.head.append(s)}`;
  return [
    held(
      'marketing',
      `window.uetq=window.uetq||[];${load('uet.js', "s.onload=function(){const o={ti:'1',q:window.uetq};window.uetq=new UET(o);window.uetq.push('pageLoad')};")}`,
    ),
    held(
      'analytics',
      `window.clarity=window.clarity||function(){(window.clarity.q=window.clarity.q||[]).push(arguments)};${load('clarity.js')}`,
    ),
    held(
      'marketing',
      `if(!window.fbq){const n=window.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};n.queue=[];${load('meta.js')}};fbq('init','1');fbq('track','PageView');`,
    ),
    held(
      'analytics',
      `var _paq=window._paq=window._paq||[];_paq.push(['trackPageView']);${load('matomo.js')}`,
    ),
  ].join('');
};

const globals = ['uetq', 'clarity', 'fbq', '_paq'];

const withVendors = async (tags = 'vendors', head = '') => {
  const site = newSite();
  const opened = await open(site, { tags, head, body: snippets(site) });
  const page = opened.page as unknown as Sent & typeof opened.page;
  return { ...opened, page, sent: () => [...(page.sent ?? [])] };
};

/** Chooses these switches of the preferences alone. */
const choose = async (opened: Awaited<ReturnType<typeof withVendors>>, ...places: number[]) => {
  await opened.press('Choose');
  const root = await opened.preferences();
  const switches = [...root.querySelectorAll<HTMLButtonElement>('[role=switch]')];
  for (const place of places) switches[place]?.click();
  await opened.press('Save my choices');
};

describe('the tag modules, as they are built: other vendors', () => {
  afterEach(leave);

  it('C1: a refusal loads no module, makes none of their globals and sends nothing', async () => {
    const { page, press, requests, sent } = await withVendors();
    await press('Refuse all');
    await pause(300);
    expect(globals.filter((name) => name in page)).to.deep.equal([]);
    expect(sent()).to.deep.equal([]);
    expect(
      (await requests()).map(({ path }) => path).filter((path) => /uet|clarity|meta|matomo/.test(path)),
    ).to.deep.equal([]);
  });

  it('a grant runs each tag and tells it in its own words', async () => {
    const { press, sent } = await withVendors();
    await press('Accept all');
    for (const one of ['uet pageLoad', 'clarity granted granted', 'meta PageView', 'matomo page'])
      await until(() => sent().some((what) => what.startsWith(one)), one);
    // Told denied first it would start anew, and miss the grant behind.
    expect(sent().filter((one) => one.startsWith('clarity'))).to.deep.equal(['clarity granted granted']);
    expect(document.cookie, 'Clarity keeps its cookie').to.contain('_clck=1');
    expect(document.cookie).not.to.contain('mtm_consent_removed');
  });

  it('C7: a grant of one purpose tells the vendors of the other that they are denied', async () => {
    const opened = await withVendors();
    await choose(opened, 0);
    const { page, sent } = opened;
    await until(
      () => sent().includes('matomo page') && sent().some((one) => one.startsWith('clarity granted')),
    );
    expect(sent()).to.include('clarity granted denied');
    expect(sent().filter((one) => /uet|meta/.test(one))).to.deep.equal([]);
    expect([...(page['uetq'] as unknown[])], 'should its tag come by another way').to.deep.equal([
      'consent',
      'default',
      { ad_storage: 'denied' },
    ]);
    expect(page['fbq'], 'its snippet would do nothing where it is').to.equal(undefined);
  });

  it('C12, C13: a withdrawal tells each of them, what they still try waits for ever, and what they leave is removed', async () => {
    const { page, press, sent } = await withVendors();
    await press('Accept all');
    for (const one of ['uet pageLoad', 'clarity granted granted', 'meta PageView', 'matomo page'])
      await until(() => sent().some((what) => what.startsWith(one)), one);
    page.lupa.withdraw();
    const before = sent();
    expect(before.at(-1)).to.equal('clarity denied denied');
    (page['fbq'] as (...given: unknown[]) => void)('track', 'Late');
    (page['_paq'] as unknown[]).push(['trackEvent', 'late']);
    (page['uetq'] as unknown[]).push('late');
    await until(() => document.cookie.includes('!'));
    await until(() => /^lupa=[^;]*$/.test(document.cookie), 'what they leave to be removed');
    await pause(200);
    expect(sent().slice(before.length), 'UET says that it may store nothing').to.deep.equal([
      'uet late denied',
    ]);
    expect(document.cookie, "Matomo's own mark of it").to.match(/^lupa=[^;]*$/);
  });

  it('a vendor that throws breaks neither the gate nor the other vendors', async () => {
    const { press, sent } = await withVendors(
      'vendors',
      "<script>window.uetq={push(){throw Error('broken')}}</script>",
    );
    await press('Accept all');
    await until(() => sent().includes('matomo page') && sent().includes('meta PageView'));
    await until(() => sent().some((one) => one.startsWith('clarity granted granted')));
  });

  it('beside Google, both are told, before as after', async () => {
    const { page, press, sent } = await withVendors('both');
    await press('Accept all');
    await until(() => page.ran?.includes('google.js'));
    for (const one of ['clarity granted granted', 'matomo page'])
      await until(() => sent().includes(one), one);
    page.lupa.withdraw();
    expect(sent()).to.include('clarity denied denied');
    expect(page['ga-disable-G-TEST1']).to.equal(true);
  });
});

describe('the tag modules, as they are built: Google', () => {
  afterEach(leave);

  /** What was told by `set` with an object: where the tag believes to be. */
  const places = (page: Window) =>
    [...(page.dataLayer ?? [])]
      .map((one) => Array.from(one as ArrayLike<unknown>))
      .filter(([name, given]) => name === 'set' && typeof given === 'object')
      .map(([, given]) => given as { page_location: string; page_referrer: string });

  it('tells the address without query and fragment, of the page and of the one before', async () => {
    const { page, press } = await open(newSite(), { note: 'secret' });
    await press('Accept all');
    await until(() => page.ran?.includes('google.js'));
    expect(page.location.search).to.contain('secret');
    expect(page.document.referrer, 'the test has power').to.contain('?');
    expect(places(page)).to.deep.equal([
      {
        page_location: page.location.origin + page.location.pathname,
        page_referrer: page.document.referrer.split('?')[0],
      },
    ]);
    expect(JSON.stringify(places(page))).not.to.contain('secret');
  });

  it('follows client-side navigation, and says nothing where only the query changes', async () => {
    const { page, press } = await open(newSite());
    await press('Accept all');
    await until(() => page.ran?.includes('google.js'));
    const [first] = places(page);
    // The Navigation API tells of it at once, without which going back is noticed alone (docs/google-tag.md).
    const knows = 'navigation' in page;
    page.history.pushState(null, '', '/fake/s/shop?token=secret#here');
    expect(places(page).length, 'at once').to.equal(knows ? 2 : 1);
    page.history.replaceState(null, '', '/fake/s/shop?token=other');
    expect(places(page).length).to.equal(knows ? 2 : 1);
    page.dispatchEvent(new Event('popstate'));
    expect(places(page).slice(1)).to.deep.equal([
      { page_location: `${page.location.origin}/fake/s/shop`, page_referrer: first?.page_location },
    ]);
    page.history.pushState(null, '', '/fake/s/cart');
    page.dispatchEvent(new Event('popstate'));
    expect(places(page).at(-1)).to.deep.equal({
      page_location: `${page.location.origin}/fake/s/cart`,
      page_referrer: `${page.location.origin}/fake/s/shop`,
    });
  });

  it('the container is loaded for marketing alone, and told so', async () => {
    const opened = await withVendors('container');
    await choose(opened, 1);
    await until(() => opened.page.ran?.includes('container.js'));
    const events = [...(opened.page.dataLayer ?? [])] as { event?: string }[];
    expect(events.find(({ event }) => event === 'lupa_consent')).to.deep.equal({
      event: 'lupa_consent',
      lupa: { analytics: 'denied', marketing: 'granted' },
    });
  });

  it('no built text defines an interface of the IAB', async () => {
    const { page, press } = await withVendors('both');
    await press('Accept all');
    await until(() => page.ran?.includes('google.js'));
    for (const name of ['__tcfapi', '__tcfapiLocator', '__gpp', '__gppLocator', '__uspapi']) {
      expect(name in page, name).to.equal(false);
      expect(page.document.querySelector(`[name=${name}]`), name).to.equal(null);
    }
  });
});
