/** Whoever holds a visitor key sees everything under it, and has it erased; nobody else sees anything (issue 4, item 5). */
import { describe, expect, test } from 'vitest';
import type { Held } from '../../../shared/mine.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting, refusing, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { signer } from '../../support/token.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { post, get, notice, staff, world, siteSecret } = collector;
const sign = await signer(collector);
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const granting = async (change: object = {}) => {
  const decision = accepting(await notice(), {
    visitorKey: visitorKey(world.clock()),
    id: uuid(world.clock()),
    ...change,
  });
  const answer = await post('/s/test/decisions', decision);
  const { visitor } = (await answer.json()) as { visitor: string };
  return { key: decision.visitorKey ?? '', visitor, decision };
};
const visit = (key: string, page = '/shop') =>
  post(
    '/s/test/visits',
    { v: 1, id: uuid(world.clock()), visitorKey: key, page, referrer: 'https://search.example/' },
    {
      'user-agent': 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'accept-language': 'fi',
    },
  );
const register = async (email: string) => {
  const body = { v: 1, email, name: 'Canary Person', accountUse: 'own' };
  const answer = await post('/s/test/registrations', body, {
    authorization: `Bearer ${siteSecret}`,
    'content-type': 'application/json',
  });
  return ((await answer.json()) as { person: string }).person;
};
const held = async (key: string): Promise<Held> => {
  const answer = await post('/s/test/mine', { v: 1, visitorKey: key });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return (await answer.json()) as Held;
};
const erase = (key: string) => post('/s/test/mine/erase', { v: 1, visitorKey: key });
const page = (fields: Record<string, string>, path = '/s/test/mine', headers: Record<string, string> = {}) =>
  post(path, new URLSearchParams({ language: 'en', zone: 'Europe/Helsinki', ...fields }).toString(), {
    ...form,
    ...headers,
  });

describe('seeing', () => {
  test('everything under the key: acts with their text and receipt, what holds, visits, sign-ins without a name', async () => {
    const { key, visitor, decision } = await granting();
    const other = await granting();
    await visit(key, '/mine-alone');
    await visit(other.key, '/somebody-else');
    const person = await register('tied@example.fi');
    await post('/s/test/ties', { v: 1, visitorKey: key, token: await sign({ sub: person, visitor }) });
    const mine = await held(key);
    expect(mine).toMatchObject({ live: true, erased: null, visitor, site: 'test' });
    expect(mine.consents.map(({ purpose, answer }) => [purpose, answer])).toEqual([
      ['analytics', 'granted'],
      ['marketing', 'granted'],
    ]);
    expect(mine.decisions).toHaveLength(1);
    expect(mine.decisions[0]).toMatchObject({ id: decision.id, how: 'accept_all', surface: 'banner' });
    expect(mine.decisions[0]?.receipt).toMatchObject({ notice: decision.notice, controller: 'Example Oy' });
    expect(mine.decisions[0]?.textShown).toEqual(await notice());
    expect(mine.visits.map((one) => [one.page, one.browser, one.address])).toEqual([
      ['/mine-alone', 'Firefox', '203.0.113.0'],
    ]);
    expect(mine.signedIn).toEqual([{ site: 'test', from: new Date(world.clock()).toISOString(), to: null }]);
    const text = JSON.stringify(mine);
    for (const word of [person, 'Canary Person', 'tied@example.fi', '/somebody-else', other.visitor])
      expect(text).not.toContain(word);
  });

  test('a key that nobody knows, and one of the same id but another end, see nothing', async () => {
    const { key } = await granting();
    const bytes = Buffer.from(key, 'base64url');
    bytes[31] = (bytes[31] ?? 0) ^ 1;
    for (const wrong of [visitorKey(), bytes.toString('base64url')])
      expect(await held(wrong)).toMatchObject({
        live: false,
        consents: [],
        decisions: [],
        visits: [],
        signedIn: [],
      });
  });

  test('who signed in later does not see what was done before: the key is another one', async () => {
    const { key } = await granting();
    await visit(key, '/first-person');
    const next = visitorKey(world.clock());
    await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
    const mine = await held(next);
    expect(mine).toMatchObject({ live: true, decisions: [], visits: [] });
    expect(mine.consents.map(({ decided }) => decided)).toEqual([null, null]);
    expect((await held(key)).visits).toHaveLength(1);
  });
});

