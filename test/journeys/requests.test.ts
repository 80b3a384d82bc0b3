/** R55, R57: from a visitor's request to the downloaded answer and to the erasure, with a crash in the middle; then every file is searched. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow, leaks } from '../support/canary.ts';
import { mailServer } from '../support/mailServer.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, visit } from './browser.ts';
import { type Place, type Product, startProduct, until } from './product.ts';

const folder = temporaryFolder();
// Another one at each attempt: whoever was erased is not entered again.
let attempt = 0;
let email = '';
let server: Awaited<ReturnType<typeof mailServer>>;
let browser: Awaited<ReturnType<typeof launch>>;
let place: Place;
let product: Product;

beforeAll(async () => {
  server = await mailServer();
  place = {
    folder,
    ports: (await freePorts(3)) as [number, number, number],
    variables: {
      LUPA_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      LUPA_MAIL_FROM: 'no-reply@lupa.example',
    },
  };
  product = await startProduct(place);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await server?.close();
});

const asked = async <T>(path: string, body?: unknown): Promise<T> => {
  const answer = await product.desk(path, body);
  const text = await answer.text();
  expect([answer.status < 300, text]).toEqual([true, text]);
  return JSON.parse(text) as T;
};
const accessible = async (page: Page) =>
  expect(
    await page.evaluate(`${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`),
  ).toEqual([]);

const used = new Set<string>();
/** The link of a letter of this subject, of the newest whose link was not given before: a letter may come late, or twice. */
const linkIn = async (subject: RegExp): Promise<string> => {
  const link = await until(async () => {
    const links = server.taken
      .filter(({ to, mail }) => to.includes(email) && subject.test(mail.subject ?? ''))
      .map(({ mail }) => /http\S+/.exec(mail.text?.split(/voimassa|avaa/i).at(-1) ?? '')?.[0]);
    return links.findLast((each) => each && !used.has(each));
  }, `a letter: ${subject}`);
  used.add(link);
  return link;
};

/** Asks on the page, proves the mailbox; answers the reference number and the request's id. */
const ask = async (page: Page, kind: RegExp): Promise<{ reference: string; id: string }> => {
  await page.goto(`${product.collector}/s/demo/requests`);
  await page.getByLabel(kind).check();
  await page.getByLabel('Sähköpostiosoite').fill(email);
  await accessible(page);
  await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
  await page.getByRole('heading', { name: 'Katso sähköpostiisi' }).waitFor();
  const reference = (await page.locator('.number').textContent()) ?? '';
  await accessible(page);
  await page.goto(await linkIn(/^Vahvista/));
  await accessible(page);
  await page.getByRole('button', { name: 'Kyllä, se on minun' }).click();
  await page.getByRole('heading', { name: 'Pyyntösi on käsittelyssä' }).waitFor();
  expect(await page.locator('.number').textContent()).toBe(reference);
  const { items } = await asked<{ items: { id: string; reference: string }[] }>('/v1/requests/open');
  return { reference, id: items.find((one) => one.reference === reference)?.id ?? '' };
};

test('R55, R57: asks, proves it, reads and saves the answer; asks for erasure; nothing of them is in any file', async () => {
  attempt += 1;
  email = `kanaria.henkilo${attempt}@example.fi`;
  const { id: person } = await asked<{ id: string }>('/v1/persons', {
    name: 'Kanaria Henkilötieto',
    email,
    phone: '+358 40 765 4321',
    language: 'fi',
    source: { kind: 'person' },
  });
  const { page, errors, context } = await visit(browser, 'fi', { acceptDownloads: true });
  const access = await ask(page, /Kertokaa/);
  // What was acknowledged is there after a crash, and the letters go on.
  await product.kill();
  product = await startProduct(place);
  await asked(`/v1/requests/${access.id}/answer`, { note: 'Tässä tietosi.' });
  await page.goto(await linkIn(/valmis/));
  await accessible(page);
  await page.getByLabel('Viitenumero').fill('AAAAA-AAAAA');
  await page.getByRole('button', { name: 'Avaa' }).click();
  await page.getByText('Tämä ei ole pyynnön viitenumero').waitFor();
  await page.getByLabel('Viitenumero').fill(access.reference.toLowerCase());
  await page.getByRole('button', { name: 'Avaa' }).click();
  await page.getByText('Tässä tietosi.').waitFor();
  await accessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /JSON/ }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(file).toMatchObject({ dataHeld: true, person: { id: person, name: 'Kanaria Henkilötieto', email } });

  const erasure = await ask(page, /Poistakaa/);
  await asked(`/v1/requests/${erasure.id}/answer`, {});
  await until(
    async () => server.taken.some(({ mail }) => mail.subject?.includes(`${erasure.reference} on käsitelty`)),
    'the letter that says so came',
  );
  const looked = { by: 'email', value: email, reason: 'a test' };
  expect(await asked('/v1/lookups', looked)).toMatchObject({ persons: [] });
  // The wrong number was refused, which a browser tells.
  expect(errors.filter((one) => !one.includes('422'))).toEqual([]);
  await context.close();
  // The letter that has gone is forgotten in the write after it.
  await until(async () => {
    const { items } = await asked<{ items: { state: string; template: string }[] }>('/v1/messages?limit=500');
    return items.every(({ state, template }) => state !== 'waiting' || !template.startsWith('request'));
  }, 'all letters have gone');
  await product.stop();
  const files = filesBelow(join(folder));
  expect(files.length).toBeGreaterThan(3);
  expect(leaks(files, [email, 'Kanaria Henkilötieto', '+358 40 765 4321', '+358407654321'])).toEqual([]);
  product = await startProduct(place);
});
