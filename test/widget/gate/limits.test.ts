import { expect } from 'chai';
import { guard } from '../../../widget/gate/guard.ts';
import { newSite, pause, type Request, until } from '../support/page.ts';

// Kept from before: what the guard says it cannot see.
const early = { fetch: window.fetch.bind(window), frame: document.createElement('iframe') };
document.body.append(early.frame);

const site = newSite();
const at = (name: string) => `/fake/s/${site}/${name}`;
const asked: string[] = [];
const look = async () => {
  const seen: Request[] = await (await early.fetch(at('requests'))).json();
  asked.push(...seen.map(({ path }) => path.slice(1)));
  return asked;
};

describe('the transport guard and its limits', () => {
  before(() => {
    expect(guard((address) => /\/no-/.test(String((address as globalThis.Request).url ?? address)))).to.equal(
      true,
    );
  });
  after(() => early.frame.remove());

  it('C12: no form of an address gets past what it covers', async () => {
    const { origin, host } = location;
    const { sendBeacon } = navigator;
    const reused = new XMLHttpRequest();
    const answered: unknown[] = await Promise.all(
      [
        at('no-relative'),
        origin + at('no-absolute'),
        `//${host}${at('no-protocol')}`,
        new URL(at('no-url'), origin),
        new Request(at('no-request'), { method: 'POST', body: 'x' }),
        { toString: () => at('no-object') },
      ].map(async (address) => (await fetch(address as string)).ok),
    );
    answered.push(sendBeacon.call(navigator, at('no-beacon'), 'x'));
    for (const name of ['no-xhr', 'yes-xhr', 'no-again']) {
      reused.open('POST', at(name), false);
      reused.send('1');
    }
    for (const image of [new Image(), document.createElement('img')]) image.src = at('no-image');
    expect(answered).to.deep.equal(answered.map(() => true));
    await until(async () => (await look()).includes('yes-xhr'));
    await pause(150);
    expect((await look()).filter((name) => name.startsWith('no-'))).to.deep.equal([]);
  });

  it('what it cannot see does leave: this is why embeds and tags are held, and a page that is left is shut', async () => {
    const image = document.createElement('img');
    image.setAttribute('src', at('no-attribute'));
    new Image().srcset = `${at('no-srcset')} 1x`;
    early.fetch(at('no-early'));
    early.frame.contentWindow?.fetch(at('no-frame'));
    const code = `fetch('${location.origin}${at('no-worker')}')`;
    new Worker(URL.createObjectURL(new Blob([code])));
    const script = Object.assign(document.createElement('script'), { src: at('no-script') });
    const frame = Object.assign(document.createElement('iframe'), { src: at('no-inside') });
    const sheet = document.createElement('p');
    sheet.style.backgroundImage = `url(${at('no-sheet')})`;
    sheet.textContent = 'x';
    const source = new EventSource(at('no-events'));
    fetch(at(`away?to=${encodeURIComponent(at('no-redirect'))}`));
    document.body.append(script, frame, sheet);
    const leaks = 'attribute early events frame inside redirect script sheet srcset worker'.split(' ');
    await until(async () => {
      const left = await look();
      return leaks.every((name) => left.includes(`no-${name}`));
    }, 'each to arrive');
    source.close();
    for (const element of [script, frame, sheet]) element.remove();
  });
});