describe('the page', () => {
  test('is never cached, framed or referred from, and runs no script', async () => {
    const { key } = await granting();
    const answer = await page({ visitorKey: key });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^;]+; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(await answer.text()).not.toMatch(/<script/);
  });

  test.each([
    ['fi', 'Mitä sinusta on tallennettu', 'Tilastot'],
    ['sv-FI', 'Vad som finns sparat om dig', 'Statistik'],
    ['en', 'What is held about you', 'Statistics'],
    ['de', 'What is held about you', 'Statistics'],
  ])('is in the visitor’s language: %s', async (language, title, purpose) => {
    const { key } = await granting();
    await visit(key);
    const text = await (await page({ visitorKey: key, language })).text();
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(text).toContain(purpose);
    expect(text).toContain('203.0.113.0');
  });

  test('writes nothing that a visitor sent as markup', async () => {
    const { key } = await granting();
    await visit(key, '/<img src=x onerror=alert(1)>"');
    const text = await (await page({ visitorKey: key, language: '"><script>', zone: '"><b>' })).text();
    expect(text).not.toMatch(/<img|<script|<b>"/);
    expect(text).toContain('&lt;img src=x');
  });

  test('gives the same as JSON and as a table that no spreadsheet runs', async () => {
    const { key } = await granting();
    await visit(key, '/=HYPERLINK("https://evil.example")');
    const json = await page({ visitorKey: key, as: 'json' });
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="lupa-test.json"');
    expect(await json.json()).toEqual(await held(key));
    const csv = await page({ visitorKey: key, as: 'csv' });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv.arrayBuffer()).split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffkind,time,until,site,purpose,answer/);
    expect(lines.filter((line) => /^(holds now|decided|visit),/.test(line))).toHaveLength(5);
    for (const line of lines.slice(1)) expect(line).not.toMatch(/(^|,)[=+@]/);
  });

  test('gives the receipt of a decision to print and as a file, under its own key alone', async () => {
    const { key, decision } = await granting();
    const other = await granting();
    const printed = await page({ visitorKey: key, as: 'page', decision: decision.id });
    expect(printed.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(await printed.text()).toContain(decision.id);
    const file = await page({ visitorKey: key, as: 'receipt', decision: decision.id });
    expect(file.headers.get('content-disposition')).toContain(`receipt-${decision.id}.jsonld`);
    expect(JSON.stringify(await file.json())).toContain('dpv:ConsentReceipt');
    for (const id of [other.decision.id, 'none'])
      expect((await page({ visitorKey: key, as: 'page', decision: id })).status).toBe(404);
  });

  test('says that nothing is held where there is no key, and what to do about a wrong one', async () => {
    const none = await page({ visitorKey: '' });
    expect(none.status).toBe(200);
    const said = await none.text();
    expect(said).toContain('has no key');
    expect(said, 'of what a withdrawal leaves').toContain('What was gathered before you withdrew');
    expect(said).toContain('Contact: Example Oy, privacy@example.fi');
    expect((await page({ visitorKey: 'wrong' })).status).toBe(422);
  });

  test('says that nothing holds any more where there were acts, and that nothing was allowed where there were none', async () => {
    const { key } = await granting();
    await erase(key);
    const after = await (await page({ visitorKey: key })).text();
    expect(after).toContain('Nothing holds any more.');
    expect(after).not.toContain('You have allowed nothing.');
    expect(await (await page({ visitorKey: visitorKey() })).text()).toContain('You have allowed nothing.');
  });

  test('waits for the key where a form may not lead here: one script, known by its digest, and nothing in the address', async () => {
    const answer = await get('/s/test/mine', { 'accept-language': 'sv' });
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
    expect(answer.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(await answer.text()).toContain('Väntar');
    expect((await get('/s/none/mine')).status).toBe(404);
  });

  test.each([
    ['de-DE, fi;q=0.8, en;q=0.9', 'en'],
    ['de, et;q=0.9, sv-FI;q=0.5', 'sv'],
    ['fi;q=0, sv;q=0.1', 'sv'],
    ['constructor, de', 'en'],
    ['', 'en'],
  ])('waits in the first language of the browser that it speaks: %s', async (languages, language) => {
    const answer = await get('/s/test/mine', { 'accept-language': languages });
    expect(await answer.text()).toContain(`<html lang="${language}">`);
  });
});

