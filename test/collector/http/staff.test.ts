/** Staff: made, committed, changed, ended; keys; enrolment; signing in (R52, R60, R61). */
import { describe, expect, test } from 'vitest';
import { publicApp } from '../../../collector/http/public.ts';
import { staffApp } from '../../../collector/http/staff.ts';
import { rateLimit } from '../../../collector/traffic/rate.ts';
import { testCollector } from '../../support/collector.ts';
import { codeOf, deskOf, enrol, password } from '../../support/desk.ts';
import { zipTexts } from '../../support/fileText.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, world } = collector;
const desk = deskOf(collector);
const nobody = desk.as(undefined);
const hour = 3_600_000;

let serial = 0;
/** A member of staff without a commitment. */
const make = async (role: string, change: object = {}) => {
  serial += 1;
  const given = { name: `Member ${serial}`, email: `member${serial}@example.fi`, role, ...change };
  const made = await call('administrator', 'POST', '/v1/staff', given);
  expect(made.status).toBe(201);
  return { id: Number(made.body.id), tag: made.tag, email: given.email, name: given.name };
};
const commit = (id: number, body: object = {}) =>
  call('administrator', 'POST', `/v1/staff/${id}/commitment`, body);
const enrolment = async (id: number): Promise<string> =>
  String((await call('administrator', 'POST', `/v1/staff/${id}/enrolment`)).body['token']);
const signIn = (email: string, secret: string, change: object = {}) =>
  nobody('POST', '/v1/sign-in', { email, password, code: codeOf(secret, world.clock()), ...change });
/** A member who can sign in. */
const active = async (role: string) => {
  const one = await make(role);
  await commit(one.id);
  const secret = await enrol(desk, world, await enrolment(one.id));
  world.pass(60_000);
  return { ...one, secret };
};
const signedIn = async (role: string) => {
  const one = await active(role);
  const token = String((await signIn(one.email, one.secret)).body['token']);
  return { ...one, token, call: desk.as(token) };
};

describe('R61: nobody acts without a dated commitment to confidentiality', () => {
  test('a key of theirs is answered 403 until it is recorded, and the ledger says when', async () => {
    const one = await make('support');
    const key = await call('administrator', 'POST', '/v1/keys', { name: 'desk', staff: one.id });
    const theirs = desk.as(String(key.body['key']));
    expect((await theirs('GET', '/v1/organisations')).status).toBe(403);
    expect((await commit(one.id, { committed: '2026-11-20', until: '2027-11-20' })).body).toMatchObject({
      active: true,
      committed: '2026-11-20T00:00:00.000Z',
      committedUntil: '2027-11-20T00:00:00.000Z',
    });
    expect((await theirs('GET', '/v1/organisations')).status).toBe(200);
    const { body } = await call('auditor', 'GET', '/v1/ledger?limit=1000');
    const events = body['events'] as unknown as { kind: string; content: object }[];
    const contents = events.filter(({ kind }) => kind === 'staff-committed').map(({ content }) => content);
    expect(contents).toContainEqual(
      expect.objectContaining({ member: one.id, committed: Date.UTC(2026, 10, 20) }),
    );
    expect(JSON.stringify(body)).not.toContain(one.name);
    expect(JSON.stringify(body)).not.toContain(one.email);
  });
  test('a commitment lapses, nothing but renewing it is left, and it is renewed by its own person', async () => {
    const { id, call: theirs } = await signedIn('marketing');
    await commit(id, { until: new Date(world.clock() + hour / 2).toISOString() });
    expect((await theirs('GET', '/v1/organisations')).status).toBe(200);
    world.pass(hour / 2);
    const refused = await theirs('GET', '/v1/organisations');
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('renewed')]);
    expect((await theirs('GET', '/v1/self')).status).toBe(200);
    expect((await theirs('POST', '/v1/self/commitment')).status).toBe(200);
    expect((await theirs('GET', '/v1/organisations')).status).toBe(200);
  });
  test('who never committed cannot record it themselves', async () => {
    const one = await make('administrator');
    const key = await call('administrator', 'POST', '/v1/keys', { name: 'k', staff: one.id, reach: 'all' });
    const theirs = desk.as(String(key.body['key']));
    expect((await theirs('POST', '/v1/self/commitment')).status).toBe(403);
    expect((await theirs('POST', `/v1/staff/${one.id}/commitment`, {})).status).toBe(403);
  });
  test('it is not recorded for the future', async () => {
    const one = await make('support');
    expect((await commit(one.id, { committed: '2027-01-01' })).body.pointer).toBe('/committed');
  });
});

