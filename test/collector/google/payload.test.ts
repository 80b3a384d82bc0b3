import { describe, expect, test } from 'vitest';
import { batches, largestBody, payloadOf, type Waiting } from '../../../collector/google/payload.ts';
import { reduce } from '../../../collector/google/reduce.ts';
import { event, told } from './events.ts';

const denied = { ad_user_data: 'DENIED', ad_personalization: 'DENIED' } as const;
const granted = { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' } as const;
const happened = Date.UTC(2026, 10, 22, 12);

const waiting = (
  events: Parameters<typeof event>[0] = {},
  request: Parameters<typeof told>[0] = {},
  more = 0,
): Waiting => ({ reduced: reduce(event(events), told(request)).reduced, happened: happened + more });

test('a body is what the protocol asks for, and nothing more', () => {
  const body = payloadOf(
    [
      waiting({ page: '/a?q=1', title: 'A', referrer: 'https://search.example/?q=x', engaged: 1200 }),
      waiting({ name: 'add_to_cart', params: { value: 5 } }, { starts: true }, 1),
    ],
    { ...denied, ad_user_data: 'GRANTED' },
  );
  expect(JSON.parse(body)).toEqual({
    client_id: '1.2',
    user_location: { country_id: 'FI' },
    device: {
      category: 'desktop',
      language: 'fi',
      screen_resolution: '1920x1080',
      operating_system: 'Linux',
      browser: 'Firefox',
    },
    consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' },
    events: [
      {
        name: 'page_view',
        timestamp_micros: happened * 1000,
        params: {
          session_id: '1234',
          engagement_time_msec: 1200,
          page_location: 'https://shop.example/a',
          page_title: 'A',
          page_referrer: 'https://search.example',
        },
      },
      {
        name: 'add_to_cart',
        timestamp_micros: (happened + 1) * 1000,
        params: {
          value: 5,
          session_id: '1234',
          engagement_time_msec: 1,
          page_location: 'https://shop.example/',
        },
      },
    ],
  });
});

test('what is not known is not said', () => {
  const bare = {
    country: null,
    language: null,
    screen: undefined,
    browser: { browser: null, major: null, os: null, device: 'other' },
  } as const;
  const body: unknown = JSON.parse(payloadOf([waiting({}, bare)], denied));
  expect(body).not.toHaveProperty('user_location');
  expect(body).toHaveProperty('device', {});
});

test('there is no body without events', () => {
  expect(() => payloadOf([], denied)).toThrow(RangeError);
});

describe('batches', () => {
  test('hold at most 25 events, in their order', () => {
    const events = Array.from({ length: 60 }, (_, more) => waiting({}, {}, more));
    expect(batches(events).map((batch) => batch.length)).toEqual([25, 25, 10]);
    expect(batches(events).flat()).toEqual(events);
  });
  test('are of one client, one country and one device each', () => {
    const events = [
      waiting({}, { client: '1.1' }),
      waiting({}, { client: '2.2' }),
      waiting({}, { client: '1.1' }),
      waiting({}, { client: '1.1', country: null }),
      waiting({}, { client: '1.1', language: 'sv' }),
    ];
    expect(batches(events).map((batch) => batch.length)).toEqual([2, 1, 1, 1]);
  });
  test('are smaller than 130 kB each, and an event alone always is', () => {
    const params = Object.fromEntries(
      Array.from({ length: 20 }, (_, place) => [`${'n'.repeat(38)}${10 + place}`, '\\'.repeat(100)]),
    );
    const large = waiting({ page: `/${'a'.repeat(2000)}`, title: '漢'.repeat(300), params });
    const all = batches(Array.from({ length: 100 }, () => large));
    expect(all.flat()).toHaveLength(100);
    for (const batch of all) {
      expect(Buffer.byteLength(payloadOf(batch, granted))).toBeLessThanOrEqual(largestBody);
      expect(Buffer.byteLength(payloadOf(batch, denied))).toBeLessThan(130_000);
    }
    expect(all[0]?.length).toBeGreaterThan(10);
  });
  test('of nothing are none', () => {
    expect(batches([])).toEqual([]);
  });
});
