/** The measuring module with the real collector, in the demo's pages under the relay's name. */
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { launch, visit } from './browser.ts';
import { type Place, type Product, startProduct, until } from './product.ts';

const place: Place = { folder: temporaryFolder(), ports: [0, 0, 0] };
let product: Product;
let browser: Browser;
beforeAll(async () => {
  place.ports = (await freePorts(3)) as Place['ports'];
  product = await startProduct(place);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const names = (answers: Response[]): string[] =>
  answers.flatMap((one) =>
    (one.request().postDataJSON() as { events: { name: string }[] }).events.map(({ name }) => name),
  );

describe('the relay in the browser', () => {
  test('measures after the grant, what it sends the collector keeps, nothing goes to Google Analytics, and a withdrawal ends it', async () => {
    const one = await visit(browser);
    const answers: Response[] = [];
    one.page.on('response', (response) => {
      if (response.url().endsWith('/analytics')) answers.push(response);
    });
    const errors: string[] = [];
    one.page.on('pageerror', ({ message }) => errors.push(message));
    const run = (code: string) => one.page.evaluate(code);
    await one.page.goto(`http://relay.localhost:${place.ports[2]}/?utm_source=letter&token=canary`);
    await run('lupa.event("early", { value: 1 })');
    await one.page.getByRole('button', { name: 'Hyväksy kaikki' }).click();
    await until(async () => names(answers).includes('early'), 'what was told before the grant arrives');
    await until(async () => names(answers).includes('page_view'), 'the page is told');
    await run(
      'history.pushState(null, "", "/next?token=canary"); gtag("event", "late", { user_id: "canary" })',
    );
    await until(async () => names(answers).includes('late'), 'the next page arrives');
    for (const answer of answers) {
      expect(answer.status()).toBe(202);
      expect(answer.request().postData()).not.toContain('canary');
      expect(answer.request().headers()['cookie']).toBeUndefined();
    }
    expect(await answers[0]?.json()).toEqual({ kept: expect.any(Number) });
    const google = one.requests.filter(({ hostname }) => hostname === 'google.localhost');
    expect(google.map(({ href }) => href)).toEqual([]);
    await run('lupa.event("waiting"); lupa.withdraw(); lupa.event("after")');
    await one.page.waitForTimeout(2500);
    expect(names(answers)).not.toEqual(expect.arrayContaining(['waiting']));
    expect(names(answers)).not.toEqual(expect.arrayContaining(['after']));
    await until(() => run('!localStorage["lupa:demo-relay:session"]'), 'the session is forgotten');
    expect(errors).toEqual([]);
  });
});
