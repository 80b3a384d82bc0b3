import { expect } from 'chai';
import type { GoogleSettings } from '../../../shared/gate.ts';
import { container } from '../../../widget/tags/container.ts';
import { google } from '../../../widget/tags/google.ts';
import { stub } from '../../../widget/tags/stub.ts';

interface Page {
  dataLayer?: (IArguments | object)[];
  gtag?: (...given: unknown[]) => void;
  google_tag_manager?: object;
}
const page = window as unknown as Page & Record<string, unknown>;
const id = 'G-TEST';

const settings: GoogleSettings = {
  types: {
    ad_storage: 'marketing',
    ad_user_data: 'marketing',
    ad_personalization: 'marketing',
    analytics_storage: 'analytics',
    functionality_storage: '',
    personalization_storage: '',
    security_storage: '*',
  },
  when: ['analytics'],
  purpose: 'analytics',
  tag: { address: 'https://tags.test/gtag/js', id, config: { cookie_expires: 1 } },
};
const inContainer = { address: 'https://tags.test/gtm.js', purposes: ['analytics', 'marketing'] };
const withContainer: GoogleSettings = {
  ...settings,
  when: ['analytics', 'marketing'],
  container: inContainer,
};
const { tag: _, ...containerAlone } = withContainer;

const begin = (purposes: string[], wanted = settings) => {
  const granted = new Set(purposes);
  const loaded: string[] = [];
  const allows = (purpose: string) => granted.has(purpose);
  const script = (address: string) => loaded.push(address);
  const also = wanted.container && container(wanted.container, wanted.purpose, allows, script);
  const tell = google(wanted, allows, script, also);
  /** The data layer as read: commands as arrays. */
  const said = () => (page.dataLayer ?? []).map((one) => ('length' in one ? [...one] : one));
  /** The first word of each entry. */
  const words = () =>
    said().map((one) => (Array.isArray(one) ? one[0] : ((one as { event?: string }).event ?? one)));
  return { granted, loaded, said, words, tell };
};

const command = (..._given: unknown[]): IArguments =>
  function () {
    // biome-ignore lint/complexity/noArguments: what the tag takes.
    return arguments;
  }.apply(null, _given as []);

const denied = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const clean = () => {
  for (const name of ['dataLayer', 'gtag', 'google_tag_manager', `ga-disable-${id}`, 'ga-disable-G-INSIDE'])
    delete page[name];
};

