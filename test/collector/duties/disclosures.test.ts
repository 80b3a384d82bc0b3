/** Who may be given a person's data, and who may not: on record either way (R45-R50). */
import { describe, expect, test, vi } from 'vitest';
import { nobody } from '../../../collector/register/actor.ts';
import { recipientLines } from '../../../collector/rights/recipientLines.ts';
import { doAtOnce } from '../../../collector/rights/requests/atOnce.ts';
import { testCollector } from '../../support/collector.ts';
import { recipientsOf } from '../../support/recipients.ts';
import { workedSince } from '../../support/worked.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, store, controller, world } = collector;
const { recipient, person, processor, change, disclose, recorded, consent, at } = recipientsOf(collector);

interface Recipients {
  disclosed: Record<string, unknown>[];
  standing: Record<string, unknown>[];
}
const answerOf = async (id: string) => {
  const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
  return body['disclosures'] as Recipients;
};
const events = async () => {
  const answer = await collector.staff('auditor', '/v1/ledger?limit=1000');
  const text = await answer.text();
  return (kind: string) => text.split(`"${kind}"`).length - 1;
};

describe('R45: inside the organisation', () => {
  test('a part of it is a recipient like any other, and named in the access answer', async () => {
    const support = await recipient({
      name: 'Customer service',
      role: 'internal',
      purposes: ['support'],
      categories: ['contact', 'service'],
    });
    const id = await person();
    const made = await disclose(id, support, { purpose: 'support' });
    expect([made.status, made.body['recipient']]).toEqual([201, support]);
    const given = at(0);
    world.pass(day);
    await collector.restart();
    const { disclosed, standing } = await answerOf(id);
    expect(disclosed).toMatchObject([
      {
        name: 'Customer service',
        role: 'internal',
        country: 'FI',
        transfer: null,
        ground: 'internal',
        purpose: 'support',
        categories: ['contact'],
        disclosed: given,
      },
    ]);
    expect(standing).toContainEqual(
      expect.objectContaining({ name: 'Customer service', categories: ['contact', 'service'] }),
    );
    const wrong = await disclose(id, support, { purpose: 'support', categories: ['payment'] });
    expect([wrong.status, wrong.body.pointer]).toEqual([409, '/categories']);
  });
});

describe('R46: partners who process for the controller', () => {
  test('need an agreement that is in force and covers the purpose; the day it expires they are given nothing', async () => {
    const id = await person();
    const partner = await processor({ agreementUntil: at(30) });
    expect((await disclose(id, partner)).status).toBe(201);
    await change(partner, { purposes: ['invoicing ', 'la\u0308mpo\u0308'] });
    expect(
      (await disclose(id, partner, { purpose: 'l\u00e4mp\u00f6 ' })).status,
      'however it is written',
    ).toBe(201);
    const other = await disclose(id, partner, { purpose: 'surveys' });
    expect([other.status, other.body.pointer]).toEqual([409, '/purpose']);
    const none = await processor({ agreement: null, agreementFrom: null, agreementUntil: null });
    const without = await disclose(id, none);
    expect([without.status, without.body['type']]).toEqual([409, 'urn:lupa:problem:disclosure-refused']);
    expect(without.body.detail).toContain('agreement');
    const later = await processor({ agreementFrom: at(1) });
    expect((await disclose(id, later)).status).toBe(409);
    world.pass(30 * day - 1);
    await collector.restart();
    expect((await disclose(id, partner)).status).toBe(201);
    world.pass(1);
    expect((await disclose(id, partner)).status).toBe(409);
    expect((await change(partner, { agreementUntil: at(365) })).status).toBe(200);
    expect((await disclose(id, partner)).status).toBe(201);
    expect((await change(partner, { ended: at(0) })).status).toBe(200);
    expect((await disclose(id, partner)).body.detail).toContain('ended');
    expect((await recorded(id)).map((one) => String(one['refused'])).sort()).toEqual([
      'no_agreement',
      'no_agreement',
      'no_agreement',
      'null',
      'null',
      'null',
      'null',
      'other_purpose',
      'recipient_ended',
    ]);
  });
});

