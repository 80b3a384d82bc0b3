import { describe, expect, test } from 'vitest';
import { anonymised } from '../../../collector/traffic/address.ts';
import { clientAddress, trustedProxies } from '../../../collector/traffic/client.ts';

describe('R25: an address loses its last part before anything is written', () => {
  const table: [string, string | undefined, string | undefined][] = [
    // address, usual (/24, /48), strict (/16, /32)
    ['203.0.113.77', '203.0.113.0', '203.0.0.0'],
    ['2001:db8:1234:5678:9abc:def0:1234:5678', '2001:db8:1234::', '2001:db8::'],
    ['2001:DB8:1234::1', '2001:db8:1234::', '2001:db8::'],
    ['::ffff:203.0.113.77', '203.0.113.0', '203.0.0.0'],
    ['::ffff:cb00:714d', '203.0.113.0', '203.0.0.0'],
    ['0:0:0:0:0:ffff:203.0.113.77', '203.0.113.0', '203.0.0.0'],
    ['2002:c000:0204::1', '192.0.2.0', '192.0.0.0'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001::', '2001::'],
    ['64:ff9b::192.0.2.33', '192.0.2.0', '192.0.0.0'],
    ['64:ff9b:1:c000:2:2100::', '64:ff9b:1::', '64:ff9b::'],
    ['::192.0.2.33', '192.0.2.0', '192.0.0.0'],
    ['fe80::1%eth0', 'fe80::', 'fe80::'],
    ['::1', '::', '::'],
    ['::', '::', '::'],
    ['1::', '1::', '1::'],
    ['1:0:2::', '1:0:2::', '1::'],
    ['0.0.0.0', '0.0.0.0', '0.0.0.0'],
  ];
  test.each(table)('%s', (address, usual, strict) => {
    expect(anonymised(address)).toBe(usual);
    expect(anonymised(address, 'strict')).toBe(strict);
    expect(anonymised(address, 'none')).toBeUndefined();
  });

  const odd = [
    '203.0.113.077',
    '0xCB.0.113.77',
    '3405803853',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.77 ',
    '[::1]:443',
    '[::1]',
    '1.2.3.4:5678',
    '1.2.3.4%eth0',
    '::1::',
    ':::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '1:2:3:4:5:6:7',
    '12345::',
    '1.2.3.4::',
    '::1.2.3.4:5',
    'fe80::1%',
    'fe80::1%a b',
    'unknown',
    '_hidden',
    '',
    '١.٢.٣.٤',
  ];
  test.each(odd)('"%s" is no address and is never kept raw', (address) => {
    expect(anonymised(address)).toBeUndefined();
  });
});

describe('whose address it is', () => {
  const proxies = trustedProxies(['10.0.0.0/8', '2001:db8:ffff::/48', '192.0.2.9']);
  const table: [string, string | undefined, string | undefined, string | undefined][] = [
    ['no proxy: the peer', '203.0.113.1', '198.51.100.9', '203.0.113.1'],
    ['a proxy: the hop before it', '10.1.2.3', '198.51.100.9', '198.51.100.9'],
    ['a mapped proxy', '::ffff:10.1.2.3', '198.51.100.9', '198.51.100.9'],
    ['a v6 proxy', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
    ['two proxies', '10.1.2.3', '198.51.100.9, 192.0.2.9', '198.51.100.9'],
    ['forged hops on the left', '10.1.2.3', '1.1.1.1, 198.51.100.9', '198.51.100.9'],
    ['rubbish from the proxy', '10.1.2.3', '198.51.100.9, rubbish', undefined],
    ['only proxies', '10.1.2.3', '10.9.9.9', undefined],
    ['no header', '10.1.2.3', undefined, '10.1.2.3'],
    ['no peer', undefined, '198.51.100.9', undefined],
  ];
  test.each(table)('%s', (_name, peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
  });
  test.each(['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/9', '::/129', '10.0.0.0/x', ''])(
    'the range "%s" is refused',
    (range) => {
      expect(() => trustedProxies([range])).toThrow(TypeError);
    },
  );
});
