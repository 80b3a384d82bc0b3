import { expect } from 'chai';
import { domains, sweepCookies, sweepFrames } from '../../../widget/gate/sweep.ts';
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
    sweepCookies(['_ga', '_ga_*']);
    expect(document.cookie.split('; ').sort()).to.deep.equal(['_gat=1', 'basket=1']);
  });

  it('empties frames that run without a grant, and holds them again', () => {
    const frame = document.createElement('iframe');
    frame.dataset.purpose = 'marketing';
    frame.src = '/fake/frame';
    document.body.append(frame);
    sweepFrames(() => true);
    expect(frame.getAttribute('src')).to.equal('/fake/frame');
    sweepFrames(() => false);
    expect(frame.src).to.equal('about:blank');
    expect(frame.dataset.src).to.match(/\/fake\/frame$/);
    frame.remove();
  });
});
