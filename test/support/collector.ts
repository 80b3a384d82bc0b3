/** A collector to test with: a real database in a temporary file, both apps, a site, staff of each kind. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { afterAll } from 'vitest';
import { attemptsOf } from '../../collector/duties/incidents/attempts.ts';
import type { Needs } from '../../collector/http/needs.ts';
import { publicApp } from '../../collector/http/public.ts';
import { staffApp } from '../../collector/http/staff.ts';
import { lastSent } from '../../collector/messages/relay/lastSent.ts';
import { metricsOf } from '../../collector/metrics/metrics.ts';
import { makeOperator } from '../../collector/register/controllers.ts';
import { passwordsOf } from '../../collector/register/passwords.ts';
import { saveSite } from '../../collector/register/siteChange.ts';
import { addSiteKey } from '../../collector/register/siteKeys.ts';
import { addStaff } from '../../collector/register/staff.ts';
import type { Role } from '../../collector/store/catalogue.ts';
import type { Database } from '../../collector/store/database.ts';
import type { Store } from '../../collector/store/store.ts';
import { trustedProxies } from '../../collector/traffic/client.ts';
import { crowd } from '../../collector/traffic/crowd.ts';
import { rateLimit } from '../../collector/traffic/rate.ts';
import { trafficOf } from '../../collector/traffic/traffic.ts';
import { verifier } from '../../collector/verifier.ts';
import type { Notice } from '../../shared/notice.ts';
import { type SiteSettingsInput, siteSettings } from '../../shared/site.ts';
import { testDatabase } from './engine.ts';
import { origin, testSettings } from './site.ts';
import { type TestWorld, testWorld } from './world.ts';

export const newKey = (): string => randomBytes(32).toString('base64url');

const fakeAssets: Needs['assets'] = {
  loader: 'loader(__LUPA_SETTINGS__)',
  decide: 'decide(__LUPA_DESK__)',
  proxied: 'decide(__LUPA_DESK__,"proxied")',
  tags: {
    google: 'google(__LUPA_TAGS__)',
    container: 'container(__LUPA_TAGS__)',
    vendors: 'vendors(__LUPA_TAGS__)',
    both: 'both(__LUPA_TAGS__)',
    relay: 'relay(__LUPA_TAGS__)',
    'relay-vendors': 'relay-vendors(__LUPA_TAGS__)',
  },
  embeds: 'embeds()',
  takeover: 'takeover(__LUPA_TAKEOVER__)',
  debug: 'debug(__LUPA_DEBUG__)',
  file: () => undefined,
  // The body itself as its path, so that tests can look into it.
  keep: (kind, body) => [body, `sha256-${kind}`],
};

export interface Called {
  status: number;
  tag: string;
  headers: Headers;
  // What the API answers is for each test to say.
  body: Record<string, unknown> & {
    id: string;
    items: Record<string, unknown>[];
    next?: string;
    detail: string;
    pointer: string;
  };
}

export interface TestCollector {
  /** The database file; its WAL stands beside it. */
  file: string;
  /** Address of the database on PostgreSQL; undefined for the file. */
  url: string | undefined;
  /** Either, for whoever opens it beside. */
  database: Database;
  store: Store;
  world: TestWorld;
  needs: Needs;
  controller: { id: number; name: string; contact: string };
  faults: unknown[];
  siteSecret: string;
  /** Sends JSON from one of the site's pages. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Calls the staff listener as someone in this role. */
  staff(role: Role, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** As `staff`, by any method, with a reason; answers status, ETag and JSON. */
  call(
    role: Role,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Called>;
  save(settings: SiteSettingsInput): Promise<unknown>;
  /** Closes the database and opens it again. */
  restart(): Promise<void>;
  /** Another store on the same database, as another process has it; whoever opened it closes it. */
  beside(): Promise<Store>;
  notice(language?: string): Promise<Notice>;
}

export const testCollector = async (change: Partial<Needs> = {}): Promise<TestCollector> => {
  const world = testWorld();
  const { file, url, database, open } = await testDatabase(world.clock);
  let opened = await open();
  afterAll(() => opened.close());
  // What is open now: everything that holds it goes on after a restart.
  const store: Store = {
    waiting: () => opened.waiting(),
    read: (...asked) => opened.read(...asked),
    write: (...given) => opened.write(...given),
    readApart: (...asked) => opened.readApart(...asked),
    maintain: (task) => opened.maintain(task),
    close: () => opened.close(),
  };
  const faults: unknown[] = [];
  const needs: Needs = {
    store,
    world,
    assets: fakeAssets,
    publicUrl: 'https://collector.example',
    googleUrl: undefined,
    traffic: trafficOf({ proxies: trustedProxies([]), header: 'x-forwarded-for', anonymity: 'usual' }),
    rate: rateLimit({ perMinute: 0, clock: world.clock, random: randomBytes }),
    crowd: crowd(1000),
    metrics: metricsOf({
      waiting: () => 0,
      bytes: () => ({}),
      connections: () => ({}),
      sealing: async () => undefined,
      events: () => 0,
    }),
    attempts: attemptsOf(world.clock, world.tombstoneKey),
    verifier,
    relay: { sends: async () => true, hasRoom: () => true, kept: () => {} },
    lastSent: lastSent(),
    passwords: passwordsOf(world, { memory: 64, passes: 1 }),
    secretsKey: randomBytes(32),
    oidc: undefined,
    mailNote: () => undefined,
    privateHooks: false,
    hookHosts: undefined,
    metricsKey: 'none-needed',
    ready: () => true,
    hindrance: async () => undefined,
    journalled: async () => {},
    report: (fault) => faults.push(fault),
    ...change,
  };
  const controller = await makeOperator(store, world, 'Example Oy', 'privacy@example.fi');
  const save = (settings: SiteSettingsInput) =>
    saveSite(store, world, { controller, publicId: 'test', settings: v.parse(siteSettings, settings) });
  const site = await save(testSettings());
  const siteSecret = newKey();
  await addSiteKey(store, site, siteSecret, world.clock());
  const visitors = publicApp(needs);
  const desk = staffApp(needs);
  const keys = new Map<Role, Promise<string>>();
  const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };
  const json = (body: unknown) =>
    typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
  const enter = async (role: Role): Promise<string> => {
    const key = newKey();
    await addStaff(store, world, {
      controller: controller.id,
      name: role,
      role,
      key,
      committed: world.clock(),
    });
    return key;
  };
  const asStaff = async (role: Role, path: string, init: RequestInit, headers: Record<string, string>) => {
    const entering = keys.get(role) ?? enter(role);
    keys.set(role, entering);
    const key = await entering;
    const given = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers };
    return desk.request(path, { ...init, headers: given }, env);
  };
  return {
    file,
    database,
    url,
    beside: open,
    store,
    world,
    needs,
    controller,
    faults,
    siteSecret,
    save,
    restart: async () => {
      await opened.close();
      opened = await open();
    },
    post: async (path, body, headers = {}) =>
      visitors.request(
        path,
        {
          method: 'POST',
          body: json(body),
          headers: { origin, 'content-type': 'text/plain;charset=UTF-8', ...headers },
        },
        env,
      ),
    get: async (path, headers = {}) => visitors.request(path, { headers }, env),
    staff: async (role, path, body, headers = {}) =>
      asStaff(role, path, body === undefined ? {} : { method: 'POST', body: json(body) }, headers),
    call: async (role, method, path, body, headers = {}) => {
      const init = body === undefined ? { method } : { method, body: json(body) };
      const answer = await asStaff(role, path, init, { 'lupa-reason': 'a test', ...headers });
      const text = await answer.text();
      return {
        status: answer.status,
        tag: answer.headers.get('etag') ?? '',
        headers: answer.headers,
        body: /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : {},
      };
    },
    notice: async (language = 'fi') =>
      (await visitors.request(`/s/test/notice/${language}`)).json() as Promise<Notice>,
  };
};