describe('members', () => {
  test('are made, read, changed by the version that was read, and listed', async () => {
    const one = await make('marketing');
    const read = await call('auditor', 'GET', `/v1/staff/${one.id}`);
    expect(read.body).toMatchObject({ id: one.id, role: 'marketing', active: false, password: false });
    const headers = { 'if-match': read.tag };
    const changed = await call('administrator', 'PATCH', `/v1/staff/${one.id}`, { role: 'support' }, headers);
    expect(changed.body).toMatchObject({ role: 'support', email: one.email, version: 2 });
    const late = await call('administrator', 'PATCH', `/v1/staff/${one.id}`, { role: 'auditor' }, headers);
    expect(late.status).toBe(412);
    const list = await call('administrator', 'GET', '/v1/staff?limit=2');
    expect(list.body.items).toHaveLength(2);
    expect(list.body.next).toBeDefined();
  });
  test('one e-mail address is one member, also when it is changed', async () => {
    const one = await make('marketing');
    const same = { name: 'Another', role: 'support', email: one.email.toUpperCase() };
    expect((await call('administrator', 'POST', '/v1/staff', same)).status).toBe(409);
    const other = await make('marketing');
    const headers = { 'if-match': other.tag };
    const change = { email: one.email };
    expect((await call('administrator', 'PATCH', `/v1/staff/${other.id}`, change, headers)).status).toBe(409);
  });
  test('only administrators change staff; marketing and support do not see them', async () => {
    for (const role of ['marketing', 'support'] as const)
      expect((await call(role, 'GET', '/v1/staff')).status).toBe(403);
    for (const role of ['data_protection_officer', 'auditor'] as const) {
      expect((await call(role, 'GET', '/v1/staff')).status).toBe(200);
      expect((await call(role, 'POST', '/v1/staff', { name: 'x', role: 'support' })).status).toBe(403);
    }
  });
  test('the end of a member is the end of their keys and sessions, at once', async () => {
    const { id, call: theirs } = await signedIn('support');
    const key = await theirs('POST', '/v1/keys', { name: 'own' });
    expect((await call('administrator', 'POST', `/v1/staff/${id}/end`)).body).toMatchObject({
      active: false,
    });
    expect((await theirs('GET', '/v1/self')).status).toBe(401);
    expect((await desk.as(String(key.body['key']))('GET', '/v1/self')).status).toBe(401);
  });
  test('the last active administrator neither ends themselves nor takes another role', async () => {
    const alone = await testCollector();
    const { body } = await alone.call('administrator', 'GET', '/v1/self');
    const { id } = body['staff'] as unknown as { id: number };
    expect((await alone.call('administrator', 'POST', `/v1/staff/${id}/end`)).status).toBe(409);
    const change = { role: 'auditor' };
    const any = { 'if-match': '*' };
    expect((await alone.call('administrator', 'PATCH', `/v1/staff/${id}`, change, any)).status).toBe(409);
    // Someone who may not act yet is no successor.
    const next = await alone.call('administrator', 'POST', '/v1/staff', { name: 'N', role: 'administrator' });
    expect((await alone.call('administrator', 'POST', `/v1/staff/${id}/end`)).status).toBe(409);
    await alone.call('administrator', 'POST', `/v1/staff/${next.body.id}/commitment`, {});
    expect((await alone.call('administrator', 'POST', `/v1/staff/${id}/end`)).status).toBe(200);
  });
});

