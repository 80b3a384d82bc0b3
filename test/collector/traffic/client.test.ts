import { describe, expect, test } from 'vitest';
import { type Asked, clientAddress, trustedProxies } from '../../../collector/traffic/client.ts';
import { trafficOf } from '../../../collector/traffic/traffic.ts';
import { chance } from '../../support/chance.ts';

const proxies = trustedProxies(['10.0.0.0/8', '2001:db8:ffff::/48', '192.0.2.9']);
const from = (peer: string | undefined, headers: Record<string, string> = {}): Asked => ({
  peer,
  header: (name) => headers[name],
});

describe('whose address it is', () => {
  const table: [string, string | undefined, string | undefined, string | undefined][] = [
    ['no proxy: the peer', '203.0.113.1', '198.51.100.9', '203.0.113.1'],
    ['a proxy: the hop before it', '10.1.2.3', '198.51.100.9', '198.51.100.9'],
    ['a mapped proxy', '::ffff:10.1.2.3', '198.51.100.9', '198.51.100.9'],
    ['a v6 proxy', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
    ['two proxies', '10.1.2.3', '198.51.100.9, 192.0.2.9', '198.51.100.9'],
    ['forged hops on the left', '10.1.2.3', '1.1.1.1, 198.51.100.9', '198.51.100.9'],
    ['rubbish from the proxy', '10.1.2.3', '198.51.100.9, rubbish', undefined],
    ['only proxies', '10.1.2.3', '10.9.9.9', undefined],
    ['an empty header', '10.1.2.3', '', undefined],
    ['no header', '10.1.2.3', undefined, '10.1.2.3'],
    ['no peer', undefined, '198.51.100.9', undefined],
    ["a proxy's address wrapped in 6to4 is a stranger's", '2002:a01:203::1', '1.1.1.1', '2002:a01:203::1'],
    ['nor does NAT64 make one a proxy', '64:ff9b::10.1.2.3', '1.1.1.1', '64:ff9b::10.1.2.3'],
    ['a hop that wraps a proxy is a client', '10.1.2.3', '1.1.1.1, 2002:a01:203::1', '2002:a01:203::1'],
  ];
  test.each(table)('%s', (_name, peer, forwarded, expected) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    expect(clientAddress(from(peer, headers), { proxies, header: 'x-forwarded-for' })).toBe(expected);
  });
  test.each(['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/9', '::/129', '10.0.0.0/x', ''])(
    'the range "%s" is refused',
    (range) => {
      expect(() => trustedProxies([range])).toThrow(TypeError);
    },
  );
});

describe('Forwarded (RFC 7239)', () => {
  const table: [string, string | undefined][] = [
    ['for=198.51.100.9', '198.51.100.9'],
    ['For="198.51.100.9:4711";proto=https;by=10.1.2.3', '198.51.100.9'],
    ['for="[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['for=1.1.1.1, for=198.51.100.9', '198.51.100.9'],
    ['for=1.1.1.1, for=198.51.100.9, for=10.9.9.9', '198.51.100.9'],
    ['for="1.1.1.1, for=198.51.100.9', '198.51.100.9'], // the client's open quote swallows nothing
    ['for="1.1.1.1;x=", for="198.51.100.9"', '198.51.100.9'],
    ['host="a,b";for=198.51.100.9', '198.51.100.9'],
    ['for=unknown', undefined],
    ['for=_hidden', undefined],
    ['for=198.51.100.9;for=1.1.1.1', undefined],
    ['for="198.51.\\100.9"', undefined],
    ['for=198.51.100.9;', undefined],
    ['for=[2001:db8::1]', undefined], // brackets only in quotes
    ['for="[198.51.100.9]"', '198.51.100.9'],
    ['proto=https', undefined],
    ['198.51.100.9', undefined],
    ['', undefined],
  ];
  test.each(table)('%s', (forwarded, expected) => {
    expect(clientAddress(from('10.1.2.3', { forwarded }), { proxies, header: 'forwarded' })).toBe(expected);
  });
});

test('R25: of 20,000 seeded combinations of forged headers none is believed', () => {
  const random = chance(25);
  const names = [
    'x-forwarded-for',
    'forwarded',
    'cf-connecting-ip',
    'x-real-ip',
    'true-client-ip',
    'x-client-ip',
    'fastly-client-ip',
    'x-cluster-client-ip',
    'x-forwarded',
    'forwarded-for',
    'via',
    'cf-ipcountry',
  ];
  const forged = [
    '6.6.6.6',
    '6.6.6.7',
    '2606:666::6',
    '::ffff:6.6.6.6',
    '2002:606:606::',
    '64:ff9b::606:606',
  ];
  const wrap = [
    (one: string) => one,
    (one: string) => `for=${one}`,
    (one: string) => `for="[${one}]:6"`,
    (one: string) => `for="${one}`,
    (one: string) => `${one}:666`,
    (one: string) => `, ${one},`,
    (one: string) => `"${one}`,
    (one: string) => `${one};proto=https`,
  ];
  const value = () =>
    Array.from({ length: 1 + random(4) }, () => random.of(wrap)(random.of(forged))).join(
      random.of([',', ', ', ' , ', ';']),
    );
  const isForged = (address: string | undefined) =>
    address !== undefined && /6\.6\.6|2606|606:/.test(address);
  const strangers = ['203.0.113.1', '2001:db8:1::1', '::ffff:203.0.113.1', '2002:a01:203::1', '11.0.0.1'];
  let believed = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const header = random.of(names.slice(0, 5));
    const trust = { proxies, header };
    const headers = Object.fromEntries(names.filter(() => random(2)).map((name) => [name, value()]));
    const stranger = random.of(strangers);
    expect(clientAddress(from(stranger, headers), trust)).toBe(stranger);
    // Behind a proxy: it adds the true hop to what came, whatever that was.
    const whole = header === 'forwarded' ? 'for=198.51.100.9' : '198.51.100.9';
    const came = headers[header];
    const added = { ...headers, [header]: came === undefined ? whole : `${came}, ${whole}` };
    expect(clientAddress(from('10.1.2.3', added), trust)).toBe('198.51.100.9');
    // The control: what the proxy itself says is believed.
    const said = random.of(forged.slice(0, 3));
    const told = header === 'forwarded' ? `for="[${said}]"` : said;
    if (isForged(clientAddress(from('10.1.2.3', { ...headers, [header]: told }), trust))) believed += 1;
  }
  expect(believed).toBe(20_000);
});

test("a stranger's country is not believed either, a proxy's is", () => {
  const traffic = trafficOf({
    proxies,
    header: 'x-forwarded-for',
    anonymity: 'usual',
    countryHeader: 'cf-ipcountry',
  });
  const country = (peer: string, code: string) => traffic.seen(from(peer, { 'cf-ipcountry': code })).country;
  expect(country('203.0.113.1', 'FI')).toBeNull();
  expect(country('10.1.2.3', 'FI')).toBe('FI');
  for (const odd of ['XX', 'T1', 'fi', 'FIN', '', '<b>', 'FI, SE'])
    expect(country('10.1.2.3', odd), odd).toBeNull();
});
