import { expect } from 'chai';
import { blocks } from '../../../widget/gate/hosts.ts';

const granted = new Set<string>();
const blocked = blocks(
  [
    ['analytics.google.test', 'analytics'],
    ['google.test', 'marketing'],
    ['tags.test', 'analytics', 'marketing'],
  ],
  (purpose) => granted.has(purpose),
);

describe('declared hosts', () => {
  beforeEach(() => granted.clear());

  it('are blocked with every subdomain, however the address is given', () => {
    for (const address of [
      'https://google.test/x',
      'https://a.b.google.test/',
      '//google.test/x',
      new URL('https://google.test/'),
      new Request('https://google.test/x'),
      'HTTPS://GOOGLE.TEST./'.replace('./', '/'),
    ])
      expect(blocked(address), String(address)).to.equal(true);
  });

  it('others pass, also those that only look alike', () => {
    for (const address of [
      '/x',
      'https://notgoogle.test/',
      'https://google.test.example/',
      'data:,x',
      'http://[',
      undefined,
      null,
      {},
    ])
      expect(!!blocked(address), String(address)).to.equal(false);
  });

  it('a host of several purposes passes with any of them', () => {
    granted.add('marketing');
    expect(blocked('https://tags.test/')).to.equal(false);
  });

  it('the most specific declaration counts', () => {
    granted.add('marketing');
    expect(blocked('https://www.google.test/')).to.equal(false);
    expect(blocked('https://analytics.google.test/')).to.equal(true);
  });
});
