/** The operator and its customer companies: each the controller of its own people (R3, R4), acted for on instruction alone (R5). */
import { describe, expect, test } from 'vitest';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { publicApp } from '../../../collector/http/public.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { sendCampaigns } from '../../../collector/messages/campaigns/sending.ts';
import { endLapsed } from '../../../collector/register/instructionEnding.ts';
import { addSiteKey } from '../../../collector/register/siteKeys.ts';
import { findSite } from '../../../collector/register/sites.ts';
import { night } from '../../../collector/rights/night.ts';
import { openSealing } from '../../../collector/sealing.ts';
import { setUpSite } from '../../../collector/siteSetUp.ts';
import { rollUp } from '../../../collector/statistics/rollUp.ts';
import { sql } from '../../../collector/store/store.ts';
import { type Called, newKey, testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { customerOf, deskOf, enrol, password } from '../../support/desk.ts';
import { origin, testSettings } from '../../support/site.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { world, store } = collector;
/** A millisecond after the last: the log is in the order of time. */
const call: typeof collector.call = (...given) => {
  world.pass(1);
  return collector.call(...given);
};
const desk = deskOf(collector);
const metsa = await customerOf(collector, desk, 'Metsä Oy');
const suo = await customerOf(collector, desk, 'Suo Oy');
// Keys do not run out while tests let time pass.
const pomo = desk.as(await desk.enter(metsa.number, 'administrator', 'Pomo the second'));
const other = desk.as(await desk.enter(suo.number, 'administrator'));
const at = (number: number) => ({ 'lupa-controller': String(number) });
const aino = { name: 'Aino', email: 'aino@example.fi', source: { kind: 'person' } };
const order = {
  givenBy: 'CEO',
  reference: 'contract 7, annex 2',
  task: 'support of their people',
  reach: 'read',
};
const log = async (caller: typeof pomo, query = ''): Promise<Record<string, unknown>[]> =>
  (await caller('GET', `/v1/access-log?limit=500${query}`)).body.items;

describe('R3, R4: controllers', () => {
  test('the operator makes and lists them; a customer sees itself alone', async () => {
    const all = await call('administrator', 'GET', '/v1/controllers');
    expect(all.body.items.map(({ name, role }) => [name, role])).toEqual([
      ['Example Oy', 'operator'],
      ['Metsä Oy', 'customer'],
      ['Suo Oy', 'customer'],
    ]);
    const own = await pomo('GET', '/v1/controllers');
    expect(own.body.items.map(({ name }) => name)).toEqual(['Metsä Oy']);
    for (const number of [1, suo.number, 99])
      expect((await pomo('GET', `/v1/controllers/${number}`)).status).toBe(404);
    expect((await pomo('GET', `/v1/controllers/${metsa.number}`)).status).toBe(200);
    const made = { name: 'X', contact: 'x@example.fi', administrator: { name: 'X', email: 'x@example.fi' } };
    expect((await pomo('POST', '/v1/controllers', made)).status).toBe(403);
  });
  test('the first administrator is in by the one-time token alone, and committed themselves', async () => {
    const { body } = await desk.as(metsa.token)('GET', '/v1/self');
    expect(body).toMatchObject({
      controller: { number: metsa.number, name: 'Metsä Oy', role: 'customer' },
      staff: { id: 1, role: 'administrator', active: true },
    });
  });
  test('a token that ran out is renewed while nobody may act there; never afterwards', async () => {
    const made = await call('administrator', 'POST', '/v1/controllers', {
      name: 'Myöhä Oy',
      contact: 'late@example.fi',
      administrator: { name: 'Late', email: 'late@example.fi' },
    });
    const path = `/v1/controllers/${made.body['number']}/enrolment`;
    const { token: old } = made.body['enrolment'] as unknown as { token: string };
    world.pass(day);
    const tried = await desk.as(undefined)('POST', '/v1/enrolment', { token: old, password });
    expect(tried.status).toBe(403);
    for (const role of ['support', 'data_protection_officer'] as const)
      expect((await call(role, 'POST', path)).status).toBe(403);
    expect((await pomo('POST', path)).status).toBe(404);
    const first = await call('administrator', 'POST', path);
    const { status, body } = await call('administrator', 'POST', path);
    expect([first.status, status, body['staff']]).toEqual([201, 201, 1]);
    const gone = { token: String(first.body['token']), password };
    expect((await desk.as(undefined)('POST', '/v1/enrolment', gone)).status, 'one at a time').toBe(403);
    await enrol(desk, world, String(body['token']), true);
    expect((await call('administrator', 'POST', path)).status).toBe(409);
    expect((await call('administrator', 'POST', '/v1/controllers/1/enrolment')).status).toBe(409);
    expect((await call('administrator', 'POST', '/v1/controllers/4711/enrolment')).status).toBe(404);
  });
  test('a name is changed by the version that was read, in the notices too', async () => {
    const made = await customerOf(collector, desk, 'Vanha Oy');
    const setting = { ...collector, operator: collector.controller } as never;
    await setUpSite(setting, { publicId: 'vanha', settings: testSettings(), controller: made.number });
    const path = `/v1/controllers/${made.number}`;
    const { tag } = await call('administrator', 'GET', path);
    const headers = { 'if-match': tag };
    expect((await call('administrator', 'PATCH', path, { name: 'Uusi Oy' }, headers)).status).toBe(200);
    expect((await call('administrator', 'PATCH', path, { name: 'Late Oy' }, headers)).status).toBe(412);
    const notice = await publicApp(collector.needs).request('/s/vanha/notice/fi');
    expect(await notice.json()).toMatchObject({ controller: { name: 'Uusi Oy' } });
  });
  test('the same person at two controllers is two persons, and an id of the other is not there', async () => {
    const here = await pomo('POST', '/v1/persons', aino);
    const there = await other('POST', '/v1/persons', { ...aino, name: 'Aino elsewhere' });
    expect([here.status, there.status]).toEqual([201, 201]);
    const found = await pomo('POST', '/v1/lookups', { by: 'email', value: aino.email, reason: 'a test' });
    expect(JSON.stringify(found.body)).toContain(here.body.id);
    expect(JSON.stringify(found.body)).not.toContain('elsewhere');
    for (const [method, path] of [
      ['GET', `/v1/persons/${there.body.id}`],
      ['GET', `/v1/persons/${there.body.id}/access`],
      ['PATCH', `/v1/persons/${there.body.id}`],
    ] as const) {
      const change = method === 'PATCH' ? { name: 'X', source: { kind: 'person' } } : undefined;
      expect((await pomo(method, path, change, { 'if-match': '*' })).status).toBe(404);
    }
  });
  test('what happens on a customer’s site is the customer’s: decisions, persons, counts, the ledger and its seal', async () => {
    const setting = { ...collector, operator: collector.controller } as never;
    await setUpSite(setting, { publicId: 'metsa', settings: testSettings(), controller: metsa.number });
    const site = await findSite(store, 'metsa');
    expect(site?.controller).toBe(metsa.number);
    const secret = newKey();
    if (site) await addSiteKey(store, site, secret, world.clock());
    const visitors = publicApp(collector.needs);
    const notice = await (await visitors.request('/s/metsa/notice/fi')).json();
    expect(notice.controller.name).toBe('Metsä Oy');
    const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };
    const post = (path: string, body: unknown, headers = {}) =>
      visitors.request(
        path,
        {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { origin, 'content-type': 'text/plain', ...headers },
        },
        env,
      );
    const decided = await post('/s/metsa/decisions', accepting(notice));
    expect(decided.status).toBe(201);
    const { receipt } = await decided.json();
    expect(receipt.controller).toBe('Metsä Oy');
    const registered = await post(
      '/s/metsa/registrations',
      { v: 1, email: 'matti@example.fi', name: 'Matti' },
      { authorization: `Bearer ${secret}` },
    );
    const { person } = await registered.json();
    expect((await pomo('GET', `/v1/persons/${person}`)).status).toBe(200);
    expect((await call('administrator', 'GET', `/v1/persons/${person}`)).status).toBe(404);
    // The jobs in the background, of all controllers.
    await rollUp(store, world);
    const counts = await pomo('GET', '/v1/statistics?site=metsa');
    expect(counts.status).toBe(200);
    expect((await call('administrator', 'GET', '/v1/statistics?site=metsa')).status).toBe(404);
    const files = { key: `${temporaryFolder()}/key`, last: `${temporaryFolder()}/last` };
    const sealing = await openSealing(store, world, files, (fault) => collector.faults.push(fault));
    await sealing.sealer.sealAll();
    await sealing.close();
    const checkpoint = await visitors.request(`/ledger/${metsa.number}/checkpoint`);
    expect(await checkpoint.text()).toContain('\n');
    const decisions = async (caller: () => Promise<Called>) =>
      JSON.stringify((await caller()).body).includes('"decision"');
    expect(await decisions(() => pomo('GET', '/v1/ledger?limit=1000'))).toBe(true);
    expect(await decisions(() => call('auditor', 'GET', '/v1/ledger?limit=1000'))).toBe(false);
    await night(store, world);
    expect(collector.faults).toEqual([]);
  });
});

