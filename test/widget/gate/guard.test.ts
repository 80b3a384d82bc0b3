import { expect } from 'chai';
import { guard } from '../../../widget/gate/guard.ts';

// Once for this file: what it wraps stays wrapped. The native parts are stood in for before that.
const through: unknown[] = [];
let open = false;
const nativeFetch = window.fetch;
window.fetch = (async (address: unknown) => {
  through.push(address);
  return new Response('native');
}) as typeof fetch;
Navigator.prototype.sendBeacon = (address) => !!through.push(address) && false;
XMLHttpRequest.prototype.send = () => {
  through.push('xhr');
};
const whole = guard(
  (address) => !open && String((address as Request)?.url ?? address).includes('tracker.test'),
);

describe('the transport guard', () => {
  beforeEach(() => {
    through.length = 0;
    open = false;
  });
  after(() => {
    window.fetch = nativeFetch;
  });

  it('was put in place whole', () => expect(whole).to.equal(true));

  it('C12: answers fetch to a blocked host with an empty success, called on the window or not', async () => {
    // As the page calls it, and as a bundle does; `window.lupa` must not be mistaken for an address.
    (window as unknown as { lupa?: unknown }).lupa = { url: '/' };
    for (const call of [fetch, window.fetch.bind(window), fetch.bind(undefined)])
      expect(await (await call('https://tracker.test/g')).text()).to.equal('');
    expect((await fetch(new Request('https://tracker.test/g'))).ok).to.equal(true);
    delete (window as unknown as { lupa?: unknown }).lupa;
    expect(through).to.deep.equal([]);
  });

  it('C12: takes a beacon to a blocked host for sent, so that no tag falls back', () => {
    expect(navigator.sendBeacon('https://tracker.test/b', 'x')).to.equal(true);
    expect(through).to.deep.equal([]);
  });

  it('C12: judges an XMLHttpRequest when it is sent, not when it is opened', () => {
    open = true;
    const request = new XMLHttpRequest();
    request.open('GET', 'https://tracker.test/x');
    open = false;
    request.send('https://elsewhere.test/');
    expect(through).to.deep.equal([]);
  });

  it('C12: sets no blocked source on images', () => {
    for (const element of [new Image(), document.createElement('img')]) {
      element.src = 'https://tracker.test/p';
      expect(element.getAttribute('src')).to.equal(null);
    }
  });

  it('lets everything else pass untouched', async () => {
    expect(await (await fetch('/fine')).text()).to.equal('native');
    expect(navigator.sendBeacon('/beacon')).to.equal(false);
    const request = new XMLHttpRequest();
    request.open('GET', '/fine');
    request.send();
    const image = new Image();
    image.src = 'data:,x';
    expect(through).to.deep.equal(['/fine', '/beacon', 'xhr']);
    expect(image.src).to.equal('data:,x');
  });

  it('opens again with the grant', async () => {
    open = true;
    expect(await (await fetch('https://tracker.test/g')).text()).to.equal('native');
  });
});