describe('R47: third parties', () => {
  test('need the person’s live consent that names them: withdrawn, refused; the log has both', async () => {
    const id = await person();
    const stranger = await recipient({ name: 'Survey Oy', role: 'third_party' });
    const another = await recipient({ role: 'third_party' });
    const earlier = await events();
    const missing = await disclose(id, stranger);
    expect([missing.status, missing.body.detail.includes('consent')]).toEqual([409, true]);
    await consent(id, another);
    await consent(await person(), stranger);
    await consent(id, stranger, 'surveys');
    expect((await disclose(id, stranger)).status, 'nobody else’s consent counts, for nothing else').toBe(409);
    const given = await consent(id, stranger);
    const made = await disclose(id, stranger);
    expect(made.status).toBe(201);
    const end = () => call('support', 'POST', `/v1/sharing-consents/${given}/end`, { how: 'withdrawn' });
    const ended = await end();
    expect([ended.status, ended.body['ended']]).toEqual([200, at(0)]);
    world.pass(1000);
    await collector.restart();
    expect((await end()).body, 'again is harmless').toEqual(ended.body);
    expect((await disclose(id, stranger)).status).toBe(409);
    const log = await recorded(id);
    expect(log.map(({ ground, refused }) => `${ground} ${refused}`).sort()).toEqual([
      'consent null',
      'null no_consent',
      'null no_consent',
      'null no_consent',
    ]);
    const later = await events();
    expect(later('disclosed') - earlier('disclosed')).toBe(1);
    expect(later('disclosure-refused') - earlier('disclosure-refused')).toBe(3);
    expect((await answerOf(id)).disclosed).toMatchObject([{ name: 'Survey Oy', role: 'third_party' }]);
  });
  test('a withdrawal and a disclosure at the same moment: never given after the withdrawal', async () => {
    const stranger = await recipient({ role: 'third_party' });
    for (let round = 0; round < 5; round += 1) {
      const id = await person();
      const given = await consent(id, stranger);
      const [ended, ...tries] = await Promise.all([
        call('support', 'POST', `/v1/sharing-consents/${given}/end`, { how: 'withdrawn' }),
        disclose(id, stranger),
        disclose(id, stranger),
      ]);
      expect(ended.status).toBe(200);
      for (const { status } of tries) expect([201, 409]).toContain(status);
      expect((await disclose(id, stranger)).status).toBe(409);
    }
  });
  test('a request to withdraw consents ends these too, at once', async () => {
    const [id, other] = [await person(), await person()];
    const stranger = await recipient({ role: 'third_party' });
    await consent(id, stranger);
    await consent(id, stranger, 'surveys');
    await consent(other, stranger);
    const key = Buffer.from(id.replaceAll('-', ''), 'hex');
    const about = { kind: 'withdrawal', person: key, email: null } as const;
    expect(await doAtOnce(store, world, nobody(controller.id), about)).toBe(true);
    const { body } = await call('support', 'GET', `/v1/sharing-consents?person=${id}`);
    expect(body.items.map((one) => one['ending'])).toEqual(['withdrawn', 'withdrawn']);
    expect((await disclose(id, stranger)).status).toBe(409);
    expect((await disclose(other, stranger)).status).toBe(201);
  });
  test('a recipient that live consents name stays who they named: same name, role and country; its tools may change', async () => {
    const id = await person();
    const named = await recipient({ name: 'Survey Oy', role: 'third_party' });
    const first = await consent(id, named);
    expect((await disclose(id, named)).status).toBe(201);
    world.pass(day);
    await collector.restart();
    for (const other of [{ name: 'Data Broker Oy' }, { role: 'authority' }, { country: 'SE' }]) {
      const answer = await change(named, other);
      expect([answer.status, answer.body['type'], answer.body.pointer]).toEqual([
        409,
        'urn:lupa:problem:consents-live',
        `/${Object.keys(other)[0]}`,
      ]);
      expect(answer.body.detail).toContain('ask them again');
    }
    // Also in the moment in which somebody agrees.
    expect((await change(named, { contact: 'new@example.com', tool: 'scc' })).status).toBe(200);
    const other = await recipient({ name: 'Kysely Oy', role: 'third_party' });
    const [agreed, renamed] = await Promise.all([consent(id, other), change(other, { name: 'Muu Oy' })]);
    expect([200, 409]).toContain(renamed.status);
    const one = await call('support', 'GET', `/v1/sharing-consents/${agreed}`);
    const now = await call('support', 'GET', `/v1/recipients/${other}`);
    expect(one.body['named'], 'whoever was quicker').toBe(now.body['name']);
    // What has ended is no hindrance, and tells for ever whom it named.
    await call('support', 'POST', `/v1/sharing-consents/${first}/end`, { how: 'withdrawn' });
    expect((await change(named, { name: 'Data Broker Oy', role: 'processor', country: 'SE' })).status).toBe(
      200,
    );
    const kept = await call('support', 'GET', `/v1/sharing-consents/${first}`);
    expect(kept.body).toMatchObject({ named: 'Survey Oy', ended: at(0) });
    const given = { name: 'Survey Oy', role: 'third_party', country: 'FI' };
    expect((await answerOf(id)).disclosed).toMatchObject([given]);
    expect(await recorded(id)).toMatchObject([{ named: 'Survey Oy', role: 'third_party' }]);
  });
  test('a consent is not edited; an end is one of three words; nobody else’s is found', async () => {
    const given = await consent(await person(), await recipient({ role: 'third_party' }));
    const edit = await call('administrator', 'PATCH', `/v1/sharing-consents/${given}`, { wording: 'x' });
    expect(edit.status).toBe(405);
    const end = (id: string, how: string) =>
      call('support', 'POST', `/v1/sharing-consents/${id}/end`, { how });
    expect((await end(given, 'gone')).body.pointer).toBe('/how');
    expect((await end('00000000-0000-7000-8000-000000000000', 'withdrawn')).status).toBe(404);
  });
});