describe('R5: the operator’s staff at a customer', () => {
  test('without an instruction are refused, and the customer sees that they tried', async () => {
    const refused = await call('support', 'GET', '/v1/persons', undefined, at(metsa.number));
    expect(refused.status).toBe(403);
    expect((await log(pomo))[0]).toMatchObject({
      action: 'refused: GET /v1/persons',
      staff: { controller: 1, role: 'support' },
      instruction: null,
      reason: 'a test',
    });
  });
  test('with one that reads may read, and every call is in the customer’s log with it', async () => {
    const given = await pomo('POST', '/v1/instructions', order);
    expect([given.status, given.body]).toEqual([201, expect.objectContaining({ inForce: true })]);
    const made = await pomo('POST', '/v1/persons', { ...aino, email: 'log@example.fi' });
    const path = `/v1/persons/${made.body.id}`;
    const read = await call('support', 'GET', path, undefined, at(metsa.number));
    expect([read.status, read.body]).toEqual([200, expect.objectContaining({ email: 'log@example.fi' })]);
    const entries = await log(pomo, `&person=${made.body.id}`);
    expect(entries[0]).toMatchObject({
      action: 'read persons',
      staff: { controller: 1 },
      instruction: given.body.id,
      reason: 'a test',
    });
    await call('support', 'GET', '/v1/organisations', undefined, at(metsa.number));
    expect((await log(pomo))[0]).toMatchObject({
      action: 'GET /v1/organisations',
      instruction: given.body.id,
    });
    const written = await call('support', 'POST', '/v1/persons', aino, at(metsa.number));
    expect(written.status).toBe(403);
    expect((await log(pomo))[0]).toMatchObject({ action: 'refused: POST /v1/persons' });
    // What the operator has of its own is still its own.
    expect((await call('support', 'GET', path)).status).toBe(404);
    expect((await pomo('POST', `/v1/instructions/${given.body.id}/revocation`)).body).toMatchObject({
      inForce: false,
    });
    expect((await call('support', 'GET', path, undefined, at(metsa.number))).status).toBe(403);
  });
  test('with one that writes may write; what they wrote says whose staff did it', async () => {
    const written = { ...order, reach: 'write' };
    const given = await call('data_protection_officer', 'POST', '/v1/instructions', written, at(suo.number));
    expect(given.status).toBe(201);
    const made = await call(
      'support',
      'POST',
      '/v1/organisations',
      { name: 'Ojat Oy', source: { kind: 'person' } },
      at(suo.number),
    );
    expect(made.status).toBe(201);
    expect((await other('GET', `/v1/organisations/${made.body.id}`)).status).toBe(200);
    const { body } = await other('GET', '/v1/ledger?limit=1000');
    const events = body['events'] as unknown as { kind: string; content: object }[];
    expect(events.findLast(({ kind }) => kind === 'record-made')?.content).toMatchObject({
      home: 1,
      instruction: given.body.id,
    });
    expect(events.findLast(({ kind }) => kind === 'instruction-given')?.content).toMatchObject({ home: 1 });
    expect(JSON.stringify(events)).not.toContain('CEO');
  });
  test('a file that they read in is theirs in the ledger, though it is read in later and by nobody', async () => {
    const given = await other('POST', '/v1/instructions', { ...order, reach: 'write' });
    const source = { kind: 'customer_company' };
    const made = await call('marketing', 'POST', '/v1/imports', { noun: 'persons', source }, at(suo.number));
    const path = `/v1/imports/${made.body.id}`;
    await call('marketing', 'PUT', `${path}/file`, 'name,email\nEero,eero@suo.fi\n', at(suo.number));
    const job = importJob(store, world, resources(collector.needs));
    await job(() => false);
    expect((await call('marketing', 'POST', `${path}/run`, {}, at(suo.number))).status).toBe(202);
    await job(() => false);
    await other('POST', `/v1/instructions/${given.body.id}/revocation`);
    expect((await other('GET', path)).body).toMatchObject({ state: 'done', made: 1 });
    const { body } = await other('GET', '/v1/ledger?limit=1000');
    const events = body['events'] as unknown as { kind: string; content: object }[];
    expect(events.findLast(({ kind }) => kind === 'import-done')?.content).toMatchObject({ home: 1 });
  });
  test.each(['is taken back', 'runs out'])(
    'one that %s ends what was begun on it: a file that is read in, a campaign on its way',
    async (how) => {
      const ends = how === 'runs out' ? new Date(world.clock() + day).toISOString() : null;
      const given = await other('POST', '/v1/instructions', { ...order, reach: 'write', ends });
      expect(given.status).toBe(201);
      const there = (method: string, path: string, body?: unknown) =>
        call('marketing', method, path, body, at(suo.number));
      const source = { kind: 'customer_company' };
      const imports: string[] = [];
      for (const name of ['running', 'checked']) {
        const made = await there('POST', '/v1/imports', { noun: 'persons', source });
        imports.push(`/v1/imports/${made.body.id}`);
        const file = `name,email\nIlta,${name}.${how.length}@suo.fi\n`;
        await there('PUT', `${imports.at(-1)}/file`, file);
      }
      const job = importJob(store, world, resources(collector.needs));
      await job(() => false);
      expect((await there('POST', `${imports[0]}/run`, {})).status).toBe(202);

      const reader = await other('POST', '/v1/persons', { ...aino, email: `reader.${how.length}@suo.fi` });
      const purpose = how.replaceAll(' ', '-');
      const permission = { person: reader.body.id, recipient: 'consumer', channel: 'email', purpose };
      const evidence = { basis: 'consent', evidence: { document: 'form 1' }, wording: 'Yes.' };
      const permitted = { ...permission, ...evidence, source: { kind: 'person' } };
      expect((await other('POST', '/v1/permissions', permitted)).status).toBe(201);
      const content = { fi: { subject: 'Uutisia', text: 'Hei.' } };
      const draft = { name: 'x', purpose, content };
      const [theirs, ours] = [
        await there('POST', '/v1/campaigns', draft),
        await other('POST', '/v1/campaigns', { ...draft, name: 'our own' }),
      ];
      expect((await there('POST', `/v1/campaigns/${theirs.body.id}/send`)).status).toBeLessThan(300);
      expect((await other('POST', `/v1/campaigns/${ours.body.id}/send`)).status).toBeLessThan(300);
      await sendCampaigns(store, world, collector.needs.publicUrl, () => false);
      const counted = async (id: string) => (await other('GET', `/v1/campaigns/${id}/counts`)).body;
      expect(await counted(theirs.body.id)).toMatchObject({ waiting: 1 });

      if (ends) {
        await endLapsed(store, world, () => false);
        expect(await counted(theirs.body.id), 'not before its end').toMatchObject({ waiting: 1 });
        world.pass(day - 1);
        await endLapsed(store, world, () => false);
      } else await other('POST', `/v1/instructions/${given.body.id}/revocation`);
      await job(() => false);
      await sendCampaigns(store, world, collector.needs.publicUrl, () => false);
      for (const path of imports)
        expect((await other('GET', path)).body, path).toMatchObject({ state: 'stopped', made: 0 });
      const file = sql`select 1 as one from import_pieces where controller_id = :controller`;
      expect(await store.read(file, { controller: suo.number }), 'no file is left').toEqual([]);
      expect(await counted(theirs.body.id)).toMatchObject({ waiting: 0, dropped: 1 });
      expect((await other('GET', `/v1/campaigns/${theirs.body.id}`)).body['state']).toBe('stopped');
      expect(await counted(ours.body.id), 'their own go on').toMatchObject({ waiting: 1 });
      const found = await other('POST', '/v1/lookups', { by: 'name', value: 'Ilta', reason: 'a test' });
      expect(found.body['persons']).toEqual([]);
    },
  );
  test('an instruction holds from when it begins until it ends', async () => {
    const third = await customerOf(collector, desk, 'Kolmas Oy');
    const theirs = desk.as(await desk.enter(third.number, 'data_protection_officer'));
    const time = (days: number) => new Date(world.clock() + days * day).toISOString();
    const given = await theirs('POST', '/v1/instructions', { ...order, starts: time(1), ends: time(2) });
    expect(given.body).toMatchObject({ inForce: false });
    const tries = async () =>
      (await call('marketing', 'GET', '/v1/organisations', undefined, at(third.number))).status;
    expect(await tries()).toBe(403);
    world.pass(day);
    expect(await tries()).toBe(200);
    world.pass(day);
    expect(await tries()).toBe(403);
    const backwards = { ...order, starts: time(2), ends: time(1) };
    expect((await theirs('POST', '/v1/instructions', backwards)).body.pointer).toBe('/ends');
  });
  test('only the operator’s officer records one for a customer; nobody manages the customer’s staff', async () => {
    for (const role of ['administrator', 'support', 'marketing', 'auditor'] as const)
      expect((await call(role, 'POST', '/v1/instructions', order, at(metsa.number))).status).toBe(403);
    const officer = (method: string, path: string, body?: unknown) =>
      call('data_protection_officer', method, path, body, at(metsa.number));
    const given = await officer('POST', '/v1/instructions', { ...order, reach: 'write' });
    for (const path of ['/v1/staff', '/v1/keys', '/v1/controllers', '/v1/self'])
      expect((await call('administrator', 'GET', path, undefined, at(metsa.number))).status).toBe(403);
    const member = { name: 'X', role: 'administrator' };
    expect((await call('administrator', 'POST', '/v1/staff', member, at(metsa.number))).status).toBe(403);
    expect((await officer('POST', `/v1/instructions/${given.body.id}/revocation`)).status).toBe(200);
  });
  test('auditors keep to their own controller', async () => {
    const given = await pomo('POST', '/v1/instructions', order);
    expect((await call('auditor', 'GET', '/v1/ledger', undefined, at(metsa.number))).status).toBe(403);
    expect((await call('administrator', 'GET', '/v1/ledger', undefined, at(metsa.number))).status).toBe(200);
    await pomo('POST', `/v1/instructions/${given.body.id}/revocation`);
  });
  test('a customer cannot name another controller, and learns nothing of who there is', async () => {
    const answers = await Promise.all(
      [1, suo.number, 4711].map((number) => pomo('GET', '/v1/persons', undefined, at(number))),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body).toEqual(answers[0]?.body);
    }
    expect((await pomo('GET', '/v1/persons', undefined, at(metsa.number))).status).toBe(200);
    expect(JSON.stringify(await log(other))).not.toContain(`"controller":${metsa.number}`);
  });
  test('the processor’s record lists each controller with its sites and instructions (GDPR 30(2)), to a customer itself alone', async () => {
    const given = await pomo('POST', '/v1/instructions', order);
    const past = await pomo('POST', '/v1/instructions', { ...order, task: 'a task of the past' });
    await pomo('POST', `/v1/instructions/${past.body.id}/revocation`);
    const { status, body } = await call('auditor', 'GET', '/v1/processor-record');
    expect([status, body['processor']]).toEqual([200, { name: 'Example Oy', contact: 'privacy@example.fi' }]);
    const controllers = body['controllers'] as unknown as { number: number; name: string }[];
    const { items } = (await call('administrator', 'GET', '/v1/controllers')).body;
    expect(controllers.map(({ number }) => number)).toEqual(
      items.map(({ number }) => number).filter((number) => number !== 1),
    );
    const { reference, task, reach } = order;
    expect(controllers[0]).toMatchObject({
      name: 'Metsä Oy',
      contact: 'privacy@customer.example',
      sites: ['metsa'],
      instructions: [{ reference, task, reach, ends: null }],
    });
    const processing = body['processing'] as unknown as { purpose: string; categories: string[] }[];
    expect(processing.find(({ purpose }) => purpose === 'direct marketing')?.categories).not.toEqual([]);
    expect((body['measures'] as unknown as string[]).length).toBeGreaterThan(3);
    const own = await pomo('GET', '/v1/processor-record');
    expect((own.body['controllers'] as unknown as object[]).map((one) => 'name' in one && one.name)).toEqual([
      'Metsä Oy',
    ]);
    expect((await call('marketing', 'GET', '/v1/processor-record')).status).toBe(403);
    // Whose role is which, in the register's own description.
    const described = (await pomo('GET', '/v1/register')).body;
    expect(described).toMatchObject({
      controller: { name: 'Metsä Oy', role: 'customer' },
      processor: { name: 'Example Oy' },
    });
    expect((await call('marketing', 'GET', '/v1/register')).body['processor']).toBeNull();
    await pomo('POST', `/v1/instructions/${given.body.id}/revocation`);
  });
  test('the operator needs none for its own register', async () => {
    expect((await call('administrator', 'POST', '/v1/instructions', order)).status).toBe(422);
    const nowhere = await call('data_protection_officer', 'POST', '/v1/instructions', order, at(4711));
    expect(nowhere.status).toBe(404);
  });
});

