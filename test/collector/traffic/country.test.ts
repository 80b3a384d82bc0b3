import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../../collector/env.ts';
import { countryFile } from '../../../collector/traffic/country.ts';
import { trafficOf } from '../../../collector/traffic/traffic.ts';
import { mmdb } from '../../support/mmdb.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const database = mmdb([
  ['203.0.113.0/24', { country: { iso_code: 'FI' } }],
  ['198.51.100.0/24', { country_code: 'SE' }],
  ['198.51.100.128/25', { country: { iso_code: 'NO' } }],
  ['192.0.2.0/24', { country: { iso_code: 'no country' } }],
  ['2001:db8:1::/48', { country: { iso_code: 'DK' } }],
]);

test.each([
  ['203.0.113.77', 'FI'],
  ['::ffff:203.0.113.77', 'FI'],
  ['2002:cb00:714d::1', 'FI'],
  ['198.51.100.1', 'SE'],
  ['198.51.100.200', 'NO'],
  ['192.0.2.1', null],
  ['8.8.8.8', null],
  ['2001:db8:1::5', 'DK'],
  ['2001:db8:2::5', null],
  ['fe80::1%eth0', null],
  ['rubbish', null],
])("the operator's file, of %s: %s", (address, country) => {
  expect(countryFile(database)(address)).toBe(country);
});

test('a trusted proxy goes before the file, the file before nothing', () => {
  const file = join(temporaryFolder(), 'countries.mmdb');
  writeFileSync(file, database);
  const { traffic } = readSettings({
    LUPA_COUNTRY_FILE: file,
    LUPA_COUNTRY_HEADER: 'CF-IPCountry',
    LUPA_TRUSTED_PROXIES: '10.0.0.0/8',
    LUPA_ADDRESSES: 'none',
  });
  const { seen } = trafficOf(traffic);
  const of = (peer: string, headers: Record<string, string> = {}) => {
    const { country, address } = seen({ peer, header: (name) => headers[name] });
    expect(address, 'none is kept').toBeNull();
    return country;
  };
  const hop = { 'x-forwarded-for': '203.0.113.5' };
  expect(of('10.0.0.1', { ...hop, 'cf-ipcountry': 'AX' })).toBe('AX');
  expect(of('10.0.0.1', { ...hop, 'cf-ipcountry': 'XX' })).toBe('FI');
  expect(of('203.0.113.5', { 'cf-ipcountry': 'AX' })).toBe('FI');
  expect(of('8.8.8.8')).toBeNull();
});

test('a file that is no MMDB database is refused at start', () => {
  const file = join(temporaryFolder(), 'countries.mmdb');
  writeFileSync(file, 'FI 203.0.113.0/24');
  expect(() => readSettings({ LUPA_COUNTRY_FILE: file })).toThrow('LUPA_COUNTRY_FILE');
});
