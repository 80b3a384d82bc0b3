import { expect, test } from 'vitest';
import { refusing, uuid, visitorKey } from '../../support/decision.ts';
import { pageView, relayed, relaySettings, secret } from '../../support/relayed.ts';
import { testSettings } from '../../support/site.ts';
import { day } from '../../support/world.ts';

const here = await relayed({ most: 100_000 });
const { measure, granting, google, relay, post, notice, staff, world, save } = here;

const kindOf = async (answer: Response) => ((await answer.json()) as { type: string }).type.split(':').at(-1);
const sentBy = async (work: () => Promise<unknown>): Promise<string> => {
  const before = google.requests().length;
  await work();
  await relay.run('test');
  return google.requests().slice(before).join('\n');
};

test('events need a live grant of analytics: a forged key, a refusal, a withdrawal, an end, other purposes alone', async () => {
  const refusal = async (key: string) => {
    const answer = await measure(key);
    expect(answer.status).toBe(403);
    expect(await kindOf(answer)).toBe('consent-not-live');
  };
  const sent = await sentBy(async () => {
    await refusal(visitorKey());
    await refusal(await granting({ answers: { analytics: 'denied', marketing: 'granted' }, how: 'save' }));
    const key = await granting();
    const withdrawal = { how: 'withdraw_all' as const, surface: 'preferences' as const, sequence: 2 };
    await post('/s/test/decisions', { ...refusing(await notice(), withdrawal), visitorKey: key });
    await refusal(key);
  });
  expect(sent).toBe('');
});

test('R9: a grant that has run out, or was given under older terms, measures nothing', async () => {
  const key = await granting();
  world.pass(366 * day);
  expect((await measure(key)).status).toBe(403);
});

test('foreign origins, wrong types, huge strings and too many at once are problems; nothing of them is forwarded', async () => {
  const key = await granting();
  const sent = await sentBy(async () => {
    expect((await measure(key, [pageView()], {}, { origin: 'https://evil.example' })).status).toBe(403);
    const wrong: [unknown, number][] = [
      [{ id: 'not-an-id' }, 422],
      [{ age: 'yesterday' }, 422],
      [{ page: 'https://evil.example/' }, 422],
      [{ params: { list: [1, 2] } }, 422],
      [{ params: { deep: { er: 1 } } }, 422],
      [{ title: 'x'.repeat(40_000) }, 413],
    ];
    for (const [change, status] of wrong)
      expect(
        (await measure(key, [pageView(change as object)])).status,
        JSON.stringify(change).slice(0, 60),
      ).toBe(status);
    expect((await measure(key, [])).status).toBe(422);
    expect(
      (
        await measure(
          key,
          Array.from({ length: 26 }, () => ({ ...pageView(), title: '' })),
        )
      ).status,
    ).toBe(422);
    expect((await measure(key, [pageView()], { visitorKey: 'x' })).status).toBe(422);
    expect((await measure(key, [pageView()], { v: 2 })).status).toBe(422);
    expect((await post('/s/test/analytics', '{"v":1', {})).status).toBe(400);
    expect((await post('/s/nowhere/analytics', {}, {})).status).toBe(404);
  });
  expect(sent).toBe('');
  expect(here.faults).toEqual([]);
});

test('what a page makes up of ids, addresses and consent goes nowhere', async () => {
  const key = await granting();
  const sent = await sentBy(() =>
    measure(
      key,
      [
        pageView({
          params: { client_id: 'other-canary', user_id: 'canary-7', ip_override: '203.0.113.77', ok: 1 },
        }),
      ],
      {
        client_id: 'canary',
        ip_override: '198.51.100.7',
        user_id: 'canary',
        user_properties: { a: 'canary' },
      },
    ),
  );
  expect(sent).toContain('"ok":1');
  expect(sent).not.toMatch(/canary(?!-secret)|203\.0\.113|198\.51|ip_override|user_id|user_properties/);
});

test('10,000 at once: each is answered, what is kept is forwarded, and the process lives', async () => {
  const keys = await Promise.all(Array.from({ length: 10 }, () => granting()));
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, place) =>
      measure(
        keys[place % 10] ?? '',
        Array.from({ length: 25 }, () => ({ id: uuid(), name: 'page_view', age: 0, page: '/many' })),
      ),
    ),
  );
  expect(answers.map(({ status }) => status).filter((status) => status !== 202 && status !== 503)).toEqual(
    [],
  );
  const taken = answers.filter(({ status }) => status === 202).length * 25;
  expect(taken).toBeGreaterThan(0);
  const before = here.counted.sent;
  await relay.run('test');
  expect(here.counted.sent - before).toBe(taken);
});

test('a bot that says what it is gets an answer, and is not measured', async () => {
  const key = await granting();
  const sent = await sentBy(async () => {
    const answer = await measure(
      key,
      [pageView()],
      {},
      { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
    );
    expect(await answer.json()).toEqual({ kept: 0 });
  });
  expect(sent).toBe('');
});

test('staff see what was last sent, exactly as sent but for the secret, which is in no answer', async () => {
  const key = await granting();
  const sent = await sentBy(() => measure(key, [pageView({ page: '/last' })]));
  const answer = await (await staff('data_protection_officer', '/v1/google?site=test')).text();
  expect(answer).not.toContain(secret);
  const { requests, mode, secret: kept } = JSON.parse(answer);
  expect([mode, kept]).toEqual(['relay', 'kept']);
  const [{ url, headers, body, status }] = requests;
  const { host, pathname, search } = new URL(url);
  const lines = headers.map(([name, value]: [string, string]) => `${name}: ${value}\r\n`).join('');
  expect(`POST ${pathname}${search.replace('***', secret)} HTTP/1.1\r\n${lines}\r\n${body}`).toBe(sent);
  expect([`http://${host}`, status]).toEqual([google.url, 204]);
  expect((await staff('support', '/v1/google?site=test')).status).toBe(403);
  expect((await staff('auditor', '/v1/google?site=other')).status).toBe(404);
});

test('a site that measures by the tag, or not at all, takes no events', async () => {
  const key = await granting();
  await save(testSettings());
  expect((await measure(key)).status).toBe(404);
  await save(relaySettings());
});
