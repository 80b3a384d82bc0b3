/** Two customer companies that share whatever can be shared, and random calls of either through every route. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { toUuid } from '../../collector/bytes.ts';
import { publicApp } from '../../collector/http/public.ts';
import { staffApp } from '../../collector/http/staff.ts';
import { addSigningKey, addSiteKey, type PublicJwk } from '../../collector/register/siteKeys.ts';
import { findSite } from '../../collector/register/sites.ts';
import { visitorOf } from '../../collector/register/visitor.ts';
import { setUpSite } from '../../collector/siteSetUp.ts';
import { type Role, roles } from '../../collector/store/catalogue.ts';
import { addressOf, type Filling, type Operation, sample } from './api.ts';
import type { Chance } from './chance.ts';
import { newKey, type TestCollector } from './collector.ts';
import { accepting, uuid, visitorKey } from './decision.ts';
import { customerOf, deskOf, password } from './desk.ts';
import { pageView, relaySettings } from './relayed.ts';
import { origin } from './site.ts';

export interface Side {
  /** Part of every text that only this side's answers may hold. */
  mark: string;
  number: number;
  site: string;
  secret: string;
  keys: Record<Role, string>;
  /** Ids of what it made, by the folder of the path. */
  ids: Map<string, string[]>;
  /** Every id that an answer to it held. */
  seen: Set<string>;
  visitors: string[];
  decisions: string[];
  /** The user name and the licence key that were taken last. */
  words: { userName?: string; licenceKey?: string };
  /** Tokens of enrolments. */
  tokens: string[];
  sign(claims: { sub: string; visitor: string }): Promise<string>;
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };

/** What both use: the same people, the same browsers, the same keys of requests. */
export const shared = {
  emails: Array.from({ length: 8 }, (_, n) => `person${n}@example.fi`),
  names: ['Aino Virtanen', 'Matti Meikäläinen', 'Ærø Ødegård'],
  phones: ['+358 40 123 4567', '+358 50 765 4321'],
  words: ['ELMAS-0001', 'elmas-0002', 'aino.v'],
  visitors: Array.from({ length: 3 }, () => visitorKey()),
  decisions: Array.from({ length: 3 }, () => uuid()),
};

