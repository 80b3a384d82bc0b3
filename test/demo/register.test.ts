/** Registration: from the page through the company's server to the collector. */
import { importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Stage, stage } from './demo.ts';

const person = '0190f3f0-1111-7abc-8def-0123456789ab';
const visitor = '0190f3f0-2222-7abc-8def-0123456789ab';
const maija = { name: 'Maija Meikäläinen', email: 'maija@example.fi', company: '', phone: '+358 40 123' };

let the: Stage;
beforeAll(async () => {
  the = await stage();
});
afterAll(() => the.close());
beforeEach(() => {
  the.collector.asked.length = 0;
  the.collector.answer = () => ({ status: 201, body: { person } });
});

const register = async (body: unknown, headers: Record<string, string> = {}) => {
  const answer = await the.call(the.site, '/api/register', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://${the.site}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, type: answer.headers['content-type'], body: JSON.parse(answer.text) };
};

test('the collector is told of the person, with the secret of the site', async () => {
  expect(await register(maija)).toMatchObject({ status: 200, body: { ok: true } });
  const [asked] = the.collector.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/s/demo/registrations' });
  expect(asked?.headers.authorization).toBe(`Bearer ${the.keys.siteSecret}`);
  expect(JSON.parse(asked?.body ?? '')).toEqual({
    v: 1,
    email: 'maija@example.fi',
    name: 'Maija Meikäläinen',
    phone: '+358 40 123',
  });
});

test('without a visitor there is no token', async () => {
  expect((await register(maija)).body).toEqual({ ok: true });
});

test('with a visitor there is a token that the collector can check', async () => {
  the.collector.answer = () => ({ status: 200, body: { person } });
  const { body } = await register({ ...maija, visitor });
  const key = await importJWK(the.keys.signing.publicJwk, 'EdDSA');
  const { payload, protectedHeader } = await jwtVerify(body.token, key, {
    audience: 'demo',
    subject: person,
  });
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: the.keys.signing.keyId });
  expect(payload['visitor']).toBe(visitor);
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  const again = await register({ ...maija, visitor });
  expect(again.body.token).not.toBe(body.token);
});

test.each([
  ['no name', { ...maija, name: undefined }, ['name']],
  ['a blank name', { ...maija, name: '  ' }, ['name']],
  ['no @', { ...maija, email: 'maija' }, ['email']],
  ['a control character', { ...maija, name: 'a\u0000b' }, ['name']],
  ['half a surrogate pair', { ...maija, name: 'a\ud800' }, ['name']],
  ['an object for a name', { ...maija, name: { first: 'M' } }, ['name']],
  ['letters for a phone', { ...maija, phone: 'call me' }, ['phone']],
  ['too long', { ...maija, company: 'x'.repeat(201) }, ['company']],
])('%s is refused by the name of the field', async (_, body, fields) => {
  const answer = await register(body);
  expect(answer).toMatchObject({
    status: 422,
    type: 'application/problem+json',
    body: { type: 'invalid', fields },
  });
  expect(the.collector.asked).toEqual([]);
});

test.each(['', '{', '[]', 'null', '"text"', '[['.repeat(4000)])('a body of %j is refused', async (body) => {
  expect((await register(body)).status).toBe(422);
});

test('more than 16 KiB is refused', async () => {
  expect((await register({ ...maija, extra: 'x'.repeat(17_000) })).status).toBe(413);
});

test('members that nobody asked for go nowhere', async () => {
  await register({ ...maija, admin: true, v: 2, visitor: 'no such id, <b>' });
  expect(JSON.parse(the.collector.asked[0]?.body ?? '')).not.toHaveProperty('admin');
});

test.each([
  ['another site', { origin: 'http://evil.example' }],
  ['a neighbour on this machine', { origin: 'http://localhost:1' }],
  ['a sandbox', { origin: 'null' }],
])('%s may not register people', async (_, headers) => {
  expect((await register(maija, headers)).status).toBe(403);
  expect(the.collector.asked).toEqual([]);
});

test('a form that is not JSON is refused', async () => {
  expect((await register('name=a', { 'content-type': 'text/plain' })).status).toBe(415);
});

test.each([
  ['refuses', 401, {}, 'refused'],
  ['refuses with a problem', 422, { title: 'Not an e-mail address.' }, 'refused'],
  ['is broken', 500, {}, 'unreachable'],
  ['answers rubbish', 200, { person: { id: 1 } }, 'refused'],
])('a collector that %s gives a clear word', async (_, status, body, type) => {
  the.collector.answer = () => ({ status, body });
  expect(await register(maija)).toMatchObject({ status: 502, body: { type } });
});
