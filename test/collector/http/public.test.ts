import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gateSettings, inlined } from '../../../collector/http/loader.ts';
import { findSite } from '../../../collector/register/sites.ts';
import { Busy } from '../../../collector/store/store.ts';
import type {
  DebugSettings,
  DeskSettings,
  GateSettings,
  TagSettings,
  TakeoverSettings,
} from '../../../shared/gate.ts';
import { testCollector } from '../../support/collector.ts';
import { accepting } from '../../support/decision.ts';
import { origin, testSettings } from '../../support/site.ts';

const collector = await testCollector();
const { get, post, notice } = collector;

/** What the inlined expression evaluates to, as a browser would see it. */
const settingsIn = <Settings = GateSettings>(script: string): Settings =>
  new Function(
    ...['loader', 'decide', 'google', 'container', 'vendors', 'both', 'takeover', 'debug'],
    `return ${script}`,
  )(...Array.from({ length: 8 }, () => (settings: unknown) => settings)) as Settings;

describe('the loader', () => {
  test('carries the gate settings, whole, and no text of the notice', async () => {
    const answer = await get('/s/test/loader.js');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const settings = settingsIn(await answer.text());
    expect(settings).toMatchObject({
      base: 'https://collector.example',
      site: 'test',
      purposes: { analytics: 1, marketing: 1 },
      hosts: [
        ['googletagmanager.com', 'analytics'],
        ['google-analytics.com', 'analytics'],
        ['ads.example', 'marketing'],
      ],
      button: { fi: 'Yksityisyysvalinnat', sv: 'Integritetsval', en: 'Privacy choices' },
      dnt: 1,
      tags: expect.any(String),
    });
    const desk = settingsIn<DeskSettings>(settings.decide[0]);
    expect(desk).toEqual({
      embeds: 'embeds()',
      cookies: { analytics: ['_ga'], marketing: [] },
      days: [365, 183],
      visits: 'analytics',
      debug: expect.any(String),
    });
    const { purposes } = settingsIn<DebugSettings>(desk.debug);
    expect(purposes.map(({ id, necessary }) => [id, necessary])).toEqual([
      ['necessary', true],
      ['analytics', false],
      ['marketing', false],
    ]);
    expect(purposes[1]?.services).toEqual([
      { name: 'Google Analytics', hosts: ['googletagmanager.com', 'google-analytics.com'], cookies: ['_ga'] },
    ]);
    expect(settingsIn<TagSettings>(settings.tags ?? '')).toMatchObject({
      google: {
        types: { analytics_storage: 'analytics', ad_storage: 'marketing', security_storage: '*' },
        when: ['analytics'],
        purpose: 'analytics',
        tag: {
          address: 'https://www.googletagmanager.com/gtag/js?id=G-TEST1234',
          id: 'G-TEST1234',
          config: { allow_google_signals: false, cookie_expires: 365 * 24 * 60 * 60, cookie_update: false },
        },
      },
    });
    expect(JSON.stringify(settings)).not.toContain('Laskemme');
  });
  test("says the site's own label of the preferences button, and no other word of its own", async () => {
    const labelled = await testCollector();
    const texts = { fi: { title: 'Omat sanat', preferencesButton: 'Evästeasetukset' } };
    await labelled.save(testSettings({ texts }));
    const script = await (await labelled.get('/s/test/loader.js')).text();
    expect(settingsIn(script).button).toEqual({
      fi: 'Evästeasetukset',
      sv: 'Integritetsval',
      en: 'Privacy choices',
    });
    expect(script).not.toContain('Omat sanat');
  });
  test('knows of another tool only where the owner has turned the take-over on', async () => {
    await collector.save(
      testSettings({
        takeover: {
          from: 'klaro',
          replaced: '2026-11-20',
          days: 120,
          purposes: { analytics: { categories: ['matomo'], terms: 1 } },
        },
      }),
    );
    const settings = settingsIn(await (await get('/s/test/loader.js')).text());
    const desk = settingsIn<DeskSettings>(settings.decide[0]);
    expect(settingsIn<TakeoverSettings>(desk.takeover ?? '')).toEqual({
      from: 'klaro',
      replaced: Date.UTC(2026, 10, 20),
      days: 120,
      purposes: { analytics: { categories: ['matomo'], terms: 1 } },
    });
    await collector.save(testSettings());
  });
  test('is cached briefly, compressed, and answers 304 to who has it; no cookie is ever set', async () => {
    const plain = await (await get('/s/test/loader.js')).text();
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await get('/s/test/loader.js', { 'accept-encoding': encoding });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(plain);
      const etag = answer.headers.get('etag') ?? '';
      const again = await get('/s/test/loader.js', { 'accept-encoding': encoding, 'if-none-match': etag });
      expect(again.status).toBe(304);
      const weak = await get('/s/test/loader.js', {
        'accept-encoding': encoding,
        'if-none-match': `W/${etag}`,
      });
      expect(weak.status, 'a proxy marked it as weak').toBe(304);
    }
    expect(
      (await get('/s/test/loader.js', { 'accept-encoding': 'br;q=0' })).headers.get('content-encoding'),
    ).toBeNull();
    expect(await (await get('/s/test/loader.js?anything=1')).text()).toBe(plain);
  });
  test('knows no Google for a site without Google, and a change of the settings counts at once', async () => {
    const { google: _, ...settings } = testSettings();
    const quiet = await testCollector();
    await quiet.save(settings as ReturnType<typeof testSettings>);
    const tags = async () => settingsIn(await (await quiet.get('/s/test/loader.js')).text()).tags;
    expect(await tags()).toBeUndefined();
    await quiet.save(testSettings());
    expect(await tags()).toMatch(/^google\(/);
  });
  test("an owner's text never becomes code: quotes, $-patterns, line separators and </script> stay text", async () => {
    const site = await findSite(collector.store, 'test');
    if (!site) throw new Error('There is no test site.');
    const evil = `'"\\$&$\`</script>\u2028\u2029\${alert(1)}`;
    const { assets } = collector.needs;
    const addresses = { publicUrl: 'https://x.example', googleUrl: undefined };
    const settings = { ...gateSettings(site, assets, addresses), domain: evil };
    const script = inlined(assets.loader, '__LUPA_SETTINGS__', settings);
    expect(settingsIn(script).domain).toBe(evil);
    expect(script).not.toMatch(/<\/script|\u2028|\u2029/);
  });
});

