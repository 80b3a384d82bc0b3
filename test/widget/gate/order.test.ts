import { expect } from 'chai';
import { address, fresh, grant, note, ran, script } from '../support/gate.ts';
import { pause, until } from '../support/page.ts';

const external = (name: string, attributes: Record<string, string> = {}, also = '') =>
  script('', { src: address(name, also), ...attributes });

/** What the gate waits for at most: ten seconds, of which the tests see a fraction. */
const patience = 1e4;
const native = window.setTimeout;
const hurry = (limit: number): void => {
  window.setTimeout = ((run: () => void, delay?: number, ...given: unknown[]) =>
    native(run, delay === patience ? limit : delay, ...given)) as typeof setTimeout;
};

let box: HTMLElement;

describe('the gate: the order of scripts', () => {
  beforeEach(() => {
    box = fresh();
  });
  afterEach(() => {
    box.remove();
    window.setTimeout = native;
  });

  it('is kept across slow and fast, external and inline, as the page wrote it', async () => {
    box.append(
      external('slow', {}, '?ms=300'),
      script(note('inline')),
      external('deferred', { defer: '' }, '?ms=100'),
      external('fast'),
      script(note('last')),
    );
    grant();
    await until(() => ran().length === 5);
    expect(ran()).to.deep.equal(['slow.js', 'inline', 'deferred.js', 'fast.js', 'last']);
  });

  it('is kept among modules; without addresses only by engines that keep it, which Firefox does not', async () => {
    const module = { 'data-type': 'module' };
    box.append(
      external('slow', module, '?ms=300'),
      external('fast', module),
      script(`import '${address('needed', '?ms=300')}'; ${note('first')}`, module),
      script(`${note('second')}; export {}`, module),
    );
    grant();
    await until(() => ran().length === 5);
    const [slow, fast, ...inline] = ran();
    expect([slow, fast]).to.deep.equal(['slow.js', 'fast.js']);
    const order = ['needed.js', 'first', 'second'];
    if (navigator.userAgent.includes('Firefox')) expect(inline).to.have.members(order);
    else expect(inline).to.deep.equal(order);
  });

  it('is not asked for by those that are async: they wait for none', async () => {
    box.append(external('slow', {}, '?ms=1000'), script(note('inline')), external('async', { async: '' }));
    grant();
    await until(() => ran().length === 3);
    expect(ran()).to.deep.equal(['async.js', 'slow.js', 'inline']);
  });

  it('survives one that is not found, one from nowhere, and one whose bytes are not those promised, which never runs', async () => {
    const bytes = new TextEncoder().encode(await (await fetch(address('right'))).text());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
    box.append(
      external('missing', {}, '?status=404'),
      external('wrong', { integrity, crossorigin: '' }),
      external('right', { integrity, crossorigin: '' }),
      script('', { src: '' }),
      script('', { src: 'http://[' }),
      script(note('last')),
    );
    grant();
    await until(() => ran().includes('last'));
    expect(ran()).to.deep.equal(['right.js', 'last']);
  });

  it('one that hangs, and those that this browser never runs, hold the others up for ten seconds, not for good', async () => {
    hurry(250);
    box.append(
      external('hangs', {}, '?ms=4000'),
      script(note('after')),
      external('next'),
      external('old', { nomodule: '' }),
      script(note('between')),
      external('party', { 'data-type': 'text/partytown' }),
      script(note('last')),
    );
    grant();
    await pause(60);
    expect(ran()).to.deep.equal([]);
    await until(() => ran().includes('last'));
    expect(ran()).to.deep.equal(['after', 'next.js', 'between', 'last']);
  });

  it('a limit that has passed for one that came in time lets nothing through early', async () => {
    hurry(800);
    box.append(external('first', {}, '?ms=500'), external('second', {}, '?ms=500'), script(note('third')));
    grant();
    await until(() => ran().includes('third'));
    expect(ran()).to.deep.equal(['first.js', 'second.js', 'third']);
  });

  it('an error in one is the page’s own, and stops no other', async () => {
    const { onerror } = window;
    const errors: unknown[] = [];
    window.onerror = (message) => !!errors.push(message);
    box.append(script('throw new Error("of the page")'), script(note('after')));
    grant();
    await until(() => ran().length);
    window.onerror = onerror;
    expect([ran(), errors.length]).to.deep.equal([['after'], 1]);
  });
});
