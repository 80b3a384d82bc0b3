/** R55 and portability (GDPR 15, 20) over HTTP: forms, languages, who may, the log, the published schemas. */

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { portableAnswerSchema } from '../../../collector/http/schemas/portable.ts';
import { pagePolicy } from '../../../collector/rights/answer/pageStyle.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { uuid } from '../../support/decision.ts';
import { everything } from '../../support/everything.ts';
import { zipTexts } from '../../support/fileText.ts';
import { relaySettings } from '../../support/relayed.ts';

const collector = await testCollector();
const { staff, get, call, save, store } = collector;
const { make, company, correct } = customersOf(collector);
await save(relaySettings());

let id = '';
beforeAll(async () => {
  const person = await everything(collector);
  id = Buffer.from(person)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
});

const ask = (path: string) => staff('data_protection_officer', `/v1/persons/${id}/${path}`);

describe('the access answer', () => {
  test('is JSON where nothing is said, with the address of its schema', async () => {
    const answer = await ask('access');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toMatchObject({
      v: 1,
      dataHeld: true,
      schema: 'https://collector.example/schemas/access-answer/1.json',
    });
  });

  test('is a page that may do nothing but be looked at', async () => {
    const answer = await ask('access?form=page&language=sv');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(pagePolicy);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('<html lang="sv">');
  });

  test.each([
    ['pdf', 'application/pdf', '%PDF'],
    ['zip', 'application/zip', 'PK'],
  ])('is a %s to be saved', async (form, type, begins) => {
    const answer = await ask(`access?form=${form}&language=en`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="my-data-[\d-]+\.(pdf|zip)"$/,
    );
    expect(
      Buffer.from(await answer.arrayBuffer())
        .toString('latin1')
        .startsWith(begins),
    ).toBe(true);
  });

  test('tells of its own reading, with the reason that was given', async () => {
    await staff('data_protection_officer', `/v1/persons/${id}/access`, undefined, {
      'lupa-reason': 'request R-7',
    });
    const { readings } = (await (await ask('access')).json()) as { readings: object[] };
    const read = { action: 'access', role: 'data_protection_officer' };
    for (const reason of ['request R-7', 'answering an access request (GDPR 15)'])
      expect(readings).toContainEqual(expect.objectContaining({ ...read, reason }));
  });

  test('of an entry that was merged away is that of the entry that was kept', async () => {
    const [merged] = await store.read<{ id: Uint8Array }>(
      { text: 'select person_id as id from persons where merged_into is not null', names: [] },
      {},
    );
    const old = Buffer.from(merged?.id ?? [])
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const answer = await staff('administrator', `/v1/persons/${old}/access`);
    expect(await answer.json()).toMatchObject({
      person: { id },
      mergedEntries: [{ name: 'Aino Lehto' }],
    });
  });

  test.each([
    ['form=word', 422],
    ['language=de', 422],
    ['form=json&page=2', 422],
  ])('refuses %s', async (query, status) => {
    expect((await ask(`access?${query}`)).status).toBe(status);
    if (query !== 'form=json&page=2') expect((await ask(`portable?${query}`)).status).toBe(status);
  });

  test('is for those who answer requests, and of nobody it is not found', async () => {
    for (const path of ['access', 'portable']) {
      for (const role of ['marketing', 'support', 'auditor'] as const)
        expect((await staff(role, `/v1/persons/${id}/${path}`)).status).toBe(403);
      expect((await staff('administrator', `/v1/persons/${uuid()}/${path}`)).status).toBe(404);
    }
  });
});

describe('what one may take along', () => {
  test('is as the published schema says, in JSON and as CSV by the same names', async () => {
    const answer = (await (await ask('portable')).json()) as Record<string, unknown>;
    expect(v.safeParse(portableAnswerSchema, answer).issues).toBeUndefined();
    expect(answer).toMatchObject({
      schema: 'https://collector.example/schemas/portable/1.json',
      person: { name: 'Aino Virtanen', email: 'aino@example.fi', company: 'Metsä Oy' },
      accounts: [],
      feedback: [{ channel: 'phone', body: 'Kiitos!' }],
      visits: [{ page: '/shop', browser: 'Firefox' }],
    });
    const zip = zipTexts(new Uint8Array(await (await ask('portable?form=zip&language=sv')).arrayBuffer()));
    expect(Object.keys(zip).sort()).toEqual(
      ['data.json', 'events.csv', 'feedback.csv', 'person.csv', 'readme.txt', 'visits.csv'].sort(),
    );
    expect(zip['feedback.csv']).toMatch(/^\ufeffreceived,channel,body\r\n[^\r]+,phone,Kiitos!\r\n$/);
    expect(zip['readme.txt']).toContain('artikel 20');
    expect(JSON.parse(zip['data.json'] ?? '')).toMatchObject({ v: 1 });
  });

  test('is not what others gave, nor what the law or our interest rests on', async () => {
    const other = await make('persons', {
      name: 'Muiden Kertoma',
      email: 'muu@example.fi',
      organisation: await company(),
      source: { kind: 'customer_company' },
    });
    await correct('persons', other, { phone: '+358 40 7654321' });
    await make('accounts', { person: other, userName: 'annettu', source: { kind: 'customer_company' } });
    await make('accounts', { person: other, userName: 'itse' });
    const { body } = await call('administrator', 'GET', `/v1/persons/${other}/portable`);
    expect(body).toMatchObject({
      person: { name: null, email: null, phone: '+358 40 7654321', company: null },
      accounts: [{ userName: 'itse' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/transactions|licences|activations|access_log|readings|annettu/);
  });
});

describe('the schemas', () => {
  test.each([
    ['access-answer', 'access', ['readings', 0, 'at']],
    ['portable', 'portable', ['made']],
  ])(
    'a real %s is as its published schema says by another validator of JSON Schema, and nothing else is',
    async (name, path, time) => {
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      const check = ajv.compile((await (await get(`/schemas/${name}/1.json`)).json()) as object);
      const answer = (await (await ask(path)).json()) as Record<string, unknown>;
      check(answer);
      expect(check.errors).toBeNull();
      expect(check({ ...answer, beside: 1 })).toBe(false);
      const wrong = structuredClone(answer);
      let at = wrong as Record<string | number, unknown>;
      for (const step of time.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
      at[time.at(-1) ?? ''] = 'yesterday';
      expect(check(wrong)).toBe(false);
    },
  );

  test.each(['access-answer', 'portable'])(
    '%s is JSON Schema that everybody may read, closed to other members',
    async (name) => {
      const answer = await get(`/schemas/${name}/1.json`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/schema+json']);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(await answer.json()).toMatchObject({
        $id: `https://collector.example/schemas/${name}/1.json`,
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        additionalProperties: false,
        properties: { v: { const: 1 }, made: { type: 'string', format: 'date-time' } },
      });
    },
  );

  test('others are not found', async () => {
    for (const path of ['access-answer/2.json', 'constructor/1.json', 'x/y'])
      expect((await get(`/schemas/${path}`)).status).toBe(404);
  });
});