describe('R60: the access log', () => {
  test('says who read whom, why and what, newest first, page by page; watchers alone see it', async () => {
    const made = await pomo('POST', '/v1/persons', { ...aino, email: 'paged@example.fi' });
    for (const reason of ['one', 'two', 'three']) {
      world.pass(1);
      await pomo('GET', `/v1/persons/${made.body.id}`, undefined, { 'lupa-reason': reason });
    }
    const first = await pomo('GET', `/v1/access-log?limit=2&person=${made.body.id}`);
    expect(first.body.items.map(({ reason }) => reason)).toEqual(['three', 'two']);
    expect(String(first.body.items[0]?.['fields'])).toContain('email');
    const rest = await pomo('GET', `/v1/access-log?limit=2&person=${made.body.id}&before=${first.body.next}`);
    expect(rest.body.items.map(({ reason }) => reason)).toEqual(['one']);
    expect(rest.body.next).toBeUndefined();
    const mine = await pomo('GET', '/v1/access-log?staff=2&limit=1');
    expect(mine.body.items[0]).toMatchObject({ staff: { id: 2, controller: metsa.number } });
    expect(JSON.stringify(first.body)).not.toContain('paged@example.fi');
    for (const role of ['marketing', 'support'] as const)
      expect((await call(role, 'GET', '/v1/access-log')).status).toBe(403);
    const two = `/v1/access-log?staff=2&person=${made.body.id}`;
    expect((await pomo('GET', two)).status).toBe(422);
  });
  test('entries go after five years', async () => {
    await night(store, world);
    expect((await log(pomo)).length).toBeGreaterThan(0);
    world.pass(5 * 366 * day + day);
    await night(store, world);
    expect(await log(pomo)).toEqual([]);
  });
});
