/** Requests by right, tried by whoever means ill, is unlucky, or cannot see the screen. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { nobody } from '../../../collector/register/actor.ts';
import { visitorOf } from '../../../collector/register/visitor.ts';
import { answerRequest } from '../../../collector/rights/requests/answer.ts';
import { requestsByTime } from '../../../collector/rights/requests/night.ts';
import { findRequest } from '../../../collector/rights/requests/request.ts';
import type { Role } from '../../../collector/store/catalogue.ts';
import { type Store, sql, Unmet } from '../../../collector/store/store.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { fileTest } from '../../support/fileTest.ts';
import { pageText } from '../../support/fileText.ts';
import { marketingOf } from '../../support/marketing.ts';
import { restoringOf } from '../../support/restoring.ts';
import { day } from '../../support/world.ts';

const start = async () => {
  const collector = await testCollector();
  return {
    ...collector,
    ...marketingOf(collector),
    ...askingOf(collector),
    ...(await restoringOf(collector)),
  };
};
const the = await start();
const { ask, letters, link, open, send, proven, find, act, call, store, world, person } = the;
const held = sql`
  select reference, state, name, email, email_key as "emailKey", details, ground from requests
  where controller_id = :controller and reference = :reference`;
const rowOf = async (from: Store, reference: string) =>
  (await from.read<Record<string, unknown>>(held, { controller: the.controller.id, reference }))[0];
const blank = { name: null, email: null, emailKey: null, details: null };
const newest = async (template: string, to: string) => link((await letters(template, to)).at(-1));

describe('what is kept', () => {
  test('a request under a visitor key does not keep the browser: what is erased under the key is gone', async () => {
    const decision = accepting(await the.notice());
    await the.post('/s/test/decisions', decision);
    const { visitorKey } = decision;
    const { reference } = await ask({ kind: 'access', visitorKey });
    expect(await rowOf(store, reference)).toMatchObject({ state: 'answered', ...blank });
    // What was last sent to Google of it is in memory alone.
    const forgotten: Uint8Array[] = [];
    const { forget } = the.needs.lastSent;
    the.needs.lastSent.forget = (controller, visitor) => {
      forgotten.push(visitor);
      forget(controller, visitor);
    };
    await ask({ kind: 'erasure', visitorKey });
    expect(forgotten).toEqual([visitorOf(String(visitorKey))]);
  });
  test('whoever is erased while the answer is written is not kept by it', async () => {
    const email = 'race@example.fi';
    const id = await person({ email });
    const reference = await proven({ kind: 'rectification', email, name: 'Nimi', details: 'salaista' });
    const request = await findRequest(store, the.controller.id, fromUuid((await find(reference)).id));
    if (!request) throw new Error('No request.');
    let erased = false;
    const slow: Store = {
      ...store,
      write: async (statements, urgency) => {
        if (!erased) {
          erased = true;
          expect((await call('administrator', 'DELETE', `/v1/persons/${id}`)).status).toBe(200);
        }
        return store.write(statements, urgency);
      },
    };
    const actor = nobody(the.controller.id);
    const at = { store: slow, world, publicUrl: 'https://collector.example', actor };
    // The erasure has ended it: it is not answered twice.
    const late = { note: null, restriction: null, stopped: null, leaveOut: [] };
    await expect(answerRequest(at, request, late)).rejects.toThrow(Unmet);
    expect(await letters('request_erased', email)).toHaveLength(1);
    expect(await rowOf(store, reference)).toMatchObject({ state: 'answered', ...blank });
  });
  fileTest(
    'a restored backup neither opens an ended request again nor brings back who was forgotten',
    async () => {
      const asked = { kind: 'access', name: 'Nimi', details: 'salaista' };
      await person({ email: 'back1@example.fi' });
      const gone = await proven({ ...asked, kind: 'erasure', email: 'back1@example.fi' });
      const unknown = await proven({ ...asked, email: 'back2@example.fi' });
      const open1 = await proven({ ...asked, email: 'back3@example.fi' });
      const no = await proven({ ...asked, kind: 'rectification', email: 'back4@example.fi' });
      const putBack = the.backUp();
      world.pass(1000);
      await act((await find(gone)).id, 'answer', {});
      await act((await find(unknown)).id, 'answer', {});
      await act((await find(no)).id, 'refusal', { ground: 'law', reason: 'Laki.' });
      const again = await putBack();
      expect(again.done).toMatchObject({ strangers: 0, erasures: 1, requests: 4 });
      for (const reference of [gone, unknown])
        expect(await rowOf(again.store, reference)).toMatchObject({ state: 'answered', ...blank });
      expect(await rowOf(again.store, no)).toMatchObject({ state: 'refused', ground: 'law', ...blank });
      expect(await rowOf(again.store, open1)).toMatchObject({ state: 'verified', email: 'back3@example.fi' });
    },
  );
});

describe('what staff may do', () => {
  test('a request that has ended does nothing to anybody by being proven again', async () => {
    const mine = await proven({ kind: 'objection', email: 'ended@example.fi' });
    const other = await person({ email: 'other@example.fi' });
    await the.permit(other);
    const again = await act((await find(mine)).id, 'identity', { person: other, note: 'x' });
    expect(again.status).toBe(409);
    expect(await the.audience()).toContain(other);
  });
  test('whoever is restricted already is answered when they ask for it once more', async () => {
    const email = 'twice@example.fi';
    await person({ email });
    for (const restriction of ['accuracy', 'claims']) {
      const { id } = await find(await proven({ kind: 'restriction', email }));
      expect((await act(id, 'answer', { restriction })).status).toBe(200);
    }
    expect(await letters('request_done', email)).toHaveLength(2);
  });
  test('an erasure waits for an answer that nobody has opened, until its link is over', async () => {
    const email = 'unread@example.fi';
    await person({ email });
    const access = await proven({ kind: 'access', email });
    const erasure = await find(await proven({ kind: 'erasure', email }));
    await act((await find(access)).id, 'answer', {});
    expect((await act(erasure.id, 'answer', {})).status).toBe(409);
    // A wrong number opens nothing.
    await send(await newest('request_answer', email), { reference: 'AAAAA-AAAAA' });
    expect((await act(erasure.id, 'answer', {})).status).toBe(409);
    world.pass(14 * day);
    expect((await act(erasure.id, 'answer', {})).status).toBe(200);
  });
  test('a new link ends the one before, and an unread answer is seen, after a merge too', async () => {
    const [kept, merged] = [await person(), await person({ email: 'merged@example.fi' })];
    const access = await proven({ kind: 'access', email: 'merged@example.fi' });
    const { id } = await find(access);
    await act(id, 'answer', {});
    const first = await newest('request_answer', 'merged@example.fi');
    expect((await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged })).status).toBe(201);
    const entered = await call('support', 'POST', '/v1/requests', { kind: 'erasure', way: 'phone' });
    await act(entered.body.id, 'identity', { person: kept, note: 'called back' });
    expect((await act(entered.body.id, 'answer', {})).status).toBe(409);
    world.pass(1);
    await act(id, 'link');
    expect(await open(first)).toContain('does not hold any more');
    const anew = await newest('request_answer', 'merged@example.fi');
    expect(await open(anew)).toContain('name="reference"');
  });
  test('an access request without an address makes no link', async () => {
    const id = await person({ email: 'post@example.fi' });
    const { body } = await call('support', 'POST', '/v1/requests', { kind: 'access', way: 'letter' });
    await act(body.id, 'identity', { person: id, note: 'passport' });
    expect((await act(body.id, 'answer', {})).status).toBe(200);
    const erasure = await find(await proven({ kind: 'erasure', email: 'post@example.fi' }));
    expect((await act(erasure.id, 'answer', {})).status).toBe(200);
  });
  test('somebody without an address of whom nothing is held is given a file of that, in their language, whatever they asked', async () => {
    for (const [kind, language, says] of [
      ['access', 'sv', /Nej: Example Oy/],
      ['portability', 'en', /No: Example Oy/],
      ['erasure', 'fi', /Ei: Example Oy/],
      ['rectification', 'fi', /Ei: Example Oy/],
    ] as const) {
      const entered = { kind, way: 'letter', language, name: 'Ei Kukaan' };
      const { body } = await call('support', 'POST', '/v1/requests', entered);
      const path = `/v1/requests/${body.id}/answer`;
      const officer = (query = '') => call('data_protection_officer', 'GET', `${path}${query}`);
      expect((await officer()).status).toBe(409);
      await act(body.id, 'identity', { person: null, note: 'came by' });
      const answered = (await act(body.id, 'answer', {})).body;
      expect(answered).toMatchObject({ mailed: false, print: `${path}?form=pdf&language=${language}` });
      expect(answered['tell']).toContain('under "print"');
      const made = new Date(world.clock()).toISOString();
      await the.restart();
      world.pass(day);
      expect((await officer()).body).toMatchObject({ dataHeld: false, person: null, made, language });
      const page = await the.staff('data_protection_officer', `${path}?form=page`);
      const text = pageText(await page.text());
      expect(text).toMatch(says);
      expect(text).toContain('tietosuoja@om.fi');
      expect(text).not.toContain('Kukaan');
      if (kind === 'access')
        expect((await officer('?form=pdf')).headers.get('content-type')).toBe('application/pdf');
      expect((await call('support', 'GET', path)).status).toBe(403);
      expect((await officer('?form=docx')).status).toBe(422);
    }
    // Of somebody known there is another file, and an erasure that was done is no "nothing".
    const id = await person({ email: 'known@example.fi' });
    for (const kind of ['access', 'erasure']) {
      const { body } = await call('support', 'POST', '/v1/requests', { kind, way: 'letter' });
      await act(body.id, 'identity', { person: id, note: 'passport' });
      const print = String((await act(body.id, 'answer', {})).body['print']);
      expect(print.startsWith(`/v1/persons/${id}/access`)).toBe(kind === 'access');
      const file = await call('data_protection_officer', 'GET', `/v1/requests/${body.id}/answer`);
      expect([file.status, file.body.detail]).toEqual([
        409,
        expect.stringContaining('somebody who is known'),
      ]);
    }
  });
  test('R56, R58: what is contested is put right while it is restricted, by whoever answers for it; nothing else uses it', async () => {
    const id = await person({ email: 'contested@example.fi', name: 'Wrong Nimi' });
    const rectified = { name: 'Oikea Nimi', source: { kind: 'person' } };
    const rectify = (role: Role) =>
      call(role, 'PATCH', `/v1/restricted-persons/${id}`, rectified, { 'if-match': '*' });
    expect((await rectify('data_protection_officer')).status).toBe(404);
    const { id: request } = await find(await proven({ kind: 'restriction', email: 'contested@example.fi' }));
    await act(request, 'answer', { restriction: 'accuracy' });
    expect((await rectify('support')).status).toBe(403);
    const done = await rectify('data_protection_officer');
    expect([done.status, done.body['name']]).toEqual([200, 'Oikea Nimi']);
    expect((await call('administrator', 'GET', `/v1/persons/${id}`)).status).toBe(404);
    const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${id}/access`);
    expect(body).toMatchObject({ person: { name: 'Oikea Nimi' } });
    const looked = { by: 'name', value: 'Oikea', reason: 'a test' };
    expect((await call('support', 'POST', '/v1/lookups', looked)).body['persons']).toEqual([]);
  });
  test('an extension never shortens the time', async () => {
    const entered = { kind: 'rectification', way: 'email', email: 'slow@example.fi' };
    const { body } = await call('support', 'POST', '/v1/requests', entered);
    world.pass(80 * day);
    const proved = await act(body.id, 'identity', { person: null, note: 'n' });
    const extended = await act(body.id, 'extension', { reason: 'r' });
    expect(extended.status).toBe(200);
    expect(Date.parse(String(extended.body['due']))).toBeGreaterThan(Date.parse(String(proved.body['due'])));
  });
  test('nothing is entered from before these rights were: it would stand where nobody looks', async () => {
    const entered = { kind: 'access', way: 'letter', received: '1960-01-01' };
    const { status, body } = await call('support', 'POST', '/v1/requests', entered);
    expect([status, body.pointer]).toEqual([422, '/received']);
  });
  test('access that a law refuses may go to the ombudsman instead (Act 1050/2018, section 34)', async () => {
    const refused = async (kind: string) => {
      const { id } = await find(await proven({ kind, email: 'law@example.fi', language: 'en' }));
      await act(id, 'refusal', { ground: 'law', reason: 'First line.\nSecond line.' });
      return (await letters('request_refused', 'law@example.fi')).at(-1)?.body as unknown as Record<
        'text' | 'html',
        string
      >;
    };
    const access = await refused('access');
    expect(access.text).toContain('section 34');
    expect(access.html).toContain('First line.<br>Second line.');
    expect((await refused('rectification')).text).not.toContain('section 34');
  });
});

describe('what staff put right', () => {
  test('a mistyped address: the link goes to the new one alone, the day stays, and staff cannot skip its proof', async () => {
    const { body } = await call('support', 'POST', '/v1/requests', {
      kind: 'access',
      way: 'phone',
      email: 'mistypd@example.fi',
      language: 'en',
    });
    const id = await person({ email: 'register@example.fi' });
    const proved = await act(body.id, 'identity', { person: id, note: 'called back' });
    world.pass(5 * day);
    const mended = await act(body.id, 'address', { email: 'mistyped@example.fi', note: 'called back again' });
    expect([mended.status, mended.body['state']]).toEqual([200, 'received']);
    for (const what of ['answer', 'start']) expect((await act(body.id, what, {})).status).toBe(409);
    expect((await act(body.id, 'identity', { person: id, note: 'x' })).status).toBe(409);
    await requestsByTime(store, { ...world, clock: () => world.clock() + 3 * day });
    await the.restart();
    await send(await newest('request_confirm', 'mistyped@example.fi'), { do: 'confirm' });
    const now = await find(String(body['reference']));
    // The new mailbox is in nobody's entry: whom staff saw stays.
    expect(now).toMatchObject({
      state: 'verified',
      person: id,
      proof: 'email_link',
      due: proved.body['due'],
    });
    expect(now['verified']).toBe(proved.body['verified']);
    await act(body.id, 'answer', {});
    expect(await letters('request_answer', 'mistyped@example.fi')).toHaveLength(1);
    expect(await letters('request_answer', 'mistypd@example.fi')).toEqual([]);
  });
  test('a mistyped address of a form: the old link ends, and the new one proves it', async () => {
    const { reference } = await ask({ kind: 'access', email: 'typo@example.fi', language: 'en' });
    const old = await newest('request_confirm', 'typo@example.fi');
    await person({ email: 'right@example.fi' });
    const { id } = await find(reference);
    expect((await act(id, 'address', { email: 'right@example.fi' })).status).toBe(422);
    await act(id, 'address', { email: 'right@example.fi', note: 'called us' });
    expect(await open(old)).toContain('does not hold any more');
    await send(await newest('request_confirm', 'right@example.fi'), { do: 'confirm' });
    expect(await find(reference)).toMatchObject({ state: 'verified', mended: null, proofNote: 'called us' });
  });
  test('no address any more: what was proven stays, nothing is mailed', async () => {
    const { id } = await find(await proven({ kind: 'rectification', email: 'gone.box@example.fi' }));
    await act(id, 'address', { email: 'next@example.fi', note: 'n' });
    expect((await act(id, 'address', { email: null, note: 'by post' })).body['state']).toBe('verified');
    expect((await act(id, 'answer', {})).body['state']).toBe('answered');
    expect(await letters('request_done', 'next@example.fi')).toEqual([]);
  });
  test('a refusal is taken up again: after a complaint the old day holds, after new facts a month runs', async () => {
    const refused = async (email: string) => {
      await person({ email });
      const { id, due } = await find(await proven({ kind: 'rectification', email, language: 'en' }));
      expect((await act(id, 'reopening', { cause: 'facts', note: 'n' })).status).toBe(409);
      await act(id, 'refusal', { ground: 'unfounded', reason: 'No.' });
      world.pass(40 * day);
      return { id, due };
    };
    const wrong = await refused('complained@example.fi');
    const complained = await act(wrong.id, 'reopening', { cause: 'complaint', note: '123/2026' });
    expect(complained.body).toMatchObject({ state: 'verified', due: wrong['due'], overdue: true });
    expect((await letters('request_reopened', 'complained@example.fi'))[0]?.body.text).toContain(
      'without delay',
    );
    const facts = await refused('facts@example.fi');
    const anew = await act(facts.id, 'reopening', { cause: 'facts', note: 'a passport' });
    expect(anew.body).toMatchObject({ overdue: false, ground: null, reopening: 'a passport' });
    expect((await act(facts.id, 'answer', {})).body['state']).toBe('answered');
  });
  test('R55: a fee is told with its reasons before anything is done; nothing is answered until it is settled (12(5))', async () => {
    await person({ email: 'ninth@example.fi' });
    const { id } = await find(await proven({ kind: 'access', email: 'ninth@example.fi', language: 'fi' }));
    const fee = { ground: 'excessive', reason: 'Yhdeksäs tänä vuonna.' };
    expect((await act(id, 'fee', fee)).body.detail).toContain('requestFee');
    const requestFee = { amount: 3050, currency: 'EUR', basis: 'An hour of work' };
    await call('administrator', 'PUT', '/v1/controller-details', { requestFee }, { 'if-match': '*' });
    expect((await act(id, 'fee', { ...fee, ground: 'law' })).status).toBe(422);
    expect((await act(id, 'fee', fee)).body).toMatchObject({
      fee: 3050,
      feeCurrency: 'EUR',
      feeSettled: null,
    });
    expect((await act(id, 'fee', fee)).status).toBe(409);
    const text = (await letters('request_fee', 'ninth@example.fi'))[0]?.body.text.replaceAll(/\s/g, ' ');
    expect(text).toMatch(/30,50 €.*Yhdeksäs tänä vuonna\..*tietosuojavaltuutetulle/);
    expect((await act(id, 'answer', {})).status).toBe(409);
    await the.restart();
    expect((await act(id, 'fee/settlement', { how: 'waived' })).status).toBe(200);
    expect((await act(id, 'answer', {})).body['state']).toBe('answered');
  });
});

describe('the pages', () => {
  const form = { kind: 'rectification', email: 'form@example.fi', language: 'sv', name: 'Nimi "x" <b>' };
  test('4,000 letters of any script are taken, however forms count the ends of lines', async () => {
    for (const details of ['я'.repeat(4000), '語'.repeat(4000), 'x\r\n'.repeat(2000)])
      expect((await send('/s/test/requests', { ...form, details })).status).toBe(200);
  });
  test('a form that is not taken keeps its language and what was filled in, and says which field is wrong', async () => {
    const { status, text } = await send('/s/test/requests', {
      ...form,
      email: 'a@b',
      details: '</textarea>',
    });
    expect(status).toBe(422);
    expect(text).toContain('<html lang="sv">');
    expect(text).toContain('<a id="wrong" href="#email">');
    expect(text).toMatch(/value="a@b" aria-invalid="true" aria-describedby="hint wrong"/);
    expect(text).toContain('value="Nimi &quot;x&quot; &lt;b&gt;"');
    expect(text).toContain('&lt;/textarea&gt;</textarea>');
    expect(text).toMatch(/value="rectification" required checked/);
    expect((await send('/s/test/requests', { ...form, kind: '' })).text).toContain('href="#kind"');
  });
  test('a request that was joined shows the number that opens the answer', async () => {
    const email = 'joined@example.fi';
    await person({ email });
    const first = await proven({ kind: 'access', email, language: 'en' });
    const second = await proven({ kind: 'access', email, language: 'en' });
    const text = await open(await newest('request_confirm', email));
    for (const reference of [first, second]) expect(text).toContain(reference);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(the.faults).toEqual([]);
});
