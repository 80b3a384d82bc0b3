/** Imports and exports: described, checked, read in, resumed; nothing twice, nothing silent. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { staffApp } from '../../../collector/http/staff.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { deskOf } from '../../support/desk.ts';

const collector = await testCollector();
const { call, staff, store, world } = collector;
const job = importJob(store, world, importable(resources(collector.needs)));
const pieces = sql`
  select count(*) as pieces from import_pieces where controller_id = :controller and import_id = :import`;
const app = staffApp(collector.needs);
const desk = deskOf(collector).enter(1, 'marketing');
const never = () => false;
const source = { kind: 'customer_company' };

const describeFile = async (change: object = {}) =>
  (await call('marketing', 'POST', '/v1/imports', { noun: 'persons', source, ...change })).body;
const send = async (id: string, bytes: string | Uint8Array) => {
  const answer = await call('marketing', 'PUT', `/v1/imports/${id}/file`, bytes);
  return answer.status;
};
const read = async (id: string) => (await call('marketing', 'GET', `/v1/imports/${id}`)).body;
const problems = async (id: string) =>
  (await call('marketing', 'GET', `/v1/imports/${id}/problems`)).body.items;
/** All the way; answers how it ended. */
const readIn = async (bytes: string | Uint8Array, change: object = {}) => {
  const { id } = await describeFile(change);
  expect(await send(id, bytes)).toBe(202);
  await job(never);
  const checked = await read(id);
  expect((await call('marketing', 'POST', `/v1/imports/${id}/run`)).status).toBe(202);
  await job(never);
  return { id, checked, done: await read(id) };
};
const found = async (by: string, value: string) => {
  const { body } = await call('administrator', 'POST', '/v1/lookups', { by, value, reason: 'a test' });
  return body['persons'] as Record<string, unknown>[];
};

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const windows = (text: string) => Buffer.from(text, 'latin1');

