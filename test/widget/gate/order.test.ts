import { expect } from 'chai';
import { address, fresh, grant, holdBack, note, ran, release, script } from '../support/gate.ts';
import { pause, until } from '../support/page.ts';

const external = (name: string, attributes: Record<string, string> = {}, also = '') =>
  script('', { src: address(name, also), ...attributes });

/** What the gate waits for at most: ten seconds, which are over when a test says so. */
const patience = 1e4;
const { setTimeout: native, clearTimeout: nativeClear } = window;
const limits: { id: number; run: () => void; over?: boolean }[] = [];
const watchLimits = (): void => {
  limits.length = 0;
  window.setTimeout = ((run: () => void, delay?: number, ...given: unknown[]) => {
    const id = native(run, delay === patience ? 1e9 : delay, ...given);
    if (delay === patience) limits.push({ id, run });
    return id;
  }) as typeof setTimeout;
  window.clearTimeout = (id) => {
    nativeClear(id);
    for (const one of limits) one.over ||= one.id === id;
  };
};
/** The ten seconds of the script that is the so manieth to have a limit are over, unless they were called off. */
const passed = async (place: number): Promise<void> => {
  await until(() => limits.length >= place, `${place} limits`);
  const limit = limits[place - 1];
  if (!limit?.over) limit?.run();
};

let box: HTMLElement;

describe('the gate: the order of scripts', () => {
  beforeEach(() => {
    box = fresh();
    watchLimits();
  });
  afterEach(async () => {
    box.remove();
    await release();
    Object.assign(window, { setTimeout: native, clearTimeout: nativeClear });
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
    await holdBack();
    box.append(external('slow', {}, '?held'), script(note('inline')), external('async', { async: '' }));
    grant();
    await until(() => ran().length);
    await release();
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
    await holdBack();
    box.append(
      external('hangs', {}, '?held'),
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
    await passed(1);
    await until(() => ran().includes('next.js'));
    await passed(3);
    await until(() => ran().includes('between'));
    await passed(4);
    expect(ran()).to.deep.equal(['after', 'next.js', 'between', 'last']);
    // It comes late, and must not come into the next test.
    await release();
    await until(() => ran().includes('hangs.js'));
  });

  it('a limit that has passed for one that came in time lets nothing through early', async () => {
    await holdBack();
    box.append(external('first'), external('second', {}, '?held'), script(note('third')));
    grant();
    await until(() => limits.length === 2, 'the second to be waited for');
    await passed(1);
    await pause(50);
    expect(ran()).to.deep.equal(['first.js']);
    await release();
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
