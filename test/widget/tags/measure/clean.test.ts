import { expect } from 'chai';
import { clean, text } from '../../../../widget/tags/measure/clean.ts';

describe('what an event may carry', () => {
  it('text, numbers, yes and no; the rest is dropped one by one', () => {
    const given = {
      text: 'a',
      number: -1.5,
      nought: 0,
      empty: '',
      yes: true,
      no: false,
      list: [1],
      object: { a: 1 },
      call: () => 1,
      nothing: null,
      missing: undefined,
    };
    expect(clean(given)).to.deep.equal({
      text: 'a',
      number: -1.5,
      nought: 0,
      empty: '',
      yes: true,
      no: false,
    });
    for (const odd of [undefined, null, 5, true]) expect(clean(odd as never)).to.deep.equal({});
  });

  it('numbers that JSON does not know are text', () => {
    expect(clean({ a: Number.NaN, b: Number.POSITIVE_INFINITY })).to.deep.equal({ a: 'NaN', b: 'Infinity' });
  });

  it('never who it is, nor where: only we say that, without a query', () => {
    const given = {
      user_id: '7',
      user_properties: { a: 1 },
      page_location: '/?a',
      page_referrer: '/',
      page_path: '/',
    };
    expect(clean({ ...given, page_type: 'shop', user_type: 'member' })).to.deep.equal({
      page_type: 'shop',
      user_type: 'member',
    });
  });

  it('long text is cut, and what the collector refuses is a space: control characters and half characters', () => {
    expect(text('x'.repeat(500))).to.have.length(200);
    expect(text(`${'x'.repeat(199)}😀`)).to.equal(`${'x'.repeat(199)} `);
    expect(text('a\u0000b\u0008c\ud800d\n😀 می\u200cخواهم')).to.equal('a b c d 😀 می\u200cخواهم');
    expect(Object.keys(clean({ ['n\u0000'.repeat(300)]: 1 }))[0]).to.match(/^(n ){100}$/);
  });
});
