/** The audience: exactly those who may be contacted, over every combination of states; and nobody by a cookie. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { marksOf } from '../../../collector/register/marks.ts';
import { sql } from '../../../collector/store/store.ts';
import { chance } from '../../support/chance.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, uuid } from '../../support/decision.ts';
import { marketingOf } from '../../support/marketing.ts';
import { signer } from '../../support/token.ts';

const collector = await testCollector();
const { world, controller, call } = collector;
const { person, permit, asking, audience, explained, set } = marketingOf(collector);

const pending = sql`update persons set pending = 1 where controller_id = :controller and person_id = :person`;
const restricted = sql`update persons set restricted = 1, restriction = 'claims' where controller_id = :controller and person_id = :person`;
const objected = sql`update persons set objected = 1 where controller_id = :controller and person_id = :person`;
const erased = sql`update persons set erased = 1 where controller_id = :controller and person_id = :person`;
const merged = sql`update persons set merged_into = :other where controller_id = :controller and person_id = :person`;
const suppressed = sql`
  insert into suppressions (controller_id, mark, channel, key_version, since, reason)
  select :controller, mark, channel, key_version, 1, 'list' from address_marks
  where controller_id = :controller and person_id = :person and channel = 'email'`;
const unmarked = sql`delete from address_marks where controller_id = :controller and person_id = :person`;
const unsubscribed = sql`
  insert into unsubscriptions (controller_id, mark, channel, purpose, product_group, key_version, since)
  select :controller, mark, 'email', 'newsletter', '', key_version, 1 from address_marks
  where controller_id = :controller and person_id = :person and channel = 'email'`;

/** Each is done to the person, or not; what it takes away by its name. */
const states = [
  ['confirmed', (id: string) => set(pending, id)],
  ['unrestricted', (id: string) => set(restricted, id)],
  ['no-objection', (id: string) => set(objected, id)],
  ['not-suppressed', (id: string) => set(suppressed, id)],
  ['not-withdrawn', (id: string) => set(unsubscribed, id)],
] as const;
const others = [
  ['not-erased', (id: string) => set(erased, id)],
  ['not-merged', async (id: string) => set(merged, id, { other: fromUuid(await person()) })],
  ['address', (id: string) => set(unmarked, id)],
] as const;

/** The permissions that somebody has, and whether one of them fits a newsletter by e-mail about no product in particular. */
const held: [name: string, make: (id: string) => Promise<unknown>, fits: boolean][] = [
  ['none', async () => {}, false],
  ['live', (id) => permit(id), true],
  [
    'expired',
    async (id) => call('marketing', 'POST', `/v1/permissions/${await permit(id)}/end`, { how: 'expired' }),
    false,
  ],
  ['for texts', (id) => permit(id, { channel: 'sms' }), false],
  ['for events', (id) => permit(id, { purpose: 'events' }), false],
  ['for tools', (id) => permit(id, { productGroup: 'tools' }), false],
  [
    'expired, and a new one',
    async (id) => {
      await call('marketing', 'POST', `/v1/permissions/${await permit(id)}/end`, { how: 'expired' });
      await permit(id);
    },
    true,
  ],
  [
    'for duties at work',
    (id) =>
      permit(id, {
        recipient: 'professional',
        basis: 'legitimate_interest',
        evidence: { balancingTest: 'LIA-7', concernsDuties: true },
      }),
    false,
  ],
];

