/** The fake container does what Google documents of consent checks: built-in ones adapt, additional ones stop. */
import { expect, test } from 'vitest';
import { testPage } from './page.ts';

const says = (how: string, analytics: string, ads: string) =>
  `gtag('consent', '${how}', { analytics_storage: '${analytics}', ad_storage: '${ads}' });`;
const denied = says('default', 'denied', 'denied');
const told = `dataLayer.push({ event: 'lupa_consent' });`;

const sentBy = (container: string, code: string, later = '') => {
  const page = testPage();
  page.run(`${code} dataLayer.push({ event: 'gtm.js' });`);
  page.load(container);
  page.run(later);
  return page.sent.map(({ by, query }) => (by === 'image' ? query.get('label') : query.get('gcs')));
};

test('a tag with an additional check fires at the event if its types are granted then', () => {
  const granted = denied + says('update', 'granted', 'denied');
  expect(sentBy('GTM-DEMO2026', granted + told)).toEqual(['G101']);
  expect(sentBy('GTM-DEMO2026', granted, told), 'after loading too').toEqual(['G101']);
  expect(sentBy('GTM-DEMO2026', denied + says('update', 'granted', 'granted') + told)).toEqual([
    'G111',
    'checked',
  ]);
});

test('it is not made up for by an update, but by the next event', () => {
  const later = says('update', 'denied', 'granted');
  expect(sentBy('GTM-DEMO2026', denied + told, later)).toEqual([]);
  expect(sentBy('GTM-DEMO2026', denied + told, later + told + told), 'once a page').toEqual(['checked']);
});

test("a tag of Google's without one sends all the same, without cookies; a foreign one sends as ever", () => {
  expect(sentBy('GTM-CARELESS', denied)).toEqual(['G100', 'careless']);
});

test('tags enter themselves where Google’s do', () => {
  const page = testPage();
  page.load('GTM-DEMO2026');
  page.run('window.entered = Object.keys(window.google_tag_manager).join()');
  page.run(`if (window.entered !== 'GTM-DEMO2026,G-INSIDE2026') throw new Error(window.entered)`);
});
