import { expect } from 'chai';
import { hold } from '../../../widget/gate/hold.ts';
import { leave, newSite, pause, until } from '../support/page.ts';

type Page = typeof globalThis & { ran?: string[]; order?: string[] };
const page = globalThis as Page;
const granted = new Set<string>();
const run = hold(
  (purpose) => granted.has(purpose),
  undefined,
  () => {},
);
const grant = (purpose: string) => {
  granted.add(purpose);
  run();
};
let box: HTMLElement;

/** As the parser would have made it: `innerHTML` makes scripts that never run, so they are made by hand. */
const script = (text: string, attributes: Record<string, string> = {}) => {
  const made = document.createElement('script');
  for (const [name, value] of Object.entries({
    type: 'text/plain',
    'data-purpose': 'analytics',
    ...attributes,
  }))
    made.setAttribute(name, value);
  made.textContent = text;
  return made;
};
const note = (word: string) => `(window.order = window.order || []).push('${word}')`;

describe('the gate', () => {
  beforeEach(() => {
    granted.clear();
    page.order = [];
    page.ran = [];
    box = document.createElement('div');
    document.body.append(box);
  });
  afterEach(() => {
    box.remove();
    leave();
  });

  it('C1: holds scripts, frames and images', async () => {
    box.append(script(note('inline')), script('', { src: `/fake/s/${newSite()}/a.js` }));
    box.insertAdjacentHTML(
      'beforeend',
      '<iframe data-src="/fake/x" data-purpose="analytics"></iframe><img alt="" data-src="/fake/y" data-purpose="analytics">',
    );
    await pause(150);
    expect([page.order, page.ran]).to.deep.equal([[], []]);
    expect(box.querySelector('iframe')?.getAttribute('src')).to.equal(null);
    expect(box.querySelector('img')?.getAttribute('src')).to.equal(null);
  });

  it('releases them with the grant, in the order of the page', async () => {
    const site = newSite();
    box.append(
      script('', { src: `/fake/s/${site}/first.js` }),
      script(`${note('x')};ran.push('inline')`),
      script('', { src: `/fake/s/${site}/second.js` }),
    );
    grant('analytics');
    await until(() => page.ran?.length === 3);
    expect(page.ran).to.deep.equal(['first.js', 'inline', 'second.js']);
  });

  it('one that cannot be loaded stalls none', async () => {
    box.append(script('', { src: 'http://127.0.0.1:1/none.js' }), script(note('after')));
    grant('analytics');
    await until(() => page.order?.length === 1);
  });

  it('runs each once', async () => {
    box.append(script(note('once')));
    grant('analytics');
    run();
    run();
    await pause(50);
    expect(page.order).to.deep.equal(['once']);
  });

  it('needs every purpose that is named', async () => {
    box.append(
      script(note('both'), { 'data-purpose': 'analytics marketing' }),
      script(note('none'), { 'data-purpose': '' }),
    );
    grant('analytics');
    expect(page.order).to.deep.equal([]);
    grant('marketing');
    expect(page.order).to.deep.equal(['both']);
  });

  it('lets later ones through, and holds later ones that may not', async () => {
    grant('analytics');
    const nested = document.createElement('section');
    nested.append(script(note('later')), script(note('never'), { 'data-purpose': 'marketing' }));
    box.append(nested);
    await until(() => page.order?.length);
    await pause(50);
    expect(page.order).to.deep.equal(['later']);
  });

  it('runs modules as modules', async () => {
    box.append(script(`${note('module')}; export {}`, { 'data-type': 'module' }));
    grant('analytics');
    await until(() => page.order?.length);
  });

  it('never opens a frame or an image at anything but http and https', () => {
    for (const source of [
      'javascript:parent.order.push(1)',
      ' javascript:0',
      'data:text/html,x',
      'blob:x',
      'vbscript:x',
      'java\tscript:0',
    ]) {
      const frame = document.createElement('iframe');
      frame.dataset.src = source;
      frame.dataset.purpose = 'analytics';
      box.append(frame);
    }
    grant('analytics');
    for (const frame of box.querySelectorAll('iframe')) expect(frame.getAttribute('src')).to.equal(null);
    box.insertAdjacentHTML(
      'beforeend',
      '<img alt="" data-src="https://127.0.0.1:1/y" data-purpose="analytics">',
    );
    run();
    expect(box.querySelector('img')?.getAttribute('src')).to.equal('https://127.0.0.1:1/y');
  });

  it('where our tag has a nonce, runs nothing without it', () => {
    const strict = hold(
      (purpose) => purpose === 'marketing',
      'abc',
      () => {},
    );
    box.append(
      script(note('injected'), { 'data-purpose': 'marketing' }),
      script(note('wrong'), { 'data-purpose': 'marketing', nonce: 'abd' }),
      script(note('right'), { 'data-purpose': 'marketing', nonce: 'abc' }),
    );
    strict();
    expect(page.order).to.deep.equal(['right']);
  });
});
