import { expect } from 'chai';
import { address, fresh, grant, note, ran, script } from '../support/gate.ts';
import { pause, until } from '../support/page.ts';

let box: HTMLElement;
const frame = '<iframe data-purpose="analytics" data-src="/fake/x"></iframe>';

describe('the gate: what a page does with its elements', () => {
  beforeEach(() => {
    box = fresh();
  });
  afterEach(() => box.remove());

  it('several purposes may be written over several lines', () => {
    box.append(script(note('both'), { 'data-purpose': '\n  analytics\n  marketing\n' }));
    grant('analytics');
    expect(ran()).to.deep.equal([]);
    grant('marketing');
    expect(ran()).to.deep.equal(['both']);
  });

  it('keeps a type that is no script: an import map, speculation rules', () => {
    const rules = { 'data-type': 'speculationrules' };
    box.append(script('{"imports":{}}', { 'data-type': 'importmap' }), script('{}', rules));
    grant();
    expect([...box.children].map((one) => (one as HTMLScriptElement).type)).to.deep.equal([
      'importmap',
      'speculationrules',
    ]);
  });

  it('moved, it is still held, and runs once; a copy that is held runs for itself, one that has run does not', async () => {
    const first = script(note('moved'));
    box.append(first);
    const copy = first.cloneNode(true) as HTMLScriptElement;
    copy.textContent = note('copy');
    box.prepend(document.createElement('i'), first);
    await pause(20);
    expect(ran()).to.deep.equal([]);
    grant();
    box.append(copy);
    await until(() => ran().includes('copy'));
    box.prepend(first);
    box.append(first.cloneNode(true));
    await pause(50);
    expect(ran()).to.deep.equal(['moved', 'copy']);
  });

  it('in a template it waits to be used; parsed from markup, frames open and scripts do not, as anywhere', async () => {
    const template = document.createElement('template');
    template.content.append(script(note('used')));
    template.innerHTML += frame;
    template.content.prepend(script(note('used')));
    grant();
    box.append(template);
    await pause(50);
    expect(ran()).to.deep.equal([]);
    box.append(document.importNode(template.content, true));
    await until(() => box.querySelector(':scope > iframe')?.hasAttribute('src'));
    expect(ran()).to.deep.equal(['used']);
  });

  it('a page that swaps its content as it navigates has what it brings held, or let through at once', async () => {
    const { href } = location;
    history.pushState({}, '', '?next');
    box.innerHTML = `<main>${frame}</main>`;
    await pause(50);
    expect(box.querySelector('iframe')?.hasAttribute('src')).to.equal(false);
    grant();
    expect(box.querySelector('iframe')?.getAttribute('src')).to.equal('/fake/x');
    history.pushState({}, '', '?after');
    const next = document.createElement('main');
    next.innerHTML = frame;
    next.append(script('', { src: address('next') }));
    box.replaceChildren(next);
    await until(() => ran().includes('next.js'));
    expect(box.querySelector('iframe')?.getAttribute('src')).to.equal('/fake/x');
    history.replaceState({}, '', href);
  });

  it('what is in a shadow root is held for good: the gate does not look there', async () => {
    grant();
    const root = box.attachShadow({ mode: 'open' });
    root.innerHTML = frame;
    root.append(script(note('inside')));
    await pause(50);
    expect([ran(), root.querySelector('iframe')?.hasAttribute('src')]).to.deep.equal([[], false]);
  });

  it('what is named only after it was inserted is seen with the next that is', async () => {
    grant();
    const late = document.createElement('iframe');
    late.dataset.src = '/fake/x';
    box.append(late);
    await pause(20);
    late.dataset.purpose = 'analytics';
    await pause(20);
    expect(late.hasAttribute('src')).to.equal(false);
    box.append(script(note('next')));
    await until(() => late.hasAttribute('src'));
  });
});
