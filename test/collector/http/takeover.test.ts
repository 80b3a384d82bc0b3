import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { accessAnswer } from '../../../collector/rights/access.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { Acknowledgement } from '../../../shared/receipt.ts';
import { siteSettings } from '../../../shared/site.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { signer } from '../../support/token.ts';
import { day, noon } from '../../support/world.ts';

const collector = await testCollector();
const { post, notice, staff } = collector;
const decisions = '/s/test/decisions';
const source = { from: 'klaro', given: noon - 40 * day } as const;
const overtaken = async (change: Partial<Decision> = {}) =>
  accepting(await notice(), { how: 'save', surface: 'takeover', takeover: source, ...change });

const contents = async () =>
  (
    (await (await staff('administrator', '/v1/ledger?limit=1000')).json()) as {
      events: { kind: string; content: Record<string, unknown> }[];
    }
  ).events
    .filter(({ kind }) => kind === 'decision')
    .map(({ content }) => content);

describe('a choice that was made on another tool’s banner', () => {
  test('C19: is recorded as one: from which tool, when it was given, and that nobody pressed ours', async () => {
    const decision = await overtaken();
    const answer = await post(decisions, decision);
    expect(answer.status).toBe(201);
    const { receipt } = (await answer.json()) as Acknowledgement;
    expect(receipt?.body).toMatch(new RegExp(`,1,${source.given}\\]$`));
    expect((await contents()).at(-1)).toMatchObject({ how: 'save', surface: 'takeover', takeover: source });
    expect((await post(decisions, decision)).status, 'a resend').toBe(200);
    expect((await post(decisions, { ...decision, takeover: { ...source, from: 'onetrust' } })).status).toBe(
      409,
    );
  });

  test('C20: a refusal is as anonymous as any, and may be of an unknown day', async () => {
    const decision = refusing(await notice(), {
      how: 'save',
      surface: 'takeover',
      takeover: { from: 'klaro' },
    });
    expect(await (await post(decisions, decision)).json()).toEqual({ id: decision.id });
    expect((await contents()).at(-1)).toMatchObject({
      visitor: null,
      takeover: { from: 'klaro', given: null },
    });
  });

  test('every other decision is kept in the bytes that it always was', async () => {
    const answer = await post(decisions, accepting(await notice()));
    const { receipt } = (await answer.json()) as Acknowledgement;
    expect(JSON.parse(receipt?.body ?? '')).toHaveLength(10);
    expect((await contents()).at(-1)).toMatchObject({ takeover: null });
  });

  test.each([
    ['without saying from where', { takeover: undefined }, '/takeover'],
    ['from where without the surface', { surface: 'banner' }, '/takeover'],
    ['as a press on “accept all”', { how: 'accept_all' }, '/takeover'],
    ['given after it was taken over', { takeover: { from: 'klaro', given: noon + 1 } }, '/takeover'],
    ['from a tool that nobody knows', { takeover: { from: 'toString' } }, '/takeover/from'],
  ])('is refused %s', async (_why, change, pointer) => {
    const answer = await post(decisions, await overtaken(change as Partial<Decision>));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ pointer });
  });

  test('R55: the access answer does not claim that our text was shown', async () => {
    const sign = await signer(collector);
    const registered = await post(
      '/s/test/registrations',
      { v: 1, email: 'aino@example.fi', name: 'Aino Virtanen' },
      { authorization: `Bearer ${collector.siteSecret}` },
    );
    const { person } = (await registered.json()) as { person: string };
    const decision = await overtaken();
    const { visitor = '' } = (await (await post(decisions, decision)).json()) as Acknowledgement;
    const token = await sign({ sub: person, visitor, jti: uuid() });
    await post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token });
    const answer = await accessAnswer(
      collector.store,
      collector.controller.id,
      Buffer.from(person.replaceAll('-', ''), 'hex'),
      collector.world.clock(),
    );
    const takenOver = { from: 'klaro', given: new Date(source.given).toISOString() };
    expect(answer?.decisions).toMatchObject([{ surface: 'takeover', takenOver, textShown: null }]);
    expect(answer?.consents.map(({ purpose }) => purpose)).toEqual(['analytics', 'marketing']);
    for (const consent of answer?.consents ?? [])
      expect(consent).toMatchObject({ takenOver, textShown: null });
  });
});

describe('turning it on', () => {
  const takeover = {
    from: 'cookiebot' as const,
    replaced: '2026-11-20',
    purposes: { analytics: { categories: ['statistics'], terms: 1 } },
  };
  const why = (change: object) =>
    v.safeParse(siteSettings, testSettings({ takeover: { ...takeover, ...change } })).issues?.[0]?.message;
  test('takes the tool, the day on which it was replaced, and what each purpose was called there', () => {
    expect(why({})).toBeUndefined();
  });
  test.each([
    [{ from: 'another' }, 'Expected one of'],
    [{ replaced: '2026-02-30' }, 'no such day'],
    [{ replaced: 'yesterday' }, 'A day looks like'],
    [{ days: 400 }, 'At most 365'],
    [{ cookie: 'a=b' }, 'Not a cookie name'],
    [{ purposes: { analytics: { categories: [], terms: 1 } } }, 'At least one category'],
    [{ purposes: { necessary: { categories: ['necessary'], terms: 1 } } }, 'optional purposes'],
    [{ purposes: { unknown: { categories: ['statistics'], terms: 1 } } }, 'optional purposes'],
  ])('%j is refused in words', (change, words) => {
    expect(why(change)).toContain(words);
  });
});