describe('the notice', () => {
  test('C17: names the controller, each purpose, who receives data, and how to withdraw', async () => {
    for (const language of ['fi', 'sv', 'en']) {
      const one = await notice(language);
      expect(one.language).toBe(language);
      expect(one.texts.intro).toContain('Example Oy');
      expect(one.texts.recipients).toContain('Google Ireland Limited');
      expect(one.texts.withdrawal).toContain(one.texts.preferencesButton);
      expect(one.purposes.map(({ id }) => id)).toEqual(['necessary', 'analytics', 'marketing']);
      expect(one.version).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });
  test('every version is kept word for word', async () => {
    const kept = await testCollector();
    const before = await kept.notice();
    const settings = testSettings({ statement: { version: '2', url: testSettings().statement.url } });
    await kept.save(settings);
    const after = await kept.notice();
    expect(after.version).not.toBe(before.version);
    const old = await kept.get(`/s/test/notice/fi?version=${before.version}`);
    expect(await old.json()).toEqual(before);
    expect((await kept.get(`/s/test/notice/sv?version=${before.version}`)).status).toBe(404);
    expect((await kept.get('/s/test/notice/fi?version=constructor')).status).toBe(404);
  });
  test('a language that the site does not speak is answered in what stands in for it, and the answer says which', async () => {
    for (const [asked, heard] of [
      ['sv', 'sv'],
      ['en-GB', 'en'],
      ['de', 'fi'],
      ['nn', 'fi'],
    ] as const) {
      const answer = await get(`/s/test/notice/${asked}`);
      expect([answer.status, answer.headers.get('content-language')]).toEqual([200, heard]);
      expect(await answer.json()).toEqual(await notice(heard));
    }
  });
  test('what is no language is not found, and the answer says which there are', async () => {
    for (const odd of ['constructor', 'EN', 'f', 'fi_FI', '%00']) {
      const answer = await get(`/s/test/notice/${odd}`);
      expect(answer.status, odd).toBe(404);
      expect(await answer.json()).toMatchObject({ detail: 'The site speaks: fi, sv, en.' });
    }
  });
  test('is compressed, and answers 304 to who has it; a change of the settings counts at once', async () => {
    const changing = await testCollector();
    const path = '/s/test/notice/fi';
    const answer = await changing.get(path, { origin, 'accept-encoding': 'br' });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('vary')).toBe('Origin, Accept-Encoding');
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const before = await changing.notice();
    expect(JSON.parse(brotliDecompressSync(bytes).toString())).toEqual(before);
    const held = { 'accept-encoding': 'br', 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await changing.get(path, held)).status).toBe(304);
    await changing.save(testSettings({ statement: { version: '2', url: testSettings().statement.url } }));
    expect((await changing.get(path, held)).status).toBe(200);
    expect((await changing.notice()).version).not.toBe(before.version);
  });
  test('C28: refusing and accepting are said in the same form', async () => {
    for (const [language, accept, refuse] of [
      ['fi', 'Hyväksy kaikki', 'Hylkää kaikki'],
      ['sv', 'Godkänn alla', 'Avböj alla'],
      ['en', 'Accept all', 'Refuse all'],
    ] as const) {
      const { texts } = await notice(language);
      expect([texts.acceptAll, texts.rejectAll]).toEqual([accept, refuse]);
    }
  });
  test('C8: legitimate interest is nowhere', async () => {
    for (const language of ['fi', 'sv', 'en']) {
      expect(JSON.stringify(await notice(language))).not.toMatch(
        /legitimate|oikeutettu etu|berättigat intresse/i,
      );
    }
  });
});

