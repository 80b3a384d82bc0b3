import { describe, expect, test } from 'vitest';
import { anonymised } from '../../../collector/traffic/address.ts';

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
    ['::ffff:0:192.0.2.33', '192.0.2.0', '192.0.0.0'],
    ['64:ff9b::c000:221', '192.0.2.0', '192.0.0.0'],
    ['64:ff9b:1::192.0.2.33', '64:ff9b:1::', '64:ff9b::'],
    ['fe80::5efe:192.0.2.33', 'fe80::', 'fe80::'],
    ['2001:db8:1234:5678:0:5efe:c000:221', '2001:db8:1234::', '2001:db8::'],
    ['2001:db8:1234:5678:200:5efe:192.0.2.33', '2001:db8:1234::', '2001:db8::'],
    ['2a01:e35:c000:2210::1', '2a01:e35::', '2a01:e35::'],
    ['2602:c0:2:2100::1', '2602:c0::', '2602:c0::'],
    ['2001:e41:c000:221::1', '2001:e41::', '2001:e41::'],
    ['2a01:e80:1234::1', '2a01:e80:1234::', '2a01:e80::'],
    ['fe80::1%eth0', 'fe80::', 'fe80::'],
    ['::ffff:203.0.113.77%eth0', '203.0.113.0', '203.0.0.0'],
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

test('R25: of an IPv4 address behind any 6rd prefix no more is kept than of one that came bare', () => {
  // RFC 5969: the provider's prefix, then the 32 bits of the customer's address.
  const address = 0b11001011_00000000_01110001_01001101n;
  for (let prefix = 24n; prefix <= 32n; prefix += 1n) {
    const bits = ((0x20018d30n << (96n + 32n - 32n)) >> (128n - prefix)) << (128n - prefix);
    const whole = bits | (address << (96n - prefix));
    const text = (whole.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':');
    for (const [anonymity, most] of [
      ['usual', 24n],
      ['strict', 16n],
    ] as const) {
      const kept = (anonymised(text, anonymity) ?? '').replace(/::$/, '').split(':');
      const held = BigInt(`0x${kept.map((group) => group.padStart(4, '0')).join('')}`);
      const behind = BigInt(kept.length * 16) - prefix;
      expect(behind, `${prefix} ${anonymity}: bits of the address`).toBeLessThanOrEqual(most);
      expect(held).toBe(whole >> (128n - BigInt(kept.length * 16)));
    }
  }
});