describe('who may ask', () => {
  const body = () => JSON.stringify({ v: 1, visitorKey: visitorKey() });
  const asked = (
    origin: string | undefined,
    sent: string,
    headers: Record<string, string> = {},
    path = '/s/test/mine',
  ) => post(path, sent, { origin: origin as string, ...headers });

  test("the site's pages and the collector's own; no other site, and no other route for the collector's own", async () => {
    for (const path of ['/s/test/mine', '/s/test/mine/erase']) {
      expect((await asked('https://collector.example', body(), {}, path)).status).toBe(200);
      expect((await asked('https://evil.example', body(), {}, path)).status).toBe(403);
      expect((await asked('null', body(), {}, path)).status).toBe(403);
    }
    const refused = await asked(
      'https://collector.example',
      JSON.stringify(refusing(await notice())),
      {},
      '/s/test/decisions',
    );
    expect(refused.status).toBe(403);
  });

  test('a form may come without an origin, for a page that sends no referrer sends none; not from another site', async () => {
    const { key } = await granting();
    expect((await page({ visitorKey: key }, '/s/test/mine', { origin: 'null' })).status).toBe(200);
    expect((await page({ visitorKey: key }, '/s/test/mine', { origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });
});

describe('erasing', () => {
  test('withdraws all, erases visits and ties at once, keeps the proof apart, and touches no person', async () => {
    const { key, visitor, decision } = await granting();
    await visit(key);
    const person = await register('stays@example.fi');
    await post('/s/test/ties', { v: 1, visitorKey: key, token: await sign({ sub: person, visitor }) });
    const before = await staff('auditor', '/v1/ledger?limit=1000');
    expect(await before.text()).toContain(visitor);
    const answer = await erase(key);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      since: new Date(world.clock()).toISOString(),
      proofUntil: new Date(world.clock() + 730 * day).toISOString(),
    });
    const mine = await held(key);
    expect(mine).toMatchObject({ live: false, consents: [], visits: [], signedIn: [] });
    expect(
      mine.decisions.map(({ id }) => id),
      'the visitor still sees what is kept as proof',
    ).toEqual([decision.id]);
    // GDPR 18: nobody else reads it.
    const after = await staff('auditor', '/v1/ledger?limit=1000');
    const { events } = (await after.json()) as {
      events: { kind: string; restricted: boolean; erased: boolean }[];
    };
    expect(JSON.stringify(events)).not.toContain(visitor);
    expect(JSON.stringify(events)).not.toContain(person);
    expect(events.filter((one) => one.kind === 'tie').at(-1)).toMatchObject({ erased: true });
    expect(events.at(-1)).toMatchObject({ kind: 'visitor-erased', restricted: true, erased: false });
    const look = async (by: string, value: string) =>
      (await staff('administrator', '/v1/lookups', { by, value, reason: 'test' })).json();
    expect(await look('visitor', visitor)).toMatchObject({ persons: [], visitors: [] });
    expect(await look('email', 'stays@example.fi')).toMatchObject({
      persons: [{ id: person }],
      visitors: [],
    });
  });

  test('the key is over: visits and ties are refused, and a grant that arrives late brings nothing back', async () => {
    const { key, visitor } = await granting();
    await erase(key);
    expect((await visit(key)).status).toBe(403);
    const person = await register('late@example.fi');
    const tied = await post('/s/test/ties', {
      v: 1,
      visitorKey: key,
      token: await sign({ sub: person, visitor }),
    });
    expect(tied.status).toBe(403);
    const late = await post('/s/test/decisions', accepting(await notice(), { visitorKey: key, sequence: 9 }));
    expect(late.status).toBe(410);
    expect((await visit(key)).status).toBe(403);
    // Also one that was still under way when everything was erased.
    const early = accepting(await notice());
    await erase(early.visitorKey ?? '');
    expect((await post('/s/test/decisions', early)).status).toBe(410);
    expect(await held(early.visitorKey ?? '')).toMatchObject({ live: false, decisions: [] });
  });

  test('again is harmless: the same times, one event', async () => {
    const { key } = await granting();
    const first = await (await erase(key)).json();
    const count = async () =>
      ((await (await staff('auditor', '/v1/ledger?limit=1000')).json()) as { events: { kind: string }[] })
        .events.length;
    const events = await count();
    world.pass(day);
    expect(await (await erase(key)).json()).toEqual(first);
    expect(await count()).toBe(events);
  });

  test('by the page: only when it is meant, and it says what is left until when', async () => {
    await collector.save(testSettings({ proofDays: 30 }));
    const { key } = await granting();
    const unsure = await page({ visitorKey: key }, '/s/test/mine/erase');
    expect(unsure.status).toBe(422);
    expect(await unsure.text()).toContain('action="../mine/erase"');
    expect((await held(key)).live).toBe(true);
    const done = await page({ visitorKey: key, sure: 'yes', language: 'fi' }, '/s/test/mine/erase');
    expect(await done.text()).toMatch(/Tiedot on poistettu[\s\S]*se poistetaan 23\.12\.2026/);
    expect((await held(key)).live).toBe(false);
    await collector.save(testSettings());
  });

  test('under a key that was signed out, what holds under the next one stays', async () => {
    const { key } = await granting();
    await visit(key);
    const next = visitorKey(world.clock());
    await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
    expect(await (await erase(key)).json()).toMatchObject({ proofUntil: null });
    expect((await held(key)).visits).toEqual([]);
    expect((await held(next)).live).toBe(true);
  });
});
