/** A loader that its owner hosts (`lupa site loader`): checked by its integrity, with older settings than the collector's. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { forget, launch, reported, stored, type Visit, visit } from './browser.ts';
import { type Listening, listening, page, sendPage, startCollector } from './owned.ts';
import { until } from './product.ts';

const folder = temporaryFolder();
let collector: Awaited<ReturnType<typeof startCollector>>;
let owner: Listening;
let browser: Browser;
let shop: string;
/** What is added to the file on its way. */
let tampered = '';

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  shop = `http://localhost:${port}`;
  collector = await startCollector(folder, { origins: [shop] });
  const { stdout } = await promisify(execFile)(
    'node',
    [resolve('tools/lupa.mjs'), 'site', 'loader', 'shop'],
    {
      cwd: folder,
      env: { ...process.env, LUPA_PUBLIC_URL: collector.url },
    },
  );
  const [, name = '', tag = ''] = /^Written: (.*)\n(.*)\n$/.exec(stdout) ?? [];
  owner = await listening((request, response) => {
    if (request.url !== `/${name}`) return sendPage(response, page(tag));
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
    response.end(readFileSync(join(folder, name), 'utf8') + tampered);
  }, port);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await owner?.close();
  await collector?.close();
});

const press = (one: Visit, name: string) => one.page.getByRole('button', { name, exact: true }).click();
const allows = (one: Visit) => one.page.evaluate(() => window.lupa?.allows('analytics'));
const ran = (one: Visit) => one.page.evaluate(() => (window as { ran?: boolean }).ran);
/** Requests to the collector. */
const asked = (one: Visit) =>
  one.requests.filter(({ origin }) => origin !== shop).map(({ pathname }) => pathname);

test("the owner's file works as the collector's own does, and who comes back asks the collector for nothing", async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(shop);
  await press(one, 'Accept all');
  await until(() => ran(one), 'what was held has run');
  await reported(one);
  forget(one);
  await one.page.goto(shop, { waitUntil: 'networkidle' });
  expect(await allows(one)).toBe(true);
  expect(asked(one)).toEqual([]);
  expect(one.errors).toEqual([]);
  await one.context.close();
});

test('a file that is not the one of the tag does not run: the page works, and everything stays held', async () => {
  tampered = '\n// tampered';
  const one = await visit(browser, 'en');
  await one.page.goto(shop, { waitUntil: 'networkidle' });
  tampered = '';
  await until(async () => one.errors.join().includes('integrity'), 'the browser says why');
  expect(await one.page.evaluate(() => window.lupa)).toBeUndefined();
  expect(await ran(one)).toBeUndefined();
  expect(asked(one)).toEqual([]);
  await one.context.close();
});

test('C16: when terms have risen since, visitors are asked under the new ones, and what they answer holds', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(shop);
  await press(one, 'Accept all');
  await reported(one);
  const { purposes } = testSettings();
  await collector.change({
    purposes: purposes.map((purpose) =>
      purpose.id === 'analytics'
        ? {
            ...purpose,
            services: [
              ...(purpose.services ?? []),
              { id: 'more', name: 'More', provider: 'More Ltd', country: 'US', hosts: ['more.example'] },
            ],
          }
        : purpose,
    ),
  });
  // The file knows nothing of it: what was granted under the old terms holds until the notice is read.
  await one.page.goto(shop, { waitUntil: 'networkidle' });
  expect(await allows(one)).toBe(true);

  const newcomer = await visit(browser, 'en');
  await newcomer.page.goto(shop);
  await press(newcomer, 'Accept all');
  await until(() => ran(newcomer), 'what was held has run');
  await reported(newcomer);
  const { cookies } = await stored(newcomer);
  expect(cookies[0]?.value).toMatch(/~analytics\.2~marketing\.1$/);
  await newcomer.page.goto(shop, { waitUntil: 'networkidle' });
  expect(await newcomer.page.locator('lupa-banner').count(), 'not asked again').toBe(0);
  await until(() => allows(newcomer), 'the grant holds on the next page');
  await until(() => ran(newcomer), 'and runs what is held');
  for (const each of [one, newcomer]) await each.context.close();
});
