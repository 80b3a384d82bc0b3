import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publicApp } from '../../../collector/http/public.ts';
import { staffApp } from '../../../collector/http/staff.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';

test('requests are counted by the pattern of their route and their status, never by their path', async () => {
  const { post, get, notice, needs } = await testCollector();
  await post('/s/test/decisions', accepting(await notice()));
  await post('/s/test/decisions', {});
  await get('/s/canary-site/loader.js');
  await get('/canary/path');
  await publicApp(needs).request('/s/test/decisions', { method: 'CANARY' });
  const text = await needs.metrics.text();
  for (const line of [
    'lupa_requests_total{method="POST",route="/s/:site/decisions",status="201"} 1',
    'lupa_requests_total{method="POST",route="/s/:site/decisions",status="422"} 1',
    'lupa_requests_total{method="GET",route="/s/:site/loader.js",status="404"} 1',
    'lupa_requests_total{method="GET",route="none",status="404"} 1',
    'lupa_requests_total{method="other",route="none",status="405"} 1',
    'lupa_request_seconds_count{route="/s/:site/decisions"} 2',
    'lupa_refusals_total{reason="wrong-body"} 1',
  ])
    expect(text).toContain(line);
  expect(text).not.toMatch(/canary/i);
});

test('/metrics is on the staff listener alone, open or with its key as it was set', async () => {
  const { needs } = await testCollector();
  const scrape = (metricsKey: typeof needs.metricsKey, authorization?: string) =>
    staffApp({ ...needs, metricsKey }).request('/metrics', {
      headers: authorization === undefined ? {} : { authorization },
    });
  const open = await scrape('none-needed');
  expect(open.status).toBe(200);
  expect(open.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await open.text()).toMatch(/^# HELP lupa_queue_waiting /m);
  const key = 'k'.repeat(40);
  expect((await scrape({ key }, `Bearer ${key}`)).status).toBe(200);
  expect((await scrape({ key }, `Bearer ${'x'.repeat(40)}`)).status).toBe(401);
  expect((await scrape({ key })).status).toBe(401);
  expect((await scrape(undefined, `Bearer ${key}`)).status).toBe(401);
  expect((await publicApp(needs).request('/metrics')).status).toBe(404);
  expect((await publicApp(needs).request('/ready')).status).toBe(404);
});

test('/ready says that e-mails wait, and is ready all the same', async () => {
  const { needs } = await testCollector();
  const answer = await staffApp({ ...needs, mailNote: () => 'E-mails wait.' }).request('/ready');
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready', note: 'E-mails wait.' }]);
});

test('/ready says what hinders', async () => {
  const { needs } = await testCollector();
  const ready = (hindrance: string | undefined) =>
    staffApp({ ...needs, hindrance: async () => hindrance }).request('/ready');
  expect(await (await ready(undefined)).json()).toEqual({ status: 'ready' });
  const not = await ready('The disk is full.');
  expect(not.status).toBe(503);
  expect(await not.json()).toMatchObject({ type: 'urn:lupa:problem:busy', detail: 'The disk is full.' });
});

test('every metric of ours is described for operators', async () => {
  const { needs } = await testCollector();
  const described = ['watching', 'messages']
    .map((name) => readFileSync(`docs/${name}.md`, 'utf8'))
    .join('\n');
  const names = [...(await needs.metrics.text()).matchAll(/^# HELP (lupa_\w+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !described.includes(`\`${name}`))).toEqual([]);
});