describe("Google's tag", () => {
  beforeEach(clean);
  afterEach(clean);

  it('is told default, update, js and config in this order, as `arguments` objects, and is loaded once', () => {
    const { loaded, said } = begin(['analytics']);
    for (const one of page.dataLayer ?? [])
      expect(Object.prototype.toString.call(one)).to.equal('[object Arguments]');
    expect(said().slice(0, 5)).to.deep.equal([
      ['consent', 'default', { ...denied, wait_for_update: 500 }],
      ['set', 'ads_data_redaction', true],
      ['set', 'url_passthrough', false],
      [
        'set',
        {
          page_location: location.origin + location.pathname,
          page_referrer: document.referrer.replace(/[?#].*/, ''),
        },
      ],
      ['consent', 'update', { ...denied, analytics_storage: 'granted' }],
    ]);
    const [js, config, ...more] = said().slice(5) as unknown[][];
    expect(js?.[0]).to.equal('js');
    expect(js?.[1]).to.be.instanceOf(Date);
    expect(config).to.deep.equal(['config', id, { cookie_expires: 1 }]);
    expect(more).to.deep.equal([]);
    expect(loaded).to.deep.equal(['https://tags.test/gtag/js']);
  });

  it('has seven types, each of them in the default and in every update', () => {
    const { granted, said, tell } = begin(['analytics', 'marketing']);
    granted.clear();
    tell();
    const consents = said().filter((one) => Array.isArray(one) && one[0] === 'consent') as unknown[][];
    expect(consents.map((one) => one[1])).to.deep.equal(['default', 'update', 'update']);
    for (const [, , state] of consents) expect(state).to.include.all.keys(...Object.keys(denied));
    expect(consents[1]?.[2]).to.deep.equal({
      ...denied,
      ad_storage: 'granted',
      ad_user_data: 'granted',
      ad_personalization: 'granted',
      analytics_storage: 'granted',
    });
  });

  it('puts the default before whatever the page has queued, and all of that after the config', () => {
    page.dataLayer = [command('event', 'early'), { page_type: 'shop' }];
    const { said, words } = begin(['analytics']);
    expect(words()).to.deep.equal([
      'consent',
      'set',
      'set',
      'set',
      'consent',
      'js',
      'config',
      'event',
      { page_type: 'shop' },
    ]);
    expect(said().at(-1)).to.deep.equal({ page_type: 'shop' });
  });

  it('leaves out the commands of consent that the page has queued: its default cannot open what the visitor refused', () => {
    page.dataLayer = [
      command('consent', 'default', { ad_storage: 'granted' }),
      command('event', 'early'),
      command('consent', 'update', { ad_storage: 'granted' }),
    ];
    const { said, words } = begin(['analytics']);
    expect(words().filter((one) => one === 'consent')).to.have.length(2);
    expect(words().at(-1)).to.equal('event');
    expect(JSON.stringify(said())).not.to.contain('"ad_storage":"granted"');
  });

  it('does not give a tag that the page has loaded by itself the same commands twice', () => {
    const early = command('event', 'early');
    page.dataLayer = [early];
    page.google_tag_manager = {};
    const { words } = begin(['analytics']);
    expect(page.dataLayer[0]).to.equal(early);
    expect(words().filter((one) => one === 'event')).to.have.length(1);
  });

  it('C1: is neither told anything nor loaded where its purpose is not granted, and begins when it is', () => {
    const { granted, loaded, said, words, tell } = begin(['marketing']);
    expect(loaded).to.deep.equal([]);
    expect(said()).to.deep.equal([]);
    granted.add('analytics');
    tell();
    expect(words()).to.deep.equal(['consent', 'set', 'set', 'set', 'consent', 'js', 'config']);
    expect(loaded).to.have.length(1);
  });

  it('C12: the end of a grant disables the tag and tells it so', () => {
    const { granted, loaded, said, tell } = begin(['analytics', 'marketing']);
    granted.delete('marketing');
    tell();
    expect(page[`ga-disable-${id}`], 'it may measure still').to.equal(undefined);
    expect((said().at(-1) as unknown[])[2]).to.include({
      analytics_storage: 'granted',
      ad_storage: 'denied',
    });
    granted.clear();
    tell();
    expect(page[`ga-disable-${id}`]).to.equal(true);
    expect(said().at(-1)).to.deep.equal(['consent', 'update', denied]);
    expect(loaded).to.have.length(1);
  });

  it("keeps the page's own gtag, and its own objection", () => {
    const own = () => {};
    page.gtag = own;
    page[`ga-disable-${id}`] = true;
    const { tell } = begin(['analytics']);
    tell();
    expect(page.gtag).to.equal(own);
    expect(page[`ga-disable-${id}`]).to.equal(true);
  });
});

describe("Google's container", () => {
  beforeEach(clean);
  afterEach(clean);

  it('begins with the first grant of any purpose of its tags, after default and update', () => {
    const { loaded, said, words } = begin(['marketing'], containerAlone);
    expect(loaded).to.deep.equal(['https://tags.test/gtm.js']);
    expect(words()).to.deep.equal(['consent', 'set', 'set', 'set', 'consent', 'gtm.js', 'lupa_consent']);
    expect(said().at(-2)).to.include.keys('gtm.start');
    expect(said().at(-1)).to.deep.equal({
      event: 'lupa_consent',
      lupa: { analytics: 'denied', marketing: 'granted' },
    });
  });

  it('C1: says and loads nothing without any grant', () => {
    const { loaded, said } = begin([], containerAlone);
    expect(loaded).to.deep.equal([]);
    expect(said()).to.deep.equal([]);
  });

  it('stands where its snippet would: after what describes the page, before its first event', () => {
    page.dataLayer = [
      { page_type: 'shop' },
      command('set', { a: 1 }),
      { event: 'early' },
      { page_type: 'cart' },
    ];
    const { words } = begin(['analytics'], containerAlone);
    expect(words().slice(5)).to.deep.equal([
      { page_type: 'shop' },
      'set',
      'gtm.js',
      'lupa_consent',
      'early',
      { page_type: 'cart' },
    ]);
  });

  it('is told of every change after the update, and loaded once', () => {
    const { granted, loaded, said, words, tell } = begin(['analytics'], containerAlone);
    granted.add('marketing');
    tell();
    expect(words().slice(-2)).to.deep.equal(['consent', 'lupa_consent']);
    expect(said().at(-1)).to.deep.equal({
      event: 'lupa_consent',
      lupa: { analytics: 'granted', marketing: 'granted' },
    });
    expect(loaded).to.have.length(1);
  });

  it('C12: at the end of the grant every tag inside that entered itself is disabled', () => {
    const { granted, tell } = begin(['analytics', 'marketing'], containerAlone);
    page.google_tag_manager = { 'GTM-TEST': {}, 'G-INSIDE': {} };
    granted.delete('marketing');
    tell();
    expect(page['ga-disable-G-INSIDE']).to.equal(undefined);
    granted.clear();
    tell();
    expect(page['ga-disable-G-INSIDE']).to.equal(true);
  });

  it('beside Google Analytics: each is loaded under its own purposes', () => {
    const { granted, loaded, words, tell } = begin(['marketing'], withContainer);
    expect(loaded).to.deep.equal(['https://tags.test/gtm.js']);
    granted.add('analytics');
    tell();
    expect(loaded).to.deep.equal(['https://tags.test/gtm.js', 'https://tags.test/gtag/js']);
    expect(words().slice(7)).to.deep.equal(['consent', 'js', 'config', 'lupa_consent']);
  });
});

describe('`gtag` before a grant', () => {
  it('is there for the page to call, and what it says waits', () => {
    clean();
    stub();
    page.gtag?.('event', 'early');
    expect(page.dataLayer?.map((one) => [...(one as IArguments)])).to.deep.equal([['event', 'early']]);
    clean();
  });
});

describe('the IAB’s interfaces', () => {
  it('are not there: no `__tcfapi`, no `__gpp`, of which a tag would think that a registered CMP speaks', () => {
    begin(['analytics', 'marketing'], withContainer);
    for (const name of ['__tcfapi', '__tcfapiLocator', '__gpp', '__gppLocator', '__uspapi'])
      expect(name in window, name).to.equal(false);
    clean();
  });
});
