/** The calls that every resource has: list, get, create, edit; shown with organisations and persons. */
import { describe, expect, test } from 'vitest';
import { testCollector } from '../../../support/collector.ts';

const collector = await testCollector();
const { call, world } = collector;

const aino = {
  name: 'Aino Virtanen',
  email: 'Aino@Example.fi',
  phone: '040 123 4567',
  source: { kind: 'person' },
};
let serial = 0;
/** A person whom nobody else has made. */
const make = async (change: object = {}) => {
  serial += 1;
  const answer = await call('administrator', 'POST', '/v1/persons', {
    ...aino,
    email: `p${serial}@example.fi`,
    ...change,
  });
  expect(answer.status).toBe(201);
  return answer;
};

describe('creating', () => {
  test('answers the row with its place and version; what is not given is nothing', async () => {
    const { body, headers, tag } = await make();
    expect(body).toMatchObject({ version: 1, name: 'Aino Virtanen', position: null, organisation: null });
    expect(headers.get('location')).toBe(`/v1/persons/${body.id}`);
    expect(tag).toBe('"1"');
  });
  test('R35: a value without a source is refused', async () => {
    const { source: _, ...sourceless } = aino;
    const answer = await call('administrator', 'POST', '/v1/persons', sourceless);
    expect(answer.status).toBe(422);
    expect(answer.body.pointer).toBe('/source');
  });
  test('R42: what a third party or a public source gave needs a permission reference', async () => {
    for (const kind of ['third_party', 'public']) {
      const refused = await call('administrator', 'POST', '/v1/persons', {
        ...aino,
        email: `${kind}@example.fi`,
        source: { kind },
      });
      expect(refused.status).toBe(422);
      expect(refused.body.pointer).toBe('/source/permission');
      const permission = 'contract 12, section 3';
      await make({ email: `${kind}@example.fi`, source: { kind, permission } });
    }
  });
  test('one e-mail address is one person', async () => {
    await make({ email: 'ONE@example.fi' });
    const again = await call('administrator', 'POST', '/v1/persons', { ...aino, email: 'one@EXAMPLE.fi' });
    expect(again.status).toBe(409);
  });
  test('an organisation that is not there is refused with a pointer', async () => {
    const answer = await call('administrator', 'POST', '/v1/persons', {
      ...aino,
      email: 'nowhere@example.fi',
      organisation: '00000000-0000-7000-8000-000000000000',
    });
    expect([answer.status, answer.body.pointer]).toEqual([422, '/organisation']);
  });
  test('the same request again, by its Idempotency-Key, makes nothing new', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { name: 'Metsä Oy', source: { kind: 'person' } };
    const [one, two] = await Promise.all([
      call('support', 'POST', '/v1/organisations', body, headers),
      call('support', 'POST', '/v1/organisations', body, headers),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 201]);
    expect(one.body.id).toBe(two.body.id);
    const other = await call('support', 'POST', '/v1/organisations', { ...body, name: 'Other Oy' }, headers);
    expect(other.status).toBe(422);
  });
});

describe('editing', () => {
  test('changes the members that are named, and nothing else', async () => {
    const { body, tag } = await make({ position: 'Johtaja' });
    const change = { phone: '+358 9 1234', position: null, source: { kind: 'person' } };
    const edited = await call('administrator', 'PATCH', `/v1/persons/${body.id}`, change, {
      'if-match': tag,
    });
    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({
      version: 2,
      name: 'Aino Virtanen',
      phone: '+358 9 1234',
      position: null,
    });
    const read = await call('administrator', 'GET', `/v1/persons/${body.id}`);
    expect(read.body).toEqual(edited.body);
  });
  test('needs the version that was read; of two at once one is refused', async () => {
    const { body, tag } = await make();
    const edit = (name: string, headers: Record<string, string>) =>
      call('administrator', 'PATCH', `/v1/persons/${body.id}`, { name, source: { kind: 'person' } }, headers);
    expect((await edit('A', {})).status).toBe(428);
    const both = await Promise.all([edit('B', { 'if-match': tag }), edit('C', { 'if-match': tag })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await edit('D', { 'if-match': tag })).status).toBe(412);
  });
  test('with `If-Match: *` changes the row as it is, however many do so at once (RFC 9110 13.1.1)', async () => {
    const { body } = await make();
    const edits = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        call(
          'administrator',
          'PATCH',
          `/v1/persons/${body.id}`,
          { position: `Position ${n}`, source: { kind: 'person' } },
          { 'if-match': '*' },
        ),
      ),
    );
    expect(new Set(edits.map(({ status }) => status))).toEqual(new Set([200]));
    const { body: last } = await call('administrator', 'GET', `/v1/persons/${body.id}`);
    expect(last['version']).toBe(21);
  });
  test('with a reason that cannot be kept is refused before anything is changed', async () => {
    const { body } = await make({ name: 'Before' });
    const headers = { 'if-match': '*', 'lupa-reason': 'x'.repeat(301) };
    const change = { name: 'After', source: { kind: 'person' } };
    const path = `/v1/persons/${body.id}`;
    expect((await call('administrator', 'PATCH', path, change, headers)).status).toBe(422);
    expect((await call('administrator', 'GET', path)).body).toMatchObject({ name: 'Before', version: 1 });
  });
  test('R56: what a value was is in the history, with where it had come from', async () => {
    const { body, tag } = await make({ name: 'Ania Virtanen' });
    await call(
      'administrator',
      'PATCH',
      `/v1/persons/${body.id}`,
      { name: 'Aino Virtanen', source: { kind: 'customer_company' } },
      { 'if-match': tag },
    );
    await collector.restart();
    world.pass(86_400_000);
    const answer = await call('data_protection_officer', 'GET', `/v1/persons/${body.id}/access`);
    expect(JSON.stringify(answer.body)).toContain('Ania Virtanen');
    // Everywhere else the right one alone.
    const found = async (value: string) =>
      (await call('support', 'POST', '/v1/lookups', { by: 'name', value, reason: 'a call' })).body['persons'];
    expect(await found('Ania Virtanen')).toEqual([]);
    expect(await found('Aino Virtanen')).toContainEqual(expect.objectContaining({ id: body.id }));
  });
});

