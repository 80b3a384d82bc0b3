import { expect } from 'chai';
import { broken, type Opened, openHard, ran } from '../support/hard.ts';
import { leave, newSite, pause, posts, until } from '../support/page.ts';

const all = 'classic.js,google.js,module.js';

/** A page on which this has run before us; what runs after a press on "Accept all", at least `wanted`. */
const accepted = async (code: string, wanted: string): Promise<[one: Opened, ran: string]> => {
  const one = await openHard(newSite(), { head: `<script>${code}</script>` });
  await one.banner();
  expect([ran(one), one.page.lupa.allows('analytics'), broken(one)]).to.deep.equal([[], false, []]);
  await one.press('Accept all');
  await posts(one.requests, 1);
  await until(() => wanted.split(',').every((name) => ran(one).includes(name)), wanted);
  await pause(250);
  return [one, ran(one).join()];
};

describe('the whole widget, as it is built: a page whose scripts have been everywhere', () => {
  afterEach(leave);

  for (const code of [
    'Object.freeze(Navigator.prototype)',
    'Object.freeze(XMLHttpRequest.prototype)',
    'Object.freeze(HTMLImageElement.prototype)',
    "Object.defineProperty(window, 'fetch', { value: fetch, writable: false, configurable: false })",
    'delete Navigator.prototype.sendBeacon',
    'Object.prototype.get = () => {}',
  ])
    it(`a guard that cannot be put in place whole loads no tag, and says nothing: ${code}`, async () => {
      const [one, names] = await accepted(code, 'classic.js,module.js');
      expect([names, broken(one)]).to.deep.equal(['classic.js,module.js', []]);
      expect(one.page.lupa.allows('analytics')).to.equal(true);
    });

  for (const [name, code] of [
    [
      'frozen, where nothing of ours is wrapped',
      'for (const one of [Object, Function, Array, Promise, String, RegExp, Map, Node, Element, HTMLElement, Document, EventTarget]) Object.freeze(one.prototype)',
    ],
    [
      'wrapped or added to by old libraries',
      `Object.prototype.each = Array.prototype.each = () => {};
       const { then } = Promise.prototype;
       Promise.prototype.then = function (...all) { return then.apply(this, all.map((f) => f && ((x) => f(x)))) };
       window.Promise = class extends Promise {};
       const native = fetch;
       window.fetch = (...all) => native(...all)`,
    ],
  ] as const)
    it(`works all the same with natives ${name}`, async () => {
      const [one, names] = await accepted(code, all);
      expect([names, broken(one)]).to.deep.equal([all, []]);
      await one.press('Privacy choices');
      await one.press('Refuse all');
      await until(() => !one.page.document.getElementById('frame')?.hasAttribute('src'));
      expect([one.page.lupa.allows('analytics'), one.has('lupa-banner')]).to.deep.equal([false, false]);
      expect(broken(one)).to.deep.equal([]);
    });

  it('what a page puts on every object grants nothing', async () => {
    const site = newSite();
    const one = await openHard(site, {
      head: "<script>Object.prototype.granted = true; Object.prototype.analytics = 'granted'; Object.prototype.marketing = true</script>",
    });
    await one.banner();
    await pause(100);
    expect([ran(one), one.page.lupa.allows('analytics')]).to.deep.equal([[], false]);
    await one.press('Refuse all');
    const [decision] = await posts(one.requests, 1);
    await pause(150);
    expect(decision?.body.answers).to.deep.equal({ analytics: 'denied', marketing: 'denied' });
    expect([ran(one), one.page.lupa.allows('marketing'), broken(one)]).to.deep.equal([[], false, []]);
    expect((await one.requests()).map(({ path }) => path)).to.deep.equal([]);
  });

  it('broken natives leave everything shut', async () => {
    const broke = [
      "for (const name of ['includes', 'every', 'some', 'find', 'filter', 'map']) Array.prototype[name] = () => false",
      "for (const name of ['includes', 'every', 'some', 'find']) Array.prototype[name] = () => { throw 1 }",
      'JSON.parse = () => ({})',
      'JSON.parse = () => { throw 1 }',
      'RegExp.prototype.exec = () => null',
      'Object.keys = () => []',
      'Reflect.get = () => { throw 1 }',
      'window.MutationObserver = window.IntersectionObserver = undefined',
      'window.fetch = () => Promise.reject(1)',
      'customElements.define = () => { throw 1 }',
      'Document.prototype.querySelectorAll = () => []',
    ];
    const pages = await Promise.all(
      broke.map((code) => openHard(newSite(), { head: `<script>${code}</script>` })),
    );
    await pause(400);
    expect(pages.map(ran)).to.deep.equal(broke.map(() => []));
    expect(document.cookie).to.equal('');
  });
});