describe('somebody is in exactly when everything allows it', () => {
  test.each(held)('with a permission: %s', async (_name, make, fits) => {
    const expected: string[] = [];
    const all: string[] = [];
    for (let mask = 0; mask < 2 ** states.length; mask += 1) {
      const id = await person();
      await make(id);
      const wrong: string[] = states.filter((_, place) => mask & (1 << place)).map(([name]) => name);
      for (const [name, spoil] of states) if (wrong.includes(name)) await spoil(id);
      if (!fits) {
        const place = wrong.indexOf('not-withdrawn');
        if (place >= 0) wrong.splice(place, 1);
        wrong.push('permission');
      }
      const is = await explained(id);
      expect(is.lacks.sort()).toEqual([...wrong].sort());
      expect(is.in).toBe(wrong.length === 0);
      all.push(id);
      if (wrong.length === 0) expected.push(id);
    }
    for (const [name, spoil] of others) {
      const id = await person();
      await make(id);
      await spoil(id);
      const is = await explained(id);
      expect(is.in).toBe(false);
      expect(is.lacks).toContain(name);
      all.push(id);
    }
    const inAudience = new Set(await audience());
    expect(all.filter((id) => inAudience.has(id))).toEqual(expected);
  });
  test('a stranger is explained as nobody', async () => {
    expect(await explained(uuid())).toEqual({ in: false, lacks: ['known'] });
  });
});

describe('products', () => {
  test('who agreed to all products hears of each; who agreed to one hears of that alone', async () => {
    const [all, tools] = [await person(), await person()];
    await permit(all);
    await permit(tools, { productGroup: 'tools' });
    const both = (ids: string[]) => [all, tools].filter((id) => ids.includes(id));
    expect(both(await audience())).toEqual([all]);
    expect(both(await audience({ productGroup: 'tools' }))).toEqual([all, tools]);
    expect(both(await audience({ productGroup: 'seeds' }))).toEqual([all]);
  });
  test('with two permissions that fit somebody is there once', async () => {
    const id = await person();
    await permit(id);
    world.pass(1000);
    await permit(id, { productGroup: 'tools' });
    const found = await audience({ productGroup: 'tools' });
    expect(found.filter((one) => one === id)).toEqual([id]);
  });
});

test('a professional who agreed to nothing hears of their duties alone', async () => {
  const id = await person();
  await permit(id, {
    recipient: 'professional',
    basis: 'legitimate_interest',
    evidence: { balancingTest: 'LIA-7', concernsDuties: true },
  });
  expect(await audience()).not.toContain(id);
  expect(await audience({ concernsDuties: 'true' })).toContain(id);
});

test('each channel needs its own address', async () => {
  const id = await person();
  const balanced = { basis: 'legitimate_interest', evidence: { balancingTest: 'LIA-7' } };
  await permit(id, { ...balanced, channel: 'phone' });
  await permit(id, { ...balanced, channel: 'post' });
  expect(await audience({ channel: 'phone' })).not.toContain(id);
  expect(await audience({ channel: 'post' })).not.toContain(id);
  const other = await person({ phone: '+358 40 765 4321', employerAddress: 'Metsäkatu 1, Helsinki' });
  await permit(other, { ...balanced, channel: 'phone' });
  await permit(other, { ...balanced, channel: 'post' });
  expect(await audience({ channel: 'phone' })).toContain(other);
  expect(await audience({ channel: 'post' })).toContain(other);
  for (const channel of ['phone', 'post']) {
    expect((await explained(other, { channel })).in).toBe(true);
    expect(await explained(id, { channel })).toEqual({ in: false, lacks: ['address'] });
  }
});

test('R8: no decision about cookies adds anybody, whatever it grants, also of a person who is tied to the browser', async () => {
  const before = await audience();
  const sign = await signer(collector);
  const id = await person();
  for (let purposes = 0; purposes < 4; purposes += 1) {
    const answers = {
      analytics: purposes & 1 ? ('granted' as const) : ('denied' as const),
      marketing: purposes & 2 ? ('granted' as const) : ('denied' as const),
    };
    const decision = accepting(await collector.notice(), { answers, how: 'save' });
    const decided = await collector.post('/s/test/decisions', decision);
    expect(decided.status).toBe(201);
    const { visitor = '' } = (await decided.json()) as { visitor?: string };
    if (purposes > 0) {
      const token = await sign({ sub: id, visitor });
      const tied = await collector.post('/s/test/ties', { v: 1, visitorKey: decision.visitorKey, token });
      expect(tied.status).toBe(201);
    }
    for (const channel of ['email', 'sms', 'phone', 'post'])
      for (const purpose of ['newsletter', 'marketing', 'analytics'])
        expect(await audience({ channel, purpose })).not.toContain(id);
    world.pass(1000);
  }
  expect(await audience()).toEqual(before);
  expect((await explained(id)).lacks).toEqual(['permission']);
});

