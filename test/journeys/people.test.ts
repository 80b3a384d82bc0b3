/** Several people on one browser: each is another visitor, and nobody's answer holds anything of another's. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, unhurried, type Visit, visit } from './browser.ts';
import { type Place, type Product, startProduct, until } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  const ports = (await freePorts(3)) as Place['ports'];
  product = await startProduct({ folder: temporaryFolder(), ports });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>;
const lookUp = (by: string, value: string) =>
  json<{ persons: { id: string; name: string }[]; visitors: { id: string }[] }>(
    product.desk('/v1/lookups', { by, value, reason: 'a journey' }),
  );
interface Access {
  person: { email: string };
  visits: { page: string }[];
  decisions: unknown[];
  consents: { carriedOver: boolean }[];
}
const access = async (email: string): Promise<Access> => {
  const { persons } = await lookUp('email', email);
  return json<Access>(product.desk(`/v1/persons/${persons[0]?.id}/access`));
};
const pages = async () =>
  (await json<{ visits: { page: string }[] }>(product.desk('/v1/visits'))).visits.map(({ page }) => page);

const visitor = ({ page }: Visit) =>
  until(
    async () => (await page.evaluate(() => window.lupa?.visitor())) ?? undefined,
    'the visitor id is known',
  );

/** Registers at the demo's form, on a page of its own for each; what the page says of the tie. */
const register = async ({ page }: Visit, path: string, name: string, email: string): Promise<string> => {
  await page.goto(product.demo + path);
  await page.locator('#name').fill(name);
  await page.locator('#email').fill(email);
  await page.locator('#registration button[type=submit]').click();
  await page.locator('#registration-done').waitFor();
  return (await page.locator('#registration-done p').first().textContent()) ?? '';
};

test('identify, sign out, identify: two visitors, and each answer holds own visits alone', async () => {
  const one = await visit(browser);
  await unhurried(one.context);
  const [aino, bo, kerttu] = ['aino', 'bo', 'kerttu'].map((name) => `${name}@people.example`) as [
    string,
    string,
    string,
  ];
  await one.page.goto(product.demo);
  await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
  await until(async () => (await pages()).includes('/'), 'a visit before anyone is known');

  const tied = await register(one, '/register', 'Aino Virtanen', aino);
  await until(async () => (await pages()).includes('/register'), 'the tie begins a session');
  const first = await visitor(one);

  // Bo does not wait until Aino has signed out: he is registered, and this browser stays hers.
  const refused = await register(one, '/register', 'Bo Lindqvist', bo);
  expect(refused).not.toBe(tied);
  expect((await lookUp('email', bo)).visitors).toEqual([]);
  expect((await lookUp('visitor', first)).persons.map(({ name }) => name)).toEqual(['Aino Virtanen']);

  expect(await one.page.evaluate(() => window.lupa?.signOut())).toBe(true);
  const second = await visitor(one);
  expect(second).not.toBe(first);
  await one.page.goto(`${product.demo}/shop`);
  await until(async () => (await pages()).includes('/shop'), "a visit between two people is nobody's");

  await register(one, '/en/register', 'Kerttu Salo', kerttu);
  await until(async () => (await pages()).includes('/en/register'), 'the tie begins a session');
  expect((await lookUp('email', aino)).visitors.map(({ id }) => id)).toEqual([first]);
  expect((await lookUp('email', kerttu)).visitors.map(({ id }) => id)).toEqual([second]);

  const [hers, his, last] = [await access(aino), await access(bo), await access(kerttu)];
  const seen = ({ visits }: Access) => visits.map(({ page }) => page);
  expect([seen(hers), seen(his), seen(last)]).toEqual([['/register'], [], ['/en/register']]);
  expect(last.decisions, 'she decided nothing on this browser').toEqual([]);
  expect(last.consents.every(({ carriedOver }) => carriedOver)).toBe(true);
  for (const [answer, others] of [
    [hers, [second, bo, kerttu, 'Bo ', 'Kerttu']],
    [his, [first, second, aino, kerttu, 'Aino', 'Kerttu']],
    [last, [first, aino, bo, 'Aino', 'Bo ']],
  ] as const)
    expect(others.filter((other) => JSON.stringify(answer).includes(other))).toEqual([]);
  await one.context.close();
});
