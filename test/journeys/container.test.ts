/** Google Tag Manager: a page with nothing but the loader, and the fake Google's containers. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeSignals } from '../../demo/google/signals.ts';
import { demoSettings } from '../../demo/server.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { forget, launch, stored, type Visit, visit } from './browser.ts';
import { environment, type Place, type Product, startProduct, until } from './product.ts';
import { holdQueues, passQueue } from './queued.ts';

const place: Place = { folder: temporaryFolder(), ports: [0, 0, 0] };
let product: Product;
let browser: Browser;
let pages: Server;
let origin = '';
const sites: Record<string, string> = {};

/** Settings as the demo's, for a site that has its Google tags in this container. */
const withContainer = (containerId: string) => {
  const settings = demoSettings({ origins: [origin], statementBase: origin, googleHost: 'google.localhost' });
  return {
    ...settings,
    google: { mode: 'tag' as const, containerId, purpose: 'analytics', adsPurpose: 'marketing' },
    // The container's host serves several purposes; what measures has a host of its own, as in real life.
    purposes: settings.purposes.map((purpose) => ({
      ...purpose,
      services: purpose.services.map((service) =>
        'hosts' in service && service.hosts.length > 0
          ? { ...service, hosts: [...service.hosts, 'googletagmanager.com'] }
          : service,
      ),
    })),
  };
};

/** What an earlier banner has left in a page. */
const ownConsent = `<script>function gtag(){dataLayer.push(arguments)}
  gtag('consent','default',{analytics_storage:'granted',ad_storage:'granted',ad_user_data:'granted',ad_personalization:'granted'});
  gtag('consent','update',{ad_storage:'granted'});</script>`;

const addSite = (containerId: string): string => {
  const file = join(place.folder, `${containerId}.json`);
  writeFileSync(file, JSON.stringify(withContainer(containerId)));
  const said = execFileSync('node', ['tools/lupa.mjs', 'site', 'add', 'shop', file], {
    env: {
      ...environment(place),
      LUPA_OPERATOR_NAME: 'Shop Oy',
      LUPA_OPERATOR_CONTACT: 'privacy@shop.example',
    },
    encoding: 'utf8',
  });
  return /^Site: (\S+)$/m.exec(said)?.[1] ?? '';
};

beforeAll(async () => {
  place.ports = (await freePorts(3)) as Place['ports'];
  pages = createServer(({ url = '/' }, answer) => {
    const [, name = '', extra] = /^\/([\w-]+)(\/\w+)?/.exec(url) ?? [];
    answer.setHeader('content-type', 'text/html');
    answer.end(
      sites[name] &&
        `<!doctype html><html lang="en"><title>Shop</title><script>dataLayer=[{page_type:'shop'}]</script>
         ${extra === '/own' ? ownConsent : ''}
         <script async src="${product.collector}/s/${sites[name]}/loader.js"></script><h1>Shop</h1>`,
    );
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  origin = `http://localhost:${(pages.address() as AddressInfo).port}`;
  for (const id of ['GTM-DEMO2026', 'GTM-CARELESS']) sites[id] = addSite(id);
  product = await startProduct(place);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  pages?.close();
});

/** Requests to the fake Google, by host and path. */
const toGoogle = ({ requests }: Visit) => {
  const at = (name: string, path: string) =>
    requests.filter(
      ({ hostname, pathname }) => hostname === `${name}.localhost` && pathname.startsWith(path),
    );
  return {
    all: requests.filter(({ hostname }) => /\.localhost$/.test(hostname)),
    containers: at('google', '/gtm.js'),
    hits: at('google', '/g/collect'),
    pixels: at('ads', '/pagead/').map(({ searchParams }) => searchParams.get('label')),
  };
};

const opened = async (container: string, hosts = true): Promise<Visit> => {
  const one = await visit(browser, 'en');
  await holdQueues(one.context);
  // The control: the same loader, told of no hosts, so that its guard blocks nothing.
  if (!hosts)
    await one.context.route('**/loader.js', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/"hosts":\[\[.*?\]\]/, '"hosts":[]');
      expect(body).toContain('"hosts":[]');
      await route.fulfill({ response: answer, body });
    });
  await one.page.goto(`${origin}/${container}`);
  return one;
};

const press = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Grants these purposes alone, by their switches. */
const grant = async (one: Visit, button: string, ...places: number[]) => {
  await press(one, button);
  for (const place of places) await one.page.getByRole('switch').nth(place).click();
  await press(one, 'Save my choices');
};

/** Opens the preferences, then has the tag queue an event. */
const queue = async (one: Visit) => {
  await press(one, 'Privacy choices');
  await one.page.getByRole('button', { name: 'Refuse all', exact: true }).waitFor();
  forget(one);
  await one.page.evaluate(() => (window.gtag as (...given: unknown[]) => void)('event', 'add_to_cart'));
};