describe('over the wire', () => {
  test('only marketers ask, with a reason; each person shown can see who, why and which fields', async () => {
    const id = await person();
    await permit(id);
    const path = '/v1/audience?channel=email&purpose=newsletter&limit=500';
    for (const role of ['support', 'auditor'] as const)
      expect((await call(role, 'GET', path)).status).toBe(403);
    expect((await call('marketing', 'GET', path, undefined, { 'lupa-reason': '' })).status).toBe(422);
    await call('marketing', 'GET', path, undefined, { 'lupa-reason': 'autumn letter' });
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
    const readings = (body as unknown as { readings: Record<string, string>[] }).readings;
    expect(readings).toContainEqual(
      expect.objectContaining({
        action: 'list audience',
        reason: 'autumn letter',
        role: 'marketing',
        fields: 'person name language company permission basis since email',
      }),
    );
  });
  test('shows what the channel needs and no more', async () => {
    const id = await person({ phone: '+358 40 111 2222', position: 'CEO' });
    await permit(id);
    const { body } = await call(
      'marketing',
      'GET',
      '/v1/audience?channel=email&purpose=newsletter&limit=500',
    );
    const shown = body.items.find((one) => one['person'] === id) ?? {};
    expect(Object.keys(shown).sort()).toEqual(
      ['basis', 'company', 'email', 'language', 'name', 'permission', 'person', 'since'].sort(),
    );
  });
  test('as CSV, with what would be a formula made harmless and the next page named', async () => {
    const id = await person({ name: '=cmd|calc' });
    await permit(id, { purpose: 'csv' });
    world.pass(1);
    await permit(await person(), { purpose: 'csv' });
    const path = '/v1/audience?channel=email&purpose=csv&format=csv&limit=1';
    const answer = await collector.staff('marketing', path, undefined, { 'lupa-reason': 'a letter' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('link')).toContain(`after=${id}>; rel="next"`);
    expect(await answer.text()).toContain(`${id},'=cmd|calc`);
  });
  test('whole as one file, each once, each read logged', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const id = await person({ name: `+Export ${n}` });
      await permit(id, { purpose: 'export' });
      ids.push(id);
    }
    const path = '/v1/exports/audience?channel=email&purpose=export';
    expect((await call('support', 'GET', path)).status).toBe(403);
    expect((await call('marketing', 'GET', path, undefined, { 'lupa-reason': '' })).status).toBe(422);
    const answer = await collector.staff('marketing', path, undefined, { 'lupa-reason': 'the print shop' });
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    for (const [n, id] of ids.entries()) expect(lines.join('\n')).toContain(`${id},'+Export ${n}`);
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${ids[2]}/access`);
    expect(JSON.stringify(body)).toContain('the print shop');
  });
  test('a wrong question is told what to ask', async () => {
    const right = '?channel=email&purpose=x';
    const wrong = ['&concernsDuties=ture', '&format=xml', '&productgroup=tools'].map((more) => right + more);
    for (const query of [
      '',
      '?channel=fax&purpose=x',
      '?channel=email',
      '?channel=email&purpose=%00',
      ...wrong,
    ])
      expect((await call('marketing', 'GET', `/v1/audience${query}`)).status, query).toBe(422);
    expect((await call('marketing', 'GET', `/v1/audience${right}&concernsDuties=false`)).status).toBe(200);
  });
});

test('whatever happens to people, the list, the reasons and the check of a list agree', async () => {
  const random = chance(20261123);
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1)
    ids.push(await person({ email: `random${n}@example.fi`, phone: `040 77${1000 + n}` }));
  const scopes = [
    { purpose: 'random' },
    { purpose: 'random', productGroup: 'tools' },
    { purpose: 'random', productGroup: 'seeds' },
    { purpose: 'random', channel: 'sms' },
  ];
  const permissionsOf = async (id: string) =>
    (await call('administrator', 'GET', `/v1/permissions?person=${id}`)).body.items;
  const acts: ((id: string) => Promise<unknown>)[] = [
    (id) => asking(id, random.of(scopes)),
    (id) => asking(id, random.of(scopes)),
    async (id) => {
      const some = await permissionsOf(id);
      if (some.length === 0) return;
      const how = random.of(['withdrawn', 'withdrawn', 'expired']);
      await call('support', 'POST', `/v1/permissions/${random.of(some)['id']}/end`, { how });
    },
    (id) => (random(4) ? Promise.resolve() : call('support', 'POST', `/v1/persons/${id}/objection`)),
    (id) =>
      random(3)
        ? Promise.resolve()
        : call('administrator', 'POST', `/v1/persons/${id}/restriction`, { reason: 'claims' }),
    (id) => call('administrator', 'POST', `/v1/persons/${id}/restriction/lift`, { told: '2026-11-22' }),
    (id) =>
      random(8)
        ? Promise.resolve()
        : call('support', 'POST', `/v1/persons/${id}/merge`, { merged: random.of(ids) }),
    (id) => (random(6) ? Promise.resolve() : call('administrator', 'DELETE', `/v1/persons/${id}`)),
  ];
  for (let n = 0; n < 400; n += 1) {
    world.pass(1000);
    await random.of(acts)(random.of(ids));
  }
  let members = 0;
  for (const scope of scopes) {
    const listed = new Set(await audience(scope));
    members += listed.size;
    const asked = { channel: 'email', ...scope };
    const { body } = await call('marketing', 'POST', '/v1/audience/check', { ...asked, list: ids });
    for (const [place, id] of ids.entries()) {
      const is = await explained(id, scope);
      expect([id, is.lacks.length === 0, is.lacks]).toEqual([id, is.in, is.lacks]);
      expect(listed.has(id)).toBe(is.in);
      expect(body.items[place]?.['may']).toBe(is.in);
    }
  }
  expect(members).toBeGreaterThan(5);
});

test('a list that was made before is checked: ids, addresses in any spelling, strangers', async () => {
  const [stays, goes] = [await person({ email: 'Stays.Here@example.fi' }), await person()];
  await permit(stays, { purpose: 'lists' });
  const permission = await permit(goes, { purpose: 'lists' });
  await call('support', 'POST', `/v1/permissions/${permission}/end`, { how: 'withdrawn' });
  const list = [stays, goes, 'STAYS.here@EXAMPLE.fi', 'nobody@example.fi', uuid()];
  const asked = { channel: 'email', purpose: 'lists', list };
  const { status, body } = await call('marketing', 'POST', '/v1/audience/check', asked);
  expect(status).toBe(200);
  expect(body.items.map((one) => one['may'])).toEqual([true, false, true, false, false]);
  expect(body.items.map((one) => one['entry'])).toEqual(list);
  const wrong = await call('marketing', 'POST', '/v1/audience/check', {
    ...asked,
    list: ['not an address!'],
  });
  expect([wrong.status, wrong.body.pointer]).toEqual([422, '/list/0']);
});

test('a suppression is found by every version of its key', () => {
  const keys = { suppressionKeys: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] };
  const marks = marksOf(keys, controller.id, 'email', 'a@example.fi');
  expect(marks.map(({ version }) => version)).toEqual([1, 2]);
  expect(Buffer.compare(marks[0]?.mark ?? Buffer.of(), marks[1]?.mark ?? Buffer.of())).not.toBe(0);
});

test('an unlawful permission is refused where it is unlawful', async () => {
  const id = await person();
  const unlawful = await asking(id, { basis: 'legitimate_interest', evidence: { balancingTest: 'LIA-7' } });
  expect([unlawful.status, unlawful.body.pointer]).toEqual([422, '/basis']);
  expect(unlawful.body.detail).toMatch(/consent.*\.$/);
});