describe('R48: duties of the law', () => {
  test('an authority is given nothing without a reference; with one it is on record, also of who is restricted', async () => {
    const id = await person();
    const police = await recipient({ name: 'Poliisi', role: 'authority' });
    const asked = { purpose: 'an inquiry', categories: ['identity'] };
    const without = await disclose(id, police, asked);
    expect([without.status, without.body.pointer]).toEqual([409, '/duty']);
    const restricted = await call('administrator', 'POST', `/v1/persons/${id}/restriction`, {
      reason: 'claims',
    });
    expect(restricted.status).toBe(204);
    world.pass(day);
    await collector.restart();
    const partner = await processor();
    const refused = await disclose(id, partner);
    expect([refused.status, refused.body.pointer]).toEqual([409, '/person']);
    const duty = 'Police Act 872/2011, 4:3; 5500/R/77/26';
    expect((await disclose(id, police, { ...asked, duty })).status).toBe(201);
    expect((await answerOf(id)).disclosed).toMatchObject([
      { name: 'Poliisi', role: 'authority', ground: 'legal_duty', reference: duty },
    ]);
    const stranger = await recipient({ role: 'third_party' });
    expect((await disclose(id, stranger, { duty })).status, 'a third party by a duty').toBe(201);
    expect((await disclose(id, partner, { duty })).status, 'a processor has none of its own').toBe(409);
  });
});

