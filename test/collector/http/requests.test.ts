/** Requests by right (GDPR 7(3), 12, 15-21): asked, proven, worked on, answered. */
import { describe, expect, test } from 'vitest';
import { publicApp } from '../../../collector/http/public.ts';
import { requestsByTime } from '../../../collector/rights/requests/night.ts';
import { Busy, sql } from '../../../collector/store/store.ts';
import { requestKinds } from '../../../shared/request.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { marketingOf } from '../../support/marketing.ts';
import { signer } from '../../support/token.ts';
import { day } from '../../support/world.ts';

const start = async () => {
  const collector = await testCollector();
  return { ...collector, ...marketingOf(collector), ...askingOf(collector) };
};
const the = await start();
const {
  ask,
  letters,
  link,
  open,
  send,
  proven,
  list,
  find,
  act,
  call,
  store,
  world,
  person,
  permit,
  asking,
  audience,
} = the;
const sign = await signer(the);
const ledgered = sql`select kind, body from ledger where controller_id = :controller order by number`;
const everything = async (): Promise<string> =>
  JSON.stringify(await store.read(ledgered, { controller: the.controller.id }));

describe('asking by e-mail', () => {
  test('a reference at once, the same answer and the same letter whether or not somebody is known', async () => {
    const id = await person({ email: 'known@example.fi' });
    const before = JSON.stringify(await call('administrator', 'GET', `/v1/persons/${id}`));
    const [known, unknown] = [
      await ask({ kind: 'access', email: 'known@example.fi' }),
      await ask({ kind: 'access', email: 'nobody@example.fi' }),
    ];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const bare = (one: typeof known) => ({ ...one, reference: '', text: '' });
    expect(bare(known)).toEqual(bare(unknown));
    const [[one], [other]] = [
      await letters('request_confirm', 'known@example.fi'),
      await letters('request_confirm', 'nobody@example.fi'),
    ];
    const said = (mail: typeof one) => ({
      ...mail?.body,
      text: mail?.body.text.replace(/\S+\/confirm\/\S+/, ''),
      html: '',
    });
    expect(said(one)).toEqual(said(other));
    expect([one?.person, other?.person]).toEqual([null, null]);
    // Nothing but the letter happened to them.
    expect(JSON.stringify(await call('administrator', 'GET', `/v1/persons/${id}`))).toBe(before);
    expect(await find(known.reference)).toMatchObject({ state: 'received', person: null, proof: null });
  });
  test('the link shows a page and does nothing; the button proves it, once; then it says where the request stands', async () => {
    const id = await person({ email: 'link@example.fi', language: 'fi' });
    const { reference } = await ask({ kind: 'access', email: 'Link@example.fi', language: 'en' });
    const path = link((await letters('request_confirm', 'Link@example.fi'))[0]);
    expect(await open(path)).toContain('Is this your request?');
    expect(await open(path)).toContain('Is this your request?');
    expect(await find(reference)).toMatchObject({ state: 'received' });
    const done = await send(path, { do: 'confirm' });
    expect(done.text).toContain('We work on your request');
    expect(done.text).toContain(reference);
    expect(await find(reference)).toMatchObject({ state: 'verified', proof: 'email_link', person: id });
    await send(path, { do: 'confirm' });
    expect(await letters('request_received', 'Link@example.fi')).toHaveLength(1);
    expect(await open(path)).toContain('We work on your request');
    expect(await everything()).not.toContain('link@example');
  });
  test('the page after the proof is the same for somebody unknown', async () => {
    await person({ email: 'seen@example.fi' });
    const pages: string[] = [];
    for (const email of ['seen@example.fi', 'unseen@example.fi']) {
      const { reference } = await ask({ kind: 'erasure', email, language: 'en' });
      const { text } = await send(link((await letters('request_confirm', email))[0]), { do: 'confirm' });
      pages.push(text.replace(reference, ''));
    }
    expect(pages[0]).toBe(pages[1]);
  });
  test('the letters to one address, and those for one site, are held within a budget; the answer stays the same', async () => {
    for (let time = 0; time < 8; time += 1)
      expect(await ask({ kind: 'access', email: 'flood@example.fi' })).toMatchObject({
        status: 202,
        outcome: 'pending',
        contact: 'privacy@example.fi',
      });
    expect(await letters('request_confirm', 'flood@example.fi')).toHaveLength(5);
    // A page says the same to whoever is held back as to everybody, and the other way; staff see that it happens.
    const page = async (email: string) =>
      (await send('/s/test/requests', { kind: 'access', email, language: 'en' })).text.replace(
        /class="number">[^<]+/,
        'NUMBER',
      );
    expect(await page('flood@example.fi')).toBe(await page('first@example.fi'));
    expect(await page('flood@example.fi')).toMatch(/write to us directly[\s\S]*privacy@example\.fi/);
    const held = async () => (await call('support', 'GET', '/v1/requests/open')).body['heldBack'];
    expect(await held()).toEqual({ addresses: 1, sites: 0 });
    expect(await the.needs.metrics.text()).toContain('lupa_forms_held_back_total{form="request"} 5');
    world.pass(3_600_001);
    expect(await held()).toEqual({ addresses: 0, sites: 0 });
    await ask({ kind: 'access', email: 'flood@example.fi' });
    expect(await letters('request_confirm', 'flood@example.fi')).toHaveLength(6);
  });
  test('what a program filled in is answered as everything, and nothing is kept', async () => {
    const { status, outcome } = await ask({ kind: 'access', email: 'bot@example.fi', website: 'x' });
    expect([status, outcome]).toEqual([202, 'pending']);
    expect(await letters('request_confirm', 'bot@example.fi')).toEqual([]);
  });
  test('without an address, a key or a token it is told what to give', async () => {
    expect(await ask({ kind: 'access' })).toMatchObject({ status: 422, pointer: '/email' });
    expect(await ask({ kind: 'telling', email: 'a@example.fi' })).toMatchObject({
      status: 422,
      pointer: '/kind',
    });
  });
  test('nobody proves it within 48 hours: it lapses, and who was named is forgotten', async () => {
    const { reference } = await ask({ kind: 'access', email: 'late@example.fi', name: 'Late', details: 'x' });
    const path = link((await letters('request_confirm', 'late@example.fi'))[0]);
    world.pass(2 * day + 1);
    await requestsByTime(store, world);
    expect(await find(reference)).toMatchObject({ state: 'lapsed', email: null, name: null, details: null });
    expect(await open(path)).toContain('does not hold any more');
    expect((await send(path, { do: 'confirm' })).text).toContain('does not hold any more');
  });
  test('who asked may take it back by the same link', async () => {
    const reference = await proven({ kind: 'access', email: 'back@example.fi', language: 'en' });
    const path = link((await letters('request_confirm', 'back@example.fi'))[0]);
    expect((await send(path, { do: 'withdraw' })).text).toContain('was taken back');
    expect(await find(reference)).toMatchObject({ state: 'withdrawn', email: null });
  });
});

