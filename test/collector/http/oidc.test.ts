/** Signing in by an OpenID provider: a real one, on a port of its own. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, describe, expect, test } from 'vitest';
import { staffApp } from '../../../collector/http/staff.ts';
import { boundedFetch } from '../../../collector/messages/boundedFetch.ts';
import { type Oidc, oidcOf } from '../../../collector/register/oidc.ts';
import { testCollector } from '../../support/collector.ts';
import { customerOf, deskOf } from '../../support/desk.ts';

const redirect = 'http://127.0.0.1:8789/v1/sign-in/oidc/callback';
const client = { clientId: 'lupa', clientSecret: 'a secret of the client, long enough' };

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A provider at which anybody signs in by typing a name, which becomes the subject. */
const provider = async () => {
  const server = createServer();
  const port = await listening(server);
  const issuer = `http://127.0.0.1:${port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirect] }],
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a key of the test'] },
  });
  server.on('request', oidc.callback());
  return { issuer, server };
};

const the = await provider();
afterAll(() => the.server.close());

const collector = await testCollector();
const { call, world, store } = collector;
const settings = { issuer: the.issuer, ...client, redirect };
// A provider on a busy machine is slow, not down.
const patient = () => boundedFetch({ patience: 60_000 });
const oidc = oidcOf(settings, world, patient());
const appWith = (used: Oidc | undefined) => staffApp({ ...collector.needs, oidc: used });
const app = appWith(oidc);
const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };

/** A browser: follows redirects at the provider with its cookies, signs in there as `name`, and stops at our callback. */
const atProvider = async (location: string, name: string): Promise<string> => {
  const jar = new Map<string, string>();
  let next = location;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 12; steps += 1) {
    const answer = await fetch(next, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form && { body: form }),
    });
    form = undefined;
    for (const line of answer.headers.getSetCookie()) {
      const [key = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      jar.set(key, value);
    }
    const to = answer.headers.get('location');
    const page = await answer.text();
    if (to) {
      next = new URL(to, next).href;
      if (next.startsWith(redirect)) return next;
    } else {
      const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
      if (action === '') throw new Error(`The provider says: ${page.slice(0, 500)}`);
      next = new URL(action, next).href;
      form = new URLSearchParams({ prompt, ...(prompt === 'login' && { login: name, password: 'x' }) });
    }
  }
  throw new Error('The provider leads nowhere.');
};

const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

const begin = async (query = '') => {
  const answer = await app.request(`/v1/sign-in/oidc${query}`, {}, env);
  expect(answer.status).toBe(302);
  return { location: answer.headers.get('location') ?? '', cookie: cookieOf(answer), answer };
};
const end = (back: string, cookie: string, used = app) => {
  const { pathname, search } = new URL(back);
  return used.request(pathname + search, { headers: { cookie } }, env);
};
let serial = 0;
/** A committed member of the operator's staff whose account is linked. */
const linked = async (subject: string) => {
  serial += 1;
  const given = { name: `M${serial}`, email: `m${serial}@example.fi`, role: 'support' };
  const { body } = await call('administrator', 'POST', '/v1/staff', given);
  await call('administrator', 'POST', `/v1/staff/${body.id}/commitment`, {});
  const openid = { issuer: the.issuer, subject };
  const any = { 'if-match': '*' };
  const path = `/v1/staff/${body.id}`;
  expect((await call('administrator', 'PATCH', path, { openid }, any)).status).toBe(200);
  return Number(body.id);
};

test('the way there has PKCE, state and nonce, and what the browser keeps is sealed and short-lived', async () => {
  const { location, answer } = await begin();
  const asked = new URL(location).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  expect(asked.get('scope')).toBe('openid');
  const line = answer.headers.getSetCookie()[0] ?? '';
  expect(line).toMatch(/HttpOnly; SameSite=Lax; Path=\/v1\/sign-in\/oidc\/callback; Max-Age=600$/);
  expect(line).not.toContain(asked.get('state'));
});

test('an account that an administrator has linked gives a session', async () => {
  const staff = await linked('aino');
  const { location, cookie } = await begin();
  const answer = await end(await atProvider(location, 'aino'), cookie);
  expect(answer.status).toBe(200);
  const { token, ...rest } = await answer.json();
  expect(rest).toMatchObject({ staff, controller: 1 });
  const self = await deskOf(collector).as(token)('GET', '/v1/self');
  expect(self.body).toMatchObject({ staff: { id: staff, openid: { subject: 'aino' } } });
  // A browser is shown a page, also where it is refused.
  const again = await begin();
  const back = new URL(await atProvider(again.location, 'aino'));
  const browsing = (cookie: string) =>
    app.request(
      back.pathname + back.search,
      { headers: { cookie, accept: 'text/html,*/*;q=0.8', 'accept-language': 'sv' } },
      env,
    );
  const page = await browsing(again.cookie);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const [, shown = ''] = /id="token"[^>]*value="([^"]+)"/.exec(await page.text()) ?? [];
  expect((await deskOf(collector).as(shown)('GET', '/v1/self')).status).toBe(200);
  const refused = await browsing('');
  expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'text/html; charset=UTF-8']);
  expect(await refused.text()).toMatch(/<html lang="sv">[\s\S]*Börja om/);
});

test('an enrolment links the account, once; the first administrator of a customer commits there', async () => {
  const customer = await customerOf(collector, deskOf(collector), 'Metsä Oy');
  const desk = deskOf(collector).as(customer.token);
  const made = await desk('POST', '/v1/staff', { name: 'Second', role: 'support' });
  await desk('POST', `/v1/staff/${made.body.id}/commitment`, {});
  const { body } = await desk('POST', `/v1/staff/${made.body.id}/enrolment`);
  const start = async () =>
    app.request(
      '/v1/enrolment/oidc',
      {
        method: 'POST',
        body: JSON.stringify({ token: body['token'] }),
        headers: { 'content-type': 'application/json' },
      },
      env,
    );
  const begun = await start();
  const { location } = await begun.json();
  const answer = await end(await atProvider(location, 'second'), cookieOf(begun));
  expect(await answer.json()).toMatchObject({ controller: customer.number, staff: 2 });
  expect((await start()).status).toBe(403);
  // From now on the account signs in; at the other controller it is nobody's.
  const again = await begin(`?controller=${customer.number}`);
  expect((await end(await atProvider(again.location, 'second'), again.cookie)).status).toBe(200);
  const elsewhere = await begin();
  expect((await end(await atProvider(elsewhere.location, 'second'), elsewhere.cookie)).status).toBe(401);
});

describe('is refused', () => {
  test('an unknown subject, also one that is called like somebody’s e-mail address', async () => {
    await linked('known');
    for (const name of ['stranger', `m${serial}@example.fi`]) {
      const { location, cookie } = await begin();
      expect((await end(await atProvider(location, name), cookie)).status).toBe(401);
    }
  });
  test('who has no commitment, or has left', async () => {
    const id = await linked('leaving');
    await call('administrator', 'POST', `/v1/staff/${id}/end`);
    const { location, cookie } = await begin();
    expect((await end(await atProvider(location, 'leaving'), cookie)).status).toBe(401);
    const { body } = await call('administrator', 'POST', '/v1/staff', { name: 'New', role: 'support' });
    const openid = { issuer: the.issuer, subject: 'uncommitted' };
    await call('administrator', 'PATCH', `/v1/staff/${body.id}`, { openid }, { 'if-match': '*' });
    const other = await begin();
    expect((await end(await atProvider(other.location, 'uncommitted'), other.cookie)).status).toBe(401);
  });
  test('another state, another browser, no cookie, a cookie that is too old', async () => {
    await linked('stateful');
    const one = await begin();
    const back = await atProvider(one.location, 'stateful');
    const wrong = new URL(back);
    wrong.searchParams.set('state', 'x'.repeat(43));
    expect((await end(wrong.href, one.cookie)).status).toBe(401);
    const another = await begin();
    expect((await end(back, another.cookie)).status).toBe(401);
    expect((await end(back, '')).status).toBe(401);
    expect((await end(back, 'lupa-oidc=forged-by-somebody-else-altogether')).status).toBe(401);
    world.pass(600_000);
    expect((await end(back, one.cookie)).status).toBe(401);
  });
  test('a code that was used, with the same cookie', async () => {
    await linked('replayed');
    const { location, cookie } = await begin();
    const back = await atProvider(location, 'replayed');
    expect((await end(back, cookie)).status).toBe(200);
    expect((await end(back, cookie)).status).toBe(401);
  });
  test('another nonce, another PKCE verifier', async () => {
    await linked('nonced');
    for (const change of [{ nonce: 'x'.repeat(43) }, { verifier: 'x'.repeat(43) }]) {
      const { location, kept } = await oidc.start();
      const { search } = new URL(await atProvider(location, 'nonced'));
      expect(await oidc.finish(search, { ...kept, ...change })).toBeUndefined();
    }
    const { location, kept } = await oidc.start();
    const { search } = new URL(await atProvider(location, 'nonced'));
    expect(await oidc.finish(search, kept)).toEqual({ issuer: the.issuer, subject: 'nonced' });
  });
  test('a refusal at the provider', async () => {
    const { location, cookie } = await begin();
    const state = new URL(location).searchParams.get('state');
    const back = `${redirect}?error=access_denied&state=${state}&iss=${encodeURIComponent(the.issuer)}`;
    expect((await end(back, cookie)).status).toBe(401);
  });
});

describe('a provider that is down', () => {
  test('is said to be, at the beginning and at the end, and comes back', async () => {
    const gone = createServer();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const dead = oidcOf({ ...settings, issuer: `http://127.0.0.1:${port}` }, world, patient());
    expect((await appWith(dead).request('/v1/sign-in/oidc', {}, env)).status).toBe(503);
    await linked('late');
    const { location, cookie } = await begin();
    const back = await atProvider(location, 'late');
    let isDown = false;
    const send = patient();
    const shaky = oidcOf(settings, world, async (...given) => {
      if (isDown) throw new TypeError('fetch failed');
      return send(...given);
    });
    await shaky.start();
    isDown = true;
    expect((await end(back, cookie, appWith(shaky))).status).toBe(503);
    isDown = false;
    expect((await end(back, cookie, appWith(shaky))).status).toBe(200);
  });
  test('one that hangs is not waited for, one that floods is not read', async () => {
    const hanging = createServer(() => {});
    const flooding = createServer((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end('x'.repeat(1_000_000));
    });
    for (const server of [hanging, flooding]) {
      const issuer = `http://127.0.0.1:${await listening(server)}`;
      const bad = oidcOf({ ...settings, issuer }, world, boundedFetch({ patience: 200 }));
      expect((await appWith(bad).request('/v1/sign-in/oidc', {}, env)).status).toBe(503);
      server.closeAllConnections();
      server.close();
    }
  });
});

test('without settings there is no such way in', async () => {
  const none = appWith(undefined);
  expect((await none.request('/v1/sign-in/oidc', {}, env)).status).toBe(404);
  expect(collector.faults).toEqual([]);
  expect(store.waiting()).toBe(0);
});
