/** The examples as visitors meet them: built from the package, on a strict page, against a running collector. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoKeys } from '../../demo/keys.ts';
import { tieToken } from '../../demo/site/token.ts';
import { bundle, type Example, examples, newProject } from '../examples/project.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, type Visit, visit } from './browser.ts';
import { type Place, type Product, startProduct, until } from './product.ts';

const place: Place = { folder: temporaryFolder(), ports: [0, 0, 0] };
const project = newProject();
let product: Product;
let browser: Browser;
let keys: DemoKeys;
beforeAll(async () => {
  place.ports = (await freePorts(3)) as Place['ports'];
  product = await startProduct(place);
  keys = JSON.parse(readFileSync(join(place.folder, 'data/demo/demo-keys.json'), 'utf8')) as DemoKeys;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const film = 'https://films.example';

/** As strict as a page can be; where the example has a place for a nonce, by nonce. */
const policy = (nonce: string | undefined) =>
  [
    "default-src 'self'",
    nonce
      ? `script-src 'nonce-${nonce}' 'strict-dynamic'`
      : `script-src 'self' ${product.collector} ${product.google}`,
    `connect-src 'self' ${product.collector} ${product.google}`,
    `img-src 'self' ${product.google}`,
    `frame-src ${film}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lupa lupa-load lit-html vue',
  ].join('; ');

const post = async (path: string, body: object): Promise<Record<string, string>> =>
  (
    await fetch(`${product.collector}/s/demo/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.siteSecret}` },
      body: JSON.stringify(body),
    })
  ).json() as Promise<Record<string, string>>;

/** A visit to an example, on the demo's origin; its server signs in whoever gives an address. */
const open = async (example: Example): Promise<Visit & { counted: () => number; films: () => number }> => {
  const files = await bundle(project, example, `${product.collector}/s/demo/loader.js`);
  // A page that the test answers by itself is of no address space: asking this machine then needs a permission.
  const one = await visit(browser, 'en', { permissions: ['local-network-access'] });
  let person = '';
  await one.context.route(`${product.demo}/${example}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.split('/')[2] || 'index.html';
    const text = files.get(name) ?? '';
    const nonce = text.includes('NONCE') ? randomBytes(16).toString('base64url') : undefined;
    await route.fulfill({
      body: text.replaceAll('NONCE', nonce ?? ''),
      contentType: name.endsWith('.js') ? 'text/javascript' : 'text/html',
      headers: name.endsWith('.js') ? {} : { 'content-security-policy': policy(nonce) },
    });
  });
  await one.context.route(`${film}/**`, (route) => route.fulfill({ body: 'A film.' }));
  await one.context.route(`${product.demo}/reading`, (route) => route.fulfill({ status: 204 }));
  await one.context.route(`${product.demo}/api/**`, async (route) => {
    const { email = '', visitor = '' } = route.request().postDataJSON() as Record<string, string>;
    const path = new URL(route.request().url()).pathname;
    if (path === '/api/sign-in')
      person = (await post('registrations', { v: 1, email, name: email }))['person'] ?? '';
    if (path === '/api/sign-out') person = '';
    await route.fulfill({ body: path === '/api/tie' ? await tieToken('demo', keys, person, visitor) : '' });
  });
  await one.page.goto(`${product.demo}/${example}/`);
  const asked = (address: string) => one.requests.filter(({ href }) => href.startsWith(address)).length;
  return { ...one, counted: () => asked(`${product.demo}/reading`), films: () => asked(film) };
};

const visitors = async (email: string): Promise<string[]> => {
  const answer = await product.desk('/v1/lookups', { by: 'email', value: email, reason: 'a journey' });
  return ((await answer.json()) as { visitors: { id: string }[] }).visitors.map(({ id }) => id);
};

describe.each(examples)('%s', (example) => {
  test('mounts what needs consent when it is given, without a reload, and takes it away when it is withdrawn', async () => {
    const one = await open(example);
    const { page, counted, films } = one;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const counting = page.getByText('We count that this page is read.');
    const gone = () => counting.waitFor({ state: 'hidden' });
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));

    await press('Refuse all');
    await page.getByRole('button', { name: 'Refuse all' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Film' }).click();
    await page.locator('iframe').waitFor();
    await page.waitForTimeout(300);
    await gone();
    expect([counted(), films()], 'refused: nothing runs, on no view').toEqual([0, 0]);
    expect(await page.locator('lupa-button').count(), 'the page has a button of its own').toBe(0);

    await page.getByRole('link', { name: 'Home' }).click();
    await press('Privacy choices');
    await press('Accept all');
    await counting.waitFor();
    await until(async () => counted() === 1, 'the page is counted');
    await page.getByRole('link', { name: 'Film' }).click();
    await until(async () => films() === 1, 'the gate has seen what came later');
    await until(async () => counted() === 2, 'the second view is counted');

    await page.getByRole('link', { name: 'Home' }).click();
    await until(async () => counted() === 3, 'the first view is counted again');
    await press('Privacy choices');
    await press('Refuse all');
    await gone();
    await page.getByRole('link', { name: 'Film' }).click();
    await page.locator('iframe').waitFor();
    await page.waitForTimeout(300);
    expect([counted(), films()], 'withdrawn: nothing more').toEqual([3, 1]);
    expect(await page.evaluate(() => 'sameDocument' in window), 'all of it without a reload').toBe(true);
    expect(one.errors).toEqual([]);
    await one.context.close();
  });

  test('ties who signs in; the next person on this browser is another visitor', async () => {
    const one = await open(example);
    const { page } = one;
    const [first, second] = ['aino', 'vaino'].map((name) => `${name}@${example}.example`) as [string, string];
    await page.getByRole('button', { name: 'Accept all' }).click();
    await until(() => page.evaluate(() => window.lupa?.allows('analytics')), 'the grant is kept');
    const enter = async (email: string) => {
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: 'Sign in' }).click();
      return until(async () => (await visitors(email))[0], `${email} is tied`);
    };
    const tied = await enter(first);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const other = await enter(second);
    expect(other).not.toBe(tied);
    expect([await visitors(first), await visitors(second)]).toEqual([[tied], [other]]);
    expect(one.errors).toEqual([]);
    await one.context.close();
  });
});
