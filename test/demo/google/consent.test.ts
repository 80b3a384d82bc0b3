/** `gcs` and `gcd` as the real tag was measured to write them (FACTS 4.3). */
import { expect, test } from 'vitest';
import { decodeSignals } from '../../../demo/google/signals.ts';
import { asKnown, gcdOf, gcsOf } from './known.ts';

const denied = {
  ad_storage: 'denied',
  analytics_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
} as const;
const granted = {
  ad_storage: 'granted',
  analytics_storage: 'granted',
  ad_user_data: 'granted',
  ad_personalization: 'granted',
} as const;

test.each([
  ['no Consent Mode', [], undefined, '13l3l3l3l1l1'],
  ['all denied', [['default', denied]], 'G100', '13p3p3p3p5l1'],
  [
    'analytics only',
    [
      ['default', denied],
      ['update', { analytics_storage: 'granted' }],
    ],
    'G101',
    '13p3r3p3p5l1',
  ],
  [
    'all granted',
    [
      ['default', denied],
      ['update', granted],
    ],
    'G111',
    '13r3r3r3r5l1',
  ],
  [
    'advertising only',
    [
      ['default', denied],
      ['update', { ad_storage: 'granted' }],
    ],
    'G110',
    '13r3p3p3p5l1',
  ],
  [
    'withdrawn',
    [
      ['default', denied],
      ['update', { analytics_storage: 'granted' }],
      ['update', { analytics_storage: 'denied' }],
    ],
    'G100',
    '13p3q3p3p5l1',
  ],
  ['default granted', [['default', granted]], 'G111', '13t3t3t3t5l1'],
  [
    'default granted, then denied',
    [
      ['default', granted],
      ['update', denied],
    ],
    'G100',
    '13u3u3u3u5l1',
  ],
  [
    'default granted, then granted',
    [
      ['default', granted],
      ['update', granted],
    ],
    'G111',
    '13v3v3v3v5l1',
  ],
  [
    'update alone',
    [['update', { ad_storage: 'denied', analytics_storage: 'granted' }]],
    'G101',
    '13m3n3l3l5l1',
  ],
  ['one type alone', [['default', { analytics_storage: 'denied' }]], 'G1-0', '13l3p3l3l5l1'],
] as const)('%s', (_, commands, gcs, gcd) => {
  const consent = asKnown(commands);
  expect(gcsOf(consent)).toBe(gcs);
  expect(gcdOf(consent)).toBe(gcd);
});

test('turned off personalisation shows in the character after the types', () => {
  expect(gcdOf(asKnown([['default', denied]]), false)).toBe('13p3p3p3p7l1');
  expect(gcdOf(asKnown([]), false)).toBe('13l3l3l3l3l1');
});

test('what is written can be read back, bit by bit', () => {
  const consent = asKnown([
    ['default', denied],
    ['update', { analytics_storage: 'granted', ad_storage: 'denied' }],
  ]);
  const { consentMode, types } = decodeSignals(gcsOf(consent) ?? null, gcdOf(consent));
  expect(consentMode).toBe(true);
  expect(types).toEqual([
    { type: 'ad_storage', default: 'denied', update: 'denied', state: 'denied' },
    { type: 'analytics_storage', default: 'denied', update: 'granted', state: 'granted' },
    { type: 'ad_user_data', default: 'denied', update: null, state: 'denied' },
    { type: 'ad_personalization', default: 'denied', update: null, state: 'denied' },
  ]);
});

test.each([null, '', '1', 'rubbish', '13p3p3p3p5l1more', '<script>'])('%j is no signal', (gcd) => {
  expect(decodeSignals(null, gcd)).toMatchObject({ consentMode: false, types: [] });
});
