/** What Google gets by the relay, byte by byte, and what it gets by its own tag: nothing of who the visitor is, or the address. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaks } from '../support/canary.ts';
import { stored, type Visit, visit } from './browser.ts';
import { until } from './product.ts';
import {
  allowAnalytics,
  bodiesOf,
  eventsOf,
  names,
  type Relaying,
  refuse,
  startRelaying,
} from './relaying.ts';

let the: Relaying;
beforeAll(async () => {
  the = await startRelaying();
});
afterAll(() => the?.close());

const email = 'maija.kanaria@posti.example';
const phone = '+358 40 765 4321';
const nationalId = '131052-308T';
/** None of these may reach Google by the relay, in any form. */
const canaries = [
  ...[
    'kanariakysely',
    'kanariaristikko',
    'kanariatulo',
    'kanariatulokysely',
    'kanarialinkki',
    'kanariakeksi',
  ],
  ...[
    'kanariamuisti',
    'kanariatiedosto',
    'kanariasiirto',
    email,
    'maija.kanaria',
    phone,
    '765 4321',
    nationalId,
  ],
];
const path = `/shop?token=kanariakysely&email=${encodeURIComponent(email)}&utm_source=kirje#kanariaristikko`;

/** Comes from another site's page, whose address nobody is to know. */
const arrive = async (one: Visit, site: string): Promise<void> => {
  await one.context.route('http://portaali.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<meta name="referrer" content="unsafe-url"><a href="${site}${path}">In</a>`,
    }),
  );
  await one.context.route('https://kumppani.example/**', (route) => route.fulfill({ body: 'Elsewhere' }));
  await one.page.goto('http://portaali.example/kanariatulo?q=kanariatulokysely');
  await one.page.getByText('In').click();
  await one.page.getByRole('button', { name: 'Valitse itse' }).waitFor();
  await one.page.evaluate(
    ([mail]) => {
      // biome-ignore lint/suspicious/noDocumentCookie: as pages do.
      document.cookie = 'oma=kanariakeksi; path=/';
      localStorage['oma'] = 'kanariamuisti';
      document.title = `Tilaus: ${mail}`;
    },
    [email],
  );
};

/** Does everything that is measured; `told` waits until such events have arrived, where any do. */
const use = async (
  { page }: Visit,
  mark = '',
  told: (...names: string[]) => Promise<unknown> = () => page.waitForTimeout(500),
): Promise<void> => {
  const params = {
    email,
    phone,
    nationalId,
    text: `Soita ${phone}, ${nationalId}, ${email}`,
    fine: 'kelpo',
    mark,
    count: 3,
  };
  await page.evaluate(
    ([given, mail]) => {
      const { lupa, gtag } = window as unknown as Record<string, never> as unknown as {
        lupa: { event(name: string, given: unknown): void };
        gtag(...all: unknown[]): void;
      };
      lupa.event?.('oma_tapahtuma', { ...given, link: `https://a.example/x?kysely=kanarialinkki#${mail}` });
      gtag('event', 'sivun_tapahtuma', given);
    },
    [params, email] as const,
  );
  await page.evaluate(() => history.pushState(null, '', '/shop/askel?token=kanariasiirto#kanariaristikko'));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.evaluate((mail) => {
    const away = `https://kumppani.example/sivu/${mail}?lippu=kanarialinkki#kanariaristikko`;
    for (const [text, href] of [
      ['Pois', away],
      ['Tiedosto', '/files/hinnasto.pdf?token=kanariatiedosto'],
    ]) {
      const link = document.createElement('a');
      Object.assign(link, { href, textContent: text, target: '_blank', rel: 'noopener' });
      document.querySelector('main')?.prepend(link);
    }
  }, email);
  await told('oma_tapahtuma', 'sivun_tapahtuma', 'scroll');
  await page.getByText('Pois', { exact: true }).click();
  await page.getByText('Tiedosto', { exact: true }).click();
  await page.bringToFront();
  await told('click', 'file_download');
  // By the page's own clock: longer than it is until the second look at whether the page is in front.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 2500)));
  await page.goto(new URL('/shop', page.url()).href);
  await page.locator('#sought').fill('solo');
  await page.locator('#sought').press('Enter');
  await page.waitForURL(/q=solo/);
};

