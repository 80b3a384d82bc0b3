import { expect } from 'chai';
import { leave, newSite, open, pause, until } from '../support/page.ts';

const film = (also = '') =>
  `<iframe id="film" data-src="/fake/frame" data-purpose="marketing" width="400" height="300" ${also}></iframe>`;

type Opened = Awaited<ReturnType<typeof open>>;

/** The placeholder inside the frame, or beside the element, of this id. */
const placeholder = ({ page }: Opened, id = 'film') => {
  const embed = page.document.getElementById(id) as HTMLIFrameElement;
  const beside = embed.nextElementSibling?.querySelector('lupa-placeholder');
  return (embed.contentDocument?.querySelector('lupa-placeholder') ?? beside)?.shadowRoot;
};
const drawn = (site: Opened, id = 'film') => until(() => placeholder(site, id), `a placeholder in ${id}`);
const buttons = (root: ShadowRoot) => [...root.querySelectorAll('button')];
const words = (root: ShadowRoot) => root.textContent?.replace(/\s+/g, ' ') ?? '';
const box = ({ page }: Opened, id = 'film') => {
  const embed = page.document.getElementById(id) as HTMLElement;
  const { width, height, top, left } = embed.getBoundingClientRect();
  return { width, height, top, left };
};

describe('placeholders', () => {
  afterEach(leave);

  it('say whose content waits, for which purpose, and keep the frame as it was', async () => {
    const site = await open(newSite(), { body: film() });
    const before = box(site);
    const root = await drawn(site);
    expect(words(root)).to.contain(location.hostname);
    expect(buttons(root).map((one) => one.textContent)).to.deep.equal([
      'Allow: Advertising',
      'Privacy choices',
    ]);
    expect(root.querySelector('section')?.lang).to.equal('en');
    expect(box(site)).to.deep.equal(before);
    expect(site.page.document.getElementById('film')?.hasAttribute('src')).to.equal(false);
  });

  it('C7: a press grants that one purpose, and the others are still asked', async () => {
    const site = await open(newSite(), { body: film() });
    await site.banner();
    (buttons(await drawn(site))[0] as HTMLElement).click();
    await until(() => site.page.document.getElementById('film')?.getAttribute('src'));
    await until(
      () => site.page.document.activeElement?.id === 'film',
      'the focus is in the film (WCAG 2.4.3)',
    );
    const [decision] = (
      await until(async () => {
        const sent = (await site.requests()).filter(({ path }) => path === '/decisions');
        return sent.length ? sent : undefined;
      })
    ).map(({ body }) => body);
    expect(decision?.answers).to.deep.equal({ marketing: 'granted' });
    expect([decision?.how, decision?.surface]).to.deep.equal(['grant_one', 'placeholder']);
    expect(site.page.lupa.allows('marketing')).to.equal(true);
    expect(site.page.lupa.allows('analytics')).to.equal(false);
    const banner = await site.banner();
    await until(() => words(banner).includes('Visitor statistics') && !words(banner).includes('Advertising'));
  });

  it('are drawn for embeds that come later, and go when their purpose is granted elsewhere', async () => {
    const site = await open(newSite(), { body: film() });
    await drawn(site);
    const later = site.page.document.createElement('div');
    later.innerHTML = film().replace('"film"', '"later"');
    site.page.document.body.append(later);
    await drawn(site, 'later');
    await site.press('Accept all');
    await until(() => site.page.document.getElementById('later')?.getAttribute('src'));
    await until(() => !placeholder(site, 'later') && !placeholder(site));
  });

  it('C12: come back with a withdrawal', async () => {
    const site = await open(newSite(), { body: film() });
    await site.press('Accept all');
    await until(() => site.page.document.getElementById('film')?.getAttribute('src')?.includes('frame'));
    site.page.lupa.withdraw();
    expect(words(await drawn(site))).to.contain(location.hostname);
  });

  it('stand in the place of a picture or a film, in its size, and none in that of a counting pixel', async () => {
    const site = await open(newSite(), {
      body: `<video id="film" data-src="/fake/film" data-purpose="marketing" width="320" height="180" style="float:right;margin:8px"></video>
        <img id="pixel" data-src="/fake/pixel" data-purpose="marketing" width="1" height="1" alt="">`,
    });
    // It may be there before the page has loaded: where the film stands is seen when it is gone.
    const root = await drawn(site);
    const at = (root.host.parentElement as HTMLElement).getBoundingClientRect();
    expect(placeholder(site, 'pixel')).to.equal(undefined);
    (buttons(root)[0] as HTMLElement).click();
    await until(() => site.page.document.getElementById('film')?.getAttribute('src'));
    await until(() => !placeholder(site) && box(site).width === 320);
    const film = box(site);
    expect([at.width, at.height, at.top, at.left]).to.deep.equal([320, 180, film.top, film.left]);
  });

  it('are drawn beside a frame with a sandbox of its own', async () => {
    const site = await open(newSite(), { body: film('sandbox="allow-scripts"') });
    const root = await drawn(site);
    expect(root.host.ownerDocument).to.equal(site.page.document);
  });

  it('C8: offer nothing where nothing could be granted: an unknown purpose, an address that is no web address', async () => {
    const site = await open(newSite(), {
      body: `${film()}${film().replace('"film"', '"unknown"').replace('marketing', 'horoscopes')}${film().replace('"film"', '"bad"').replace('/fake/frame', 'javascript:1')}`,
    });
    await drawn(site);
    await pause(100);
    expect([placeholder(site, 'unknown'), placeholder(site, 'bad')]).to.deep.equal([undefined, undefined]);
  });

  it('open the preferences', async () => {
    const site = await open(newSite(), { body: film() });
    (buttons(await drawn(site))[1] as HTMLElement).click();
    await site.preferences();
  });

  it('are not fetched for a counting pixel, nor for what is below the fold until it is scrolled to', async () => {
    const site = await open(newSite(), {
      body: `<img data-src="/fake/pixel" data-purpose="marketing" width="1" height="1" alt="">
        <div style="height:3000px"></div>${film()}`,
    });
    const fetched = () =>
      site.page.performance.getEntriesByType('resource').some((one) => one.name.includes('/embeds-'));
    await site.banner();
    await pause(150);
    expect(fetched()).to.equal(false);
    site.page.document.getElementById('film')?.scrollIntoView();
    await drawn(site);
    await until(fetched, 'it to be told');
  });

  it('are not fetched where no embed waits', async () => {
    const name = newSite();
    const site = await open(name, { body: '<script type="text/plain" data-purpose="marketing">1</script>' });
    await site.banner();
    expect(
      site.page.performance
        .getEntriesByType('resource')
        .map((one) => one.name)
        .join(),
    ).not.to.contain('/embeds-');
  });
});
