import { expect } from 'chai';
import { broken, openHard, wholeWay } from '../support/hard.ts';
import { leave, newSite, until } from '../support/page.ts';

const also = 'nonce="abc"';
const { origin } = location;

describe('the whole widget, as it is built: under a content security policy', () => {
  afterEach(leave);

  for (const [name, csp] of [
    [
      'a nonce with strict-dynamic and Trusted Types',
      "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'",
    ],
    [
      'a list of Trusted Types policies',
      "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lupa lit-html",
    ],
    ['a nonce and nothing else', "script-src 'nonce-abc'; style-src 'none'"],
    [
      'nothing but what is needed, and a nonce',
      "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    ],
  ] as const)
    it(`${name}: no violation from question to withdrawal`, async () => {
      expect(await wholeWay(newSite(), { csp, also })).to.deep.equal([]);
    });

  it('a list of hosts, and nothing but what is needed: no violation from question to withdrawal', async () => {
    const csp = `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types lupa lit-html`;
    expect(await wholeWay(newSite(), { csp })).to.deep.equal([]);
  });

  it('in a meta tag: no violation from question to withdrawal', async () => {
    const head = `<meta http-equiv="content-security-policy" content="script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'">`;
    expect(await wholeWay(newSite(), { head, also })).to.deep.equal([]);
  });

  it('the policy is in force in these tests, and Trusted Types where the browser knows them', async () => {
    const one = await openHard(newSite(), {
      csp: "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; require-trusted-types-for 'script'",
      also,
    });
    await one.banner();
    const { body } = one.page.document;
    body.setAttribute('style', 'color: red');
    await until(() => broken(one).some((line) => line.startsWith('style-src')));
    const markup = () => body.insertAdjacentHTML('beforeend', '<i></i>');
    if ('trustedTypes' in window) expect(markup).to.throw();
    else markup();
  });
});
