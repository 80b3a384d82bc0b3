/** Prerendered pages, which may never be seen, in Chromium with a real collector (docs/hard-pages.md). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from './product.ts';
import { runAlone, type Stage, startStage } from './stage.ts';

/** Where the pages may go by now: they ask. */
let open: string[] = [];
let stage: Stage;

/** What every page can do by itself; told to a browser that nobody drives. */
const able = `
  const pause = () => new Promise((done) => setTimeout(done, 50));
  const until = async (look) => { for (;;) { const found = await look(); if (found) return found; await pause(); } };
  const opened = (path) => until(async () => (await (await fetch('/open.js')).text()).includes(path));
  const prerender = (path) => document.head.append(Object.assign(document.createElement('script'),
    { type: 'speculationrules', textContent: JSON.stringify({ prerender: [{ source: 'list', urls: [path], eagerness: 'immediate' }] }) }));
  const goOn = async (path) => { prerender(path); await opened(path); location.href = path; };
  const seen = new Promise((done) => document.prerendering ? addEventListener('prerenderingchange', done, true) : done());
  const banner = () => document.querySelector('lupa-banner')?.shadowRoot?.querySelector('button');`;

const scripts: Record<string, string> = {
  '/first': `goOn('/second')`,
  '/second': `(async () => {
    lupa.push(() => fetch('/report.js?second'));
    await seen;
    const accept = await until(banner);
    fetch('/report.js?' + document.querySelectorAll('lupa-banner').length);
    accept.click();
    const ring = await until(() => { const kept = JSON.parse(localStorage['lupa:shop'] ?? '{}'); return kept.visited && +localStorage.lupaDue > Date.now() && kept; });
    // Half an hour later a visit is due.
    localStorage['lupa:shop'] = JSON.stringify({ ...ring, visited: ring.visited - 18e5 });
    localStorage.lupaDue = '1';
    goOn('/third');
  })()`,
  '/third': `lupa.push(() => lupa.identify('a.b.c')); fetch('/report.js?' + !!banner())`,
};

beforeAll(async () => {
  stage = await startStage((path, loader) => ({
    html: path.startsWith('/open.js')
      ? open.join()
      : `<!doctype html><html lang="en"><head><title>A shop</title><link rel="icon" href="data:,">
<script>window.lupa = window.lupa || [];${able}\n${scripts[path] ?? ''}</script>${path === '/first' ? '' : `<script async src="${loader}"></script>`}</head><body></body></html>`,
  }));
});
afterAll(() => stage?.close());

const prerendered = (path: string) =>
  until(
    async () =>
      stage.asked.some((one) => one.path === path && one.headers['sec-purpose']?.includes('prerender')),
    `${path} is prerendered`,
  );
const reports = () => stage.asked.map(({ path }) => path).filter((path) => path.startsWith('/report.js'));
/** What the collector was asked since the last look, but for files of ours, which a browser may have in its cache. */
const asked = () => {
  const paths = stage.seen.splice(0).map(({ method, path }) => `${method} ${path.replace('/s/shop', '')}`);
  return paths.filter((path) => !/^GET \/(assets|loader)/.test(path));
};
const later = () => new Promise((resolve) => setTimeout(resolve, 1000));

test('a prerendered page asks nobody and reports nothing before it is seen; then it asks once, and a visit is reported once', async () => {
  const end = runAlone(`${stage.localhost}/first`);
  try {
    await prerendered('/second');
    await until(async () => reports().length === 1, 'the loader on the second page');
    await later();
    expect(asked()).toEqual([]);
    open = ['/second'];
    await until(
      async () => (await stage.collector.visits()).length === 1,
      'the choice on the page that is seen',
    );
    expect(reports()).toEqual(['/report.js?second', '/report.js?1']);
    expect(asked()).toEqual(['GET /notice/en', 'POST /decisions', 'POST /visits']);
    await prerendered('/third');
    await until(async () => reports().length === 3, 'the third page lives');
    await later();
    expect(asked()).toEqual([]);
    open = ['/third'];
    await until(
      async () => (await stage.collector.visits()).length === 2,
      'the visit of the page that is seen',
    );
    await until(async () => stage.seen.some(({ path }) => path.endsWith('/ties')), 'the tie is asked for');
    await later();
    expect(asked().sort()).toEqual(['POST /ties', 'POST /visits']);
    expect(reports().slice(2)).toEqual(['/report.js?false']);
  } finally {
    await end();
  }
});
