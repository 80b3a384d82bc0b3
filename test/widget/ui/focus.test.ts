import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { leave, newSite, open, pause, until } from '../support/page.ts';
import { button, clear, showBanner } from '../support/surfaces.ts';

/** A link of the page's, where the banner lies. */
const under = (css: string) => {
  const link = Object.assign(document.createElement('a'), { href: '#', textContent: 'A link', id: 'under' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`#under{position:fixed;left:60px;${css}}`);
  document.adoptedStyleSheets = [sheet];
  document.body.append(link);
  return link;
};
const sheet = () =>
  document.querySelector('lupa-banner')?.shadowRoot?.querySelector('section') as HTMLElement;

/** Presses a key; the runner waits for its browser no longer than twenty seconds by itself. */
const press = async (key: string): Promise<void> => {
  const native = window.setTimeout;
  window.setTimeout = ((run: () => void, delay?: number, ...given: unknown[]) =>
    native(run, delay === 20_000 ? 1e9 : delay, ...given)) as typeof setTimeout;
  await sendKeys({ press: key });
  window.setTimeout = native;
};

describe('the focus', () => {
  afterEach(() => {
    clear();
    leave();
    document.querySelector('#under')?.remove();
    document.adoptedStyleSheets = [];
  });

  it('WCAG 2.4.3: comes to the banner before it comes to the page', async () => {
    const link = under('top:0');
    const { root } = await showBanner();
    (document.activeElement as HTMLElement | null)?.blur();
    const stops: (string | null | undefined)[] = [];
    for (let presses = 0; presses < 5; presses++) {
      await press('Tab');
      stops.push((root.activeElement ?? document.activeElement)?.textContent);
    }
    expect(stops.slice(-4)).to.deep.equal(['Accept all', 'Refuse all', 'Choose', link.textContent]);
  });

  for (const [where, css] of [
    ['at the bottom', 'bottom:40px'],
    ['in the middle', 'bottom:45vh'],
  ] as const)
    it(`WCAG 2.4.11: the banner steps aside for what has it ${where}, and comes back`, async () => {
      const link = under(css);
      await showBanner();
      const usual = sheet().getBoundingClientRect();
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const seen = () => document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === link;
      expect(seen(), 'it lies below').to.equal(false);
      link.focus();
      await until(seen, 'the link is seen');
      link.blur();
      document.dispatchEvent(new Event('scroll', { bubbles: true }));
      await until(() => sheet().getBoundingClientRect().top === usual.top, 'the banner is back');
    });

  it('WCAG 2.4.11: the banner stays where it is for what it does not hide', async () => {
    const link = under('top:0');
    await showBanner();
    const { top, height } = sheet().getBoundingClientRect();
    link.focus();
    await pause(100);
    expect([sheet().getBoundingClientRect().top, sheet().getBoundingClientRect().height]).to.deep.equal([
      top,
      height,
    ]);
  });

  /** A frame of the page's; with `sandbox` nobody outside knows what has the focus in it. */
  const frame = async (css: string, sandbox?: string) => {
    const made = document.createElement('iframe');
    if (sandbox !== undefined) made.setAttribute('sandbox', sandbox);
    made.srcdoc =
      '<body style="margin:0"><button style="position:fixed;top:0;left:60px">High</button><button style="position:fixed;bottom:0;left:60px">Low</button>';
    made.id = 'under';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`#under{position:fixed;left:0;width:100%;border:0;${css}}`);
    document.adoptedStyleSheets = [sheet];
    const loaded = new Promise((resolve) => made.addEventListener('load', resolve));
    document.body.append(made);
    await loaded;
    return made;
  };
  /** Square pixels of the frame below the banner. */
  const covered = (element: Element) => {
    const [one, other] = [sheet().getBoundingClientRect(), element.getBoundingClientRect()];
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return Math.max(0, down) * Math.min(one.width, other.width);
  };
  const inFrame = (made: HTMLIFrameElement) => document.activeElement === made;

  it('WCAG 2.4.11: the banner leaves a frame alone that the focus has gone into', async () => {
    const made = await frame('bottom:0;height:40vh', '');
    await showBanner();
    const usual = sheet().getBoundingClientRect();
    expect(covered(made), 'it lies below').to.be.greaterThan(1000);
    made.focus();
    await until(() => inFrame(made), 'the focus is in the frame');
    await until(() => covered(made) === 0, 'the banner is at the other edge');
    made.blur();
    made.remove();
    document.dispatchEvent(new Event('scroll', { bubbles: true }));
    await until(() => sheet().getBoundingClientRect().top === usual.top, 'the banner is back');
  });

  it('WCAG 2.4.11: where a frame lies below it at either edge, the banner hides as little of it as it can', async () => {
    const made = await frame('top:0;height:100vh', '');
    await showBanner();
    const before = covered(made);
    made.focus();
    await until(() => inFrame(made), 'the focus is in the frame');
    await until(
      () => covered(made) > 0 && covered(made) <= before && sheet().className !== 'root',
      'it is lower',
    );
    expect(sheet().getBoundingClientRect().height).to.be.at.most(innerHeight * 0.45 + 1);
  });

  it('WCAG 2.4.11: of a frame of the page’s own, the banner knows which control has the focus', async () => {
    const made = await frame('top:0;height:100vh');
    await showBanner();
    const [high, low] = [...(made.contentDocument?.querySelectorAll('button') ?? [])];
    const top = () => sheet().getBoundingClientRect().top;
    const usual = top();
    made.contentWindow?.focus();
    low?.focus();
    await until(() => inFrame(made), 'the focus is in the frame');
    await until(() => top() < innerHeight / 3, 'the banner is above');
    high?.focus();
    await until(() => top() === usual, 'the banner is below');
    low?.focus();
    await until(() => top() < innerHeight / 3, 'the banner is above again');
  });

  it('WCAG 2.4.3: goes back through the preferences to where it was before the banner', async () => {
    const { page, banner, preferences, has } = await open(newSite());
    const root = await banner();
    const link = page.document.querySelector('#link') as HTMLElement;
    link.focus();
    const choose = button(root as ShadowRoot, 'Choose');
    choose.focus();
    choose.click();
    const dialog = await preferences();
    const refuse = button(dialog as ShadowRoot, 'Refuse all');
    refuse.focus();
    refuse.click();
    await until(() => !has('lupa-banner'));
    expect(page.document.activeElement).to.equal(link);
  });

  it('WCAG 2.4.3: goes back from the preferences to the button of ours that opened them', async () => {
    const { page, press, preferences, has } = await open(newSite());
    await press('Refuse all');
    const own = await until(() => page.document.querySelector('lupa-button'));
    const opener = own.shadowRoot?.querySelector('button') as HTMLButtonElement;
    for (const way of ['Close without changing anything', 'Save my choices']) {
      opener.focus();
      opener.click();
      const dialog = (await preferences()) as ShadowRoot;
      const [pressed] = [...dialog.querySelectorAll('button')].filter((one) =>
        [one.getAttribute('aria-label'), one.textContent].includes(way),
      );
      pressed?.focus();
      pressed?.click();
      await until(() => !has('lupa-preferences'));
      expect([page.document.activeElement, own.shadowRoot?.activeElement]).to.deep.equal([own, opener]);
    }
  });
});
