/** R36: a form on the owner's page, as docs/messages.md shows it; the letter; the page that its link opens; the register. */
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailServer } from '../support/mailServer.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, patience, visit } from './browser.ts';
import { type Listening, listening, sendPage, startCollector } from './owned.ts';

let collector: Awaited<ReturnType<typeof startCollector>>;
let owner: Listening;
let server: Awaited<ReturnType<typeof mailServer>>;
let browser: Awaited<ReturnType<typeof launch>>;
let shop: string;

const [, form = ''] = /```html\n(<form[\s\S]*?)```/.exec(readFileSync('docs/messages.md', 'utf8')) ?? [];

beforeAll(async () => {
  server = await mailServer();
  const [port = 0] = await freePorts(1);
  shop = `http://localhost:${port}`;
  collector = await startCollector(
    temporaryFolder(),
    { origins: [shop], name: 'The shop' },
    { LUPA_SMTP_URL: `smtp://127.0.0.1:${server.port}`, LUPA_MAIL_FROM: 'no-reply@lupa.example' },
  );
  owner = await listening((_, response) => {
    const action = `${collector.url}/s/shop/registrations`;
    const shown = form.replace(/action="[^"]*"/, `action="${action}"`);
    sendPage(response, `<!doctype html><html lang="fi"><title>Shop</title><h1>Shop</h1>${shown}</html>`);
  }, port);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await owner?.close();
  await collector?.close();
});

const accessible = async (page: Awaited<ReturnType<typeof visit>>['page']) => {
  const found = await page.evaluate(
    `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
  );
  expect(found).toEqual([]);
};

test.each([true, false])(
  'is filled in, confirmed by the link of the letter, and kept (scripts: %s)',
  async (javaScriptEnabled) => {
    const address = `aino${javaScriptEnabled}@example.fi`;
    const { page, errors, context, requests } = await visit(browser, 'fi', { javaScriptEnabled });
    await page.goto(shop);
    await page.getByLabel('E-mail').fill(address);
    await page.getByLabel('Name').fill('Aino Virtanen');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('Katso sähköpostisi').waitFor();
    const mine = () => server.taken.find(({ to }) => to.includes(address));
    await expect.poll(mine, { timeout: patience }).toBeDefined();
    const text = mine()?.mail.text ?? '';
    const [link = ''] = /http\S+#\S+/.exec(text) ?? [];
    expect(mine()?.mail.html).toContain(`href="${link}"`);
    await page.goto(link);
    const token = link.split('#')[1] ?? '';
    if (!javaScriptEnabled) {
      await page.getByRole('textbox').fill(token);
      await page.getByRole('button', { name: 'Jatka' }).click();
    }
    await page.getByText('Aino Virtanen').waitFor();
    if (javaScriptEnabled) await accessible(page);
    await page.getByRole('button', { name: 'Vahvista' }).click();
    await page.getByRole('heading', { name: 'Vahvistettu' }).waitFor();
    if (javaScriptEnabled) await accessible(page);
    expect(errors).toEqual([]);
    expect(
      requests.some(({ search, pathname }) => `${pathname}${search}`.includes(token)),
      'in no address',
    ).toBe(false);
    await context.close();
  },
);
