import { expect } from 'chai';
import { pause } from '../support/page.ts';
import { clear, heard, looks, noticeIn, showBanner, wrongs } from '../support/surfaces.ts';

describe('the banner', () => {
  afterEach(clear);

  for (const language of ['en', 'fi'])
    it(`C2, C3, C5: accept and refuse are sibling buttons that look the same (${language})`, async () => {
      const { buttons } = await showBanner(language);
      const [accept, refuse] = buttons as [HTMLButtonElement, HTMLButtonElement];
      expect(accept.parentElement).to.equal(refuse.parentElement);
      await pause(300);
      expect(looks(refuse)).to.deep.equal(looks(accept));
      expect(refuse.getBoundingClientRect().height).to.be.at.least(44);
    });

  it('C4: refusing takes one press, as accepting does', async () => {
    const { banner, buttons } = await showBanner();
    const events = heard(banner, 'consent-choose', 'consent-open');
    for (const one of buttons) one.click();
    expect(events).to.deep.equal([
      ['consent-choose', 'granted'],
      ['consent-choose', 'denied'],
      ['consent-open', null],
    ]);
  });

  it('C17: tells who asks, for what, who else receives it, and of withdrawal, on the first layer', async () => {
    const { root } = await showBanner();
    for (const words of [
      'Pohjola Oy',
      'Visitor statistics',
      'Advertising',
      'Google Ireland Limited',
      'withdraw',
      'Privacy statement',
    ])
      expect(root.textContent).to.include(words);
  });

  it('C16: lists only the purposes that are asked', async () => {
    const { root } = await showBanner('en', ['marketing']);
    expect([...root.querySelectorAll('h3')].map((one) => one.textContent)).to.deep.equal(['Advertising']);
  });

  it('C25: is a named region, in its language, that takes no focus and passes axe', async () => {
    const field = document.createElement('input');
    field.ariaLabel = 'A field';
    document.body.append(field);
    field.focus();
    const { banner, root } = await showBanner('fi');
    await pause(300);
    expect(document.activeElement).to.equal(field);
    field.remove();
    const region = root.querySelector('section') as HTMLElement;
    expect([region.lang, getComputedStyle(region).direction]).to.deep.equal(['fi', 'ltr']);
    expect(await wrongs(banner)).to.deep.equal([]);
  });

  it('C10: leaves the page as it was: nothing inert, nothing shifted, no scroll locked', async () => {
    const link = document.createElement('a');
    link.href = '#x';
    link.textContent = 'A link';
    document.body.prepend(link);
    const before = [link.getBoundingClientRect().top, getComputedStyle(document.body).overflow];
    await showBanner();
    expect([link.getBoundingClientRect().top, getComputedStyle(document.body).overflow]).to.deep.equal(
      before,
    );
    expect(document.querySelector('[inert]')).to.equal(null);
    link.focus();
    expect(document.activeElement).to.equal(link);
    link.remove();
  });

  it('runs from right to left where the language does', async () => {
    const banner = document.createElement('lupa-banner');
    const notice = await noticeIn('ar');
    banner.notice = { ...notice, language: 'ar', direction: 'rtl' };
    banner.asked = [];
    document.body.append(banner);
    const region = banner.shadowRoot?.querySelector('section') as HTMLElement;
    expect([region.lang, getComputedStyle(region).direction]).to.deep.equal(['ar', 'rtl']);
    expect(innerWidth - region.getBoundingClientRect().right).to.be.lessThan(40);
  });

  it("is not bent by the page's style sheet, and has no inline style", async () => {
    const { root, banner } = await showBanner();
    await pause(300);
    const title = root.querySelector('h2') as HTMLElement;
    const before = [looks(title), looks(root.querySelector('button') as Element)];
    const hostile = new CSSStyleSheet();
    hostile.replaceSync(
      'body *{color:red!important;font:40px cursive!important;padding:30px!important;display:none!important;text-transform:uppercase!important;opacity:.2!important;letter-spacing:9px!important;direction:rtl!important}',
    );
    document.adoptedStyleSheets = [hostile];
    const after = [looks(title), looks(root.querySelector('button') as Element)];
    document.adoptedStyleSheets = [];
    expect(after).to.deep.equal(before);
    expect([
      ...root.querySelectorAll('[style]'),
      ...document.querySelectorAll('lupa-banner[style]'),
    ]).to.deep.equal([]);
    expect(banner.innerHTML).to.equal('');
  });
});
