/** An owner leaves klaro for Lupa: those who have answered there are not asked again. Run as owners do, without the demo. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { testSettings } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { klaroCookies } from '../widget/takeover/samples.ts';
import { launch, stored, type Visit, visit } from './browser.ts';
import { environment, type Place, type Product, startProduct, until } from './product.ts';

const place: Place = { folder: temporaryFolder(), ports: [0, 0, 0] };
let product: Product;
let browser: Browser;
let shop = '';

const pages = createServer((_request, answer) => {
  answer.setHeader('content-type', 'text/html; charset=utf-8');
  answer.end(`<!doctype html><html lang="en"><title>Shop</title>
    <script async src="${product.collector}/s/${shop}/loader.js"></script>
    <script type="text/plain" data-purpose="analytics">document.title = 'measured'</script><h1>Shop</h1>`);
});

/** The days of the clock by which klaro's cookies last unless an owner says otherwise. */
const days = 120;
const today = () => Math.floor(Date.now() / 864e5);

beforeAll(async () => {
  const [demoPort = 0, port = 0, staffPort = 0] = await freePorts(3);
  place.ports = [port, staffPort, demoPort];
  pages.listen(demoPort, '127.0.0.1');
  await once(pages, 'listening');
  const file = join(place.folder, 'site.json');
  const { google: _, ...settings } = testSettings({
    origins: [`http://localhost:${demoPort}`],
    takeover: {
      from: 'klaro',
      replaced: new Date(Date.now() - 864e5).toISOString().slice(0, 10),
      days,
      purposes: {
        analytics: { categories: ['matomo'], terms: 1 },
        marketing: { categories: ['adsense'], terms: 1 },
      },
    },
  });
  writeFileSync(file, JSON.stringify(settings));
  process.env.LUPA_OPERATOR_NAME = 'Example Oy';
  process.env.LUPA_OPERATOR_CONTACT = 'privacy@example.fi';
  const { stdout } = await promisify(execFile)('node', ['tools/lupa.mjs', 'site', 'add', 'shop', file], {
    env: environment(place),
  });
  shop = /^Site: (\S+)$/m.exec(stdout)?.[1] ?? '';
  product = await startProduct(place, ['node', 'tools/lupa.mjs', 'serve']);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  pages.close();
});

interface Decided {
  kind: string;
  content: Record<string, unknown> & { answers: { purpose: string; answer: string }[] };
}
const decisions = async () => {
  const answer = (await (await product.desk('/v1/ledger?limit=1000')).json()) as { events: Decided[] };
  return answer.events.filter(({ kind }) => kind === 'decision').map(({ content }) => content);
};

/** A visitor who has answered klaro's banner before. */
const returning = async (value: string): Promise<Visit> => {
  const one = await visit(browser, 'en');
  await one.context.addCookies([{ name: 'klaro', value, url: product.demo }]);
  await one.page.goto(product.demo);
  return one;
};

test('a grant that klaro kept counts at once, is recorded as klaro’s, and can be withdrawn here for good', async () => {
  const began = today();
  const one = await returning(klaroCookies.one);
  await until(async () => (await one.page.title()) === 'measured', 'what was held runs');
  const [decision] = await until(async () => {
    const all = await decisions();
    return all.length > 0 && all;
  }, 'the decision is in the ledger');
  expect(decision).toMatchObject({ how: 'save', surface: 'takeover', takeover: { from: 'klaro' } });
  expect(decision?.answers.map(({ purpose, answer }) => [purpose, answer])).toEqual([
    ['analytics', 'granted'],
    ['marketing', 'denied'],
  ]);
  expect(decision?.visitor).toMatch(/^[0-9a-f-]{36}$/);
  const { cookies } = await stored(one);
  const own = cookies.find(({ name }) => name === 'lupa')?.value.split('~') ?? [];
  expect([began, today()], 'C15: as long as if it had been given here then').toContain(
    Number.parseInt(own[1] ?? '', 36) + days - 365,
  );
  expect(await one.page.getByRole('button', { name: 'Refuse all' }).count(), 'no question').toBe(0);

  await one.page.getByRole('button', { name: 'Privacy choices' }).click();
  await one.page.getByRole('button', { name: 'Refuse all' }).click();
  await until(async () => (await decisions()).length === 2, 'the withdrawal is in the ledger');
  await one.page.reload();
  await one.page.getByRole('button', { name: 'Privacy choices' }).waitFor();
  expect(await one.page.title(), 'klaro’s cookie is still there, and counts no more').toBe('Shop');
  expect((await stored(one)).cookies.map(({ name }) => name).sort()).toEqual(['klaro', 'lupa']);
  expect(await decisions()).toHaveLength(2);
  expect(one.errors).toEqual([]);
  await one.context.close();
});

test('a refusal that klaro kept is not asked again, and is anonymous', async () => {
  const before = (await decisions()).length;
  const one = await returning(klaroCookies.none);
  const decision = await until(async () => (await decisions())[before], 'the refusal is in the ledger');
  expect(decision).toMatchObject({ surface: 'takeover', visitor: null });
  await until(async () => Object.keys((await stored(one)).local).length === 0, 'no identifier stays');
  expect(await one.page.getByRole('button', { name: 'Refuse all' }).count()).toBe(0);
  await one.context.close();
});

test('who has answered nothing is asked, as everywhere', async () => {
  const one = await visit(browser, 'en');
  await one.page.goto(product.demo);
  await one.page.getByRole('button', { name: 'Refuse all' }).waitFor();
  await one.context.close();
});