describe('keys', () => {
  test('that read may list and look up, and change nothing', async () => {
    const { call: theirs } = await signedIn('administrator');
    const made = await theirs('POST', '/v1/keys', { name: 'report', reach: 'read' });
    const reading = desk.as(String(made.body['key']));
    expect((await reading('GET', '/v1/persons')).status).toBe(200);
    const lookup = { by: 'email', value: 'nobody@example.fi', reason: 'a test' };
    expect((await reading('POST', '/v1/lookups', lookup)).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/v1/persons'],
      ['POST', '/v1/staff'],
      ['POST', '/v1/keys'],
      ['POST', '/v1/controllers'],
      ['DELETE', '/v1/google/secret'],
    ] as const)
      expect((await reading(method, path, {})).status).toBe(403);
  });
  test('expire', async () => {
    const { call: theirs } = await signedIn('support');
    const made = await theirs('POST', '/v1/keys', { name: 'short', days: 1 });
    const key = desk.as(String(made.body['key']));
    expect((await key('GET', '/v1/self')).status).toBe(200);
    world.pass(day);
    expect((await key('GET', '/v1/self')).status).toBe(401);
  });
  test('that expire make none that outlives them', async () => {
    const { call: theirs } = await signedIn('support');
    const short = await theirs('POST', '/v1/keys', { name: 'short', days: 2, reach: 'all' });
    const longer = await desk.as(String(short.body['key']))('POST', '/v1/keys', { name: 'long', days: 300 });
    expect(longer.body['expires']).toBe(short.body['expires']);
    // Nor by rotating itself; nor an administrator's.
    const turned = await desk.as(String(short.body['key']))('POST', `/v1/keys/${short.body.id}/rotation`, {});
    expect([turned.status, turned.body['expires']]).toEqual([201, short.body['expires']]);
    const { call: administrator } = await signedIn('administrator');
    const one = await administrator('POST', '/v1/keys', { name: 'short', days: 1, reach: 'all' });
    const byKey = desk.as(String(one.body['key']));
    for (const path of ['/v1/keys', `/v1/keys/${one.body.id}/rotation`]) {
      const made = await byKey('POST', path, { ...(path === '/v1/keys' && { name: 'long' }), days: 300 });
      expect([made.status, made.body['expires']], path).toEqual([201, one.body['expires']]);
    }
  });
  test('are rotated: the new one holds at once, the old one as long as the overlap', async () => {
    const { call: theirs } = await signedIn('support');
    const old = await theirs('POST', '/v1/keys', { name: 'rotated', reach: 'all' });
    const made = await theirs('POST', `/v1/keys/${old.body.id}/rotation`, { overlapHours: 2 });
    expect(made.body).toMatchObject({ name: 'rotated', reach: 'all' });
    const [first, second] = [old, made].map(({ body }) => desk.as(String(body['key'])));
    expect([(await first?.('GET', '/v1/self'))?.status, (await second?.('GET', '/v1/self'))?.status]).toEqual(
      [200, 200],
    );
    world.pass(2 * hour);
    expect([(await first?.('GET', '/v1/self'))?.status, (await second?.('GET', '/v1/self'))?.status]).toEqual(
      [401, 200],
    );
    const again = await call('administrator', 'POST', `/v1/keys/${old.body.id}/rotation`, {});
    expect(again.status).toBe(409);
  });
  test('are ended; a key of another is not there', async () => {
    const one = await signedIn('support');
    const other = await signedIn('support');
    const key = await one.call('POST', '/v1/keys', { name: 'mine' });
    expect((await other.call('POST', `/v1/keys/${key.body.id}/end`)).status).toBe(404);
    expect((await one.call('POST', `/v1/keys/${key.body.id}/end`)).body['ended']).not.toBeNull();
    expect((await desk.as(String(key.body['key']))('GET', '/v1/self')).status).toBe(401);
    const place = key.headers.get('location') ?? '';
    const read = await one.call('GET', place);
    expect([read.status, read.body]).toEqual([
      200,
      expect.objectContaining({ id: key.body.id, name: 'mine' }),
    ]);
    expect(JSON.stringify(read.body)).not.toContain(String(key.body['key']));
    expect((await call('auditor', 'GET', place)).status).toBe(200);
    expect((await other.call('GET', place)).status).toBe(404);
    const listed = await other.call('GET', '/v1/keys');
    expect(listed.body.items).toEqual([]);
    expect((await one.call('GET', '/v1/keys')).body.items).toHaveLength(1);
    expect(JSON.stringify((await call('administrator', 'GET', '/v1/keys?limit=500')).body)).not.toContain(
      String(key.body['key']),
    );
  });
});

