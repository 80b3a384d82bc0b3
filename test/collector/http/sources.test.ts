/** Where values came from, and by which right (R35, R37, R42): told to the person value by value; the month of article 14 runs. */
import { expect, test } from 'vitest';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { testCollector } from '../../support/collector.ts';

const collector = await testCollector();
const { call, needs, store, world } = collector;
const job = importJob(store, world, importable(resources(needs)));
const due = '2026-12-22T21:59:59.999Z';

interface Access {
  sources: Record<string, string | null>[];
  informing: Record<string, string | null>[];
}
const access = async (person: string) => {
  const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${person}/access`);
  return body as unknown as Access;
};
const lookUp = async (email: string) => {
  const asked = { by: 'email', value: email, reason: 'a test' };
  return (await call('support', 'POST', '/v1/lookups', asked)).body['persons'] as { id: string }[];
};

test('R35: the access answer names for each value where it came from, when, by which permission, for what and on which basis', async () => {
  const { body } = await call('support', 'POST', '/v1/persons', {
    name: 'Aino Lähde',
    email: 'lahde@example.fi',
    source: { kind: 'person', obtained: '2026-11-01' },
  });
  const change = async (more: object, source: object) => {
    const path = `/v1/persons/${body.id}`;
    const done = await call('support', 'PATCH', path, { ...more, source }, { 'if-match': '*' });
    expect(done.status).toBe(200);
  };
  world.pass(1000);
  await change({ phone: '040 123 4567' }, { kind: 'customer_company' });
  await change({ position: 'Johtaja' }, { kind: 'public', permission: 'trade register 2026/118' });
  const { sources, informing } = await access(body.id);
  const told = Object.fromEntries(sources.map((one) => [one['field'], one]));
  const own = { source: 'person', obtained: '2026-11-01T00:00:00.000Z', permission: null };
  expect(told).toMatchObject({
    name: own,
    email: own,
    phone: { source: 'customer_company', permission: null },
    position: { source: 'public', permission: 'trade register 2026/118' },
  });
  for (const one of sources)
    expect([one['purpose'], one['basis']], String(one['field'])).toEqual([
      expect.stringMatching(/\w/),
      expect.stringMatching(/^6\(1\)\([a-f]\)$/),
    ]);
  // R37: what others gave is told within a month; what they said themselves is not.
  expect(informing.map((one) => [one['source'], one['due'], one['told']]).sort()).toEqual([
    ['customer_company', due, null],
    ['public', due, null],
  ]);
});

test.each(['third_party', 'public'])(
  'R42: a file of a %s source without a permission reference is refused; with one its rows are taken, and the month of article 14 runs',
  async (kind) => {
    const asked = (source: object) =>
      call('marketing', 'POST', '/v1/imports', { noun: 'persons', source: { kind, ...source } });
    for (const source of [{}, { permission: '' }, { permission: '   ' }]) {
      const refused = await asked(source);
      expect([refused.status, refused.body.pointer]).toEqual([422, '/source/permission']);
    }
    const { body } = await asked({ permission: 'order 118, section 3' });
    const email = `${kind}@r42.fi`;
    await call('marketing', 'PUT', `/v1/imports/${body.id}/file`, `name,email\nLiisa,${email}\n`);
    await job(() => false);
    expect(await lookUp(email), 'nothing before it is run').toEqual([]);
    await call('marketing', 'POST', `/v1/imports/${body.id}/run`);
    await job(() => false);
    const [person] = await lookUp(email);
    const { sources, informing } = await access(person?.id ?? '');
    expect(new Set(sources.map((one) => `${one['source']}: ${one['permission']}`))).toEqual(
      new Set([`${kind}: order 118, section 3`]),
    );
    expect(informing).toMatchObject([{ source: kind, due, told: null }]);
    const { body: list } = await call('support', 'GET', '/v1/informing?limit=500');
    expect(list.items).toContainEqual(
      expect.objectContaining({
        person: person?.id,
        due,
        permission: 'order 118, section 3',
        overdue: false,
      }),
    );
  },
);

test.each(['third_party', 'public'])(
  'R42: a row of a %s source is refused without a reference, too',
  async (kind) => {
    const body = { name: 'Eero', email: `${kind}@one.fi` };
    const refused = await call('support', 'POST', '/v1/persons', { ...body, source: { kind } });
    expect([refused.status, refused.body.pointer]).toEqual([422, '/source/permission']);
    expect(await lookUp(body.email)).toEqual([]);
    const source = { kind, permission: 'contract 12' };
    const made = await call('support', 'POST', '/v1/persons', { ...body, source });
    expect((await access(made.body.id)).informing).toMatchObject([{ source: kind, due, told: null }]);
  },
);
