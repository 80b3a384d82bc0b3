import { describe, expect, test } from 'vitest';
import { addSiteKey } from '../../../collector/register/siteKeys.ts';
import { addStaff } from '../../../collector/register/staff.ts';
import type { Acknowledgement } from '../../../shared/receipt.ts';
import { newKey, testCollector } from '../../support/collector.ts';
import { accepting, uuid, visitorKey } from '../../support/decision.ts';
import { testSettings } from '../../support/site.ts';
import { signer } from '../../support/token.ts';

const collector = await testCollector();
const { post, notice, staff, world } = collector;
const sign = await signer(collector);

const registering = (change: object = {}) => ({
  v: 1,
  email: 'Aino.Virtanen@Example.FI',
  name: 'Aino Virtanen',
  company: 'Metsä  Oy',
  position: 'Toimitusjohtaja',
  phone: '+358 40 123 4567',
  ...change,
});
const register = async (change: object = {}) => {
  const answer = await post('/s/test/registrations', registering(change), {
    authorization: `Bearer ${collector.siteSecret}`,
  });
  return { status: answer.status, ...((await answer.json()) as { person: string }) };
};
const lookUp = async (by: string, value: string, role: Parameters<typeof staff>[0] = 'administrator') => {
  const answer = await staff(role, '/v1/lookups', { by, value, reason: 'a test' });
  return {
    status: answer.status,
    ...((await answer.json()) as { persons: Record<string, unknown>[]; visitors: { id: string }[] }),
  };
};
const granting = async () => {
  const decision = accepting(await notice());
  const { visitor } = (await (await post('/s/test/decisions', decision)).json()) as Acknowledgement;
  return { key: decision.visitorKey ?? '', visitor: visitor ?? '' };
};
const access = async (person: string) =>
  (await staff('data_protection_officer', `/v1/persons/${person}/access`)).json() as Promise<
    Record<string, never>
  >;