/** The values by which the browser is known, and their parts that tell as much. */
const identifiers = async (one: Visit, site: string): Promise<string[]> => {
  const { local, cookies } = await stored(one);
  const { key } = JSON.parse(local[`lupa:${site}`] ?? '{}') as { key: string };
  const visitor = (await one.page.evaluate(() => window.lupa?.visitor())) ?? '';
  const [whose = '', began = ''] = (local[`lupa:${site}:session`] ?? '').split(' ');
  expect([key, visitor, whose, began].every((text) => text.length >= 8)).toBe(true);
  const values = cookies.filter(({ name }) => name === 'lupa').map(({ value }) => value);
  return [key, visitor, visitor.replaceAll('-', ''), visitor.slice(0, 13), whose, began, ...values];
};

const wait = (page: Page) => page.waitForTimeout(1500);

test.each(['tag', 'relay'])(
  '%s: nothing is sent to Google before the grant, nor after a refusal',
  async (mode) => {
    const one = await visit(the.browser);
    const before = [the.direct.connections(), the.onward.connections()];
    await arrive(one, mode === 'tag' ? the.product.demo : the.relay);
    await wait(one.page);
    await refuse(one.page);
    await use(one);
    await wait(one.page);
    expect([the.direct.connections(), the.onward.connections()], 'not even a connection').toEqual(before);
    expect(one.requests.filter(({ pathname }) => /analytics$|collect|gtag/.test(pathname))).toEqual([]);
    expect((await stored(one)).cookies.map(({ name }) => name).sort()).toEqual(['lupa', 'oma']);
    await one.context.close();
  },
);