describe('a file', () => {
  test('is checked first: nothing is written, and what is wrong is told by line and member, never by value', async () => {
    const { id } = await describeFile();
    await send(
      id,
      'Nimi;Sähköposti;Puhelin\nAino;aino@import.fi;040 1\nEero;not-an-address;040 2\n;x@import.fi;abc\n',
    );
    await job(never);
    expect(await read(id)).toMatchObject({ state: 'checked', reached: 3, made: 1, known: 0, wrong: 2 });
    const told = await problems(id);
    expect(told.map(({ line, pointer }) => [line, pointer])).toEqual([
      [3, '/email'],
      [4, '/phone'],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/not-an-address|abc/);
    expect(await found('email', 'aino@import.fi')).toEqual([]);
  });
  test('is read in with its source, its company, and the month of article 14', async () => {
    const { done } = await readIn('name,email,company\n"Mäki, Liisa",liisa@import.fi,Sahkola Oy\n');
    expect(done).toMatchObject({ state: 'done', made: 1, wrong: 0 });
    const [person] = await found('email', 'liisa@import.fi');
    expect(person).toMatchObject({ name: 'Mäki, Liisa', company: 'Sahkola Oy' });
    const { body } = await call(
      'data_protection_officer',
      'GET',
      `/v1/persons/${String(person?.['id'])}/access`,
    );
    expect(body['informing']).toMatchObject([
      { source: 'customer_company', due: '2026-12-22T21:59:59.999Z', told: null },
    ]);
  });
  test.each([
    ['UTF-8', Buffer.from('nimi;email\nÅsa Öhman;asa1@import.fi\n'), 'asa1'],
    ['UTF-8 with a mark', Buffer.from('\ufeffnimi;email\nÅsa Öhman;asa2@import.fi\n'), 'asa2'],
    ['UTF-16', utf16('nimi;email\nÅsa Öhman;asa3@import.fi\n'), 'asa3'],
    ['UTF-16 big-endian', utf16('nimi;email\nÅsa Öhman;asa4@import.fi\n').swap16(), 'asa4'],
    ['Windows-1252', windows('nimi;email\nÅsa Öhman;asa5@import.fi\n'), 'asa5'],
  ])('is read in %s', async (_, bytes, mailbox) => {
    const { done } = await readIn(bytes);
    expect(done).toMatchObject({ state: 'done', made: 1 });
    expect(await found('email', `${mailbox}@import.fi`)).toMatchObject([{ name: 'Åsa Öhman' }]);
  });
  test('may be JSON Lines, and its columns may have any names', async () => {
    const lines =
      '{"who":"Onni","mail":"onni@import.fi","x":{"y":1}}\nnot json\n[]\n{"who":"Eino","mail":"eino@import.fi"}';
    const { id, done } = await readIn(lines, { form: 'jsonl', mapping: { who: 'name', mail: 'email' } });
    expect(done).toMatchObject({ made: 2, wrong: 2 });
    expect((await problems(id)).map(({ line }) => line)).toEqual([2, 3]);
  });
  test('of a table with headings of its own goes where the mapping says; a column that is mapped to nothing is left out', async () => {
    const { done } = await readIn('Kuka,Posti,Salainen\nMikko Malli,mikko@import.fi,kanaria\n', {
      mapping: { Kuka: 'name', Posti: 'email', Salainen: '' },
    });
    expect(done).toMatchObject({ state: 'done', made: 1, wrong: 0 });
    expect(await found('email', 'mikko@import.fi')).toMatchObject([{ name: 'Mikko Malli' }]);
  });
  test('that is no CSV, or no text, fails with a sentence', async () => {
    for (const [bytes, settings] of [
      ['name,email\n"never closed,x@import.fi\n', {}],
      [Buffer.from([0x6e, 0x0a, 0xff, 0xfe, 0xfd]), { encoding: 'utf-8' }],
    ] as const) {
      const { id } = await describeFile(settings);
      await send(id, bytes);
      await job(never);
      expect((await read(id))['state']).toBe('failed');
      expect((await problems(id))[0]?.['problem']).toMatch(/\.$/);
    }
  });
  test('that was read in before is refused, unless it is said', async () => {
    const text = 'name,email\nKerran,once@import.fi\n';
    await readIn(text);
    const { id } = await describeFile();
    expect(await send(id, text)).toBe(409);
    const { done } = await readIn(text, { again: true });
    expect(done).toMatchObject({ made: 0, known: 1 });
  });
});

describe('rows', () => {
  test('that are there already are left as they are, or what they lack is filled', async () => {
    const make = { name: 'Tunnettu', email: 'known@import.fi', source: { kind: 'person' } };
    await call('administrator', 'POST', '/v1/persons', make);
    const text = 'name,email,position\nAnother,KNOWN@import.fi,Johtaja\n';
    const { checked, done } = await readIn(text);
    expect([checked['known'], done['known'], done['made']]).toEqual([1, 1, 0]);
    expect(await found('email', 'known@import.fi')).toMatchObject([{ name: 'Tunnettu', position: null }]);
    await readIn(text, { known: 'fill', again: true });
    expect(await found('email', 'known@import.fi')).toMatchObject([
      { name: 'Tunnettu', position: 'Johtaja' },
    ]);
  });
  test('R57: of who was erased is refused: they come back by themselves', async () => {
    const make = { name: 'Poistettu', email: 'erased@import.fi', source: { kind: 'person' } };
    const { body } = await call('administrator', 'POST', '/v1/persons', make);
    await call('data_protection_officer', 'DELETE', `/v1/persons/${body.id}`);
    const { id, done } = await readIn('name,email\nPoistettu,ERASED@Import.fi\n');
    expect(done).toMatchObject({ made: 0, wrong: 1 });
    expect(await problems(id)).toMatchObject([{ line: 2, pointer: '/email' }]);
  });
  test('R57: of who objected, and then was erased, is refused too', async () => {
    const make = { name: 'Vastustaja', email: 'objected@import.fi', source: { kind: 'person' } };
    const { body } = await call('administrator', 'POST', '/v1/persons', make);
    const said = await call('data_protection_officer', 'POST', `/v1/persons/${body.id}/objection`, {});
    expect(said.status).toBeLessThan(300);
    await call('data_protection_officer', 'DELETE', `/v1/persons/${body.id}`);
    const { done } = await readIn('name,email\nVastustaja,objected@import.fi\n');
    expect(done).toMatchObject({ made: 0, wrong: 1 });
  });
  test('R42: of a third party without a permission reference are refused before the file is', async () => {
    const { status, body } = await call('marketing', 'POST', '/v1/imports', {
      noun: 'persons',
      source: { kind: 'third_party' },
    });
    expect([status, body.pointer]).toEqual([422, '/source/permission']);
  });
  test('a thousand are all there, each once, though the collector was stopped in the middle', async () => {
    const lines = Array.from({ length: 1000 }, (_, n) => `Rivi ${n},row${n}@import.fi`);
    const { id } = await describeFile();
    await send(id, `name,email\n${lines.join('\n')}\n`);
    await job(never);
    await call('marketing', 'POST', `/v1/imports/${id}/run`);
    for (let runs = 0; (await read(id))['state'] === 'running'; runs += 1) {
      let asked = 0;
      await job(() => ++asked > 350 * (runs + 1));
      expect(runs).toBeLessThan(20);
    }
    expect(await read(id)).toMatchObject({ state: 'done', reached: 1000, made: 1000, known: 0, wrong: 0 });
    expect(await found('email', 'row999@import.fi')).toHaveLength(1);
  });
  test('are left alone after a stop', async () => {
    const { id } = await describeFile();
    await send(id, 'name,email\nEi,never@import.fi\n');
    await job(never);
    expect((await call('marketing', 'POST', `/v1/imports/${id}/stop`)).status).toBe(200);
    await job(never);
    expect((await call('marketing', 'POST', `/v1/imports/${id}/run`)).status).toBe(412);
    expect(await found('email', 'never@import.fi')).toEqual([]);
  });
});

describe('exports', () => {
  test('hold all rows, as the role sees them, with formulas made harmless, and every person sees that they were in it', async () => {
    const make = {
      name: '=HYPERLINK("https://evil.example")',
      email: 'formula@import.fi',
      source: { kind: 'person' },
    };
    const { body } = await call('administrator', 'POST', '/v1/persons', make);
    const csv = await (
      await staff('marketing', '/v1/exports/persons', undefined, { 'lupa-reason': 'autumn letter' })
    ).text();
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const lines = await (
      await staff('marketing', '/v1/exports/persons?format=jsonl', undefined, { 'lupa-reason': 'x' })
    ).text();
    const rows = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    expect(rows.length).toBeGreaterThan(1000);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(csv.trim().split('\r\n')).toHaveLength(rows.length + 1);
    const access = await call('data_protection_officer', 'GET', `/v1/persons/${body.id}/access`);
    expect(JSON.stringify(access.body['readings'])).toContain('autumn letter');
  });
  test('what was exported reads in again as it was', async () => {
    const csv = await (await staff('administrator', '/v1/exports/organisations')).text();
    const { done } = await readIn(csv, { noun: 'organisations', source: { kind: 'person' } });
    expect(done).toMatchObject({ made: 0, wrong: 0 });
  });
  test('need a reason and a role that sees the rows', async () => {
    expect(
      (await call('marketing', 'GET', '/v1/exports/persons', undefined, { 'lupa-reason': '' })).status,
    ).toBe(422);
    expect((await call('auditor', 'GET', '/v1/exports/persons')).status).toBe(403);
  });
});

test('licences: rows that are about nobody, cannot be, or refer to what is not there, are told by line', async () => {
  const { id } = (
    await call('administrator', 'POST', '/v1/imports', {
      noun: 'licences',
      source: { kind: 'customer_company' },
    })
  ).body;
  const nowhere = '00000000-0000-7000-8000-000000000000';
  const file = [
    'product,licenceKey,seats,validFrom,validUntil,organisation,company',
    'ELMAS,IMPORT-1,5,2026-01-01,,,',
    `ELMAS,IMPORT-2,5,2026-01-01,,${nowhere},`,
    'ELMAS,IMPORT-3,5,2026-01-01,2025-01-01,,Tuonti Oy',
    'ELMAS,IMPORT-4,5,1.2.2026,,,Tuonti Oy',
  ].join('\n');
  expect((await call('administrator', 'PUT', `/v1/imports/${id}/file`, file)).status).toBe(202);
  await job(never);
  const told = (await call('administrator', 'GET', `/v1/imports/${id}/problems`)).body.items;
  expect(told.map(({ line, pointer }) => [line, pointer])).toEqual([
    [2, '/organisation'],
    [3, '/organisation'],
    [4, '/validUntil'],
  ]);
  await call('administrator', 'POST', `/v1/imports/${id}/run`);
  await job(never);
  const { body } = await call('administrator', 'GET', '/v1/licences');
  expect(body.items).toMatchObject([{ licenceKey: 'IMPORT-4', validFrom: '2026-02-01T00:00:00.000Z' }]);
  for (const noun of ['activations', 'misuse-flags']) {
    const refused = await call('administrator', 'POST', '/v1/imports', { noun, source });
    expect(refused.status, noun).toBe(422);
  }
});

test('a file that nobody goes on with is gone after a day', async () => {
  const { id } = await describeFile();
  expect(await send(String(id), 'name,email\nVanha,vanha@import.fi\n')).toBe(202);
  await job(never);
  const kept = () => store.read(pieces, { controller: 1, import: fromUuid(String(id)) });
  expect(await kept()).toEqual([{ pieces: 1 }]);
  world.pass(23 * 60 * 60_000);
  await job(never);
  expect(await kept()).toEqual([{ pieces: 1 }]);
  world.pass(2 * 60 * 60_000);
  await job(never);
  expect(await kept()).toEqual([{ pieces: 0 }]);
  expect(await read(String(id))).toMatchObject({ state: 'stopped' });
});

describe('two uploads to one import', () => {
  /** A body that goes on as it is told, piece by piece. */
  const slow = () => {
    const { readable, writable } = new TransformStream<Uint8Array>();
    const writer = writable.getWriter();
    return { readable, writer };
  };
  const put = async (id: string, body: ReadableStream) => {
    const key = await desk;
    return app.request(`/v1/imports/${id}/file`, {
      method: 'PUT',
      body,
      headers: { authorization: `Bearer ${key}` },
      duplex: 'half',
    } as RequestInit);
  };
  const many = async (id: string) =>
    (await store.read<{ pieces: number }>(pieces, { controller: 1, import: fromUuid(id) }))[0]?.pieces;
  const bytes = (length: number) => new Uint8Array(length).fill(97);
  const until = async (id: string, wanted: number) => {
    while ((await many(id)) !== wanted) await new Promise((done) => setImmediate(done));
  };

  test('the second is refused, and the first is whole', async () => {
    const { id } = await describeFile({ form: 'csv' });
    const { readable, writer } = slow();
    const first = put(id, readable);
    await writer.write(new TextEncoder().encode('name,email\n'));
    await writer.write(bytes(300_000));
    await until(id, 1);
    const second = await call('marketing', 'PUT', `/v1/imports/${id}/file`, 'name\nOther\n');
    expect([second.status, second.body['type']]).toEqual([409, expect.stringContaining('import-busy')]);
    expect(await many(id)).toBe(1);
    await writer.close();
    expect((await first).status).toBe(202);
    expect(await read(id)).toMatchObject({ state: 'checking', bytes: 300_011 });
  });
  test('one that broke off leaves nothing, and another may begin at once; after a minute also where it hangs', async () => {
    const { id } = await describeFile();
    const broken = slow();
    const first = put(id, broken.readable);
    await broken.writer.write(bytes(300_000));
    await until(id, 1);
    await broken.writer.abort(new Error('gone'));
    expect((await first).status).toBeGreaterThanOrEqual(400);
    expect(await many(id)).toBe(0);
    const hanging = slow();
    const second = put(id, hanging.readable);
    await hanging.writer.write(bytes(300_000));
    await until(id, 1);
    world.pass(60_001);
    expect(await send(id, 'name,email\nUusi,uusi-lataus@import.fi\n')).toBe(202);
    await hanging.writer.write(bytes(300_000)).catch(() => {});
    await hanging.writer.close().catch(() => {});
    expect((await second).status).toBe(412);
    expect(await many(id)).toBe(1);
    await job(never);
    expect(await read(id)).toMatchObject({ state: 'checked', made: 1, wrong: 0 });
  });
  test('one to an import that is stopped meanwhile leaves no piece', async () => {
    const { id } = await describeFile();
    const { readable, writer } = slow();
    const late = put(id, readable);
    await writer.write(bytes(300_000));
    await until(id, 1);
    expect((await call('marketing', 'POST', `/v1/imports/${id}/stop`)).status).toBe(200);
    expect(await many(id)).toBe(0);
    await writer.write(bytes(300_000)).catch(() => {});
    await writer.close().catch(() => {});
    expect((await late).status).toBe(412);
    expect(await many(id)).toBe(0);
  });
});