export const sideOf = async (collector: TestCollector, mark: string): Promise<Side> => {
  const { store, world } = collector;
  const desk = deskOf(collector);
  const { number } = await customerOf(collector, desk, `${mark} Oy`);
  const site = `${mark}-site`;
  const setting = { ...collector, secretsKey: collector.needs.secretsKey, operator: collector.controller };
  const settings = relaySettings({ name: `${mark} site` });
  await setUpSite(setting as never, { publicId: site, settings, controller: number });
  const found = await findSite(store, site);
  if (!found) throw new Error('There is no site.');
  const secret = newKey();
  await addSiteKey(store, found, secret, world.clock());
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  await addSigningKey(store, found, 'k', (await exportJWK(publicKey)) as PublicJwk, world.clock());
  const keys = {} as Record<Role, string>;
  for (const role of roles) keys[role] = await desk.enter(number, role, `${mark} ${role}`);
  return {
    mark,
    number,
    site,
    secret,
    keys,
    ids: new Map(),
    seen: new Set(),
    visitors: [],
    decisions: [],
    words: {},
    tokens: [],
    sign: (claims) => {
      const now = Math.floor(world.clock() / 1000);
      return new SignJWT({ aud: site, jti: uuid(), iat: now, exp: now + 300, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
        .sign(privateKey);
    },
  };
};

export interface Answered {
  status: number;
  text: string;
  body: Record<string, unknown>;
}

/** Whose ids go into a call: the side's own, the other's, or nobody's. */
export type Ids = (folder: string) => string | undefined;

export const ownIds =
  (side: Side, draw: Chance): Ids =>
  (folder) => {
    const held = side.ids.get(folder);
    return held && held.length > 0 ? draw.of(held) : undefined;
  };

const folders: Record<string, string> = {
  merged: 'persons',
  holder: 'persons',
  'restricted-persons': 'persons',
};
const folderOf = (path: string): string => {
  const [, , folder = ''] = path.split('/');
  return folders[folder] ?? folder;
};

/** Fills members by their names: shared values where both have them, the side's mark where text is free. */
const filling =
  (side: Side, draw: Chance, ids: Ids, serial: () => number): Filling =>
  (name, { pattern = '', enum: words, type, maxLength = 1000 }) => {
    // Others need a permission reference.
    if (words?.includes('customer_company')) return draw.of(['person', 'customer_company', 'registration']);
    if (/email/i.test(name))
      return draw(2) === 0 ? draw.of(shared.emails) : `person${100 + serial()}@example.fi`;
    if (name === 'purpose') return 'newsletter';
    if (name === 'channel' && words?.includes('email')) return 'email';
    if (name === 'recipient' && words?.includes('consumer')) return 'consumer';
    if (name === 'productGroup') return null;
    if (name === 'address') return '203.0.113.9';
    if (name === 'phone') return draw.of(shared.phones);
    if (name === 'visitorKey') return draw.of(side.visitors.length > 0 ? side.visitors : shared.visitors);
    if (name === 'password') return password;
    if (name === 'newVisitorKey') return visitorKey();
    if (name === 'token') return side.tokens.at(-1) ?? 'none';
    if (words) return undefined;
    const reference = ids(folders[name] ?? `${name}s`);
    if (pattern.includes('[0-9a-f]{8}-')) return reference ?? (pattern.includes('-7[') ? uuid() : undefined);
    if (/^(name|contactName|administrator)$/.test(name) && draw(3) === 0) return draw.of(shared.names);
    if (name === 'userName') return draw(3) === 0 ? draw.of(shared.words) : `${side.mark}-${serial()}`;
    if (/^(licenceKey|reference|key)$/.test(name) && type === 'string' && draw(2) === 0)
      return draw.of(shared.words);
    const isFree = type === 'string' && (pattern === '' || pattern === '\\S') && maxLength >= 20;
    return isFree ? `${side.mark} ${name} ${serial()}`.slice(0, maxLength) : undefined;
  };

/** A body as it goes over the wire, whatever is in it. */
const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

export const callers = (collector: TestCollector) => {
  const desk = staffApp(collector.needs);
  const visitors = publicApp(collector.needs);
  let count = 0;
  const serial = () => {
    count += 1;
    return count;
  };

  const send = async (
    { listener, method }: Pick<Operation, 'listener' | 'method'>,
    address: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answered> => {
    const app = listener === 'staff' ? desk : visitors;
    const init = { method, headers: { 'content-type': 'application/json', origin, ...headers } };
    const answer = await app.request(
      address,
      body === undefined ? init : { ...init, body: isRaw(body) ? body : JSON.stringify(body) },
      env,
    );
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, text, body: isJson ? JSON.parse(text) : {} };
  };

  /** Bodies that no schema could make. */
  const bodyOf = async (operation: Operation, side: Side, draw: Chance, ids: Ids): Promise<unknown> => {
    const { path, method, body } = operation;
    if (path === '/v1/imports/{id}/file')
      return `name,email,position\n${side.mark},${draw.of(shared.emails)},${side.mark}\n`;
    if (!body) return undefined;
    if (path === '/v1/imports') return { noun: 'persons', source: { kind: 'person' } };
    const key = side.visitors.at(-1) ?? draw.of(shared.visitors);
    if (path === '/s/{site}/decisions') {
      const notice = await (await visitors.request(`/s/${side.site}/notice/fi`, {}, env)).json();
      const visitor = draw(3) === 0 ? draw.of(shared.visitors) : visitorKey();
      const id = draw(4) === 0 ? draw.of(shared.decisions) : uuid();
      return accepting(notice, { visitorKey: visitor, id, sequence: 1 + draw(3) });
    }
    if (path === '/s/{site}/receipts')
      return { v: 1, visitorKey: key, id: side.decisions.at(-1) ?? uuid(), as: 'record' };
    if (path === '/s/{site}/ties') {
      const person = ids('persons') ?? uuid();
      return {
        v: 1,
        visitorKey: key,
        token: await side.sign({ sub: person, visitor: toUuid(visitorOf(key)) }),
      };
    }
    if (path === '/s/{site}/visits')
      return { v: 1, id: uuid(), visitorKey: key, page: `/${side.mark}`, referrer: '' };
    if (path === '/s/{site}/analytics') {
      const session = { began: collector.world.clock(), starts: true };
      return { v: 1, visitorKey: key, session, events: [pageView({ page: `/${side.mark}` })] };
    }
    if (path === '/v1/persons/{id}/restriction/notice')
      return { lifts: new Date(collector.world.clock() + 864e5).toISOString(), reason: side.mark };
    if (path === '/v1/persons/{id}/restriction/lift')
      return { told: new Date(collector.world.clock()).toISOString() };
    if (path === '/v1/persons/{id}/merge') return { merged: side.ids.get('persons')?.at(-2) ?? uuid() };
    if (path === '/v1/staff/{id}' && method === 'PATCH') return { name: `${side.mark} ${serial()}` };
    if (path === '/v1/staff')
      return { name: side.mark, role: 'support', email: `person${draw(500)}@example.fi` };
    if (path === '/v1/keys') return { name: side.mark, reach: 'read' };
    if (path === '/v1/lookups') {
      const by = draw.of(['email', 'phone', 'name', 'userName', 'company', 'licenceKey']);
      const values: Record<string, readonly string[]> = {
        email: shared.emails,
        phone: shared.phones,
        name: shared.names,
        company: ['metsä', side.mark],
      };
      return { by, value: draw.of(values[by] ?? shared.words), reason: `${side.mark} asks` };
    }
    if (path === '/v1/instructions' && method === 'POST')
      return { givenBy: side.mark, reference: side.mark, task: side.mark, reach: 'read' };
    if (path === '/v1/staff/{id}/commitment') return {};
    if (path === '/v1/statements') {
      const days = serial();
      const effective = new Date(collector.world.clock() + days * 864e5).toISOString();
      return { effective, material: false, texts: { fi: `${side.mark} statement ${days}` } };
    }
    if (path === '/v1/permissions') {
      const consent = { basis: 'consent', evidence: { document: side.mark }, wording: side.mark };
      const what = { recipient: 'consumer', channel: 'email', purpose: 'newsletter' };
      return { person: ids('persons') ?? uuid(), ...what, ...consent, source: { kind: 'person' } };
    }
    if (path === '/v1/requests')
      return {
        kind: draw.of(['access', 'rectification', 'portability']),
        way: 'letter',
        name: side.mark,
        email: draw.of(shared.emails),
      };
    if (path === '/v1/requests/{id}/address') return { email: draw.of(shared.emails), note: side.mark };
    if (path === '/v1/requests/{id}/identity')
      return { person: draw(2) === 0 ? null : (ids('persons') ?? null), note: side.mark };
    if (path === '/v1/recipients')
      return {
        name: side.mark,
        role: 'internal',
        country: 'FI',
        contact: `${side.mark}@example.com`,
        purposes: ['newsletter'],
        categories: ['contact'],
      };
    if (path === '/v1/recipients/{id}') return { name: `${side.mark} ${serial()}` };
    if (path.startsWith('/v1/disclosures')) {
      const what = { recipient: ids('recipients') ?? uuid(), purpose: 'newsletter', categories: ['contact'] };
      const person = ids('persons') ?? uuid();
      return path.endsWith('/many') ? { ...what, persons: [person] } : { ...what, person };
    }
    if (path === '/v1/sharing-consents')
      return {
        person: ids('persons') ?? uuid(),
        recipient: ids('recipients') ?? uuid(),
        purpose: 'newsletter',
        wording: side.mark,
        evidence: side.mark,
        source: { kind: 'person' },
      };
    if (path === '/v1/recipient-notices/{id}/told')
      return { told: new Date(collector.world.clock()).toISOString() };
    if (path === '/v1/suppressions')
      return { channel: 'email', reason: 'list', addresses: [`gone${serial()}@example.fi`] };
    // A voucher stays as it was made; what it was for can be said better.
    if (path === '/v1/transactions/{id}' && method === 'PATCH')
      return { description: `${side.mark} description ${serial()}` };
    if (path === '/v1/permissions/requests')
      return { wording: ids('wordings') ?? uuid(), person: ids('persons') ?? uuid(), asked: side.mark };
    if (path === '/v1/campaigns/{id}/test') return { to: draw.of(shared.emails), language: 'fi' };
    // What is held stays as it was made; a hold on one kind leaves enough to be erased.
    if (path === '/v1/holds')
      return { person: ids('persons') ?? uuid(), category: 'feedback', law: side.mark, reason: side.mark };
    if (path === '/v1/holds/{id}') return { reason: `${side.mark} ${serial()}` };
    if (path === '/v1/retention/{rule}')
      return { amount: 30 + draw(60), unit: 'days', reason: `${side.mark} ${serial()}` };
    const iso = (ahead = 0) => new Date(collector.world.clock() + ahead).toISOString();
    if (path === '/v1/price-lists') {
      const lines = [{ item: 'expert', name: side.mark, unit: 'hour', price: 1 }];
      return { since: iso(864e5), currency: 'EUR', lines };
    }
    if (path === '/v1/audits') {
      const audit = { auditor: side.mark, scope: `${side.mark} scope` };
      return draw(2) === 0
        ? { kind: 'authority', ...audit, reference: 'GDPR 58(1)', visit: iso(864e5).slice(0, 10) }
        : { kind: 'customer', ...audit, visit: iso(60 * 864e5).slice(0, 10) };
    }
    if (path === '/v1/audits/{id}/agreement') return { total: 0 };
    if (path === '/v1/audits/{id}/auditors') return { name: side.mark, committed: iso() };
    if (path.startsWith('/v1/webhooks') && body)
      return { url: `https://${side.mark}.example/${serial()}`, events: ['*'] };
    if (path === '/v1/google/secret') return { secret: `${side.mark}-0123456789` };
    const made = sample(body, draw, filling(side, draw, ids, serial)) as Record<string, unknown>;
    if (path === '/v1/controller-details')
      return { ...made, requestFee: { amount: 1000, currency: 'EUR', basis: side.mark } };
    if (path === '/v1/persons' && method === 'POST')
      return { ...made, email: made['email'] ?? `person${100 + serial()}@example.fi` };
    if (path === '/v1/licences' && method === 'POST')
      return { ...made, seats: 1, validUntil: null, revoked: null };
    if (path === '/s/{site}/accounts') return { ...made, password };
    const known = /accounts\/(check|password)|activations/.test(path) ? side.words : {};
    const taken = Object.entries(known).filter(([name]) => name in made);
    return { ...made, ...Object.fromEntries(taken) };
  };

  const queryOf = (operation: Operation, side: Side, draw: Chance, ids: Ids): Record<string, string> => {
    const query: Record<string, string> = {};
    for (const name of operation.queries) {
      const reference = ids(`${name}s`);
      if (name === 'site') query[name] = side.site;
      else if (name === 'channel') query[name] = 'email';
      else if (name === 'purpose') query[name] = 'newsletter';
      else if (name === 'limit' && draw(2) === 0) query[name] = String(1 + draw(5));
      else if (reference && draw(2) === 0 && !('person' in query)) {
        query[name] = reference;
        break;
      }
    }
    return query;
  };

  const placesOf = (operation: Operation, side: Side, ids: Ids): Record<string, string> =>
    Object.fromEntries(
      operation.places.map((name) => {
        if (name === 'site') return [name, side.site];
        if (name === 'language') return [name, 'fi'];
        if (name === 'rule') return [name, 'service-logs'];
        if (name === 'noun') return [name, 'persons'];
        if (name === 'number' && operation.path.startsWith('/v1/statements')) return [name, '1'];
        if (name === 'number' || name === 'controller') return [name, ids('number') ?? String(side.number)];
        if (name === 'digest') return [name, ids('digest') ?? uuid()];
        return [name, ids(folderOf(operation.path)) ?? uuid()];
      }),
    );

  const headersOf = (operation: Operation, side: Side, role: Role = 'administrator') => {
    const headers: Record<string, string> = { 'lupa-reason': `${side.mark} asks`, 'if-match': '*' };
    if (operation.security === 'site') headers['authorization'] = `Bearer ${side.secret}`;
    else if (operation.listener === 'staff') headers['authorization'] = `Bearer ${side.keys[role]}`;
    return headers;
  };

  /** Everything that an answer tells the side is the side's. */
  const learn = (operation: Operation, side: Side, sent: unknown, answer: Answered): void => {
    for (const [id] of answer.text.matchAll(uuids)) side.seen.add(id);
    const keep = (folder: string, id: unknown) => {
      if (id === undefined) return;
      const held = side.ids.get(folder) ?? [];
      side.ids.set(folder, held);
      held.push(String(id));
      // As many as are worth drawing from.
      if (held.length > 60) held.shift();
    };
    const folder = folderOf(operation.path);
    // What nobody makes by a call of its own.
    if (/^\/v1\/(misuse-flags|recipient-notices)$/.test(operation.path) && operation.method === 'GET')
      for (const one of (answer.body['items'] ?? []) as { id: string }[]) keep(folder, one.id);
    if (answer.status >= 300 || operation.method === 'GET') return;
    for (const name of ['userName', 'licenceKey'] as const) {
      const word = (sent as Record<string, unknown> | undefined)?.[name];
      if (typeof word === 'string' && answer.status === 201) side.words[name] = word;
    }
    if (operation.listener === 'staff' && answer.status === 201) {
      if (/^\/v1\/[\w-]+$/.test(operation.path)) keep(folder, answer.body['id']);
      if ('merge' in answer.body) keep('merges', answer.body['merge']);
      if (operation.path === '/v1/staff/{id}/enrolment') side.tokens.push(String(answer.body['token']));
    }
    if (operation.path === '/v1/statements')
      keep('digest', (answer.body['languages'] as { fi?: string } | undefined)?.fi);
    if (operation.path === '/s/{site}/registrations') keep('persons', answer.body['person']);
    if (operation.path === '/s/{site}/decisions') {
      const { visitorKey: key, id } = sent as { visitorKey: string; id: string };
      side.visitors.push(key);
      side.decisions.push(id);
      if (side.visitors.length > 20) side.visitors.shift();
    }
  };

  return {
    send,
    bodyOf,
    placesOf,
    headersOf,
    /** One call of the side; `learning` where what it tells is the side's own. */
    call: async (
      operation: Operation,
      side: Side,
      draw: Chance,
      ids: Ids = ownIds(side, draw),
      { role = 'administrator', learning = true }: { role?: Role; learning?: boolean } = {},
    ): Promise<Answered> => {
      const places = placesOf(operation, side, ids);
      const headers = headersOf(operation, side, role);
      if (operation.headers.includes('Idempotency-Key') && draw(3) === 0)
        headers['idempotency-key'] = `key-${draw(20)}`;
      const body = await bodyOf(operation, side, draw, ids);
      const query = queryOf(operation, side, draw, ids);
      const answer = await send(operation, addressOf(operation, places, query), body, headers);
      if (learning) learn(operation, side, body, answer);
      return answer;
    },
  };
};
