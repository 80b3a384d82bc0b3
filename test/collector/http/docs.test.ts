/** The API's own description: whole, and readable by people without a script. */
import { expect, test } from 'vitest';
import { staffApp } from '../../../collector/http/staff.ts';
import { operationsOf } from '../../support/api.ts';
import { testCollector } from '../../support/collector.ts';

const collector = await testCollector();
const app = staffApp(collector.needs);

test('the page shows every operation, by its resource, without script and under a strict policy', async () => {
  const answer = await app.request('/docs');
  expect(answer.status).toBe(200);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(policy).not.toMatch(/unsafe|script-src/);
  const page = await answer.text();
  expect(page).not.toMatch(/<script|onclick| style=/);
  expect(page).toContain('<html lang="en">');
  const operations = await operationsOf(collector.needs);
  expect(operations.length).toBeGreaterThan(50);
  for (const { method, path } of operations) expect(page).toContain(`<code>${method} ${path}</code>`);
  const headings = [...page.matchAll(/<h2 id="[^"]+">([^<]+)</g)].map(([, name = '']) => name);
  expect(headings).toEqual(
    expect.arrayContaining(['persons', 'staff', 'keys', 'instructions', 'controllers']),
  );
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  // Members, with what they may be.
  expect(page).toMatch(/<code>reach<\/code> \(optional\)<\/dt><dd>one of &quot;all&quot;, &quot;read&quot;/);
});

test('machines read the same', async () => {
  const document = await (await app.request('/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const headers = document.paths['/v1/persons'].get.parameters.map(({ name }: { name: string }) => name);
  expect(headers).toContain('Lupa-Controller');
});