describe('R49, R50: outside the EEA', () => {
  test('nothing is transferred without a tool with reference and date; take the reference away, and it is refused', async () => {
    const id = await person();
    const cloud = await processor({ name: 'Cloud Inc', country: 'US' });
    const bare = await disclose(id, cloud);
    expect([bare.status, bare.body.detail.includes('transfer tool')]).toEqual([409, true]);
    const clauses = { tool: 'scc', sccModule: 2, toolReference: 'SCC 3/2026', toolDate: '2026-02-03' };
    expect((await change(cloud, clauses)).status).toBe(200);
    expect((await disclose(id, cloud)).status).toBe(201);
    for (const lacking of [{ toolReference: null }, { toolDate: null }, { sccModule: null }]) {
      expect((await change(cloud, lacking)).status).toBe(200);
      expect((await disclose(id, cloud)).status, JSON.stringify(lacking)).toBe(409);
      await change(cloud, clauses);
    }
    expect((await change(cloud, { toolDate: at(1) })).status).toBe(200);
    expect((await disclose(id, cloud)).status, 'not in force yet').toBe(409);
    await collector.restart();
    world.pass(day);
    expect((await disclose(id, cloud)).status, 'in force since').toBe(201);
    await change(cloud, clauses);
    const { disclosed, standing } = await answerOf(id);
    const transfer = {
      tool: 'scc',
      sccModule: 2,
      reference: 'SCC 3/2026',
      date: '2026-02-03T00:00:00.000Z',
    };
    expect(disclosed).toMatchObject([
      { transfer },
      { name: 'Cloud Inc', country: 'US', transfer: { tool: 'scc' } },
    ]);
    expect(standing).toContainEqual(expect.objectContaining({ name: 'Cloud Inc', transfer }));
    const swiss = await processor({
      country: 'CH',
      tool: 'adequacy',
      toolReference: '2000/518/EC',
      toolDate: '2000-07-26',
    });
    expect((await disclose(id, swiss)).status).toBe(201);
    expect((await disclose(id, await processor({ country: 'IS' }))).status, 'Iceland is in it').toBe(201);
    for (const part of ['AX', 'RE'])
      expect((await disclose(id, await processor({ country: part }))).status, `${part} is in it`).toBe(201);
    const authority = await recipient({ role: 'authority', country: 'US' });
    expect((await disclose(id, authority, { duty: 'a subpoena' })).status, 'authorities too').toBe(409);
  });
  test('a tool ends by its day: decisions of the Commission are made for a time', async () => {
    const id = await person();
    const uk = { country: 'GB', tool: 'adequacy', toolReference: '2021/1772', toolDate: '2021-06-28' };
    const partner = await processor({ ...uk, toolUntil: at(20) });
    expect((await disclose(id, partner)).status).toBe(201);
    world.pass(20 * day - 1);
    expect((await disclose(id, partner)).status).toBe(201);
    await collector.restart();
    world.pass(1);
    const over = await disclose(id, partner);
    expect([over.status, over.body.detail.includes('transfer tool')]).toEqual([409, true]);
    expect((await change(partner, { toolUntil: null })).status).toBe(200);
    expect((await disclose(id, partner)).status).toBe(201);
  });
  test('adequacy is a country’s of which the Commission has decided so; in the USA a participant’s of the framework', async () => {
    const entered = (country: string, toolReference: string | null = 'a decision') =>
      call('administrator', 'POST', '/v1/recipients', {
        ...{ name: 'X', role: 'processor', country, tool: 'adequacy', toolReference, toolDate: '2024-01-01' },
      });
    for (const country of 'AD AR CA CH FO GB GG IL IM JE JP KR NZ UY'.split(' '))
      expect((await entered(country)).status, country).toBe(201);
    for (const country of ['IN', 'CN', 'RU', 'AU']) {
      const answer = await entered(country);
      expect([answer.status, answer.body.pointer], country).toEqual([422, '/tool']);
      expect(answer.body.detail).toContain('standard clauses');
    }
    const bare = await entered('US');
    expect([bare.status, bare.body.pointer]).toEqual([422, '/toolReference']);
    const listed = await entered('US', 'DPF participant 5512, active 2026');
    expect(listed.status).toBe(201);
    const moved = await change(listed.body.id, { country: 'IN' });
    expect([moved.status, moved.body.pointer], 'where it moves, the decision does not').toEqual([
      422,
      '/tool',
    ]);
  });
  test('one line a recipient and purpose says when something was given last, and what the transfer rests on', async () => {
    const id = await person();
    const tool = { tool: 'scc', sccModule: 2, toolReference: 'SCC 7/2026', toolDate: '2026-05-06' };
    const cloud = await processor({
      name: 'Lines Inc',
      country: 'US',
      purposes: ['invoicing', 'backups'],
      ...tool,
    });
    await disclose(id, cloud);
    world.pass(5000);
    await disclose(id, cloud);
    const key = Buffer.from(id.replaceAll('-', ''), 'hex');
    const lines = await recipientLines(store, controller.id, key, world.clock());
    const safeguard = 'GDPR 46(2)(c), SCC 2021/914, module 2: SCC 7/2026, 2026-05-06';
    const line = { name: 'Lines Inc', role: 'processor', country: 'US', transfer: true, safeguard };
    expect(lines.filter(({ name }) => name === 'Lines Inc')).toEqual([
      { ...line, purpose: 'invoicing', given: at(0) },
      { ...line, purpose: 'backups', given: null },
    ]);
    expect(await recipientLines(store, controller.id, null, world.clock())).toEqual([]);
  });
  test('what the register has of a transfer stays as it was then', async () => {
    const id = await person();
    const tool = { tool: 'adequacy', toolReference: 'EU 2023/1795', toolDate: '2023-07-10' };
    const cloud = await processor({ country: 'US', ...tool });
    await disclose(id, cloud);
    await change(cloud, { country: 'FI', tool: 'none', toolReference: null, toolDate: null });
    expect(await recorded(id)).toMatchObject([
      { country: 'US', tool: 'adequacy', toolReference: 'EU 2023/1795' },
    ]);
    expect((await answerOf(id)).disclosed).toMatchObject([
      { transfer: { tool: 'adequacy', reference: 'EU 2023/1795' } },
    ]);
  });
});