test('the same request again, by its Idempotency-Key, makes no second member, key, company or instruction; nothing secret is said twice', async () => {
  const again = { 'idempotency-key': 'desk-1' };
  const twice = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const both = [
      await call('administrator', 'POST', path, body, { ...again, ...headers }),
      await call('administrator', 'POST', path, body, { ...again, ...headers }),
    ] as const;
    expect(
      both.map(({ status }) => status),
      path,
    ).toEqual([201, 200]);
    const other = { ...body, name: 'Another', task: 'another' };
    expect((await call('administrator', 'POST', path, other, { ...again, ...headers })).status).toBe(422);
    const [made, known] = both;
    return [made.body, known.body] as const;
  };
  const [one, same] = await twice('/v1/staff', { name: 'Once', role: 'support' });
  expect(same).toEqual(one);
  const [key, known] = await twice('/v1/keys', { name: 'once' });
  expect([known['id'], known['key']]).toEqual([key['id'], undefined]);
  const administrator = { name: 'Pomo', email: 'pomo@once.fi' };
  const company = { name: 'Kerran Oy', contact: 'x@once.fi', administrator };
  const [made, there] = await twice('/v1/controllers', company);
  expect([there['number'], there['enrolment']]).toEqual([made['number'], undefined]);
  const secret = await enrol(desk, world, String((made['enrolment'] as { token: string }).token), true);
  world.pass(60_000);
  const controller = Number(made['number']);
  const session = await signIn('pomo@once.fi', secret, { controller });
  const theirs = desk.as(String(session.body['token']));
  const order = { givenBy: 'CEO', reference: 'contract 7', task: 'support', reach: 'read' };
  const given = [
    await theirs('POST', '/v1/instructions', order, again),
    await theirs('POST', '/v1/instructions', order, again),
  ];
  expect(given.map(({ status, body }) => [status, body.id])).toEqual([
    [201, given[0]?.body.id],
    [200, given[0]?.body.id],
  ]);
  // Many at once are one, too.
  const many = await Promise.all(
    Array.from({ length: 6 }, () =>
      call(
        'administrator',
        'POST',
        '/v1/staff',
        { name: 'Rush', role: 'support' },
        { 'idempotency-key': 'rush' },
      ),
    ),
  );
  expect(new Set(many.map(({ body }) => body.id)).size).toBe(1);
});

describe('enrolment', () => {
  test('is by a token that works once, for a day, until a code of the app was shown', async () => {
    const one = await make('support');
    await commit(one.id);
    const token = await enrolment(one.id);
    const begun = await nobody('POST', '/v1/enrolment', { token, password });
    expect(begun.body['otpauth']).toMatch(/^otpauth:\/\/totp\/Lupa:.*secret=/);
    const secret = String(begun.body['secret']);
    expect((await signIn(one.email, secret)).status).toBe(401);
    const wrong = await nobody('POST', '/v1/enrolment/confirmation', { token, code: '000000' });
    expect([wrong.status, wrong.body.pointer]).toEqual([422, '/code']);
    const code = codeOf(secret, world.clock());
    expect((await nobody('POST', '/v1/enrolment/confirmation', { token, code })).status).toBe(204);
    expect((await nobody('POST', '/v1/enrolment/confirmation', { token, code })).status).toBe(403);
    expect((await nobody('POST', '/v1/enrolment', { token, password })).status).toBe(403);
    // The code of the enrolment has been used.
    expect((await signIn(one.email, secret)).status).toBe(401);
    world.pass(60_000);
    expect((await signIn(one.email, secret)).status).toBe(200);
  });
  test('ends with the day, and with the next one', async () => {
    const one = await make('support');
    const old = await enrolment(one.id);
    const next = await enrolment(one.id);
    expect((await nobody('POST', '/v1/enrolment', { token: old, password })).status).toBe(403);
    world.pass(day);
    expect((await nobody('POST', '/v1/enrolment', { token: next, password })).status).toBe(403);
  });
  test('again ends what signed in before', async () => {
    const one = await signedIn('support');
    const secret = await enrol(desk, world, await enrolment(one.id));
    expect((await one.call('GET', '/v1/self')).status).toBe(401);
    world.pass(60_000);
    expect((await signIn(one.email, one.secret)).status).toBe(401);
    expect((await signIn(one.email, secret)).status).toBe(200);
  });
  test('wants a password of some length', async () => {
    const token = await enrolment((await make('support')).id);
    const short = await nobody('POST', '/v1/enrolment', { token, password: 'short' });
    expect([short.status, short.body.pointer]).toEqual([422, '/password']);
  });
});