describe('a person who is erased in the same moment', () => {
  test('gets no row any more: the write finds nobody', async () => {
    const { body } = await make();
    const { store } = collector;
    const write = store.write.bind(store);
    let erased = false;
    store.write = async (statements, urgency) => {
      if (!erased) {
        erased = true;
        expect((await call('data_protection_officer', 'DELETE', `/v1/persons/${body.id}`)).status).toBe(200);
      }
      return write(statements, urgency);
    };
    const feedback = {
      person: body.id,
      received: '2026-11-22',
      channel: 'email',
      body: 'late',
      source: { kind: 'person' },
    };
    const answer = await call('support', 'POST', '/v1/feedback', feedback);
    store.write = write;
    expect([answer.status, answer.body.pointer]).toEqual([422, '/person']);
  });
});

describe('listing', () => {
  test('goes page by page through all rows, each once, in order', async () => {
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      world.pass(1);
      made.push((await make()).body.id);
    }
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await call('administrator', 'GET', `/v1/persons?limit=3${after}`);
      seen.push(...body.items.map((one) => String(one['id'])));
      if (!body.next) break;
      after = `&after=${body.next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => made.includes(id))).toEqual(made);
  });
  test('needs a reason where rows are about persons; each person can see it', async () => {
    const { body } = await make();
    expect((await call('marketing', 'GET', '/v1/persons', undefined, { 'lupa-reason': '' })).status).toBe(
      422,
    );
    await call('marketing', 'GET', `/v1/persons/${body.id}`, undefined, { 'lupa-reason': 'spring letter' });
    const answer = await call('data_protection_officer', 'GET', `/v1/persons/${body.id}/access`);
    expect(JSON.stringify(answer.body)).toContain('spring letter');
  });
  test('what a list is narrowed by must be text that can be kept, or an id', async () => {
    for (const path of [
      'organisations?name=a%00b',
      `organisations?name=${'x'.repeat(321)}`,
      'persons?organisation=x',
    ])
      expect((await call('administrator', 'GET', `/v1/${path}`)).status, path).toBe(422);
  });
  test('a parameter that is not known is refused: a mistyped filter must not show everybody', async () => {
    for (const path of [
      'persons?organization=x',
      'persons?person=x',
      'exports/persons?organisation=x',
      'access-log?persn=x',
      'visits?persn=x',
      'messages?perons=x',
      'keys?staf=1',
      'informing?afer=x',
    ]) {
      const { status, body } = await call('administrator', 'GET', `/v1/${path}`);
      expect([status, body.detail], path).toEqual([422, expect.stringContaining('knows the parameters')]);
    }
  });
  test('an auditor reads no person', async () => {
    expect((await call('auditor', 'GET', '/v1/persons')).status).toBe(403);
  });
});

describe('R57: an address of somebody who was erased', () => {
  const permission = 'asked by telephone on 23 November';
  const erasedOf = async (email: string) => {
    const { body } = await make({ email });
    expect((await call('data_protection_officer', 'DELETE', `/v1/persons/${body.id}`)).status).toBe(200);
  };
  test('is entered again by hand only where the person themselves asked, and how is said', async () => {
    await erasedOf('gone@example.fi');
    const enter = (source: object) =>
      call('administrator', 'POST', '/v1/persons', { name: 'Palannut', email: 'GONE@example.fi', source });
    for (const source of [
      ...['person', 'registration', 'customer_company', 'visit', 'service'].map((kind) => ({ kind })),
      { kind: 'third_party', permission },
    ]) {
      const { status, body } = await enter(source);
      expect([status, body.pointer], source.kind).toEqual([422, '/email']);
      expect(body.detail).toContain('source.permission');
      expect(JSON.stringify(body)).not.toMatch(/gone@/i);
    }
    expect((await enter({ kind: 'person', permission })).status).toBe(201);
  });
  test('does not come back as a correction of another person’s; who has come back is edited as anybody', async () => {
    await erasedOf('left@example.fi');
    const { body } = await make();
    const edit = (change: object, source: object = { kind: 'customer_company' }) =>
      call('administrator', 'PATCH', `/v1/persons/${body.id}`, { ...change, source }, { 'if-match': '*' });
    expect((await edit({ email: 'left@example.fi' })).body.pointer).toBe('/email');
    expect((await edit({ email: 'left@example.fi' }, { kind: 'person', permission })).status).toBe(200);
    expect((await edit({ position: 'Johtaja' })).status).toBe(200);
  });
});