describe('R36: registering', () => {
  test('makes a person, and finds them again however the address is written', async () => {
    const first = await register();
    expect(first.status).toBe(201);
    const second = await register({ email: '  aino.virtanen@example.fi'.trim(), name: 'Someone Else' });
    expect(second).toEqual({ status: 200, person: first.person });
    const { persons } = await lookUp('email', 'AINO.VIRTANEN@EXAMPLE.FI');
    expect(persons).toEqual([
      {
        id: first.person,
        name: 'Aino Virtanen',
        email: 'Aino.Virtanen@Example.FI',
        phone: '+358 40 123 4567',
        position: 'Toimitusjohtaja',
        company: 'Metsä  Oy',
      },
    ]);
  });
  test('R17: composed and decomposed letters, and a domain as the DNS writes it, are one address', async () => {
    const first = await register({ email: 'åsa@håkan.example' });
    const again = await register({ email: 'a\u030asa@xn--hkan-qoa.example' });
    expect(again).toEqual({ status: 200, person: first.person });
  });
  test('fills what is missing and overwrites nothing; each value knows its first source', async () => {
    const { person } = await register({ email: 'fill@example.fi', phone: undefined, company: undefined });
    world.pass(1000);
    await register({ email: 'fill@example.fi', name: 'Other', phone: '0401', company: 'Uusi Oy' });
    const answer = (await access(person)) as unknown as {
      person: Record<string, unknown>;
      sources: { field: string; source: string; obtained: string; site: string }[];
    };
    expect(answer.person).toMatchObject({ name: 'Aino Virtanen', phone: '0401', company: 'Uusi Oy' });
    const obtained = Object.fromEntries(answer.sources.map((one) => [one.field, one.obtained]));
    expect(Object.keys(obtained).sort()).toEqual(['company', 'email', 'name', 'phone', 'position']);
    expect(obtained['phone'] && obtained['name'] && obtained['phone'] > obtained['name']).toBe(true);
    expect(answer.sources.every((one) => one.source === 'registration' && one.site === 'test')).toBe(true);
    // For which purpose on which basis each is kept, value by value.
    for (const one of answer.sources)
      expect(one).toMatchObject({ purpose: expect.any(String), basis: '6(1)(b)' });
  });
  test('R17: addresses that only look alike stay apart', async () => {
    const plain = await register({ email: 'fiona@example.fi' });
    const ligature = await register({ email: 'ﬁona@example.fi' });
    expect(ligature.person).not.toBe(plain.person);
    for (const value of ['fiona@ex%61mple.fi', 'fiona@example.fi%00', 'fiona@']) {
      expect((await lookUp('email', value)).persons).toEqual([]);
    }
  });
  test('needs the secret of this very site', async () => {
    for (const authorization of ['', 'Bearer', `Bearer ${newKey()}`, `Basic ${collector.siteSecret}`]) {
      const answer = await post('/s/test/registrations', registering(), { authorization });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
  test('no e-mail address and no name reaches the ledger', async () => {
    await register({ email: 'canary-ledger@example.fi', name: 'Canary Ledger' });
    const events = await (await staff('auditor', '/v1/ledger?limit=1000')).text();
    expect(events).not.toMatch(/canary/i);
  });
  test('forty at once make one person', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => register({ email: 'rush@example.fi' })));
    expect(new Set(all.map(({ person }) => person)).size).toBe(1);
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

const tie = async (key: string, token: string) => post('/s/test/ties', { v: 1, visitorKey: key, token });

describe('tying', () => {
  test('a signed token ties the person to the visitor, and the look-up finds either from the other', async () => {
    const { person } = await register({ email: 'tied@example.fi' });
    const { key, visitor } = await granting();
    const token = await sign({ sub: person, visitor });
    expect((await tie(key, token)).status).toBe(201);
    expect((await tie(key, token)).status, 'a resend').toBe(200);
    expect((await lookUp('visitor', visitor)).persons.map((one) => one['id'])).toEqual([person]);
    expect((await lookUp('email', 'tied@example.fi')).visitors.map((one) => one.id)).toEqual([visitor]);
  });

  test("visits are shown inside the tie alone, before and after it are nobody's", async () => {
    const { person } = await register({ email: 'interval@example.fi' });
    const { key, visitor } = await granting();
    const visit = async (page: string, visitorKey = key) => {
      world.pass(1000);
      const answer = await post('/s/test/visits', {
        v: 1,
        id: uuid(world.clock()),
        visitorKey,
        page,
        referrer: '',
      });
      expect(answer.status).toBe(201);
    };
    await visit('/before');
    world.pass(1000);
    await tie(key, await sign({ sub: person, visitor }));
    await visit('/inside');
    const next = visitorKey(world.clock());
    world.pass(1000);
    const ended = await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
    expect(ended.status).toBe(200);
    const { visitor: newVisitor } = (await ended.json()) as { visitor: string };
    expect((await lookUp('visitor', newVisitor)).visitors.map((one) => one.id)).toEqual([newVisitor]);
    await visit('/after', next);
    const old = await post('/s/test/visits', {
      v: 1,
      id: uuid(),
      visitorKey: key,
      page: '/old',
      referrer: '',
    });
    expect(old.status, 'the old key has no consent any more').toBe(403);
    const { visits, decisions, consents } = (await access(person)) as unknown as {
      visits: { page: string }[];
      decisions: { how: string; textShown: { texts: { acceptAll: string } } }[];
      consents: unknown[];
    };
    expect(visits.map((one) => one.page)).toEqual(['/inside']);
    expect(decisions.map(({ how }) => how)).toEqual(['accept_all']);
    expect(decisions[0]?.textShown.texts.acceptAll).toBe('Hyväksy kaikki');
    expect(consents, 'what holds on is the next visitor’s').toEqual([]);
  });

  test('a second person is refused until the first has signed out, and then has another visitor id', async () => {
    const one = await register({ email: 'first@example.fi' });
    const two = await register({ email: 'second@example.fi' });
    const { key, visitor } = await granting();
    await tie(key, await sign({ sub: one.person, visitor }));
    const refused = await tie(key, await sign({ sub: two.person, visitor }));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ type: 'urn:lupa:problem:another-person' });
    const next = visitorKey();
    await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
    const { persons } = await lookUp('visitor', visitor);
    expect(persons.map((person) => person['id'])).toEqual([one.person]);
  });

  test('of two persons who sign in on one browser at once one is tied, and the other sees nothing of it', async () => {
    const { key, visitor } = await granting();
    const both = await Promise.all(
      ['first', 'second'].map(async (name) => {
        const { person } = await register({ email: `${name}-at-once@example.fi` });
        return { person, token: await sign({ sub: person, visitor }) };
      }),
    );
    const answers = await Promise.all(both.map(({ token }) => tie(key, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    for (const [place, { person }] of both.entries()) {
      const { ties } = (await access(person)) as unknown as { ties: unknown[] };
      expect(ties).toHaveLength(answers[place]?.status === 201 ? 1 : 0);
    }
  });

  test('a token is refused when forged, foreign, for another visitor, too old, too long, or used after its tie', async () => {
    const { person } = await register({ email: 'forged@example.fi' });
    const { key, visitor } = await granting();
    const now = Math.floor(world.clock() / 1000);
    const bad = [
      'rubbish',
      'a.b.c',
      `${await sign({ sub: person, visitor })}x`,
      await sign({ sub: person, visitor }, { kid: 'other' }),
      await sign({ sub: person, visitor, aud: 'other' }),
      await sign({ sub: person, visitor: (await granting()).visitor }),
      await sign({ sub: person, visitor, iat: now - 600, exp: now - 300 }),
      await sign({ sub: person, visitor, exp: now + 3600 }),
      await sign({ sub: uuid(), visitor }),
      await sign({ sub: 'constructor', visitor }),
      await sign({ visitor }),
    ];
    for (const token of bad) {
      const answer = await tie(key, token);
      expect(answer.status, token).toBe(403);
      expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:token-refused' });
    }
    const token = await sign({ sub: person, visitor });
    await tie(key, token);
    await post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: visitorKey() });
    expect((await tie(key, token)).status).toBe(403);
  });

  const end = (key: string, next: string) =>
    post('/s/test/ties/end', { v: 1, visitorKey: key, newVisitorKey: next });
  const current = async (visitor: string) =>
    (
      (await (
        await staff('administrator', '/v1/lookups', { by: 'visitor', value: visitor, reason: 'test' })
      ).json()) as { visitors: { consents: { purpose: string; answer: string }[] }[] }
    ).visitors[0]?.consents.map(({ answer }) => answer);
  const deciding = async (key: string, sequence: number, answer: 'granted' | 'denied') =>
    post(
      '/s/test/decisions',
      accepting(await notice(), {
        visitorKey: key,
        sequence,
        how: answer === 'granted' ? 'accept_all' : 'withdraw_all',
        answers: { analytics: answer, marketing: answer },
      }),
    );

  test('after signing out, what the old key grants counts no more, and what it withdrew late still does', async () => {
    const { key } = await granting();
    const next = visitorKey();
    const { visitor } = (await (await end(key, next)).json()) as { visitor: string };
    expect(await current(visitor)).toEqual(['granted', 'granted']);
    expect((await deciding(key, 3, 'granted')).status, 'kept as what happened').toBe(201);
    expect(await current(visitor)).toEqual(['granted', 'granted']);
    expect((await deciding(key, 2, 'denied')).status).toBe(201);
    expect(await current(visitor), 'pressed before, delivered after').toEqual(['denied', 'denied']);
  });

  test('ending again is answered the same; with yet another key it is refused, for the consents are elsewhere', async () => {
    const { key } = await granting();
    const next = visitorKey();
    expect((await end(key, next)).status).toBe(200);
    expect((await end(key, next)).status).toBe(200);
    expect((await end(key, visitorKey())).status).toBe(409);
    const other = await granting();
    expect((await end(other.key, next)).status, 'a key that is in use').toBe(409);
    expect(await current(other.visitor)).toEqual(['granted', 'granted']);
  });

  test("the next person's answer shows what was carried over as such, and nothing of the earlier person's acts", async () => {
    const earlier = await register({ email: 'earlier@example.fi' });
    const later = await register({ email: 'later@example.fi' });
    const { key, visitor } = await granting();
    await tie(key, await sign({ sub: earlier.person, visitor }));
    const next = visitorKey();
    const answer = (await (await end(key, next)).json()) as { visitor: string };
    expect((await tie(next, await sign({ sub: later.person, visitor: answer.visitor }))).status).toBe(201);
    const { consents, decisions } = (await access(later.person)) as unknown as {
      consents: { carriedOver: boolean; decided: string | null }[];
      decisions: unknown[];
    };
    expect(decisions).toEqual([]);
    expect(consents.map(({ carriedOver, decided }) => [carriedOver, decided])).toEqual([
      [true, null],
      [true, null],
    ]);
  });

  test('with the last grant the tie ends: the browser has dropped its key', async () => {
    const { person } = await register({ email: 'withdrawn@example.fi' });
    const { key, visitor } = await granting();
    await tie(key, await sign({ sub: person, visitor }));
    await deciding(key, 2, 'denied');
    const { ties } = (await access(person)) as unknown as { ties: { ended: string | null }[] };
    expect(ties[0]?.ended).not.toBeNull();
  });

  test('a token is not used twice in the seconds after it has expired', async () => {
    const { person } = await register({ email: 'replay@example.fi' });
    const { key, visitor } = await granting();
    const now = Math.floor(world.clock() / 1000);
    const token = await sign({ sub: person, visitor, iat: now, exp: now + 1.5 });
    expect((await tie(key, token)).status, 'a fraction of a second is no fault').toBe(201);
    const next = visitorKey();
    world.pass(3000);
    await end(key, next);
    await deciding(key, 5, 'granted');
    expect((await tie(key, token)).status).not.toBe(201);
  });

  test('the ledger tells staff that there was a tie, and not whose', async () => {
    const { person } = await register({ email: 'unseen@example.fi' });
    const { key, visitor } = await granting();
    await tie(key, await sign({ sub: person, visitor }));
    const events = await (await staff('auditor', '/v1/ledger?limit=1000')).text();
    expect(events).toContain(visitor);
    expect(events).not.toContain(person);
  });

  test('ending what was never tied is no event, and a registration that brings nothing new is none', async () => {
    const count = async () => {
      const { events } = (await (await staff('auditor', '/v1/ledger?limit=1000')).json()) as {
        events: { kind: string }[];
      };
      return events.filter(({ kind }) => ['tie-ended', 'consents-moved', 'registration'].includes(kind))
        .length;
    };
    await register({ email: 'same@example.fi' });
    const before = await count();
    await register({ email: 'same@example.fi' });
    await end(visitorKey(), visitorKey());
    expect(await count()).toBe(before);
  });

  test('without a live grant nobody is tied', async () => {
    const { person } = await register({ email: 'refuser@example.fi' });
    const { visitor } = await granting();
    const answer = await tie(visitorKey(), await sign({ sub: person, visitor }));
    expect(answer.status).toBe(403);
  });
});

describe('R55: the access answer', () => {
  test('holds what is known of one person and of nobody else', async () => {
    const one = await register({ email: 'canary-one@example.fi', name: 'Canary One' });
    await register({ email: 'canary-two@example.fi', name: 'Canary Two' });
    const answer = JSON.stringify(await access(one.person));
    expect(answer).toContain('canary-one@example.fi');
    expect(answer).not.toMatch(/canary-two|Canary Two/);
    expect(answer).toContain('tietosuojavaltuutetulle');
  });
  test('tells when, why and in which role the person was read, this time included, and no names of staff', async () => {
    const { person } = await register({ email: 'read@example.fi' });
    await lookUp('email', 'read@example.fi', 'marketing');
    world.pass(1000);
    const { readings } = (await access(person)) as unknown as {
      readings: { action: string; role: string; reason: string }[];
    };
    expect(readings.map(({ action, role, reason }) => [action, role, reason])).toEqual([
      ['lookup', 'marketing', 'a test'],
      ['access', 'data_protection_officer', 'answering an access request (GDPR 15)'],
    ]);
  });
  test('an unknown person is not found, clearly', async () => {
    for (const id of [uuid(), 'rubbish', '..%2f..', "1' or '1'='1"]) {
      const answer = await staff('administrator', `/v1/persons/${encodeURIComponent(id)}/access`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:not-found' });
    }
  });
  test('R60: marketing may look a person up, and may not read everything about them', async () => {
    const { person } = await register({ email: 'need-to-know@example.fi' });
    expect((await lookUp('email', 'need-to-know@example.fi', 'marketing')).persons).toHaveLength(1);
    expect((await staff('marketing', `/v1/persons/${person}/access`)).status).toBe(403);
  });
  test('R60: who used which browser is for those who see ties, in either direction', async () => {
    const email = 'browser-of@example.fi';
    const { person } = await register({ email });
    const { key, visitor } = await granting();
    await tie(key, await sign({ sub: person, visitor }));
    for (const role of ['marketing', 'support'] as const) {
      expect(await lookUp('email', email, role)).toMatchObject({ persons: [{ id: person }], visitors: [] });
      expect((await lookUp('visitor', visitor, role)).status).toBe(403);
      expect((await lookUp('receipt', uuid(), role)).status).toBe(403);
    }
    for (const role of ['data_protection_officer', 'administrator', 'auditor'] as const)
      expect(await lookUp('visitor', visitor, role)).toMatchObject({
        persons: [{ id: person }],
        visitors: [{ id: visitor }],
      });
  });
});

describe('R3: another controller', () => {
  test('has its own people: an id of the other one is not found, never forbidden', async () => {
    const { store } = collector;
    const { sql, statement } = await import('../../../collector/store/store.ts');
    const insert = sql`
      insert into controllers (controller_id, name, contact, role, created, version)
      values (:controller, 'Other Oy', 'b@example.fi', 'customer', 1, 1)`;
    await store.write([statement(insert, { controller: 2 })]);
    const { saveSite } = await import('../../../collector/register/siteChange.ts');
    const { siteSettings } = await import('../../../shared/site.ts');
    const { parse } = await import('valibot');
    const other = { id: 2, name: 'Other Oy', contact: 'b@example.fi' };
    const site = await saveSite(store, world, {
      controller: other,
      publicId: 'other',
      settings: parse(siteSettings, testSettings()),
    });
    const secret = newKey();
    await addSiteKey(store, site, secret, world.clock());
    const answer = await post('/s/other/registrations', registering({ email: 'shared@example.fi' }), {
      authorization: `Bearer ${secret}`,
    });
    const theirs = ((await answer.json()) as { person: string }).person;
    const ours = (await register({ email: 'shared@example.fi' })).person;
    expect(theirs).not.toBe(ours);
    expect((await lookUp('email', 'shared@example.fi')).persons.map((one) => one['id'])).toEqual([ours]);
    expect((await staff('administrator', `/v1/persons/${theirs}/access`)).status).toBe(404);
    const foreign = await post('/s/test/registrations', registering(), { authorization: `Bearer ${secret}` });
    expect(foreign.status, "the other site's secret").toBe(401);
    await expect(
      saveSite(store, world, { controller: other, publicId: 'test', settings: site.settings }),
    ).rejects.toThrow('taken');
  });
});

describe('staff', () => {
  test('an unknown key, a malformed one and none are refused alike', async () => {
    for (const authorization of ['', 'Bearer x', `Bearer ${newKey()}`, 'Bearer constructor.constructor']) {
      const answer = await staff('administrator', '/v1/ledger', undefined, { authorization });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:unauthorised' });
    }
  });
  test('R60: the ledger and the visits are for those who watch over them', async () => {
    for (const path of ['/v1/ledger', '/v1/visits']) {
      for (const role of ['marketing', 'support'] as const)
        expect((await staff(role, path)).status).toBe(403);
      for (const role of ['administrator', 'data_protection_officer', 'auditor'] as const) {
        expect((await staff(role, path)).status).toBe(200);
      }
    }
  });
  test('R61: a key without a recorded commitment does nothing', async () => {
    const key = newKey();
    await addStaff(collector.store, world, {
      controller: 1,
      name: 'New',
      role: 'administrator',
      key,
      committed: null,
    });
    const answer = await staff('administrator', '/v1/ledger', undefined, { authorization: `Bearer ${key}` });
    expect(answer.status).toBe(403);
  });
  test('a look-up without a reason, or with a strange value, is refused with a pointer', async () => {
    const bad: [object, string][] = [
      [{ by: 'email', value: 'a@b.fi' }, '/reason'],
      [{ by: 'email', value: 'a@b.fi', reason: '  ' }, '/reason'],
      [{ by: 'shoe', value: '1', reason: 'x' }, '/by'],
      [{ by: 'visitor', value: 'not-a-uuid', reason: 'x' }, '/value'],
      [{ by: 'email', value: { $ne: 1 }, reason: 'x' }, '/value'],
    ];
    for (const [body, pointer] of bad) {
      const answer = await staff('administrator', '/v1/lookups', body);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ pointer });
    }
  });
  test('nobody found is an answer: 200 and empty lists', async () => {
    expect(await lookUp('email', 'nobody@example.fi')).toEqual({
      status: 200,
      persons: [],
      visitors: [],
      complete: true,
    });
    expect(await lookUp('visitor', uuid())).toEqual({
      status: 200,
      persons: [],
      visitors: [],
      complete: true,
    });
  });
});
