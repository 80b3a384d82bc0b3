import { expect } from 'chai';
import { google } from '../../../widget/tags/google.ts';
import { stub } from '../../../widget/tags/stub.ts';

interface Page {
  dataLayer?: IArguments[];
  gtag?: (...given: unknown[]) => void;
}
const page = window as unknown as Page & Record<string, unknown>;
const id = 'G-TEST';

const settings = {
  tag: 'https://tags.test/gtag/js',
  id,
  purpose: 'analytics',
  types: {
    ad_storage: 'marketing',
    ad_user_data: 'marketing',
    ad_personalization: 'marketing',
    analytics_storage: 'analytics',
    functionality_storage: '',
    personalization_storage: '',
    security_storage: '*',
  },
  config: { cookie_expires: 1 },
};

const begin = (...purposes: string[]) => {
  const granted = new Set(purposes);
  const loaded: string[] = [];
  const tell = google(
    settings,
    (purpose) => granted.has(purpose),
    (address) => loaded.push(address),
  );
  const said = () => page.dataLayer?.map((one) => [...one]) ?? [];
  return { granted, loaded, said, tell };
};

const denied = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};

describe("Google's tag", () => {
  beforeEach(() => {
    delete page.dataLayer;
    delete page.gtag;
    delete page[`ga-disable-${id}`];
  });

  it('is told default, update, js and config in this order, as `arguments` objects, and is loaded once', () => {
    const { loaded, said } = begin('analytics');
    expect(Object.prototype.toString.call(page.dataLayer?.[0])).to.equal('[object Arguments]');
    expect(said().slice(0, 4)).to.deep.equal([
      ['consent', 'default', { ...denied, wait_for_update: 500 }],
      ['set', 'ads_data_redaction', true],
      ['set', 'url_passthrough', false],
      ['consent', 'update', { ...denied, analytics_storage: 'granted' }],
    ]);
    const [js, config] = said().slice(4);
    expect(js?.[1]).to.be.instanceOf(Date);
    expect(config).to.deep.equal([
      'config',
      id,
      { page_location: location.origin + location.pathname, cookie_expires: 1 },
    ]);
    expect(loaded).to.deep.equal(['https://tags.test/gtag/js']);
  });

  it('puts the default before whatever the page has queued', () => {
    page.dataLayer = [
      (function (..._given: unknown[]) {
        // biome-ignore lint/complexity/noArguments: what the tag takes.
        return arguments;
      })('event', 'early'),
    ];
    const { said } = begin('analytics');
    expect(said().map(([name]) => name)).to.deep.equal([
      'consent',
      'set',
      'set',
      'consent',
      'js',
      'config',
      'event',
    ]);
  });

  it('C1: is neither told anything nor loaded where its purpose is not granted any more', () => {
    const { loaded, said, tell } = begin('marketing');
    expect(tell).to.equal(undefined);
    expect(loaded).to.deep.equal([]);
    expect(said()).to.deep.equal([]);
  });

  it('C12: the end of a grant disables the tag and tells it so', () => {
    const { granted, said, tell } = begin('analytics', 'marketing');
    granted.delete('marketing');
    tell?.();
    expect(page[`ga-disable-${id}`]).to.equal(false);
    expect(said().at(-1)?.[2]).to.include({ analytics_storage: 'granted', ad_storage: 'denied' });
    granted.clear();
    tell?.();
    expect(page[`ga-disable-${id}`]).to.equal(true);
    expect(said().at(-1)).to.deep.equal(['consent', 'update', denied]);
  });

  it("keeps the page's own gtag", () => {
    const own = () => {};
    page.gtag = own;
    begin('analytics');
    expect(page.gtag).to.equal(own);
  });
});

describe('`gtag` before a grant', () => {
  it('is there for the page to call, and what it says waits', () => {
    delete page.dataLayer;
    delete page.gtag;
    stub();
    const after = window as unknown as Page;
    after.gtag?.('event', 'early');
    expect(after.dataLayer?.map((one) => [...one])).to.deep.equal([['event', 'early']]);
  });
});
