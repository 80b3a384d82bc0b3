/** Requests that staff weigh, with a restart in the middle of each: objection to processing, answers with something left out, erasing while others are open. */
import { describe, expect, test } from 'vitest';
import { requestsByTime } from '../../../collector/rights/requests/night.ts';
import { sql } from '../../../collector/store/store.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { pageText, pdfText, zipTexts } from '../../support/fileText.ts';
import { marketingOf } from '../../support/marketing.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { store, world, call, restart, controller, post } = collector;
const { person } = marketingOf(collector);
const { make } = customersOf(collector);
const { ask, letters, link, open, send, proven, find, act } = askingOf(collector);
const events = sql`select body from ledger where controller_id = :controller order by number`;
const ledger = async (about: string) =>
  (await store.read<{ body: string }>(events, { controller: controller.id }))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    .filter((one) => Object.values(one).includes(about));
const stateOf = async (id: string) => (await call('administrator', 'GET', `/v1/persons/${id}/state`)).body;
const readable = async (id: string) => (await call('administrator', 'GET', `/v1/persons/${id}`)).status;
const night = () => requestsByTime(store, world);
const file = async (path: string, fields: Record<string, string>) => {
  const answer = await post(path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://collector.example',
  });
  return new Uint8Array(await answer.arrayBuffer());
};
const newest = async (template: string, to: string) => (await letters(template, to)).at(-1)?.body.text ?? '';