describe('many at once', () => {
  const many = (persons: string[], to: string, headers = {}, changed: object = {}) =>
    call(
      'support',
      'POST',
      '/v1/disclosures/many',
      { persons, recipient: to, purpose: 'invoicing', categories: ['contact'], ...changed },
      headers,
    );
  test('each by their own ground: who is restricted, erased or unknown is not among them', async () => {
    const stranger = await recipient({ role: 'third_party' });
    const [agreed, not, restricted, erased] = [
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    for (const id of [agreed, restricted, erased]) await consent(id, stranger);
    await call('administrator', 'POST', `/v1/persons/${restricted}/restriction`, { reason: 'accuracy' });
    await call('administrator', 'DELETE', `/v1/persons/${erased}`);
    const nobody = '00000000-0000-7000-8000-000000000000';
    const all = [agreed, not, restricted, erased, nobody];
    const headers = { 'idempotency-key': 'many-1' };
    const answer = await many(all, stranger, headers);
    expect(answer.status).toBe(200);
    expect(answer.body['disclosed']).toMatchObject([{ person: agreed }]);
    const refused = answer.body['refused'] as { person: string; refused: string }[];
    expect(new Map(refused.map((one) => [one.person, one.refused]))).toEqual(
      new Map([
        [not, 'no_consent'],
        [restricted, 'restricted'],
      ]),
    );
    expect(answer.body['unknown']).toEqual([erased, nobody]);
    expect((await many(all, stranger, headers)).body, 'the same request again').toEqual(answer.body);
    expect(await recorded(agreed)).toHaveLength(1);
  });
  test('two hundred are written in one breath', async () => {
    const partner = await processor();
    const persons: string[] = [];
    for (let n = 0; n < 200; n += 1) persons.push(await person());
    const asked = vi.spyOn(store, 'read');
    const written = vi.spyOn(store, 'write');
    const calls = () => [asked.mock.calls.length, written.mock.calls.length];
    await many(persons.slice(0, 2), partner);
    const ofTwo = calls();
    vi.clearAllMocks();
    const began = process.cpuUsage();
    const { body } = await many(persons, partner);
    expect(body['disclosed']).toHaveLength(200);
    expect(workedSince(began)).toBeLessThan(1500);
    expect(calls(), 'asks the store no oftener than two do').toEqual(ofTwo);
    vi.restoreAllMocks();
  });
  test('no list is too long to be kept in one write, and longer ones are refused', async () => {
    const partner = await processor();
    const persons = [await person(), await person()];
    expect((await many([...persons, ...persons], partner)).body.pointer).toBe('/persons');
    expect((await many([], partner)).body.pointer).toBe('/persons');
    const long = Array.from(
      { length: 201 },
      (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    );
    expect((await many(long, partner)).body.pointer).toBe('/persons');
    expect((await many(long.slice(1), partner)).body['unknown']).toHaveLength(200);
    expect((await many(persons, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
  });
});

test('what is no recipient is refused with a pointer; who may not enter one does not', async () => {
  const wrong: [object, string][] = [
    [{ country: 'Finland' }, '/country'],
    [{ country: 'UK' }, '/country'],
    [{ country: 'QQ' }, '/country'],
    [{ tool: 'scc', toolUntil: '2026-01-01', toolDate: '2026-01-01' }, '/toolUntil'],
    [{ toolUntil: '2026-01-01' }, '/tool'],
    [{ role: 'friend' }, '/role'],
    [{ agreementFrom: '2026-01-01' }, '/agreement'],
    [{ agreement: 'a', agreementFrom: '2026-02-01', agreementUntil: '2026-01-01' }, '/agreementUntil'],
    [{ sccModule: 2 }, '/sccModule'],
    [{ tool: 'scc', sccModule: 5 }, '/sccModule'],
    [{ toolReference: 'x' }, '/tool'],
    [{ categories: ['shoes'] }, '/categories/0'],
    [{ purposes: ['a', 'a'] }, '/purposes'],
  ];
  const base = { name: 'X', role: 'processor', country: 'FI' };
  for (const [odd, pointer] of wrong) {
    const answer = await call('administrator', 'POST', '/v1/recipients', { ...base, ...odd });
    expect([answer.status, answer.body.pointer]).toEqual([422, pointer]);
  }
  expect((await call('support', 'POST', '/v1/recipients', base)).status).toBe(403);
  expect((await call('support', 'GET', '/v1/recipients')).status).toBe(200);
  expect(collector.faults).toEqual([]);
});
