/** What staff's programs send and nobody knows is refused, not dropped: members of bodies, parameters, and those given twice. */
import { describe, expect, test } from 'vitest';
import { openapi } from '../../../collector/http/openapi.ts';
import { nearest } from '../../../collector/http/strange.ts';
import type { Schema } from '../../support/api.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';

const collector = await testCollector();
const { call, post, notice, needs } = collector;
const officer = (method: string, path: string, body?: object) =>
  call('administrator', method, path, body, method === 'POST' ? {} : { 'if-match': '*' });

const recipient = {
  ...{ name: 'Laskutus Oy', role: 'processor', country: 'US', contact: 'privacy@laskutus.example' },
  ...{ purposes: ['billing'], categories: ['contact'], agreement: 'DPA 1', agreementFrom: '2026-01-01' },
};

describe('a member that nobody knows', () => {
  test.each([
    [
      'POST',
      '/v1/recipients',
      { ...recipient, toolUntill: '2027-01-01' },
      '/toolUntill',
      'did you mean "toolUntil"?',
    ],
    [
      'POST',
      '/v1/recipients',
      { ...recipient, tool_until: '2027-01-01' },
      '/tool_until',
      'did you mean "toolUntil"?',
    ],
    [
      'POST',
      '/v1/staff',
      { name: 'A', role: 'support', emial: 'a@example.fi' },
      '/emial',
      'did you mean "email"?',
    ],
    ['POST', '/v1/staff', { name: 'A', role: 'support', zebra: 1 }, '/zebra', 'what may stand here: '],
    [
      'POST',
      '/v1/persons',
      { name: 'A', source: { kind: 'person', obtaind: '2026-01-01' } },
      '/source/obtaind',
      'did you mean "obtained"?',
    ],
    [
      'PUT',
      '/v1/controller-details',
      { measures: [{ measure: 'x', outside: true, note: 1 }] },
      '/measures/0/note',
      'what may stand here: measure, outside.',
    ],
    [
      'POST',
      '/v1/price-lists',
      { since: '2026-11-22', currency: 'EUR', lines: [{ item: 'a', name: 'A', unit: 'hour', prize: 1 }] },
      '/lines/0/prize',
      'did you mean "price"?',
    ],
    [
      'POST',
      '/v1/audits',
      { kind: 'authority', auditor: 'x', scope: 'x', visit: '2027-01-01', reference: 'x', dayss: 1 },
      '/dayss',
      'did you mean "days"?',
    ],
    [
      'POST',
      '/v1/incidents',
      {
        kind: 'breach',
        nature: 'x',
        criterion: { from: '2026-11-01', until: '2026-11-02', table: 'persons', tabel: 1 },
      },
      '/criterion/tabel',
      'did you mean "table"?',
    ],
    [
      'POST',
      '/v1/webhooks',
      { url: 'https://hooks.example/x', events: ['*'], secret: 'x' },
      '/secret',
      'what may stand here: ',
    ],
  ])('%s %s: %#', async (method, path, body, pointer, says) => {
    const refused = await officer(method, path, body);
    expect([refused.status, refused.body['type'], refused.body.pointer]).toEqual([
      422,
      'urn:lupa:problem:wrong-body',
      pointer,
    ]);
    expect(refused.body.detail).toContain(says);
  });

  test('is refused before anything is written', async () => {
    const { body } = await officer('GET', '/v1/recipients');
    expect(body.items).toEqual([]);
  });

  test('whose name is no name is not repeated', async () => {
    const refused = await officer('POST', '/v1/staff', { name: 'A', role: 'support', 'aino@example.fi': 1 });
    expect(refused.body.pointer).toBe('');
    expect(JSON.stringify(refused.body)).not.toContain('aino');
  });

  test('is told from one that the call answers, which is not to be set', async () => {
    const { body, tag } = await officer('POST', '/v1/recipients', recipient);
    const refused = await call(
      'administrator',
      'PATCH',
      `/v1/recipients/${body.id}`,
      { ...body },
      { 'if-match': tag },
    );
    expect([refused.status, refused.body.pointer]).toEqual([422, '/id']);
  });

  test('of a browser or a site that is newer than the collector is passed over', async () => {
    const decision = { ...accepting(await notice()), newer: true };
    expect((await post('/s/test/decisions', decision)).status).toBe(201);
  });
});

test.each([
  ['limit=1&limit=2', '"limit" is given more than once'],
  ['limit=1&limt=2', 'This call knows the parameters: '],
  ['limit=1&hasOwnProperty=2', 'This call knows the parameters: '],
])('?%s is refused', async (query, says) => {
  const refused = await officer('GET', `/v1/persons?${query}`);
  expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining(says)]);
});

test('what was meant is said where it is near, and nothing is guessed where it is not', () => {
  const known = ['toolUntil', 'toolDate', 'name', 'role'];
  expect(nearest('toolUntill', known)).toBe('toolUntil');
  expect(nearest('TOOL-UNTIL', known)).toBe('toolUntil');
  expect(nearest('tooldat', known)).toBe('toolDate');
  expect(nearest('rule', known)).toBe('role');
  expect(nearest('mane', known)).toBeUndefined();
  expect(nearest('x'.repeat(100_000), known)).toBeUndefined();
});

test('the document says so: of staff, no member beside those that are named; of sites and browsers, whatever is newer', async () => {
  const { paths } = (await openapi(needs)) as unknown as {
    paths: Record<
      string,
      Record<string, { tags: string[]; requestBody?: { content: Record<string, { schema: Schema }> } }>
    >;
  };
  const wholes = (schema: Schema): Schema[] => schema.anyOf ?? schema.oneOf ?? [schema];
  const open: string[] = [];
  let bodies = 0;
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { tags, requestBody }] of Object.entries(methods))
      for (const { schema } of Object.values(requestBody?.content ?? {})) {
        bodies += 1;
        const isClosed = wholes(schema).every((one) => one.additionalProperties === false);
        if (isClosed !== tags.includes('staff')) open.push(`${method} ${path}`);
      }
  expect(bodies).toBeGreaterThan(80);
  expect(open).toEqual([]);
});
