import { expect } from 'chai';
import { google } from '../../../widget/google/google.ts';

interface Page {
  dataLayer?: IArguments[];
  gtag?: (...given: unknown[]) => void;
}
const page = window as unknown as Page & Record<string, unknown>;
const id = 'G-TEST';

const begin = () => {
  const granted = new Set<string>();
  const loaded: string[] = [];
  const tag = google(
    {
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
    },
    (purpose) => granted.has(purpose),
    (address) => loaded.push(address),
  );
  const said = () => page.dataLayer?.map((one) => [...one]) ?? [];
  return { granted, loaded, said, tag };
};

describe("Google's tag", () => {
  beforeEach(() => {
    delete page.dataLayer;
    delete page.gtag;
    delete page[`ga-disable-${id}`];
  });

  it('begins with the default, as an `arguments` object, seven types, all but security denied', () => {
    const { said } = begin();
    expect(Object.prototype.toString.call(page.dataLayer?.[0])).to.equal('[object Arguments]');
    expect(said()).to.deep.equal([
      [
        'consent',
        'default',
        {
          ad_storage: 'denied',
          ad_user_data: 'denied',
          ad_personalization: 'denied',
          analytics_storage: 'denied',
          functionality_storage: 'denied',
          personalization_storage: 'denied',
          security_storage: 'granted',
          wait_for_update: 500,
        },
      ],
      ['set', 'ads_data_redaction', true],
      ['set', 'url_passthrough', false],
    ]);
  });

  it('puts the default before whatever the page has queued', () => {
    page.dataLayer = [
      (function (..._given: unknown[]) {
        // biome-ignore lint/complexity/noArguments: what the tag takes.
        return arguments;
      })('event', 'early'),
    ];
    const { said } = begin();
    expect(said().map(([name]) => name)).to.deep.equal(['consent', 'set', 'set', 'event']);
  });

  it('C1: is not loaded before a grant of its purpose', () => {
    const { granted, loaded, said, tag } = begin();
    granted.add('marketing');
    tag.update();
    tag.load();
    expect(loaded).to.deep.equal([]);
    expect(said().some(([name]) => name === 'config')).to.equal(false);
  });

  it('after the grant: update, js, config, and the script once', () => {
    const { granted, loaded, said, tag } = begin();
    granted.add('analytics');
    tag.update();
    tag.load();
    tag.load();
    expect(loaded).to.deep.equal(['https://tags.test/gtag/js']);
    const after = said().slice(3);
    expect(after.map(([name]) => name)).to.deep.equal(['consent', 'js', 'config']);
    expect(after[0]?.[2]).to.include({ analytics_storage: 'granted', ad_storage: 'denied' });
    expect(after[1]?.[1]).to.be.instanceOf(Date);
    expect(after[2]).to.deep.equal([
      'config',
      id,
      { page_location: location.origin + location.pathname, cookie_expires: 1 },
    ]);
  });

  it('C12: the end of a grant disables the tag and tells it so', () => {
    const { granted, said, tag } = begin();
    granted.add('analytics');
    tag.update();
    tag.load();
    granted.clear();
    tag.update();
    expect(page[`ga-disable-${id}`]).to.equal(true);
    expect(said().at(-1)?.slice(0, 2)).to.deep.equal(['consent', 'update']);
    expect(said().at(-1)?.[2]).to.include({ analytics_storage: 'denied' });
  });

  it("keeps the page's own gtag", () => {
    const own = () => {};
    page.gtag = own;
    begin();
    expect(page.gtag).to.equal(own);
  });
});