describe('R52: signing in', () => {
  test('gives a session that ends after an hour without a call, and after twelve in any case', async () => {
    const idle = await signedIn('support');
    world.pass(hour - 1);
    expect((await idle.call('GET', '/v1/self')).status).toBe(200);
    world.pass(hour);
    expect((await idle.call('GET', '/v1/self')).status).toBe(401);
    const busy = await signedIn('support');
    for (let n = 0; n < 23; n += 1) {
      world.pass(hour / 2);
      expect((await busy.call('GET', '/v1/self')).status).toBe(200);
    }
    world.pass(hour / 2);
    expect((await busy.call('GET', '/v1/self')).status).toBe(401);
  });
  test('signing out ends the session', async () => {
    const one = await signedIn('auditor');
    expect((await one.call('POST', '/v1/sign-out')).status).toBe(204);
    expect((await one.call('GET', '/v1/self')).status).toBe(401);
  });
  test('a code is used once', async () => {
    const one = await active('support');
    expect((await signIn(one.email, one.secret)).status).toBe(200);
    expect((await signIn(one.email, one.secret)).status).toBe(401);
  });
  test('a password typed in another Unicode form is the same', async () => {
    const one = await make('support');
    await commit(one.id);
    const token = await enrolment(one.id);
    const composed = 'äärettömän pitkä yö';
    const { body } = await nobody('POST', '/v1/enrolment', { token, password: composed });
    const secret = String(body['secret']);
    await nobody('POST', '/v1/enrolment/confirmation', { token, code: codeOf(secret, world.clock()) });
    world.pass(60_000);
    expect((await signIn(one.email, secret, { password: composed.normalize('NFD') })).status).toBe(200);
  });
  test('whatever is wrong, the answer is the same to the byte, and so is the work', async () => {
    const one = await active('support');
    const uncommitted = await make('support');
    const unsure = await enrol(desk, world, await enrolment(uncommitted.id));
    world.pass(60_000);
    let compared = 0;
    let asked = 0;
    const counting = {
      ...collector.needs,
      passwords: {
        ...collector.needs.passwords,
        isRight: (kept: string | null, given: string) => {
          compared += 1;
          return collector.needs.passwords.isRight(kept, given);
        },
      },
      store: new Proxy(collector.store, {
        get: (store, name: keyof typeof collector.store) => {
          if (name === 'read' || name === 'write') asked += 1;
          return store[name];
        },
      }),
    };
    const counted = deskOf({ ...collector, needs: counting }).as(undefined);
    const tries = {
      'unknown address': { email: 'stranger@example.fi', code: '123456' },
      'unknown controller': { controller: 777, email: one.email, code: codeOf(one.secret, world.clock()) },
      'wrong password': { password: 'another one altogether', code: codeOf(one.secret, world.clock()) },
      'wrong code': { code: '000000' },
      'no commitment': { email: uncommitted.email, code: codeOf(unsure, world.clock()) },
    };
    const seen = [];
    for (const change of Object.values(tries)) {
      compared = 0;
      asked = 0;
      const { status, body, headers } = await counted('POST', '/v1/sign-in', {
        email: one.email,
        password,
        ...change,
      });
      seen.push({ status, body, headers: [...headers.keys()].sort(), compared, asked });
    }
    expect(seen[0]).toMatchObject({ status: 401, compared: 1 });
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
  });
  test('guessing slows down, for somebody as for nobody, and the right password waits too', async () => {
    const one = await active('support');
    const tryOnce = (email: string) => signIn(email, one.secret, { password: 'a guess that is wrong' });
    for (const email of [one.email, 'nobody-at-all@example.fi']) {
      const waits: number[] = [];
      for (let failures = 0; failures < 14; failures += 1) {
        for (;;) {
          const { status, headers } = await tryOnce(email);
          if (status === 401) break;
          expect(status).toBe(429);
          waits.push(Number(headers.get('retry-after')));
          world.pass(Number(headers.get('retry-after')) * 1000);
        }
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    }
    const right = await signIn(one.email, one.secret);
    expect(right.status).toBe(429);
    world.pass(Number(right.headers.get('retry-after')) * 1000);
    expect((await signIn(one.email, one.secret)).status).toBe(200);
    // And the count begins anew.
    expect((await tryOnce(one.email)).status).toBe(401);
  });
  test('many guesses at once are one', async () => {
    const one = await active('support');
    const many = await Promise.all(
      Array.from({ length: 20 }, () => signIn(one.email, one.secret, { password: 'a wrong guess' })),
    );
    expect(many.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });
  test('an address that tries much waits, whomever it tries', async () => {
    const perMinute = 100;
    const rate = rateLimit({ perMinute, clock: world.clock, random: world.random });
    const limited = deskOf({ ...collector, needs: { ...collector.needs, rate } }).as(undefined);
    const statuses = [];
    for (let n = 0; n < 7; n += 1) {
      const body = { email: `someone${n}@example.fi`, password, code: '123456' };
      statuses.push((await limited('POST', '/v1/sign-in', body)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
  test('password, hash and secret are in no answer, and not in the ledger', async () => {
    const one = await signedIn('administrator');
    const said = [];
    for (const path of ['/v1/staff?limit=500', `/v1/staff/${one.id}`, '/v1/self', '/v1/ledger?limit=1000'])
      said.push(JSON.stringify((await one.call('GET', path)).body));
    const text = said.join(' ');
    for (const secret of [password, 'argon2', one.secret, one.token.split('.')[1] ?? ''])
      expect(text).not.toContain(secret);
  });
});

describe('a member of staff is a person too (GDPR 15)', () => {
  test('sees in one file who they are, how they signed in, what they read and what they did; without secrets, and without those whom they read', async () => {
    const one = await signedIn('support');
    const source = { kind: 'person' };
    const person = await call('administrator', 'POST', '/v1/persons', {
      name: 'Kanaria Luettu',
      email: 'kanaria@example.fi',
      source,
    });
    await one.call('POST', '/v1/lookups', { by: 'email', value: 'kanaria@example.fi', reason: 'she rang' });
    await one.call('POST', '/v1/organisations', { name: 'Kanaria Oy', source });
    await one.call('POST', '/v1/keys', { name: 'my script' });
    await collector.restart();
    const { body, status, headers } = await one.call('GET', '/v1/self/access');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      staff: {
        staff: one.id,
        name: one.name,
        email: one.email,
        role: 'support',
        signsInWithPassword: true,
        ended: null,
      },
      keys: [{ name: 'my script', ended: null }],
      sessions: [{ created: expect.any(String) }],
      enrolments: [{ used: expect.any(String) }],
      complaint: { authority: expect.any(String) },
    });
    const { readings, acts } = body as unknown as Record<'readings' | 'acts', Record<string, unknown>[]>;
    expect(readings).toContainEqual(
      expect.objectContaining({ action: 'lookup', reason: 'she rang', persons: 1 }),
    );
    const done = acts.map(({ act, noun, by }) => [act, noun, by]);
    expect(done).toContainEqual(['record-made', 'organisations', 'themselves']);
    expect(done).toContainEqual(['staff-committed', null, 'others']);
    const text = JSON.stringify(body);
    for (const secret of [
      'argon2',
      one.secret,
      one.token.split('.')[1] ?? '',
      'Kanaria',
      String(person.body.id),
    ])
      expect(text).not.toContain(secret);
    const zip = await staffApp(collector.needs).request('/v1/self/access?form=zip&language=sv', {
      headers: { authorization: `Bearer ${one.token}` },
    });
    expect(zip.headers.get('content-disposition')).toMatch(/attachment; filename="staff-\d+-.*\.zip"/);
    const files = zipTexts(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['data.json', 'staff.csv', 'keys.csv', 'readings.csv', 'acts.csv']),
    );
  });
  test('whoever answers for staff makes it for them, also when they have left, and that is logged; nobody else', async () => {
    const one = await signedIn('support');
    const other = await signedIn('support');
    const path = `/v1/staff/${one.id}/access`;
    for (const role of ['marketing', 'support', 'auditor'] as const)
      expect((await call(role, 'GET', path)).status).toBe(403);
    expect((await other.call('GET', path)).status).toBe(403);
    expect((await other.call('GET', '/v1/self/access')).body).toMatchObject({ staff: { staff: other.id } });
    await call('administrator', 'POST', `/v1/staff/${one.id}/end`);
    const made = await call('data_protection_officer', 'GET', path, undefined, {
      'lupa-reason': 'they asked',
    });
    expect(made.body).toMatchObject({ staff: { staff: one.id, ended: expect.any(String) }, sessions: [] });
    const log = (await call('administrator', 'GET', '/v1/access-log?limit=5')).body.items;
    expect(log[0]).toMatchObject({ action: `access of staff ${one.id}`, reason: 'they asked' });
    expect((await call('administrator', 'GET', '/v1/staff/999999/access')).status).toBe(404);
    expect((await call('administrator', 'GET', `${path}?form=pdf`)).status).toBe(422);
  });
});

test('staff cannot sign in at the public listener', async () => {
  const answer = await publicApp(collector.needs).request('/v1/sign-in', { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
  expect(staffApp(collector.needs)).toBeDefined();
});