describe('R41: by the relay', () => {
  /** An IPv4 address as one could write it, whole or without its end. */
  const spelled = (address: string): string[] => {
    const bytes = address.split('.').map(Number);
    const hex = Buffer.from(bytes).toString('hex');
    const [a, b, c] = bytes;
    return [
      ...[
        address,
        `${a}.${b}.${c}.`,
        `${a}.${b}.0.0`,
        bytes.join('-'),
        `${Buffer.from(bytes).readUInt32BE()}`,
      ],
      ...[hex, `${hex.slice(0, 4)}:${hex.slice(4)}`, hex.slice(0, 6)],
    ];
  };
  const whole = '2001:db8:5eed:4a11:beef:cafe:77ab:91cd';
  /** What the visitor comes from, what we keep of it, and what Google may not get. */
  const addresses: [kind: string, address: string, kept: string, never: string[]][] = [
    ['an IPv4 address', '198.51.77.143', '198.51.77.0', spelled('198.51.77.143')],
    [
      'an IPv6 address',
      whole,
      '2001:db8:5eed::',
      [whole, '2001:db8:5eed', '20010db85eed', '2001:db8:', 'beef:cafe', '2001-db8'],
    ],
    ['a mapped address', '::ffff:203.0.113.201', '203.0.113.0', ['::ffff', ...spelled('203.0.113.201')]],
  ];
  test.each(addresses)(
    'of a visitor at %s Google gets what was done, and nothing of who it was',
    async (kind, address, kept, never) => {
      const mark = `merkki ${kind}`;
      the.from(address);
      const one = await visit(the.browser);
      const [browsers, googles, collectors] = [the.direct.connections(), the.onward.bytes(), the.seen.length];
      const told: string[] = [];
      one.context.on('request', (request) => told.push(request.url() + (request.postData() ?? '')));
      await arrive(one, the.relay);
      await allowAnalytics(one.page);
      await one.page.waitForFunction(() => localStorage['lupa:demo-relay:session']);
      await use(one, mark, (...wanted) => names(the, wanted, mark));
      await names(
        the,
        [
          ...['page_view', 'page_engagement', 'scroll', 'click', 'file_download', 'view_search_results'],
          ...['oma_tapahtuma', 'sivun_tapahtuma'],
        ],
        mark,
      );
      const events = eventsOf(the, mark);
      expect(events.find(({ name }) => name === 'view_search_results')?.params).toMatchObject({
        search_term: 'solo',
      });
      const marks = [...canaries, ...never, ...(await identifiers(one, 'demo-relay'))];
      const sent = the.onward.bytes().slice(googles.length);
      expect(leaks([{ name: 'what Google got', bytes: Buffer.from(sent, 'latin1') }], marks)).toEqual([]);

      // The marks were there to be found: the collector was told most of them.
      expect(
        leaks([{ name: 'the browser’s requests', bytes: told.join('\n') }], canaries).length,
      ).toBeGreaterThan(5);
      const forwarded = the.seen.slice(collectors).map(({ headers }) => headers['x-forwarded-for']);
      expect(new Set(forwarded)).toEqual(new Set([address]));
      const { visits } = (await (await the.product.desk('/v1/visits')).json()) as {
        visits: { address: string }[];
      };
      expect(
        visits.map((each) => each.address),
        'the collector knew it',
      ).toContain(kept);

      expect(the.direct.connections(), 'the browser never connects to Google').toBe(browsers);
      const hosts = new Set(
        one.requests.filter(({ protocol }) => protocol === 'http:').map(({ host }) => host),
      );
      hosts.delete('portaali.example');
      expect(hosts).toEqual(new Set([new URL(the.relay).host, new URL(the.front).host]));
      expect((await stored(one)).cookies.map(({ name }) => name).sort()).toEqual(['lupa', 'oma']);
      expect(
        await one.page.evaluate(
          () => document.querySelectorAll('script[src*="google"], link[rel*="connect"]').length,
        ),
      ).toBe(0);
      expect(one.errors.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
      await one.context.close();
    },
  );

  test('each event says the page without its query but for what the site allows, the site before, and what happened', () => {
    const events = eventsOf(the);
    const of = (name: string) => events.filter((one) => one.name === name).map(({ params }) => params);
    const pages = new Set(of('page_view').map(({ page_location }) => page_location));
    expect(pages).toEqual(
      new Set(['/shop?utm_source=kirje', '/shop/askel', '/shop'].map((one) => the.relay + one)),
    );
    expect(of('page_view')[0]).toMatchObject({ page_referrer: 'http://portaali.example' });
    expect(of('page_view')[0]?.['page_title']).toMatch(/^Tilaus: /);
    expect(of('scroll')[0]).toMatchObject({ percent_scrolled: 90 });
    expect(of('click')[0]).toMatchObject({ link_domain: 'kumppani.example' });
    expect(of('file_download')[0]).toMatchObject({ file_extension: 'pdf', file_name: '/files/hinnasto.pdf' });
    expect(of('oma_tapahtuma')[0]).toMatchObject({ fine: 'kelpo', count: 3, link: 'https://a.example/x' });
    expect(of('sivun_tapahtuma')[0]).toMatchObject({ fine: 'kelpo', count: 3 });
    expect(of('page_engagement').some(({ engagement_time_msec }) => Number(engagement_time_msec) > 500)).toBe(
      true,
    );
  });

  test('every request has the same few headers, and comes from the collector alone', () => {
    for (const request of the.onward.requests()) {
      const [first, ...headers] = request.slice(0, request.indexOf('\r\n\r\n')).split('\r\n');
      expect(first).toMatch(/^POST \/mp\/collect\?measurement_id=G-DEMO2026&api_secret=[\w-]+ HTTP\/1\.1$/);
      expect(headers.map((header) => header.replace(/(Content-Length|Host): .*/, '$1'))).toEqual([
        'Host',
        'User-Agent: lupa',
        'Content-Type: application/json',
        'Content-Length',
        'Connection: keep-alive',
      ]);
    }
    for (const body of bodiesOf(the))
      for (const name of ['user_id', 'ip_override', 'user_agent', 'user_properties'])
        expect(body).not.toHaveProperty(name);
  });

  test('what the staff are shown is what went over the wire, byte for byte but for the secret, and what Google has', async () => {
    interface Shown {
      requests: { url: string; headers: [string, string][]; body: string; status: number }[];
    }
    interface Behind {
      google: {
        requests: { kind: string; body: string; raw: { target: string; headers: [string, string][] } }[];
      };
    }
    let count = -1;
    await until(async () => {
      const before = count;
      count = the.onward.requests().length;
      await new Promise((resolve) => setTimeout(resolve, 2500));
      return count === before;
    }, 'nothing waits any more');
    // Three readings, and none that has what another has not yet.
    const { wired, requests, came } = await until(async () => {
      const length = the.onward.bytes().length;
      const wired = the.onward.requests();
      const { requests } = (await (await the.product.desk('/v1/google?site=demo-relay')).json()) as Shown;
      const { google } = (await (await fetch(`${the.product.demo}/api/behind`)).json()) as Behind;
      const came = google.requests.filter(({ kind }) => kind === 'relay');
      const agree = requests.length === Math.min(20, wired.length) && came.length === wired.length;
      return agree && length === the.onward.bytes().length && { wired, requests, came };
    }, 'what went, what is shown and what came agree');
    const shown = requests.map(({ url, headers, body }) => {
      const { pathname, search } = new URL(url);
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      return Buffer.from(`POST ${pathname}${search} HTTP/1.1\r\n${lines}\r\n${body}`).toString('latin1');
    });
    const hidden = (request: string) => request.replace(/(api_secret=)[\w-]+/, '$1***');
    expect(shown.length).toBe(Math.min(20, wired.length));
    expect([...shown].sort()).toEqual(
      wired
        .map(hidden)
        .filter((one) => shown.includes(one))
        .sort(),
    );
    expect(requests.every(({ status }) => status === 204)).toBe(true);
    expect(JSON.stringify(requests)).not.toContain('demo-secret-of-nobody');
    // And the fake Google kept them so: what its page shows is what came.
    const host = new URL(the.product.google).host;
    const kept = came.map(({ raw, body }) => {
      const lines = raw.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      return Buffer.from(`POST ${raw.target} HTTP/1.1\r\n${lines}\r\n${body}`).toString('latin1');
    });
    expect(kept.sort()).toEqual(wired.map((one) => one.replace(/^Host: .*/m, `Host: ${host}`)).sort());
  });
});

test('by the tag the same page gives Google the visitor’s address, an id of years, and what the page says of people', async () => {
  const one = await visit(the.browser);
  const before = the.direct.bytes().length;
  await arrive(one, the.product.demo);
  await allowAnalytics(one.page);
  await until(async () => one.requests.some(({ pathname }) => pathname === '/g/collect'), 'a hit');
  await use(one);
  const step = '/shop/askel?token=kanariasiirto#kanariaristikko';
  const told = async () => {
    const bytes = the.direct.bytes().slice(before);
    const words = decodeURIComponent(bytes.replaceAll('+', ' '));
    return [email, phone, nationalId, step].every((value) => words.includes(value)) && bytes;
  };
  const got = await until(told, 'Google was told all of it');
  // It came on the browser's own connection: whatever is configured, Google sees the address at the other end of it.
  expect(got).toMatch(/^GET \/gtag\/js/);
  expect(got).toMatch(/User-Agent: Mozilla/);
  const { cookies } = await stored(one);
  expect(cookies.map(({ name }) => name)).toEqual(expect.arrayContaining(['_ga']));
  // The page that is opened is told without its query; client-side navigation is not, whatever is set (docs/google-tag.md).
  const hits = one.requests.filter(({ pathname }) => pathname === '/g/collect');
  expect(hits[0]?.searchParams.get('dl')).toBe(`${the.product.demo}/shop`);
  await one.context.close();
});
