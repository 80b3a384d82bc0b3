/** The fake tag does what the real one was measured to do (FACTS 4.4): the leaks too. */
import { expect, test } from 'vitest';
import { testPage } from './page.ts';

const types = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage'];
const deny = `gtag('consent', 'default', { ${types.map((type) => `${type}: 'denied'`).join(', ')} });`;
const grant = `gtag('consent', 'update', { analytics_storage: 'granted' });`;
const withdraw = `gtag('consent', 'update', { analytics_storage: 'denied' });`;
const config = (settings = '{}') => `gtag('js', new Date()); gtag('config', 'G-T1', ${settings});`;

const loaded = (code: string) => {
  const page = testPage();
  page.run(code);
  page.load();
  return page;
};

test('A: without Consent Mode it sends, and keeps two cookies', () => {
  const { sent, cookies } = loaded(config());
  expect(sent).toHaveLength(1);
  expect(sent[0]?.origin).toBe('http://google.localhost:1');
  expect(sent[0]?.query.get('gcs')).toBeNull();
  expect(sent[0]?.query.get('gcd')).toBe('13l3l3l3l1l1');
  expect([...cookies.keys()]).toEqual(['_ga', '_ga_T1']);
});

test('B: a denied default still sends, without cookies', () => {
  const { sent, cookies } = loaded(deny + config());
  expect(sent[0]?.query.get('gcs')).toBe('G100');
  expect(sent[0]?.query.get('dl')).toBe('http://localhost:1/shop?q=1');
  expect(cookies.size).toBe(0);
});

test('E: default, update, config: one granted page view, with the client id of the cookie', () => {
  const { sent, cookies } = loaded(deny + grant + config());
  expect(sent).toHaveLength(1);
  expect(sent[0]?.query.get('en')).toBe('page_view');
  expect(sent[0]?.query.get('gcs')).toBe('G101');
  expect(cookies.get('_ga')).toBe(`GA1.1.${sent[0]?.query.get('cid')}`);
});

test('the next page knows the browser by its cookie', () => {
  const first = loaded(deny + grant + config());
  const second = testPage(first.cookies);
  second.run(deny + grant + config());
  second.load();
  expect(second.sent[0]?.query.get('cid')).toBe(first.sent[0]?.query.get('cid'));
  expect(second.sent[0]?.query.get('_fv')).toBeNull();
});

test('F, J: what was queued goes out after the withdrawal, as granted, with the old client id', () => {
  const page = loaded(deny + grant + config());
  const before = page.sent[0]?.query.get('cid');
  page.run(`gtag('event', 'add_to_cart', { value: 890 });`);
  page.pass(300);
  page.run(`${withdraw} window['ga-disable-G-T1'] = true;`);
  page.cookies.clear();
  expect(page.sent).toHaveLength(1);
  page.pass(5000);
  const leak = page.sent[1];
  expect(leak?.query.get('en')).toBe('add_to_cart');
  expect(leak?.query.get('epn.value')).toBe('890');
  expect(leak?.query.get('gcs')).toBe('G101');
  expect(leak?.query.get('cid')).toBe(before);
});

test('L: it goes out at once, by beacon, when the page is left', () => {
  const page = loaded(deny + grant + config());
  page.run(`gtag('event', 'add_to_cart'); ${withdraw}`);
  page.leave();
  expect(page.sent[1]).toMatchObject({ by: 'beacon' });
  expect(page.sent[1]?.query.get('gcs')).toBe('G101');
});

test('F: a later event is sent all the same, denied, under another id; the cookies stay', () => {
  const page = loaded(deny + grant + config());
  page.run(`${withdraw} gtag('event', 'later');`);
  page.pass(5000);
  expect(page.sent[1]?.query.get('gcd')).toBe('13p3q3p3p5l1');
  expect(page.sent[1]?.query.get('cid')).not.toBe(page.sent[0]?.query.get('cid'));
  expect(page.cookies.has('_ga')).toBe(true);
});

test('H: turned off beforehand it does nothing', () => {
  const page = loaded(`window['ga-disable-G-T1'] = true; ${config()} gtag('event', 'x');`);
  page.pass(6000);
  expect(page.sent).toEqual([]);
  expect(page.cookies.size).toBe(0);
});

test('events of the same moment travel as one hit', () => {
  const page = loaded(deny + grant + config());
  page.run(`gtag('event', 'one'); gtag('event', 'two', { a: 'b' });`);
  page.pass(4999);
  expect(page.sent).toHaveLength(1);
  page.pass(1);
  expect(page.sent[1]?.body).toBe('en=one\r\nen=two&ep.a=b');
  expect(page.sent).toHaveLength(2);
});

test('O: anonymize_ip is just another parameter', () => {
  const { sent } = loaded(config('{ anonymize_ip: true }'));
  expect(sent[0]?.query.get('ep.anonymize_ip')).toBe('true');
});

test('I: the switches that matter', () => {
  const { sent } = loaded(
    deny +
      grant +
      config(
        `{ allow_google_signals: false, allow_ad_personalization_signals: false, page_location: 'http://localhost:1/shop' }`,
      ),
  );
  expect(sent[0]?.query.get('ngs')).toBe('1');
  expect(sent[0]?.query.get('gcd')).toBe('13p3r3p3p7l1');
  expect(sent[0]?.query.get('dl')).toBe('http://localhost:1/shop');
});

test('what is set holds for later events, but not for the page views that it makes of client-side navigation', () => {
  const page = loaded(`${deny + grant}gtag('set', { page_location: 'http://localhost:1/shop' });${config()}`);
  expect(page.sent[0]?.query.get('dl')).toBe('http://localhost:1/shop');
  page.run(
    `gtag('set', { page_location: 'http://localhost:1/cart', page_referrer: 'http://localhost:1/shop' });`,
  );
  page.run(`gtag('event', 'here');`);
  page.pass(5000);
  expect(page.sent[1]?.query.get('dl')).toBe('http://localhost:1/cart');
  expect(page.sent[1]?.query.get('dr')).toBe('http://localhost:1/shop');
  page.run(`location.href = 'http://localhost:1/pay?token=1'; history.pushState();`);
  page.pass(5000);
  expect(page.sent[2]?.query.get('en')).toBe('page_view');
  expect(page.sent[2]?.query.get('dl')).toBe('http://localhost:1/pay?token=1');
});

test('R: with a server container every hit is a GET to it', () => {
  const { sent } = loaded(config(`{ server_container_url: 'http://collector.test/ga' }`));
  expect(sent[0]).toMatchObject({ method: 'GET', origin: 'http://collector.test' });
});

test('V: a default after the config comes too late for the first hit', () => {
  const { sent, cookies } = loaded(config() + deny);
  expect(sent[0]?.query.get('gcs')).toBeNull();
  expect(cookies.has('_ga')).toBe(true);
});

test('W: a default pushed as an array is passed over: the hit is ungated', () => {
  const { sent, cookies } = loaded(
    `dataLayer.push(['consent', 'default', { analytics_storage: 'denied' }]); ${config()}`,
  );
  expect(sent[0]?.query.get('gcs')).toBeNull();
  expect(cookies.has('_ga')).toBe(true);
});

test('W2: everything as arrays, and nothing happens', () => {
  const page = loaded(`dataLayer.push(['js', new Date()], ['config', 'G-T1']);`);
  page.pass(6000);
  expect(page.sent).toEqual([]);
});

test('commands after loading are obeyed too, and the layer keeps them', () => {
  const page = loaded(deny + grant);
  expect(page.sent).toEqual([]);
  page.run(config());
  expect(page.sent).toHaveLength(1);
});
