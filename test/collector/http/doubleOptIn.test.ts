/** Double opt-in, unsubscribing and preferences: GET shows, POST acts, and nobody learns who is known. */
import { describe, expect, test } from 'vitest';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, get, post, world, store, controller, siteSecret } = collector;
const { person, permit, asking, audience, explained, queued, wording, linkIn } = marketingOf(collector);

const text = await wording();
const form = { 'content-type': 'application/x-www-form-urlencoded' };
/** What a mail program or the page's button sends: no origin of the site. */
const press = (path: string, body = '') => post(path, body, { ...form, origin: 'null' });
const page = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await get(path, headers);
  expect(answer.status).toBe(200);
  return answer.text();
};
const ask = (email: string, change: object = {}, headers: Record<string, string> = {}) => {
  // Letters are in the order of time.
  world.pass(1);
  return post('/s/test/permissions', { v: 1, wording: text, email, ...change }, headers);
};
const lastMail = async () => {
  const mail = (await queued()).at(-1);
  if (!mail) throw new Error('Nothing is queued.');
  return mail;
};
const confirmLink = async () => linkIn((await lastMail()).body.text, 'permissions/confirm');
const count = sql`
  select (select count(*) from persons) + (select count(*) from permissions) as n from controllers
  where controller_id = :controller`;
const rows = async () => (await store.read<{ n: number }>(count, { controller: controller.id }))[0]?.n;
const personByMail = async (email: string): Promise<string> => {
  const { body } = await call('support', 'POST', '/v1/lookups', {
    by: 'email',
    value: email,
    reason: 'test',
  });
  return (body as unknown as { persons: { id: string }[] }).persons[0]?.id ?? '';
};

describe('double opt-in', () => {
  test('makes the permission when the mailbox answers, with the proof of it, and not before', async () => {
    const before = await rows();
    const asked = await ask('new@example.fi', { language: 'fi' });
    expect([asked.status, await asked.json()]).toEqual([202, { asked: true }]);
    const mail = await lastMail();
    expect(mail).toMatchObject({ template: 'double_opt_in', recipient: 'new@example.fi', permission: null });
    expect(mail.body.text).toContain('Kyllä, uutiskirje saa tulla.');
    expect(mail.body.text).toContain('Example Oy, privacy@example.fi');
    const link = await confirmLink();
    const shown = await page(link);
    expect(shown).toContain('Kyllä, uutiskirje saa tulla.');
    expect(shown).toContain('<html lang="fi">');
    // A scanner opens every link, many times.
    await page(link);
    expect(await rows()).toBe(before);
    world.pass(60_000);
    const pressed = await (await press(link)).text();
    const id = await personByMail('new@example.fi');
    expect(await audience()).toContain(id);
    // It is as easy to withdraw as to give (GDPR 7(3)).
    const [, preferences = ''] = /href="\.\.\/\.\.(\/preferences\/[^"]+)"/.exec(pressed) ?? [];
    expect(await page(preferences)).toContain('Kyllä, uutiskirje saa tulla.');
    const { body } = await call('marketing', 'GET', `/v1/permissions?person=${id}`);
    expect(body.items).toMatchObject([
      {
        basis: 'consent',
        recipient: 'consumer',
        wording: 'Kyllä, uutiskirje saa tulla.',
        evidence: {
          doubleOptIn: new Date(world.clock()).toISOString(),
          asked: new Date(world.clock() - 60_000).toISOString(),
          text,
        },
      },
    ]);
  });
  test('acts once, and the link dies after 48 hours', async () => {
    await ask('once@example.fi');
    const link = await confirmLink();
    await press(link);
    const after = await rows();
    expect(await (await press(link)).text()).toContain('Kiitos');
    expect(await rows()).toBe(after);
    await ask('late@example.fi');
    const late = await confirmLink();
    world.pass(2 * day);
    expect(await (await press(late)).text()).toContain('no longer works');
    expect(await page('/permissions/confirm/1.nonsense')).toContain('no longer works');
    expect(await rows()).toBe(after);
  });
  test('R12: the answer and the letter are the same for the known, the unknown, the objecting and the erased', async () => {
    const known = 'known-a@example.fi';
    await permit(await person({ email: known }));
    const objecting = 'known-b@example.fi';
    await call('support', 'POST', `/v1/persons/${await person({ email: objecting })}/objection`);
    const erased = 'known-c@example.fi';
    await call('administrator', 'DELETE', `/v1/persons/${await person({ email: erased })}`);
    const seen = new Set<string>();
    for (const email of [known, objecting, erased, 'unknown-d@example.fi']) {
      const before = (await queued()).length;
      const answer = await ask(email);
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      const letters = (await queued()).slice(before).map(({ body, person: of }) => ({
        of,
        subject: body.subject,
        text: body.text.replace(/confirm\/\S+/, 'confirm/…'),
      }));
      seen.add(JSON.stringify([answer.status, headers, await answer.text(), letters]));
    }
    expect(seen.size).toBe(1);
  });
  test('floods nobody: one letter in five minutes for a wording, five a day for an address, the same answer', async () => {
    const before = (await queued()).length;
    for (let n = 0; n < 12; n += 1) {
      expect((await ask('flood@example.fi')).status).toBe(202);
      if (n % 2) world.pass(6 * 60_000);
    }
    expect((await queued()).length - before).toBe(5);
    world.pass(day);
    await ask('FLOOD@example.fi');
    expect((await queued()).length - before).toBe(6);
  });
  test('is asked by a page of the site, or by its server; never by a foreign page or with words of their own', async () => {
    const foreign = await ask('x@example.fi', {}, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const server = { origin: '', authorization: `Bearer ${siteSecret}` };
    expect((await ask('server@example.fi', {}, server)).status).toBe(202);
    const wrong = { origin: '', authorization: `Bearer ${siteSecret.slice(1)}x` };
    expect((await ask('server@example.fi', {}, wrong)).status).toBe(401);
    const unknown = await ask('x@example.fi', { wording: '00000000-0000-7000-8000-000000000000' });
    expect(unknown.status).toBe(422);
    for (const email of ['', 'nobody', 'a@b.fi\r\nBcc: c@d.fi']) expect((await ask(email)).status).toBe(422);
  });
  test('staff ask a person whom they know, in that person’s language', async () => {
    const id = await person({ email: 'svensk@example.fi', language: 'sv' });
    world.pass(1);
    const asked = await call('marketing', 'POST', '/v1/permissions/requests', { wording: text, person: id });
    expect(asked.status).toBe(202);
    // There is no Swedish text: the first one stands for it, in its own language.
    expect((await lastMail()).body.text).toContain('Kyllä, uutiskirje saa tulla.');
    await press(await confirmLink());
    expect(await audience()).toContain(id);
    for (const body of [{ wording: text }, { wording: text, person: id, email: 'a@example.fi' }])
      expect((await call('marketing', 'POST', '/v1/permissions/requests', body)).status).toBe(422);
  });
  test('R8: whoever objects is not asked by staff, for the question itself is marketing; but where they asked for it', async () => {
    const id = await person({ email: 'no@example.fi' });
    await call('support', 'POST', `/v1/persons/${id}/objection`);
    const asking = (more: object) =>
      call('marketing', 'POST', '/v1/permissions/requests', { wording: text, ...more });
    for (const who of [{ person: id }, { email: 'No@example.fi' }])
      expect((await asking(who)).body.pointer).toBe('/asked');
    expect((await asking({ person: id, asked: 'called on 3 November' })).status).toBe(202);
  });
});