describe('R58: objection to processing, on grounds of one’s own situation (GDPR 21(1))', () => {
  const kind = 'processing_objection';
  const details = 'Minua vainotaan: nimeni ei saa näkyä yhteystietolistoilla.';

  test('needs its grounds, on the page, by the API and where staff enter it', async () => {
    expect(await ask({ kind, email: 'a@example.fi' })).toMatchObject({ status: 422, pointer: '/details' });
    const form = { kind, email: 'a@example.fi', language: 'fi', name: '', details: ' ', website: '' };
    const page = await send('/s/test/requests', form);
    expect(page.status).toBe(422);
    expect(page.text).toContain('vastustaminen on perusteltava');
    const entered = await call('support', 'POST', '/v1/requests', { kind, way: 'letter' });
    expect([entered.status, entered.body.pointer]).toEqual([422, '/details']);
  });

  test('restricts as soon as it is proven; overridden by compelling grounds, the restriction ends a week after they were told', async () => {
    const email = 'vainottu@example.fi';
    const id = await person({ email, language: 'fi' });
    const reference = await proven({ kind, email, details, language: 'fi' });
    expect(await newest('request_received', email)).toContain('18 artiklan 1 kohdan b');
    expect(await stateOf(id)).toMatchObject({ restriction: 'objection' });
    expect(await readable(id)).toBe(404);
    await restart();
    const request = (await find(reference)).id;
    expect(await find(reference)).toMatchObject({ state: 'verified', details });
    expect((await act(request, 'answer', {})).body.pointer).toBe('/stopped');
    const reason = 'Lisenssin väärinkäytön selvittäminen on kesken.';
    const refused = await act(request, 'refusal', { ground: 'compelling', reason });
    expect(refused.body).toMatchObject({ state: 'refused', ground: 'compelling' });
    const letter = await newest('request_refused', email);
    expect(letter).toMatch(
      /huomattavan tärkeä[\s\S]*selvittäminen[\s\S]*rajoitus päättyy[\s\S]*tietosuojavaltuutetulle/,
    );
    const lifts = Date.parse(String(refused.body['lifts']));
    expect(lifts - world.clock()).toBeGreaterThan(6 * day);
    await night();
    expect(await readable(id)).toBe(404);
    await restart();
    world.pass(lifts - world.clock());
    await night();
    await night();
    expect(await readable(id)).toBe(200);
    expect(await find(reference)).toMatchObject({ lifts: null });
    const told = await ledger(id);
    expect(told.filter((one) => 'told' in one)).toHaveLength(1);
    expect(JSON.stringify([...told, ...(await ledger(request))])).not.toMatch(/vainot|väärinkäytön/);
  });

  test.each([
    ['restricted', 404, 'niitä ei enää käytetä'],
    ['ended', 200, 'Emme enää luovuta nimeäsi.'],
    ['erased', 404, 'Tietosi on poistettu'],
  ])('upheld: %s', async (stopped, status, words) => {
    const email = `${stopped}@example.fi`;
    const id = await person({ email });
    const reference = await proven({ kind, email, details, language: 'fi' });
    const { id: request } = await find(reference);
    if (stopped === 'ended') expect((await act(request, 'answer', { stopped })).body.pointer).toBe('/note');
    const note = 'Emme enää luovuta nimeäsi.';
    const answered = await act(request, 'answer', { stopped, note });
    expect(answered.body).toMatchObject({ state: 'answered', stopped });
    const letter = await newest(stopped === 'erased' ? 'request_erased' : 'request_done', email);
    expect(letter).toContain('Olemme lopettaneet käsittelyn, jota vastustit.');
    expect(letter).toContain(words);
    await restart();
    world.pass(9 * day);
    await night();
    expect(await readable(id)).toBe(status);
    expect((await stateOf(id))['erased'] !== null).toBe(stopped === 'erased');
    expect(await ledger(request)).toContainEqual(expect.objectContaining({ stopped }));
  });

  test('whoever asked for restriction on another ground meanwhile, or objects to more, stays restricted', async () => {
    const email = 'kaksi@example.fi';
    const id = await person({ email });
    const first = await find(await proven({ kind, email, details }));
    const other = await find(await proven({ kind: 'restriction', email }));
    await act(first.id, 'refusal', { ground: 'claims', reason: 'Riita.' });
    expect((await act(other.id, 'answer', { restriction: 'accuracy' })).status).toBe(200);
    expect(await stateOf(id)).toMatchObject({ restriction: 'accuracy' });
    const two = 'uudelleen@example.fi';
    const again = await person({ email: two });
    const before = await find(await proven({ kind, email: two, details }));
    await act(before.id, 'refusal', { ground: 'claims', reason: 'Riita.' });
    await proven({ kind, email: two, details });
    world.pass(9 * day);
    await night();
    expect(await readable(id)).toBe(404);
    expect(await readable(again)).toBe(404);
  });

  test('taken back, the restriction ends as it is told; of somebody unknown nothing is restricted', async () => {
    const email = 'peruu@example.fi';
    const id = await person({ email });
    await proven({ kind, email, details, language: 'en' });
    const path = link((await letters('request_confirm', email))[0]);
    await send(path, { do: 'withdraw' });
    expect(await newest('request_withdrawn', email)).toContain('The restriction of your data ends on');
    world.pass(8 * day);
    await night();
    expect(await readable(id)).toBe(200);
    const reference = await proven({ kind, email: 'kuka@example.fi', details, language: 'en' });
    await act((await find(reference)).id, 'answer', {});
    expect(await newest('request_done', 'kuka@example.fi')).toContain('We hold no data');
  });

  test('its grounds are no grounds against another request', async () => {
    await person({ email: 'muu@example.fi' });
    const { id } = await find(await proven({ kind: 'access', email: 'muu@example.fi' }));
    const refused = await act(id, 'refusal', { ground: 'compelling', reason: 'x' });
    expect([refused.status, refused.body.pointer]).toEqual([422, '/ground']);
  });
});