describe('cross-origin', () => {
  const preflight = (path: string, from: string) =>
    import('../../../collector/http/public.ts').then(({ publicApp }) =>
      publicApp(collector.needs).request(path, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST' },
      }),
    );
  test("the site's own origins may read answers, problems too; credentials are never included", async () => {
    for (const body of [accepting(await notice()), {}]) {
      const answer = await post('/s/test/decisions', body);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
    const asked = await preflight('/s/test/decisions', origin);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toBe('Content-Type');
  });
  test('a foreign origin gets no permission', async () => {
    const asked = await preflight('/s/test/decisions', 'https://evil.example');
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect(asked.headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('the service', () => {
  test('/health is 200 only when all that must listen does', async () => {
    expect((await get('/health')).status).toBe(200);
    const starting = await testCollector({ ready: () => false });
    const answer = await starting.get('/health');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
  });
  test('C23: says that Global Privacy Control is honoured', async () => {
    const answer = await get('/.well-known/gpc.json');
    expect(await answer.json()).toMatchObject({
      gpc: true,
      lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });
  test('an unknown address is a problem document', async () => {
    const answer = await get('/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ type: 'urn:lupa:problem:not-found' });
  });
  test('too much waiting is 503 with Retry-After, and a fault of ours says nothing of itself', async () => {
    const { store } = collector;
    const failing = (error: Error) => ({ ...store, write: () => Promise.reject(error) });
    const busy = await testCollector();
    const { publicApp } = await import('../../../collector/http/public.ts');
    const body = JSON.stringify(accepting(await busy.notice()));
    const send = (error: Error, reported: unknown[] = []) =>
      publicApp({
        ...busy.needs,
        store: { ...busy.store, ...failing(error), read: busy.store.read },
        report: (fault) => reported.push(fault),
      }).request('/s/test/decisions', {
        method: 'POST',
        body,
        headers: { origin, 'content-type': 'text/plain' },
      });
    const full = await send(new Busy('full'));
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '1']);
    const reported: unknown[] = [];
    const broken = await send(new Error('canary: disk /secret/path'), reported);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('canary');
    expect(reported).toHaveLength(1);
  });
});

describe('the OpenAPI document', () => {
  test('describes every route of both listeners, with the schemas that check them', async () => {
    const { publicApp } = await import('../../../collector/http/public.ts');
    const { staffApp } = await import('../../../collector/http/staff.ts');
    const answer = await staffApp(collector.needs).request('/openapi.json');
    const document = (await answer.json()) as {
      openapi: string;
      paths: Record<
        string,
        Record<
          string,
          { summary?: string; responses: object; requestBody?: object; parameters?: { name: string }[] }
        >
      >;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const routes = [...publicApp(collector.needs).routes, ...staffApp(collector.needs).routes]
      .filter(({ method }) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(method))
      // The document itself, as machines and as people read it.
      .filter(({ path }) => path !== '/openapi.json' && path !== '/docs')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect([...new Set(described)].sort()).toEqual([...new Set(routes)].sort());
    for (const methods of Object.values(document.paths)) {
      for (const route of Object.values(methods)) expect(route.summary).toBeTruthy();
    }
    const decision = JSON.stringify(document.paths['/s/{site}/decisions']?.['post']?.requestBody);
    for (const member of ['visitorKey', 'accept_all', 'granted', 'surface'])
      expect(decision).toContain(member);
    expect(JSON.stringify(document), 'no keyword that nobody knows').not.toContain('jsonSchema');
    expect(document.paths['/v1/ledger']?.['get']?.parameters?.map(({ name }) => name)).toEqual([
      'after',
      'limit',
      'Lupa-Controller',
    ]);
  });
});