describe('only the person’s own new permission', () => {
  test('lifts an objection and a suppression; what they permitted before stays ended', async () => {
    const id = await person({ email: 'back@example.fi', phone: '040 765 1234' });
    await permit(id);
    await permit(id, { purpose: 'events' });
    await permit(id, { channel: 'sms' });
    await call('support', 'POST', `/v1/persons/${id}/objection`);
    expect((await asking(id)).status).toBe(422);
    world.pass(1000);
    await ask('BACK@example.fi');
    await press(await confirmLink());
    expect(await explained(id)).toEqual({ in: true, lacks: [] });
    expect((await explained(id, { purpose: 'events' })).lacks).toEqual(['permission']);
    expect((await explained(id, { channel: 'sms' })).lacks).toEqual(['not-suppressed', 'permission']);
  });
  test('brings the erased back as somebody new', async () => {
    const id = await person({ email: 'again@example.fi' });
    await permit(id);
    await call('administrator', 'DELETE', `/v1/persons/${id}`);
    world.pass(1000);
    await ask('again@example.fi');
    await press(await confirmLink());
    const next = await personByMail('again@example.fi');
    expect(next).not.toBe(id);
    expect(await audience()).toContain(next);
  });
  test('that was asked for and not confirmed goes with an erasure', async () => {
    const id = await person({ email: 'waits@example.fi' });
    await ask('waits@example.fi');
    const link = await confirmLink();
    await call('administrator', 'DELETE', `/v1/persons/${id}`);
    const all = await store.read(
      sql`select * from permission_requests where email_key = 'waits@example.fi'`,
      {},
    );
    expect(all).toEqual([]);
    expect(await (await press(link)).text()).toContain('no longer works');
  });
  test('is kept of the restricted, and holds when the restriction is lifted', async () => {
    const id = await person({ email: 'still@example.fi' });
    await call('administrator', 'POST', `/v1/persons/${id}/restriction`, { reason: 'accuracy' });
    await ask('still@example.fi');
    await press(await confirmLink());
    expect((await explained(id)).lacks).toEqual(['unrestricted']);
    expect(await audience()).not.toContain(id);
  });
});

describe('the pages behind the links', () => {
  test('are kept by nothing, framed by nothing, run nothing, and send their address nowhere', async () => {
    await ask('headers@example.fi');
    for (const path of [await confirmLink(), '/unsubscribe/1.x', '/preferences/1.x']) {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
      expect(headers.get('content-security-policy')).not.toContain('script-src');
      expect(headers.get('x-robots-tag')).toBe('noindex');
    }
  });
  test('a token is worth nothing for another page', async () => {
    await ask('cross@example.fi');
    const token = (await confirmLink()).split('/').at(-1);
    for (const path of [`/unsubscribe/${token}`, `/preferences/${token}`]) {
      expect(await page(path)).toContain('no longer works');
      expect(await (await press(path)).text()).toContain('no longer works');
    }
  });
  test('speak the browser’s language where the person’s is not known', async () => {
    expect(await page('/unsubscribe/1.x', { 'accept-language': 'sv-FI,sv;q=0.9' })).toContain('lang="sv"');
  });
});