test('R55: what would harm others is left out of the answer, with the reason; the rest is given (15(4), 12(4))', async () => {
  const email = 'osa@example.fi';
  const id = await person({ email, language: 'fi' });
  const said = (body: string) => {
    world.pass(1);
    return make('feedback', {
      person: id,
      channel: 'phone',
      received: new Date(world.clock()).toISOString(),
      body,
    });
  };
  const [whole, part] = [await said('Naapurini Kanaria Kanarialainen huusi.'), await said('Kiitos!')];
  const logged = await said('Kuulin tämän Salaneuvoselta.');
  const reference = await proven({ kind: 'access', email, language: 'fi' });
  const request = (await find(reference)).id;
  const why = 'Kertoo toisesta ihmisestä.';
  for (const leaveOut of [
    [
      { table: 'feedback', id: whole, why },
      { table: 'feedback', id: request, why },
    ],
    [
      { table: 'feedback', id: whole, why },
      { table: 'constructor', why },
    ],
    [
      { table: 'feedback', id: whole, why },
      { table: 'feedback', id: part, field: 'nothing', why },
    ],
  ])
    expect((await act(request, 'answer', { leaveOut })).body.pointer).toBe('/leaveOut/1');
  const leaveOut = [
    { table: 'feedback', id: whole, why },
    { table: 'feedback', id: logged, field: 'body', why: 'Nimeää lähteen.' },
  ];
  expect((await act(request, 'answer', { leaveOut })).body).toMatchObject({
    mailed: true,
    print: null,
    tell: null,
  });
  const letter = (await letters('request_answer', email)).at(-1);
  expect(letter?.body.text).toMatch(/Jotakin on jätetty pois[\s\S]*tietosuojavaltuutetulle/);
  await restart();
  world.pass(day);
  const path = link(letter);
  const json = JSON.parse((await send(path, { reference, as: 'json' })).text);
  expect(json.register.feedback).toEqual([
    expect.objectContaining({ id: part, body: 'Kiitos!' }),
    expect.objectContaining({ id: logged, body: null }),
  ]);
  expect(json.withheld).toContainEqual({ from: 'feedback', id: whole, why });
  expect(json.withheld).toContainEqual({ from: 'feedback.body', id: logged, why: 'Nimeää lähteen.' });
  const page = pageText((await send(path, { reference, as: 'page' })).text);
  for (const text of [JSON.stringify(json), page]) {
    expect(text).not.toMatch(/Kanaria|Salaneuvos/);
    expect(text).toContain(why);
  }
  const pdf = pdfText((await file(path, { reference, as: 'pdf' })) ?? new Uint8Array());
  const tables = zipTexts(await file(path, { reference, as: 'zip' }));
  expect(Object.keys(tables)).toEqual(expect.arrayContaining(['answer.html', 'answer.json', 'feedback.csv']));
  for (const text of [pdf, ...Object.values(tables)]) expect(text).not.toMatch(/Kanaria|Salaneuvos/);
  // Lines of a PDF break where they must.
  for (const text of [pdf, tables['answer.html'] ?? '', tables['answer.json'] ?? ''])
    expect(pageText(text).replaceAll(/\s+/g, ' ')).toContain(why);
  // A new link leaves out the same; staff see what it was.
  world.pass(1);
  await act(request, 'link');
  const anew = link((await letters('request_answer', email)).at(-1));
  expect((await send(anew, { reference, as: 'json' })).text).not.toMatch(/Kanaria|Salaneuvos/);
  expect((await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`)).body).toMatchObject({
    register: { feedback: [{ id: whole }, { id: part }, { id: logged }] },
  });
  // Who asked by letter gave no address: the answer says so, and which file to print; that leaves out the same.
  const entered = await call('support', 'POST', '/v1/requests', {
    kind: 'access',
    way: 'letter',
    language: 'sv',
  });
  const onPaper = String(entered.body.id);
  await act(onPaper, 'identity', { person: id, note: 'seen' });
  const before = (await letters('request_answer')).length;
  const { mailed, print, tell } = (await act(onPaper, 'answer', { leaveOut })).body;
  expect([mailed, (await letters('request_answer')).length]).toEqual([false, before]);
  expect(tell).toMatch(/nothing was mailed/);
  expect(print).toBe(`/v1/persons/${id}/access?form=pdf&language=sv&request=${onPaper}`);
  const printed = (form: string) =>
    call('data_protection_officer', 'GET', String(print).replace('form=pdf', `form=${form}`));
  expect((await printed('pdf')).status).toBe(200);
  const given = JSON.stringify((await printed('json')).body);
  expect(given).not.toMatch(/Kanaria|Salaneuvos/);
  expect(given).toContain(why);
  const another = await person({ email: 'toinen@example.fi' });
  for (const path of [`${another}/access?request=${onPaper}`, `${id}/access?request=${id}`])
    expect((await call('data_protection_officer', 'GET', `/v1/persons/${path}`)).status).toBe(422);
  const told = await call('support', 'POST', '/v1/requests', { kind: 'rectification', way: 'letter' });
  await act(String(told.body.id), 'identity', { person: id, note: 'seen' });
  expect((await act(String(told.body.id), 'answer', {})).body).toMatchObject({
    mailed: false,
    print: null,
    tell: expect.stringContaining('by the way in which they asked'),
  });
});

test('R57: erasing by the person’s id waits for whoever is to be answered, and ends what else they had asked, in words', async () => {
  const email = 'poistuva@example.fi';
  const id = await person({ email });
  const access = await proven({ kind: 'access', email });
  const asked = { email, name: 'Nimi', details: 'salaista', language: 'fi' };
  const others = [
    await proven({ kind: 'rectification', ...asked }),
    await proven({ kind: 'processing_objection', ...asked }),
    await proven({ kind: 'erasure', ...asked }),
  ];
  const early = await call('administrator', 'DELETE', `/v1/persons/${id}`);
  expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining(access)]);
  await act((await find(access)).id, 'answer', {});
  await send(link((await letters('request_answer', email))[0]), { reference: access });
  await restart();
  const { status, body } = await call('administrator', 'DELETE', `/v1/persons/${id}`);
  expect([status, body['answered']]).toEqual([200, others]);
  for (const reference of others)
    expect(await find(reference)).toMatchObject({
      state: 'answered',
      name: null,
      email: null,
      details: null,
    });
  expect(await letters('request_erased', email)).toHaveLength(3);
  expect(await newest('request_erased', email)).toContain('Tietosi on poistettu');
  expect(await open(link((await letters('request_confirm', email)).at(-1)))).toContain('Valmis');
});

test('portability: what would harm others is left out of the file to take along, too, with the reason (20(4), 12(4))', async () => {
  const email = 'mukaan@example.fi';
  const id = await person({ email, language: 'en' });
  const said = (body: string) => {
    world.pass(1);
    return make('feedback', {
      ...{ person: id, channel: 'phone', body, source: { kind: 'person' } },
      received: new Date(world.clock()).toISOString(),
    });
  };
  const [kept, whole] = [await said('Thank you!'), await said('My neighbour Kanaria shouted.')];
  const part = await said('Kanaria was here.');
  const why = 'Tells of somebody else.';
  const reference = await proven({ kind: 'portability', email, language: 'en' });
  const request = (await find(reference)).id;
  // Only what the file would hold is left out of it: not what staff noted, and no name of a column that is not in it.
  for (const wrong of [
    { table: 'visits', why },
    { table: 'messages', why },
    { table: 'feedback', id: kept, field: 'handled', why },
    { table: 'feedback', id: kept, field: 'id', why },
  ]) {
    const refused = await act(request, 'answer', { leaveOut: [wrong] });
    expect([refused.status, refused.body.pointer]).toEqual([422, '/leaveOut/0']);
  }
  const leaveOut = [
    { table: 'feedback', id: whole, why },
    { table: 'feedback', id: part, field: 'body', why },
  ];
  expect((await act(request, 'answer', { leaveOut })).body).toMatchObject({ mailed: true });
  await restart();
  world.pass(day);
  const letter = (await letters('request_answer', email)).at(-1);
  expect(letter?.body.text).toMatch(/Something is left out[\s\S]*20\(4\)[\s\S]*complain/);
  const json = (await send(link(letter), { reference, as: 'json' })).text;
  expect(JSON.parse(json)).toMatchObject({
    feedback: [{ body: 'Thank you!' }, { body: null }],
    withheld: [
      { from: 'feedback', id: whole, why },
      { from: 'feedback.body', id: part, why },
    ],
  });
  const tables = zipTexts(await file(link(letter), { reference, as: 'zip' }));
  expect(tables['withheld.csv']).toContain(why);
  expect(tables['readme.txt']).toMatch(/left out.*withheld\.csv/);
  expect(tables['feedback.csv']).toContain('Thank you!');
  for (const text of [json, ...Object.values(tables)]) expect(text).not.toContain('Kanaria');
  // On paper: the file to hand over leaves out the same, under its own request alone.
  const entered = await call('support', 'POST', '/v1/requests', {
    kind: 'portability',
    way: 'letter',
    language: 'en',
  });
  const onPaper = String(entered.body.id);
  await act(onPaper, 'identity', { person: id, note: 'seen' });
  const { print } = (await act(onPaper, 'answer', { leaveOut })).body;
  expect(print).toBe(`/v1/persons/${id}/portable?form=zip&language=en&request=${onPaper}`);
  const printed = await call(
    'data_protection_officer',
    'GET',
    String(print).replace('form=zip', 'form=json'),
  );
  expect(printed.body).toMatchObject({ feedback: [{ body: 'Thank you!' }, { body: null }] });
  const other = `/v1/persons/${id}/access?request=${onPaper}`;
  expect((await call('data_protection_officer', 'GET', other)).status).toBe(422);
});

test('nothing of all this was a fault of ours', () => {
  expect(collector.faults).toEqual([]);
});