describe('the page', () => {
  test('asks in the reader’s language, takes a form without a script, and shows the number', async () => {
    const asked = await the.get('/s/test/requests', { 'accept-language': 'sv' });
    const text = await asked.text();
    expect(text).toContain('<html lang="sv">');
    expect(asked.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(text).not.toContain('<script');
    for (const kind of requestKinds) expect(text).toContain(`value="${kind}"`);
    const form = {
      kind: 'access',
      email: 'page@example.fi',
      language: 'sv',
      name: '',
      details: 'ä'.repeat(1500),
      website: '',
    };
    const done = await send('/s/test/requests', form);
    const [row] = (await list()).filter((one) => one['email'] === 'page@example.fi');
    expect(done.text).toContain(String(row?.['reference']));
    expect(row).toMatchObject({ language: 'sv', name: null });
    expect((await send('/s/test/requests', { ...form, email: 'no address' })).status).toBe(422);
  });
  test('a browser that is refused gets a page that says what to do, a program a problem document', async () => {
    const form = new URLSearchParams({ kind: 'access', email: 'refused@example.fi' }).toString();
    const asForm = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'fi' };
    const sending = async (body: string, headers: Record<string, string>, path = '/s/test/requests') => {
      const answer = await the.post(path, body, {
        ...asForm,
        origin: 'https://collector.example',
        ...headers,
      });
      const type = answer.headers.get('content-type')?.split(';')[0];
      return { status: answer.status, type, text: await answer.text(), headers: answer.headers };
    };
    const foreign = await sending(form, { origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, type: 'text/html' });
    expect(foreign.text).toMatch(
      /<html lang="fi">[\s\S]*sivusto[\s\S]*href="requests"[\s\S]*privacy@example.fi/,
    );
    expect(foreign.headers.get('content-security-policy')).toContain("default-src 'none'");
    const large = await sending(`details=${'x'.repeat(70_000)}`, { 'accept-language': 'sv' });
    expect(large).toMatchObject({ status: 413, type: 'text/html' });
    expect(large.text).toMatch(/<html lang="sv">[\s\S]*för lång/);
    const packed = await sending(form, { 'content-encoding': 'gzip' });
    expect(packed).toMatchObject({ status: 415, type: 'text/html' });
    const multipart = { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html,*/*;q=0.8' };
    expect(await sending('--x--', multipart)).toMatchObject({ status: 415, type: 'text/html' });
    const signed = await sign({ sub: await person({ email: 'pressed@example.fi' }), use: 'request' });
    const twice = new URLSearchParams({ kind: 'access', token: signed }).toString();
    expect((await sending(twice, {})).status).toBe(200);
    expect(await sending(twice, {})).toMatchObject({ status: 409, type: 'text/html' });
    expect(await sending('', { accept: 'text/html' }, '/requests/nothing')).toMatchObject({
      status: 404,
      type: 'text/html',
    });
    // The same by a program.
    const json = { 'content-type': 'application/json', accept: 'text/html, application/json' };
    expect(await sending('{}', { ...json, origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      type: 'application/problem+json',
    });
  });
  test('whoever presses too often, or while nothing can be stored, is told when to come back', async () => {
    const path = '/requests/confirm/abcdefghijklmnopqrstuvwxyz012345';
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' };
    const pressing = (needs: object) =>
      publicApp({ ...the.needs, ...needs }).request(path, { method: 'POST', body: 'do=confirm', headers });
    const often = await pressing({ rate: { take: () => 90 } });
    expect([often.status, often.headers.get('retry-after')]).toEqual([429, '90']);
    expect(await often.text()).toMatch(/<html lang="en">[\s\S]*again in 2 minutes/);
    const full = await pressing({
      rate: {
        take: () => {
          throw new Busy();
        },
      },
    });
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await full.text()).toMatch(/<h1>This does not work just now<\/h1>/);
  });
});

describe('other proofs', () => {
  test('a visitor key is about that browser alone: access is shown there, erasure is done at once, nobody is written to', async () => {
    const decision = accepting(await the.notice());
    await the.post('/s/test/decisions', decision);
    const { visitorKey } = decision;
    const email = 'key@example.fi';
    expect(await ask({ kind: 'access', visitorKey, email })).toMatchObject({
      status: 202,
      outcome: 'own-page',
    });
    expect(await ask({ kind: 'erasure', visitorKey })).toMatchObject({ status: 202, outcome: 'answered' });
    expect(await ask({ kind: 'rectification', visitorKey })).toMatchObject({
      status: 422,
      pointer: '/email',
    });
    const held = await (await the.post('/s/test/mine', { v: 1, visitorKey })).json();
    expect(held).toMatchObject({ live: false });
    expect((await the.queued()).filter(({ recipient }) => recipient === email)).toEqual([]);
  });
  test('a token of the site proves who is signed in, once; a token for ties does not; the answer goes to the known address', async () => {
    const id = await person({ email: 'signed@example.fi' });
    const token = await sign({ sub: id, use: 'request' });
    const asked = await ask({ kind: 'access', token, email: 'attacker@example.fi' });
    expect(asked).toMatchObject({ status: 202, outcome: 'verified' });
    expect(await find(asked.reference)).toMatchObject({
      proof: 'signed_token',
      person: id,
      email: 'signed@example.fi',
    });
    expect((await the.queued()).filter(({ recipient }) => recipient === 'attacker@example.fi')).toEqual([]);
    expect(await ask({ kind: 'portability', token })).toMatchObject({ status: 409, pointer: '/token' });
    const tie = await sign({ sub: id, visitor: id });
    expect(await ask({ kind: 'access', token: tie })).toMatchObject({ status: 403 });
  });
  test('staff enter a letter with the day it came, and say how they saw who it is', async () => {
    const id = await person();
    const received = new Date(world.clock() - 10 * day).toISOString();
    const entered = await call('support', 'POST', '/v1/requests', {
      kind: 'access',
      way: 'letter',
      received,
    });
    expect(entered.status).toBe(201);
    const note = 'called back at the number in the register';
    expect(
      (await call('support', 'POST', `/v1/requests/${entered.body.id}/identity`, { person: id, note }))
        .status,
    ).toBe(403);
    const { body } = await act(entered.body.id, 'identity', { person: id, note });
    // Nothing was asked back at once: the month runs from receipt.
    expect(body).toMatchObject({ state: 'verified', proofNote: note, received, due: entered.body['due'] });
    const late = { kind: 'access', way: 'phone', received: new Date(world.clock() + day).toISOString() };
    expect((await call('support', 'POST', '/v1/requests', late)).body.pointer).toBe('/received');
  });
});

describe('absolute rights', () => {
  test('R8: an objection is done as soon as it is proven: no audience has them from that second on', async () => {
    const id = await person({ email: 'stop@example.fi' });
    await permit(id);
    expect(await audience()).toContain(id);
    const reference = await proven({ kind: 'objection', email: 'stop@example.fi' });
    expect(await find(reference)).toMatchObject({ state: 'answered' });
    expect(await audience()).not.toContain(id);
  });
  test('somebody unknown who objects stays unwritten to when a list is read in later', async () => {
    await proven({ kind: 'objection', email: 'future@example.fi' });
    const id = await person({ email: 'future@example.fi' });
    expect((await asking(id)).body.pointer).toBe('/person');
    expect(await audience()).not.toContain(id);
  });
  test('a withdrawal ends what rests on consent, and nothing else', async () => {
    const id = await person({ email: 'undo@example.fi' });
    await permit(id);
    await proven({ kind: 'withdrawal', email: 'undo@example.fi' });
    expect(await audience()).not.toContain(id);
    const { body } = await call('marketing', 'GET', `/v1/permissions?person=${id}`);
    expect(body.items.map(({ ending }) => ending)).toEqual(['withdrawn']);
  });
});

describe('working on it', () => {
  test('the same asked twice is one: the second is joined, and both references are told', async () => {
    await person({ email: 'twice@example.fi' });
    const first = await proven({ kind: 'access', email: 'twice@example.fi', language: 'en' });
    const second = await proven({ kind: 'access', email: 'twice@example.fi', language: 'en' });
    expect(await find(second)).toMatchObject({ state: 'joined', joined: (await find(first)).id });
    const [letter] = await letters('request_joined');
    expect(letter?.body.text).toContain(first);
  });
  test('each step is in the ledger and in the request, with nothing personal', async () => {
    await person({ email: 'steps@example.fi' });
    const reference = await proven({ kind: 'rectification', email: 'steps@example.fi', details: 'Kanaria' });
    const { id } = await find(reference);
    expect((await act(id, 'start')).body['state']).toBe('in_progress');
    expect((await act(id, 'start')).status).toBe(409);
    expect((await act(id, 'answer', { note: 'Done.' })).body['state']).toBe('answered');
    const { body } = await call('auditor', 'GET', `/v1/requests/${id}`);
    expect((body['steps'] as { state: string }[]).map(({ state }) => state)).toEqual([
      'received',
      'verified',
      'in_progress',
      'answered',
    ]);
    const all = await everything();
    expect(all.split(id).length - 1).toBe(4);
    expect(all).not.toMatch(/Kanaria|steps@example/);
    expect((await call('marketing', 'GET', `/v1/requests/${id}`)).status).toBe(403);
  });
  test('access: the answer is behind a link that asks for the reference, locks after five wrong ones, and ends after two weeks', async () => {
    const id = await person({ email: 'answer@example.fi', name: 'Ansa Vastaus' });
    const reference = await proven({ kind: 'access', email: 'answer@example.fi', language: 'en' });
    await act((await find(reference)).id, 'answer', { note: 'As you asked.' });
    const [letter] = await letters('request_answer', 'answer@example.fi');
    expect(letter?.body.text).not.toContain(reference);
    expect(letter?.body.text).not.toContain('Ansa');
    const path = link(letter);
    expect(await open(path)).not.toContain(reference);
    expect((await send(path, { reference: 'AAAAA-AAAAA' })).status).toBe(422);
    const shown = await send(path, { reference: reference.toLowerCase().replace('-', ' ') });
    expect(shown.text).toContain('As you asked.');
    const file = await send(path, { reference, as: 'json' });
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(JSON.parse(file.text)).toMatchObject({ dataHeld: true, person: { id, name: 'Ansa Vastaus' } });
    for (let time = 0; time < 4; time += 1) await send(path, { reference: '00000-00000' });
    expect((await send(path, { reference, as: 'json' })).text).toContain('locked');
    // They ask for a new link; the old one ends.
    world.pass(1);
    expect((await act((await find(reference)).id, 'link')).status).toBe(200);
    const anew = link((await letters('request_answer', 'answer@example.fi')).at(-1));
    expect((await send(anew, { reference, as: 'json' })).status).toBe(200);
    expect(await open(path)).toContain('does not hold any more');
  });
  test('"we hold nothing" is an answer too', async () => {
    const reference = await proven({ kind: 'access', email: 'nothing@example.fi' });
    await act((await find(reference)).id, 'answer', {});
    const path = link((await letters('request_answer', 'nothing@example.fi'))[0]);
    expect(JSON.parse((await send(path, { reference, as: 'json' })).text)).toMatchObject({ dataHeld: false });
    world.pass(14 * day);
    expect(await open(path)).toContain('does not hold any more');
    expect((await send(path, { reference, as: 'json' })).headers.get('content-disposition')).toBeNull();
  });
  test('R57: erasure erases, tells what a law keeps, and forgets who asked; what is open must be answered first', async () => {
    const id = await person({ email: 'gone@example.fi' });
    await call('support', 'POST', '/v1/transactions', {
      kind: 'sale',
      person: id,
      reference: 'V-1',
      amount: 100,
      currency: 'EUR',
      occurred: new Date(world.clock()).toISOString(),
    });
    const access = await proven({ kind: 'access', email: 'gone@example.fi' });
    const erasure = await proven({
      kind: 'erasure',
      email: 'gone@example.fi',
      language: 'en',
      name: 'Gone',
      details: 'all',
    });
    const { id: request } = await find(erasure);
    const early = await act(request, 'answer', {});
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining(access)]);
    await act((await find(access)).id, 'answer', {});
    // Not before they have had it: it is made when it is opened.
    const unread = await act(request, 'answer', {});
    expect([unread.status, unread.body.detail]).toEqual([409, expect.stringContaining(access)]);
    await send(link((await letters('request_answer', 'gone@example.fi'))[0]), { reference: access });
    expect((await act(request, 'answer', {})).body['state']).toBe('answered');
    const [letter] = await letters('request_erased', 'gone@example.fi');
    expect(letter?.body.text).toContain('Accounting Act');
    expect(letter?.person).toBeNull();
    for (const reference of [access, erasure])
      expect(await find(reference)).toMatchObject({
        state: 'answered',
        name: null,
        email: null,
        details: null,
      });
    expect((await call('administrator', 'GET', `/v1/persons/${id}`)).status).toBe(404);
  });
  test('R58: restriction says which case, and the person is out of use', async () => {
    const id = await person({ email: 'hold@example.fi' });
    const { id: request } = await find(await proven({ kind: 'restriction', email: 'hold@example.fi' }));
    expect((await act(request, 'answer', {})).body.pointer).toBe('/restriction');
    expect((await act(request, 'answer', { restriction: 'accuracy' })).status).toBe(200);
    expect((await call('administrator', 'GET', `/v1/persons/${id}`)).status).toBe(404);
    // Before it is lifted they are told.
    const lifts = new Date(world.clock() + 7 * day).toISOString();
    const notice = await call('administrator', 'POST', `/v1/persons/${id}/restriction/notice`, {
      lifts,
      reason: 'It is right.',
    });
    expect(notice.status).toBe(202);
    expect((await letters('restriction_lifting', 'hold@example.fi'))[0]?.body.text).toContain('It is right.');
    // They have their rights all the same.
    const reference = await proven({ kind: 'access', email: 'hold@example.fi' });
    expect(await find(reference)).toMatchObject({ person: id });
  });
  test('a refusal says why and where to complain; how often it was answered before is shown to those who weigh it', async () => {
    await person({ email: 'often@example.fi' });
    const first = await find(await proven({ kind: 'access', email: 'often@example.fi' }));
    await act(first.id, 'answer', {});
    const again = await find(await proven({ kind: 'access', email: 'often@example.fi', language: 'en' }));
    const { body } = await call('data_protection_officer', 'GET', `/v1/requests/${again.id}`);
    expect(body['answeredBefore']).toBe(1);
    const refused = await act(again.id, 'refusal', { ground: 'excessive', reason: 'The same, a day later.' });
    expect(refused.body).toMatchObject({ state: 'refused', ground: 'excessive' });
    const [letter] = await letters('request_refused', 'often@example.fi');
    expect(letter?.body.text).toMatch(/12\(5\)[\s\S]*a day later[\s\S]*Ombudsman[\s\S]*court/);
    expect((await act(again.id, 'answer', {})).status).toBe(409);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(the.faults).toEqual([]);
});
