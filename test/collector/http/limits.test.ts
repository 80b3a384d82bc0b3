/** Who asks too often, uses a wrong method, or is no person. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { crowd } from '../../../collector/traffic/crowd.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { origin } from '../../support/site.ts';
import { noon } from '../../support/world.ts';

const limitedTo = (perMinute: number) => ({
  rate: rateLimit({ perMinute, clock: () => noon, random: randomBytes }),
});
const visit = (key: string) => ({ v: 1, id: uuid(), visitorKey: key, page: '/', referrer: '' });

describe('rate limits', () => {
  test('visits beyond the limit are 429 with Retry-After, which the page may read; decisions are never refused', async () => {
    const { post, notice, needs } = await testCollector(limitedTo(3));
    const decision = accepting(await notice());
    expect((await post('/s/test/decisions', decision)).status).toBe(201);
    const key = decision.visitorKey ?? '';
    for (let call = 0; call < 3; call += 1)
      expect((await post('/s/test/visits', visit(key))).status).toBe(201);
    const refused = await post('/s/test/visits', visit(key));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await refused.json()).toMatchObject({ type: 'urn:lupa:problem:too-many', status: 429 });
    for (let call = 0; call < 50; call += 1) {
      expect((await post('/s/test/decisions', refusing(await notice()))).status).toBe(201);
    }
    expect(await needs.metrics.text()).toContain('lupa_refusals_total{reason="too-many"} 1');
  });
  test('ties and registrations are limited too, before a key is looked at', async () => {
    const { post } = await testCollector(limitedTo(4));
    const tie = { v: 1, visitorKey: visitorKey(), token: 'x.y.z' };
    const statuses = async (path: string, body: object) => {
      const found = [];
      for (let call = 0; call < 3; call += 1) found.push((await post(path, body)).status);
      return found;
    };
    expect(await statuses('/s/test/ties', tie)).toEqual([403, 403, 429]);
    const other = await testCollector(limitedTo(2));
    const registration = { v: 1, email: 'a@b.fi', name: 'A' };
    const found = [];
    const wrong = { authorization: 'Bearer of-nobody' };
    for (let call = 0; call < 3; call += 1)
      found.push((await other.post('/s/test/registrations', registration, wrong)).status);
    expect(found).toEqual([401, 401, 429]);
  });
  test("a site's decisions beyond what may be under way are 503 with Retry-After, not lost in a queue", async () => {
    const { post, notice } = await testCollector({ crowd: crowd(1) });
    const shown = await notice();
    const answers = await Promise.all([1, 2, 3].map(() => post('/s/test/decisions', accepting(shown))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 503, 503]);
    expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('1');
    expect((await post('/s/test/decisions', accepting(shown))).status).toBe(201);
  });
});

describe('a wrong method', () => {
  test.each([
    ['/s/test/decisions', 'DELETE', 'POST'],
    ['/s/test/decisions', 'GET', 'POST'],
    ['/s/test/loader.js', 'POST', 'GET, HEAD'],
    ['/health', 'PUT', 'GET, HEAD'],
  ])('%s %s is 405, with Allow: %s', async (path, method, allow) => {
    const { publicApp } = await import('../../../collector/http/public.ts');
    const { needs } = await testCollector();
    const answer = await publicApp(needs).request(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
  test('what is not there is 404 by every method, also beside what is', async () => {
    const { publicApp } = await import('../../../collector/http/public.ts');
    const { needs } = await testCollector();
    for (const path of ['/nowhere', '/s/test', '/s/a/b/decisions', '/health/x', '/'])
      expect((await publicApp(needs).request(path, { method: 'PUT' })).status, path).toBe(404);
  });
});

test('a bot is told the truth about its consent, and its visit is not kept', async () => {
  const { post, notice, staff, needs } = await testCollector();
  const googlebot = {
    'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  };
  const decision = accepting(await notice());
  expect((await post('/s/test/visits', visit(decision.visitorKey ?? ''), googlebot)).status).toBe(403);
  await post('/s/test/decisions', decision, googlebot);
  expect((await post('/s/test/visits', visit(decision.visitorKey ?? ''), googlebot)).status).toBe(200);
  expect(await (await staff('administrator', '/v1/visits')).json()).toEqual({ visits: [] });
  expect(await needs.metrics.text()).toContain('lupa_bot_visits_total 1');
});
