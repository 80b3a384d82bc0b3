import { expect } from 'chai';
import { pause } from '../support/page.ts';
import { button, clear, heard, looks, showPreferences, wrongs } from '../support/surfaces.ts';

describe('the preferences', () => {
  afterEach(clear);

  it('C6, C8: one unticked switch an optional purpose, none for a necessary one', async () => {
    const { switches } = await showPreferences();
    expect(switches.map((one) => [one.id, one.getAttribute('aria-checked')])).to.deep.equal([
      ['switch-analytics', 'false'],
      ['switch-marketing', 'false'],
    ]);
  });

  it('C7: saves exactly what is switched on', async () => {
    const { preferences, root, switches } = await showPreferences();
    const events = heard(preferences, 'consent-save', 'consent-close');
    switches[1]?.click();
    expect(switches.map((one) => one.getAttribute('aria-checked'))).to.deep.equal(['false', 'true']);
    button(root, 'Save my choices').click();
    await pause(50);
    expect(events).to.deep.equal([['consent-save', { analytics: 'denied', marketing: 'granted' }]]);
  });

  it('C3: accept all and refuse all look the same here too', async () => {
    const { root } = await showPreferences();
    await pause(300);
    expect(looks(button(root, 'Refuse all'))).to.deep.equal(looks(button(root, 'Accept all')));
  });

  it('C9: closing changes nothing', async () => {
    const { preferences, root, switches } = await showPreferences();
    const events = heard(preferences, 'consent-save', 'consent-choose', 'consent-close');
    switches[0]?.click();
    (root.querySelector('.close') as HTMLElement).click();
    await pause(50);
    expect(events).to.deep.equal([['consent-close', null]]);
  });

  it('C18: lists services, recipients, cookies and how long they stay', async () => {
    const { root } = await showPreferences();
    for (const words of [
      'Service ga',
      'Google Ireland Limited',
      'Ireland',
      '_ga_*',
      '1 year',
      'Tells visitors apart',
    ])
      expect(root.textContent).to.include(words);
  });

  it('C25: is a named modal dialog that takes the focus and passes axe, closed and opened up', async () => {
    const { preferences, root } = await showPreferences();
    expect((root.querySelector('dialog') as HTMLDialogElement).matches(':modal')).to.equal(true);
    expect(document.activeElement).to.equal(preferences);
    for (const details of root.querySelectorAll('details')) details.open = true;
    await pause(300);
    expect(await wrongs(preferences)).to.deep.equal([]);
  });

  it('C19: offers the receipt when there is one', async () => {
    const none = await showPreferences();
    expect(none.root.textContent).not.to.include('Save the receipt');
    none.preferences.remove();
    const { root } = await showPreferences('en', {
      v: 1,
      number: 7,
      received: 0,
      controller: '',
      notice: '',
      body: '',
      salt: '',
      digest: '',
    });
    const link = root.querySelector<HTMLAnchorElement>('a[download]');
    expect(link?.textContent).to.equal('Save the receipt of your choice');
    expect(link?.download).to.equal('receipt.json');
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, line by line.
    expect(link?.parentElement?.innerText, 'on a line of its own').to.match(/\nSave the receipt/);
    const { number } = JSON.parse(decodeURIComponent(link?.href.replace('data:,', '') ?? ''));
    expect(number, 'it is in the link itself').to.equal(7);
  });

  it("leads to the visitor's own page, for refusers too, and passes axe with the receipt", async () => {
    const { preferences, root } = await showPreferences();
    let opened = 0;
    preferences.mine = () => {
      opened += 1;
    };
    const way = button(root, 'See what is held about you');
    const words = way.firstElementChild as HTMLElement;
    expect(getComputedStyle(words).textDecorationLine, 'it can be told from text').to.equal('underline');
    const column = root.querySelector('.words p')?.getBoundingClientRect().left ?? Number.NaN;
    expect(words.getBoundingClientRect().left).to.be.closeTo(column, 1.5);
    way.click();
    expect(opened).to.equal(1);
    expect(await wrongs(preferences)).to.deep.equal([]);
  });
});
