/** A film that another company plays: it waits behind its placeholder, and one press lets in what it says and nothing else. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { foreign, forget, launch, ours, stored, visit } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

const folder = temporaryFolder();
let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct({ folder, ports: (await freePorts(3)) as [number, number, number] });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

interface Decided {
  kind: string;
  content: { how: string; surface: string; answers: { purpose: string; answer: string }[] };
}
const decisions = async (): Promise<Decided[]> => {
  const answer = (await (await product.desk('/v1/ledger?limit=1000')).json()) as { events: Decided[] };
  return answer.events.filter(({ kind }) => kind === 'decision');
};

test('C7: a film waits; a press on its placeholder grants its purpose alone, and the record says so', async () => {
  const one = await visit(browser);
  await one.page.goto(product.demo);
  await one.page.getByRole('button', { name: 'Hylkää kaikki' }).click();
  await until(async () => (await decisions()).length === 1, 'the refusal is in the ledger');
  await until(async () => Object.keys((await stored(one)).local).length === 0, 'it is acknowledged');
  forget(one);

  await one.page.reload();
  await one.page.getByRole('button', { name: 'Yksityisyysvalinnat' }).waitFor();
  expect(await ours(one, product)).toEqual(['/s/demo/loader.js']);
  const frame = one.page.locator('iframe.film');
  const before = await frame.evaluate((film) => [film.clientWidth, film.clientHeight]);
  await frame.scrollIntoViewIfNeeded();
  const allow = one.page
    .frameLocator('iframe.film')
    .getByRole('button', { name: 'Salli: Mainosten mittaus' });
  await allow.waitFor();
  expect(await one.page.frameLocator('iframe.film').getByText('ads.localhost').count()).toBe(1);
  expect(foreign(one, product)).toEqual([]);

  await allow.focus();
  await one.page.keyboard.press('Enter');
  await one.page.frameLocator('iframe.film').getByText('A film would play here').waitFor();
  expect(await frame.evaluate((film) => [film.clientWidth, film.clientHeight])).toEqual(before);
  await until(async () => (await decisions()).length === 2, 'the grant is in the ledger');
  const [{ content } = { content: undefined }] = (await decisions()).filter(
    (each) => each.content.how !== 'reject_all',
  );
  expect(content).toMatchObject({
    how: 'grant_one',
    surface: 'placeholder',
    answers: [{ purpose: 'marketing', answer: 'granted' }],
  });
  // Neither the tag, whose purpose is another one, nor the banner.
  expect(foreign(one, product).every((address) => address.includes('ads.localhost'))).toBe(true);
  expect(await one.page.locator('lupa-banner').count()).toBe(0);
  expect(one.errors).toEqual([]);

  await one.page.evaluate(() => window.lupa?.withdraw());
  await allow.waitFor();
  await one.context.close();
});
