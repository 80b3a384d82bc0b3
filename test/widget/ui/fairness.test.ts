import { expect } from 'chai';
import { locales } from '../../../shared/locales/locales.ts';
import type { Notice } from '../../../shared/notice.ts';
import { placing, positions } from '../../../shared/positions.ts';
import { type Case, differences, drawn, standing } from '../../support/onPage.ts';
import { leave, newSite, open, pause } from '../support/page.ts';
import { noticeIn } from '../support/surfaces.ts';

/** Every language that there are words for, in the test's own notice. */
const notices: Notice[] = [];
const all: Case[] = [];
before(async () => {
  for (const language of Object.keys(locales)) notices.push(await noticeIn(language));
  for (const notice of notices) {
    for (const position of positions)
      all.push(['lupa-banner', `${notice.language} ${position}`, { notice, place: placing[position] }]);
    all.push(['lupa-preferences', `${notice.language} preferences`, { notice }]);
  }
});

/** A page of the whole widget in a frame of this size: media queries go by the frame. */
const framed = async (width: number, height: number, scheme = '') => {
  const { page, banner } = await open(newSite());
  await banner();
  const frame = page.frameElement as HTMLIFrameElement;
  Object.assign(frame, { width, height });
  frame.style.colorScheme = scheme;
  const run = <Given extends unknown[], Result>(work: (...given: Given) => Result) =>
    page.eval(`(${work})`) as typeof work;
  page.drawn = run(drawn);
  return {
    page,
    run,
    style: (css: string) => {
      const sheet = new page.CSSStyleSheet();
      sheet.replaceSync(css);
      page.document.adoptedStyleSheets = [sheet];
    },
  };
};

describe('C3: accept and refuse are the same in every language and position, in this engine', () => {
  afterEach(leave);

  for (const [width, height] of [
    [1000, 800],
    [768, 900],
    [320, 640],
    [320, 256],
  ] as const)
    it(`at ${width} × ${height}`, async () => {
      const { run } = await framed(width, height);
      expect(all.length).to.be.greaterThan(12);
      expect(run(differences)(all)).to.deep.equal([]);
    });

  it('with text twice as large', async () => {
    const { run } = await framed(1000, 800);
    const large = all.map(
      ([name, what, { notice, place = '' }]) =>
        [name, what, { notice, place: `${place}.root.root{font-size:30px}` }] as const,
    );
    expect(run(differences)(large)).to.deep.equal([]);
  });

  it('in the dark, where the engine lets a frame be dark by itself', async function () {
    const { page, run } = await framed(1000, 800, 'dark');
    // It may take the engine a moment.
    for (let tries = 0; tries < 20; tries++) {
      if (page.matchMedia('(prefers-color-scheme:dark)').matches) break;
      await pause(25);
    }
    if (!page.matchMedia('(prefers-color-scheme:dark)').matches) this.skip();
    const root = page.drawn(...([all[0]?.[0], all[0]?.[2]] as [Case[0], Case[2]]));
    expect(page.getComputedStyle(root.querySelector('section') as Element).backgroundColor).to.equal(
      'rgb(23, 29, 34)',
    );
    expect(run(differences)(all)).to.deep.equal([]);
  });

  it("with style sheets of the page's that would bend or hide them", async () => {
    const { run, style } = await framed(1000, 800);
    for (const [, , drawing] of all.filter(([name]) => name === 'lupa-banner').slice(0, 3)) {
      style('');
      const before = run(standing)(drawing);
      for (const css of [
        '*{all:unset!important;font-size:40px!important;display:block!important}',
        'button,section,dialog,h2,p,a,div{display:none!important;opacity:.1!important}',
        'lupa-banner{display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(.1)!important}',
        ':root{font-size:4px!important;letter-spacing:9px;line-height:9;text-transform:uppercase;visibility:hidden}',
        'body{zoom:3;transform:scale(.5);filter:invert(1);opacity:0;display:none}',
        'html{display:grid!important;gap:90px}',
        'button:first-child{font-size:9em!important;background:lime!important}',
      ]) {
        style(css);
        expect(run(standing)(drawing), css).to.deep.equal(before);
      }
    }
  });

  it('and the comparison has power', async () => {
    const { run } = await framed(1000, 800);
    const place = '[part=answer]:first-child{font-weight:700;padding-inline:2em}';
    const [notice] = notices as [Notice];
    expect(run(differences)([['lupa-banner', 'bent', { notice, place }]]).join()).to.include('font-weight');
  });
});
