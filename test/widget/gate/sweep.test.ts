import { expect } from 'chai';
import { domains, paths, sweepFrames, sweepNames } from '../../../widget/gate/sweep.ts';
import { leave } from '../support/page.ts';

describe('the sweep', () => {
  afterEach(leave);

  it('C13: thinks of the host and every parent domain, with and without a dot', () => {
    expect(domains('www.shop.test')).to.deep.equal([
      '',
      ';domain=www.shop.test',
      ';domain=.www.shop.test',
      ';domain=shop.test',
      ';domain=.shop.test',
      ';domain=test',
      ';domain=.test',
    ]);
  });

  it('C13: removes declared cookies by name and by beginning, and leaves the rest', () => {
    // biome-ignore lint/suspicious/noDocumentCookie: what a tag does.
    for (const name of ['_ga', '_ga_ABC', '_gat', 'basket']) document.cookie = `${name}=1;path=/`;
    sweepNames(['_ga', '_ga_*']);
    expect(document.cookie.split('; ').sort()).to.deep.equal(['_gat=1', 'basket=1']);
  });

  it('C13: removes a cookie that was set for a path', () => {
    expect(paths('/shop/basket.html')).to.deep.equal(['/', '/shop', '/shop/basket.html']);
    expect(paths('/')).to.deep.equal(['/', '/']);
    const folder = paths(location.pathname).at(-1);
    // biome-ignore lint/suspicious/noDocumentCookie: what a tag does.
    document.cookie = `_ga=1;path=${folder}`;
    expect(document.cookie).to.contain('_ga=1');
    sweepNames(['_ga']);
    expect(document.cookie).not.to.contain('_ga=1');
  });

  it('C13: removes declared items of both storages, and leaves the rest', () => {
    for (const shelf of [localStorage, sessionStorage])
      for (const name of ['_hj:1', '_hj:2', 'basket']) shelf.setItem(name, '1');
    sweepNames(['_hj:*']);
    for (const shelf of [localStorage, sessionStorage])
      expect(Object.keys(shelf).filter((name) => name !== 'wtr'))
        .to.include('basket')
        .and.not.include('_hj:1');
    sessionStorage.removeItem('basket');
  });

  it('empties frames that run without a grant, and holds them again', () => {
    const frame = document.createElement('iframe');
    frame.dataset.purpose = 'marketing';
    frame.src = '/fake/frame';
    document.body.append(frame);
    sweepFrames(() => true);
    expect(frame.getAttribute('src')).to.equal('/fake/frame');
    sweepFrames(() => false);
    expect([frame.getAttribute('src'), frame.contentWindow?.location.href]).to.deep.equal([
      null,
      'about:blank',
    ]);
    expect(frame.dataset.src).to.match(/\/fake\/frame$/);
    frame.remove();
  });
});
