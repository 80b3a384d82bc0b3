/** The page of an enrolment: as a person with a browser and no script goes through it (R52, R61). */
import { describe, expect, test } from 'vitest';
import { staffApp } from '../../../collector/http/staff.ts';
import { testCollector } from '../../support/collector.ts';
import { codeOf, deskOf, password } from '../../support/desk.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, needs, world } = collector;
const app = staffApp(needs);
const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };
const nobody = deskOf(collector).as(undefined);

const get = (headers: Record<string, string> = {}) => app.request('/enrol', { headers }, env);
const press = async (path: string, fields: Record<string, string>, language = 'en') => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': language };
  const body = new URLSearchParams(fields).toString();
  const answer = await app.request(path, { method: 'POST', headers, body }, env);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const secretIn = (text: string): string =>
  (/<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '');

let serial = 0;
/** A committed member with a token. */
const member = async () => {
  serial += 1;
  const email = `page${serial}@example.fi`;
  const { body } = await call('administrator', 'POST', '/v1/staff', { name: 'P', role: 'support', email });
  await call('administrator', 'POST', `/v1/staff/${body.id}/commitment`, {});
  const { body: made } = await call('administrator', 'POST', `/v1/staff/${body.id}/enrolment`);
  return { id: body.id, email, token: String(made['token']) };
};

describe('the page', () => {
  test('asks for the token, in the browser’s language; runs one script, which is known by its digest, and needs none', async () => {
    const answer = await get({ 'accept-language': 'fi-FI,fi;q=0.9' });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    expect(text).toContain('<html lang="fi">');
    expect(text).toContain('<form method="post" action="/enrol">');
    expect(await (await get({ 'accept-language': 'sv' })).text()).toContain('Din väg in');
    expect(await (await get({ 'accept-language': 'de' })).text()).toContain('<html lang="en">');
  });
  test('leads to a password and an app, and from then on they sign in', async () => {
    const { email, token } = await member();
    const chosen = await press('/enrol', { token: ` ${token} `, password });
    expect([chosen.status, chosen.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(chosen.text).toMatch(/href="otpauth:\/\/totp\/Lupa:/);
    expect(chosen.text, 'another has recorded it').not.toContain('name="commits"');
    expect(chosen.text).not.toContain(password);
    const secret = secretIn(chosen.text);
    const wrong = await press('/enrol/confirmation', { token, code: '000000' });
    expect([wrong.status, secretIn(wrong.text)]).toEqual([422, '']);
    expect(wrong.text).toContain('This is not what the app shows now');
    const code = codeOf(secret, world.clock());
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const done = await press('/enrol/confirmation', { token, code: spaced });
    expect([done.status, done.text.includes('You can sign in')]).toEqual([200, true]);
    world.pass(60_000);
    const signedIn = { email, password, code: codeOf(secret, world.clock()) };
    expect((await nobody('POST', '/v1/sign-in', signedIn)).status).toBe(200);
    for (const path of ['/enrol', '/enrol/confirmation'] as const) {
      const again = await press(path, { token, password, code });
      expect([again.status, again.text.includes('has been used')]).toEqual([422, true]);
    }
  });
  test('says what is wrong, and keeps nothing of it', async () => {
    const { token } = await member();
    const short = await press('/enrol', { token, password: 'short' }, 'fi');
    expect([short.status, short.text.includes('Salasanassa on')]).toEqual([422, true]);
    expect(short.text).not.toContain('"short"');
    const early = await press('/enrol/confirmation', { token, code: '123456' });
    expect(early.status, 'no password yet').toBe(422);
    const strange = await press('/enrol', { token: '<script>alert(1)</script>', password });
    expect(strange.status).toBe(422);
    expect(strange.text).not.toContain('alert(1)');
    world.pass(day);
    expect((await press('/enrol', { token, password })).text).toContain('older than a day');
    expect(collector.faults).toEqual([]);
  });
});

test('R61: the first administrator of a company commits themselves on it: without that nobody could act there', async () => {
  const { body } = await call('administrator', 'POST', '/v1/controllers', {
    name: 'Metsä Oy',
    contact: 'privacy@metsa.fi',
    administrator: { name: 'Pomo', email: 'pomo@metsa.fi' },
  });
  const { token } = body['enrolment'] as unknown as { token: string };
  const chosen = await press('/enrol', { token, password });
  expect(chosen.text).toContain('name="commits"');
  const code = codeOf(secretIn(chosen.text), world.clock());
  const refused = await press('/enrol/confirmation', { token, code });
  expect([refused.status, refused.text.includes('Tick it')]).toEqual([422, true]);
  const plain = await nobody('POST', '/v1/enrolment/confirmation', { token, code });
  expect([plain.status, plain.body.pointer]).toEqual([422, '/commits']);
  expect((await press('/enrol/confirmation', { token, code, commits: 'yes' })).status).toBe(200);
});
