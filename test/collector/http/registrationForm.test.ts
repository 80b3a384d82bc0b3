/** A registration from a form: pending until the e-mail is confirmed; a stranger neither learns of nor touches anybody. */
import { describe, expect, test, vi } from 'vitest';
import { tidy } from '../../../collector/messages/outbox/tidy.ts';
import { sql } from '../../../collector/store/store.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import { testCollector } from '../../support/collector.ts';
import { mailServer } from '../../support/mailServer.ts';
import { postingOf } from '../../support/posting.ts';
import { origin } from '../../support/site.ts';
import { workedSince } from '../../support/worked.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, post, get, staff, store, world } = collector;
const server = await mailServer();
const { run } = postingOf(collector, { url: `smtp://127.0.0.1:${server.port}` });
const hour = 60 * 60 * 1000;

const filled = {
  email: 'aino@example.fi',
  name: 'Aino Virtanen',
  company: 'Metsä Oy',
  phone: '040 123 4567',
};
const fill = (change: object = {}, headers: Record<string, string> = {}) =>
  post('/s/test/registrations', { ...filled, ...change }, headers);
const asForm = (body: Record<string, string>, headers: Record<string, string> = {}) =>
  post(`/s/test/registrations`, new URLSearchParams(body).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
/** The mails that came to an address. */
const mailsTo = async (address: string) => {
  await run();
  return server.taken.filter(({ to }) => to.includes(address)).map(({ mail }) => mail);
};
const tokenIn = (text = ''): string => /\/s\/test\/registrations\/confirm#(\S+)/.exec(text)?.[1] ?? '';
const tokenFor = async (address: string) => tokenIn((await mailsTo(address)).at(-1)?.text);
const confirm = (token: string, sure = 'yes', headers: Record<string, string> = {}) =>
  post('/s/test/registrations/confirm', new URLSearchParams({ token, sure }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
const lookUp = async (email: string) => {
  const answer = await staff('administrator', '/v1/lookups', { by: 'email', value: email, reason: 'a test' });
  return ((await answer.json()) as { persons: Record<string, unknown>[] }).persons;
};
const pending = sql`select * from registrations`;

describe('R36: a form on the site', () => {
  test('registers whoever confirms the e-mail: form, mail, page, register; each value knows its source', async () => {
    const answer = await fill({ language: 'fi' });
    expect([answer.status, await answer.json()]).toEqual([202, { pending: true }]);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await lookUp(filled.email), 'nothing before the confirmation').toEqual([]);
    const [mail] = await mailsTo(filled.email);
    expect(mail?.subject).toBe('Vahvista rekisteröitymisesi: Example');
    const token = tokenIn(mail?.text);
    const words = mail?.text?.replaceAll(token, '');
    expect(words, 'not a word that a stranger could have chosen').not.toMatch(/Aino|Metsä|040/);
    expect(mail?.text).toContain(`https://collector.example/s/test/registrations/confirm#${token}`);
    const page = await get('/s/test/registrations/confirm', { 'accept-language': 'fi' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const shown = await (await confirm(token, '', { 'accept-language': 'fi' })).text();
    expect(shown).toContain('Aino Virtanen');
    expect(await lookUp(filled.email), 'looking is not confirming').toEqual([]);
    const done = await confirm(token, 'yes', { 'accept-language': 'fi' });
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('Vahvistettu');
    const [person] = await lookUp(filled.email);
    expect(person).toMatchObject({ name: 'Aino Virtanen', company: 'Metsä Oy', phone: '040 123 4567' });
    const access = await call('data_protection_officer', 'GET', `/v1/persons/${person?.['id']}/access`);
    const sources = access.body['sources'] as unknown as { field: string; source: string; site: string }[];
    expect(sources.map(({ field }) => field).sort()).toEqual([
      'company',
      'email',
      'language',
      'name',
      'phone',
    ]);
    expect(sources.every(({ source, site }) => source === 'registration' && site === 'test')).toBe(true);
    expect(await store.read(pending, {}), 'nothing is left of the form').toEqual([]);
  });
  test('a link works once, for 48 hours, and for nothing else', async () => {
    await fill({ email: 'once@example.fi' });
    const token = await tokenFor('once@example.fi');
    const both = await Promise.all([confirm(token), confirm(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await confirm(token)).status).toBe(422);
    await fill({ email: 'late@example.fi' });
    const late = await tokenFor('late@example.fi');
    world.pass(2 * day);
    expect((await confirm(late)).status).toBe(422);
    expect(await lookUp('late@example.fi')).toEqual([]);
    for (const wrong of ['', 'rubbish', `1.${'A'.repeat(43)}`, `2${token.slice(1)}`])
      expect((await confirm(wrong)).status).toBe(422);
  });
  test('what nobody confirms is gone after 48 hours', async () => {
    await fill({ email: 'never@example.fi', name: 'Canary Never' });
    world.pass(2 * day - 1);
    await tidy(store, world);
    expect(JSON.stringify(await store.read(pending, {}))).toContain('Canary Never');
    world.pass(2);
    await tidy(store, world);
    expect(await store.read(pending, {})).toEqual([]);
    expect(await store.read(sql`select 1 as one from tokens`, {})).toEqual([]);
  });
  test('works without a script, and says what is wrong in words', async () => {
    const answer = await asForm({ email: 'plain@example.fi', name: 'Plain' }, { 'accept-language': 'sv' });
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('Kontrollera din e-post'),
    ]);
    expect((await mailsTo('plain@example.fi'))[0]?.subject).toContain('Bekräfta');
    const wrong = await asForm({ email: 'not an address', name: '<b>x' }, { 'accept-language': 'fi' });
    const text = await wrong.text();
    expect([wrong.status, text]).toEqual([422, expect.stringContaining('Sähköposti')]);
    expect(text).not.toContain('<b>');
  });
  test('is taken from pages of the site alone, as often as a person would, and not from programs', async () => {
    expect((await fill({}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await fill({}, { origin: 'null' })).status).toBe(403);
    const trapped = await fill({ email: 'trap@example.fi', website: 'https://spam.example' });
    expect([trapped.status, await trapped.json()]).toEqual([202, { pending: true }]);
    expect(await mailsTo('trap@example.fi')).toEqual([]);
    for (const body of [{ email: 'a@example.fi\nBcc: b@example.fi' }, { name: '' }, { email: { $ne: 1 } }])
      expect((await fill(body)).status).toBe(422);
    const few = await testCollector({
      rate: rateLimit({ perMinute: 60, clock: world.clock, random: world.random }),
    });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push(
        (await few.post('/s/test/registrations', { ...filled, email: `r${n}@example.fi` })).status,
      );
    expect(statuses).toEqual([202, 202, 429, 429]);
  });
  test('what a stranger filled in is shown, and runs nothing', async () => {
    await fill({ email: 'script@example.fi', name: '<script>alert(1)</script>' });
    const text = await (await confirm(await tokenFor('script@example.fi'), '')).text();
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;');
  });
});

describe('R12: whoever asks about somebody else', () => {
  const known = { v: 1, email: 'known@example.fi', name: 'Known Person' };
  test('is answered the same whether the person is known or not, changes nothing, and the person is told', async () => {
    const authorization = `Bearer ${collector.siteSecret}`;
    await post('/s/test/registrations', known, { authorization });
    const before = await lookUp(known.email);
    const ofKnown = await fill({ email: 'KNOWN@example.fi', name: 'Canary Stranger', phone: '0409999999' });
    const ofUnknown = await fill({ email: 'unknown@example.fi' });
    const said = async (answer: Response) => [answer.status, await answer.text(), [...answer.headers]];
    expect(await said(ofKnown)).toEqual(await said(ofUnknown));
    const mails = await mailsTo('KNOWN@example.fi');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('Osoite on jo rekisterissä');
    expect(tokenIn(mails[0]?.text), 'nothing to confirm').toBe('');
    expect(await lookUp(known.email)).toEqual(before);
    expect(JSON.stringify(await store.read(pending, {}))).not.toContain('Canary Stranger');
  });
  test('is answered as quickly whether the person is known or not: by the same work', async () => {
    const authorization = `Bearer ${collector.siteSecret}`;
    for (let n = 0; n < 15; n += 1)
      await post('/s/test/registrations', { ...known, email: `timed${n}@example.fi` }, { authorization });
    const asked = vi.spyOn(store, 'read');
    const written = vi.spyOn(store, 'write');
    const costOf = async (name: string) => {
      const costs: { reads: number; writes: (number | string)[]; worked: number }[] = [];
      for (let n = 0; n < 15; n += 1) {
        vi.clearAllMocks();
        const began = process.cpuUsage();
        expect((await fill({ email: `${name}${n}@example.fi` })).status).toBe(202);
        const worked = workedSince(began);
        const writes = written.mock.calls.map(([given]) => ('plan' in given ? 'a plan' : given.length));
        costs.push({ reads: asked.mock.calls.length, writes, worked });
      }
      const least = (of: 'reads' | 'worked') => Math.min(...costs.map((one) => one[of]));
      // Now and then the site itself is read again.
      return {
        work: { reads: least('reads'), writes: costs.map(({ writes }) => writes) },
        worked: least('worked'),
      };
    };
    const [ofKnown, ofStrangers] = [await costOf('timed'), await costOf('strange')];
    vi.restoreAllMocks();
    expect(ofKnown.work).toEqual(ofStrangers.work);
    const ratio = ofKnown.worked / ofStrangers.worked;
    expect(ratio > 0.4 && ratio < 2.5, `${ratio}`).toBe(true);
  });
  test('does not touch who has become known since: they stay as they are', async () => {
    await fill({ email: 'race@example.fi', name: 'From the form', phone: '0401111111' });
    const token = await tokenFor('race@example.fi');
    const authorization = `Bearer ${collector.siteSecret}`;
    await post(
      '/s/test/registrations',
      { v: 1, email: 'race@example.fi', name: 'From the server' },
      { authorization },
    );
    expect((await confirm(token)).status).toBe(200);
    expect(await lookUp('race@example.fi')).toMatchObject([{ name: 'From the server', phone: null }]);
    expect((await confirm(token)).status).toBe(422);
  });
  test('cannot keep the person from registering: another form for the same address is confirmed by itself', async () => {
    await fill({ email: 'mine@example.fi', name: 'Stranger' });
    const stranger = await tokenFor('mine@example.fi');
    world.pass(1000);
    await fill({ email: 'mine@example.fi', name: 'Myself' });
    const own = await tokenFor('mine@example.fi');
    expect(own).not.toBe(stranger);
    expect((await confirm(own)).status).toBe(200);
    expect(await lookUp('mine@example.fi')).toMatchObject([{ name: 'Myself' }]);
    expect((await confirm(stranger)).status, 'changes nothing any more').toBe(200);
    expect(await lookUp('mine@example.fi')).toMatchObject([{ name: 'Myself' }]);
  });
  test('cannot fill somebody’s mailbox: five letters an hour, and the same answer', async () => {
    for (let n = 0; n < 8; n += 1) expect((await fill({ email: 'flood@example.fi' })).status).toBe(202);
    expect(await mailsTo('flood@example.fi')).toHaveLength(5);
    world.pass(hour + 1);
    await fill({ email: 'flood@example.fi' });
    expect(await mailsTo('flood@example.fi')).toHaveLength(6);
  });
  test('restricted persons stay untouched, by a form and by the site’s server (GDPR 18)', async () => {
    const authorization = `Bearer ${collector.siteSecret}`;
    const given = { v: 1, email: 'still@example.fi', name: 'Still' };
    const { person } = (await (await post('/s/test/registrations', given, { authorization })).json()) as {
      person: string;
    };
    await store.write([
      { sql: sql`update persons set restricted = 1 where email_key = 'still@example.fi'`, values: {} },
    ]);
    const again = await post('/s/test/registrations', { ...given, phone: '0401' }, { authorization });
    expect([again.status, await again.json()]).toEqual([200, { person }]);
    await fill({ email: 'still@example.fi' });
    expect(tokenIn((await mailsTo('still@example.fi'))[0]?.text)).toBe('');
    expect(await store.read(sql`select phone from persons where email_key = 'still@example.fi'`, {})).toEqual(
      [{ phone: null }],
    );
  });
  test('nothing of it is in the ledger', async () => {
    const events = await (await staff('auditor', '/v1/ledger?limit=1000')).text();
    expect(events).not.toMatch(/example\.fi|Aino|Stranger/);
    expect(collector.faults).toEqual([]);
  });
});
