/** Our own pages that no other journey opens, in Chromium: refusals, a sign-in that came back, the records of processing; narrow and wide. */
import axe from 'axe-core';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultPage } from '../../collector/http/faultPage/page.ts';
import { signedInPage } from '../../collector/http/faultPage/signedIn.ts';
import { Problem, type ProblemName } from '../../collector/problem.ts';
import { findSite } from '../../collector/register/sites.ts';
import { testCollector } from '../support/collector.ts';
import { launch } from './browser.ts';

const collector = await testCollector();
const { call, staff, store } = collector;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  page = await (await browser.newContext()).newPage();
});
afterAll(() => browser?.close());

/** Nothing to scroll sideways, nothing wrong for whoever uses an aid; what is on it is answered. */
const looked = async (html: string, name: string): Promise<string> => {
  await page.setContent(html);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(
      await page.evaluate('document.documentElement.scrollWidth'),
      `${name} at ${width}`,
    ).toBeLessThanOrEqual(width);
    const folder = process.env['LUPA_SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  expect(
    await page.evaluate(`${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`),
    name,
  ).toEqual([]);
  return (await page.locator('body').textContent()) ?? '';
};

const kinds: [ProblemName, Record<string, RegExp>][] = [
  ['already-there', { fi: /on jo tehty/, sv: /redan|ändrat/, en: /done already/ }],
  ['too-many', { fi: /2 minuutin/, sv: /2 minuter/, en: /2 minutes/ }],
  ['busy', { fi: /juuri nyt/, sv: /just nu/, en: /just now/ }],
  ['our-fault', { fi: /Vika on meillä/, sv: /fel/i, en: /fault is ours/ }],
  ['unauthorised', { fi: /Kirjautuminen/, sv: /Inloggningen/, en: /signed in/ }],
  ['not-found', { fi: /ei ole mitään/, sv: /ingenting|finns/i, en: /nothing here/ }],
];

test.each(kinds)('the page of %s says what to do, whom to write to, and fits', async (problem, says) => {
  const site = await findSite(store, 'test');
  const app = new Hono().get('/', (c) => {
    if (problem === 'too-many') c.header('Retry-After', '75');
    return faultPage(c, new Problem(problem, 'A sentence.'), site);
  });
  for (const language of ['fi', 'sv', 'en']) {
    const answer = await app.request('/', { headers: { accept: 'text/html', 'accept-language': language } });
    const text = await looked(await answer.text(), `fault-${problem}-${language}`);
    expect(text).toMatch(says[language] ?? /never/);
    expect(text).toContain('privacy@example.fi');
  }
});

test('the page of who came back from the OpenID provider shows the token whole, to be copied', async () => {
  const token = `1.${'x'.repeat(43)}`;
  const app = new Hono().get('/', (c) => signedInPage(c, token, collector.world.clock() + 3_600_000));
  for (const language of ['fi', 'sv', 'en']) {
    const answer = await app.request('/', { headers: { 'accept-language': language } });
    const text = await looked(await answer.text(), `signed-in-${language}`);
    expect(text).toMatch(/15[.:]00/);
    const field = page.locator('#token');
    expect(await field.inputValue()).toBe(token);
    expect(
      await field.evaluate(
        (one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight,
      ),
    ).toBe(true);
  }
});

test('the records of processing have nothing to scroll sideways, however long a name is', async () => {
  const long = 'Tietosuojavastaavanvarahenkilönsijaisuusjärjestelytoimikunta'.repeat(3);
  const made = await call('administrator', 'POST', '/v1/recipients', {
    ...{
      name: long.slice(0, 190),
      role: 'processor',
      country: 'US',
      contact: `${'x'.repeat(60)}@${'y'.repeat(60)}.example`,
    },
    ...{ agreement: `https://contracts.example/${'z'.repeat(200)}`, agreementFrom: '2026-01-01' },
    ...{ tool: 'scc', sccModule: 2, toolReference: 'w'.repeat(200), toolDate: '2026-01-01' },
    ...{ purposes: [long.slice(0, 60)], categories: ['contact', 'identity'] },
  });
  expect(made.status).toBe(201);
  const details = {
    postalAddress: long.slice(0, 200),
    dataProtectionOfficer: { name: long.slice(0, 150), contact: `${'v'.repeat(150)}@dpo.example` },
    measures: [{ measure: long, outside: true }],
  };
  const put = await call('administrator', 'PUT', '/v1/controller-details', details, { 'if-match': '*' });
  expect(put.status).toBe(200);
  for (const language of ['fi', 'sv', 'en']) {
    const answer = await staff('administrator', `/v1/records-of-processing?as=page&language=${language}`);
    const text = await looked(await answer.text(), `records-${language}`);
    expect(text).toContain(long.slice(0, 180));
  }
});

test('the access answer has nothing to scroll sideways, however much was done with a person', async () => {
  const long = 'Tietosuojavastaavanvarahenkilönsijaisuusjärjestelytoimikunta'.repeat(2);
  const made = await collector.post(
    '/s/test/registrations',
    { v: 1, email: 'aino@teot.example.fi', name: long },
    { authorization: `Bearer ${collector.siteSecret}` },
  );
  const { person } = (await made.json()) as { person: string };
  const path = `/v1/persons/${person}`;
  const { tag } = await call('support', 'GET', path);
  const change = { position: long, source: { kind: 'person' } };
  const edit = await call('support', 'PATCH', path, change, { 'if-match': tag });
  expect([edit.status, edit.body.detail]).toEqual([200, undefined]);
  const restricted = await call('administrator', 'POST', `${path}/restriction`, { reason: 'accuracy' });
  expect(restricted.status).toBeLessThan(300);
  for (const language of ['fi', 'sv', 'en']) {
    const answer = await staff('administrator', `${path}/access?form=page&language=${language}`);
    const text = await looked(await answer.text(), `access-${language}`);
    expect(text).toContain(long.slice(0, 60));
  }
});