describe('a container', () => {
  test('C1: is never requested where everything is refused, on this page or the next', async () => {
    const one = await opened('GTM-DEMO2026');
    await press(one, 'Refuse all');
    await one.page.waitForTimeout(1000);
    await one.page.goto(`${origin}/GTM-DEMO2026/next`);
    await one.page.waitForTimeout(1000);
    expect(toGoogle(one).all.map(String)).toEqual([]);
    await one.context.close();
  });

  test('C7: for statistics alone it is loaded, its analytics tag fires, its advertising tag does not until it may', async () => {
    const one = await opened('GTM-DEMO2026');
    await grant(one, 'Choose', 0);
    await until(async () => toGoogle(one).hits.length > 0, 'the analytics tag fired');
    await one.page.waitForTimeout(500);
    expect(toGoogle(one).containers).toHaveLength(1);
    expect(toGoogle(one).hits[0]?.searchParams.get('gcs')).toBe('G101');
    expect(toGoogle(one).hits[0]?.searchParams.get('dl')).toBe(`${origin}/GTM-DEMO2026`);
    expect(toGoogle(one).pixels).toEqual([]);
    await grant(one, 'Privacy choices', 1);
    await until(async () => toGoogle(one).pixels.length > 0, 'the advertising tag fired');
    expect(toGoogle(one).pixels).toEqual(['checked']);
    expect(toGoogle(one).containers, 'once').toHaveLength(1);
    await one.context.close();
  });

  test('a page’s own default, left by an earlier banner, opens nothing', async () => {
    const one = await opened('GTM-DEMO2026/own');
    await grant(one, 'Choose', 0);
    await until(async () => toGoogle(one).hits.length > 0, 'the analytics tag fired');
    const [hit] = toGoogle(one).hits;
    expect(
      decodeSignals(hit?.searchParams.get('gcs') ?? null, hit?.searchParams.get('gcd') ?? null).types,
    ).toEqual(
      ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'].map((type) => {
        const update = type === 'analytics_storage' ? 'granted' : 'denied';
        return { type, default: 'denied', update, state: update };
      }),
    );
    await one.page.waitForTimeout(500);
    expect(toGoogle(one).pixels).toEqual([]);
    await one.context.close();
  });

  test('client-side navigation: events follow the address without its query; a page view that enhanced measurement makes does not, which docs/google-tag.md says', async () => {
    const one = await opened('GTM-DEMO2026');
    await grant(one, 'Choose', 0);
    await until(async () => toGoogle(one).hits.length > 0, 'the first page view');
    forget(one);
    await one.page.evaluate(() => {
      history.pushState(null, '', '?order=1#top');
      history.pushState(null, '', '/GTM-DEMO2026/cart?token=secret');
      (window.gtag as (...given: unknown[]) => void)('event', 'look');
    });
    // One turn sends them all, this one last.
    await passQueue(one.page);
    await until(
      async () => toGoogle(one).hits.some(({ searchParams }) => searchParams.get('en') === 'look'),
      'what was queued is sent',
    );
    const sent = toGoogle(one).hits.map(({ searchParams }) => [
      searchParams.get('en'),
      searchParams.get('dl')?.replace(origin, ''),
      searchParams.get('dr')?.replace(origin, ''),
    ]);
    expect(sent.filter(([name]) => name === 'look')).toEqual([
      ['look', '/GTM-DEMO2026/cart', '/GTM-DEMO2026'],
    ]);
    expect(sent.find(([name]) => name === 'page_view')?.[1]).toContain('?');
    await one.context.close();
  });

  test('with tags that ignore consent: what they send to a denied purpose’s hosts is stopped by the guard', async () => {
    for (const [place, hits, pixels] of [
      [0, 1, 0],
      [1, 0, 1],
    ] as const) {
      const one = await opened('GTM-CARELESS');
      await grant(one, 'Choose', place);
      await until(async () => toGoogle(one).containers.length > 0, 'the container is loaded');
      await until(async () => toGoogle(one).hits.length + toGoogle(one).pixels.length > 0, 'what is allowed');
      await one.page.waitForTimeout(1000);
      expect([toGoogle(one).hits.length, toGoogle(one).pixels.length]).toEqual([hits, pixels]);
      await one.context.close();
    }
  });

  test('the control: without the guard such tags reach Google, so the test before has power', async () => {
    const one = await opened('GTM-CARELESS', false);
    await grant(one, 'Choose', 1);
    await until(async () => toGoogle(one).hits.length > 0, 'a ping without cookies, analytics denied');
    expect(toGoogle(one).hits[0]?.searchParams.get('gcs')).toBe('G110');
    await one.context.close();
  });

  test('C12, C13: after a withdrawal nothing leaves, not even what was queued before it; its tags are disabled, and a fresh page has no container', async () => {
    // When its timer would send it, and with the page that goes.
    for (const [container, isPassed] of [
      ['GTM-DEMO2026', true],
      ['GTM-CARELESS', false],
    ] as const) {
      const one = await opened(container);
      await press(one, 'Accept all');
      await until(
        async () => toGoogle(one).hits.length > 0 && toGoogle(one).pixels.length > 0,
        'both tags fired',
      );
      const { page } = one;
      const cookies = async () => (await stored(one)).cookies.map(({ name }) => name);
      await until(async () => (await cookies()).includes('_ga'), 'the tag has its cookie');
      await queue(one);
      await press(one, 'Refuse all');
      await until(
        () => page.evaluate(() => (window as never)['ga-disable-G-INSIDE2026']),
        'the tag inside is disabled',
      );
      await page.evaluate(() => window.dataLayer?.push({ event: 'again' }));
      if (isPassed) await passQueue(page);
      await page.waitForTimeout(1000);
      await until(async () => (await cookies()).join() === 'lupa', 'no cookie but ours is left');
      await page.reload();
      await page.waitForTimeout(2000);
      expect(toGoogle(one).all.map(String)).toEqual([]);
      expect(await page.evaluate(() => 'google_tag_manager' in window)).toBe(false);
      await one.context.close();
    }
  });

  test('the control: without the guard the event that was queued does leave', async () => {
    const one = await opened('GTM-DEMO2026', false);
    await press(one, 'Accept all');
    await until(async () => toGoogle(one).hits.length > 0, 'the analytics tag fired');
    await queue(one);
    await press(one, 'Refuse all');
    await until(() => one.page.evaluate(() => window.lupa?.allows('analytics') === false), 'it is withdrawn');
    await passQueue(one.page);
    await until(async () => toGoogle(one).hits.length > 0, 'the queued event leaks');
    await one.context.close();
  });
});
