/** The demo's pages and names. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages, pages, paths } from '../../demo/site/languages.ts';
import { type Stage, stage } from './demo.ts';

let the: Stage;
beforeAll(async () => {
  the = await stage();
});
afterAll(() => the.close());

const everyPage = languages.flatMap((language) =>
  pages.map((page) => [language, paths(language)[page]] as const),
);

test.each(everyPage)(
  'a page in %s at %s says its language, its title and its one loader',
  async (language, path) => {
    const { status, headers, text } = await the.call(the.site, path);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text.match(/<h1/g)).toHaveLength(1);
    const loaders = text.match(/<script async src="([^"]+)"><\/script>/g);
    expect(loaders).toEqual([`<script async src="${the.collector.origin}/s/demo/loader.js"></script>`]);
    for (const other of languages) expect(text).toContain(`hreflang="${other}"`);
  },
);

test.each([...everyPage, ['en', '/behind'] as const, ['fi', '/none'] as const])(
  'a page in %s at %s has a policy that needs nothing inline',
  async (_language, path) => {
    const { headers, text } = await the.call(the.site, path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(text).not.toMatch(/ style=| on[a-z]+="|<style/);
    for (const [, attributes, inside] of text.matchAll(/<script([^>]*)>([^<]*)/g)) {
      expect(attributes).toContain(' src="');
      expect(inside).toBe('');
    }
  },
);

test.each([...everyPage, ['en', '/behind'] as const])(
  'a page in %s at %s names no other host',
  async (_, path) => {
    const { text } = await the.call(the.site, path);
    const own = [`http://${the.site}`, `http://relay.${the.site}`];
    // Wikipedia is a link to press, no more.
    const link = 'https://en.wikipedia.org/wiki/Fault_tree_analysis" hreflang="en"';
    expect(text.split('wikipedia.org').length).toBe(text.split(`<a href="${link}>`).length);
    const known = [the.collector.origin, `http://${the.google}`, `http://${the.ads}`, ...own];
    known.push('https://en.wikipedia.org');
    for (const [address] of text.matchAll(/(?:https?:)?\/\/[a-z0-9][^\s"'<)]*/gi)) {
      expect(
        known.some((origin) => address.startsWith(`${origin}/`)),
        address,
      ).toBe(true);
    }
  },
);

test('the same site under the relay’s name has its own loader, and a policy that lets nothing of Google Analytics in', async () => {
  const { headers, text } = await the.call(`relay.${the.site}`, '/en/');
  expect(text).toContain(`<script async src="${the.collector.origin}/s/demo-relay/loader.js"></script>`);
  expect(String(headers['content-security-policy'])).not.toContain(the.google);
  expect(text).not.toContain(the.google);
});

test.each(everyPage)('in %s at %s whatever measures waits for a purpose', async (_, path) => {
  const { text } = await the.call(the.site, path);
  expect(text).toContain('<script type="text/plain" data-purpose="analytics" src="/assets/reading.js">');
  expect(text).not.toMatch(/[^-]src="http:\/\/(google|ads)\./);
  expect(text).not.toMatch(/preconnect|dns-prefetch|preload/);
});

test.each(['/assets/site.css', '/assets/stub.js', '/assets/img/tree.svg', '/assets/behind/main.js'])(
  '%s is there',
  async (path) => {
    expect((await the.call(the.site, path)).status).toBe(200);
  },
);

test.each(['/assets/../server.ts', '/assets/%2e%2e/server.ts', '/assets/', '/assets/google'])(
  '%s is not',
  async (path) => {
    expect((await the.call(the.site, path)).status).toBe(404);
  },
);

test.each(languages)('in %s the shop can be searched, and its price list is a file', async (language) => {
  const to = paths(language);
  const all = (await the.call(the.site, to.shop)).text;
  const titles = [...all.matchAll(/data-name="([^"]+)"/g)].map(([, title]) => title);
  expect(titles).toHaveLength(4);
  expect(all).toContain(`href="${to.priceList}"`);
  const some = (await the.call(the.site, `${to.shop}?q=${encodeURIComponent('SOLO')}`)).text;
  expect([...some.matchAll(/data-name="([^"]+)"/g)]).toHaveLength(1);
  const none = (await the.call(the.site, `${to.shop}?q=${encodeURIComponent('"><b>')}`)).text;
  expect(none).not.toContain('data-name');
  expect(none).toContain('value="&quot;&gt;&lt;b&gt;"');
  const file = await the.call(the.site, to.priceList);
  expect(file.headers['content-type']).toBe('application/pdf');
  expect(file.text).toMatch(/^%PDF-1\.4\n[\x20-\x7e\n]+%%EOF\n$/);
  // Readers find each object where the table says.
  const table = file.text.slice(Number(/startxref\n(\d+)/.exec(file.text)?.[1]));
  const starts = [...table.matchAll(/(\d{10}) 00000 n /g)].map(([, start]) => Number(start));
  expect(starts.map((start) => file.text.slice(start, start + 7))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
  );
});

test.each(everyPage)(
  'in %s at %s both sites say how they are measured, and lead to each other',
  async (_, path) => {
    const [tag, relay] = await Promise.all([the.call(the.site, path), the.call(`relay.${the.site}`, path)]);
    expect(tag.text).toContain(`<a href="http://relay.${the.site}${path}">`);
    expect(relay.text).toContain(`<a href="http://${the.site}${path}">`);
  },
);

test('a missing page says so in the language of its address', async () => {
  const { status, text } = await the.call(the.site, '/sv/saknas');
  expect(status).toBe(404);
  expect(text).toContain('<html lang="sv">');
});

test('the address in numbers leads to the name', async () => {
  const { status, headers } = await the.call(`127.0.0.1:${the.demo.port}`, '/en/shop?a=b');
  expect(status).toBe(302);
  expect(headers.location).toBe(`http://${the.site}/en/shop?a=b`);
});

test.each(['evil.example', 'localhost', 'localhost.evil.example:80', 'x.localhost'])(
  'the name %s is refused',
  async (host) => {
    expect((await the.call(host, '/')).status).toBe(421);
    expect((await the.call(`${host.split(':')[0]}:1`, '/')).status).toBe(421);
  },
);

test('the site has no tag of Google, and Google has no page of the site', async () => {
  expect((await the.call(the.site, '/gtag/js')).status).toBe(404);
  expect((await the.call(the.google, '/shop')).status).toBe(404);
});
