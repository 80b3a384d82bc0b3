/** What Google gets: the body of a request to the Measurement Protocol, and events put together to such bodies. */
import { mostEvents } from '../../shared/analytics.ts';
import type { Reduced } from './reduced.ts';

/** Bytes of one request's body ("Limitations": less than 130 kB). */
export const largestBody = 130_000 - 1;

/** An event that waits, and when it happened: Unix milliseconds. */
export interface Waiting {
  reduced: Reduced;
  happened: number;
}

/** From the ledger: what Google may do with it beside measuring. */
export interface AdConsent {
  ad_user_data: 'GRANTED' | 'DENIED';
  ad_personalization: 'GRANTED' | 'DENIED';
}

/** Only what is known: the protocol takes an empty text for a value. */
const known = <T extends Record<string, unknown>>(members: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;

/** Said once in a request, for all its events. */
const commonOf = ({ client, country, device, language, screen, os, browser }: Reduced) => ({
  client_id: client,
  ...(country !== null && { user_location: { country_id: country } }),
  device: known({
    category: device === 'other' ? null : device,
    language,
    screen_resolution: screen,
    operating_system: os,
    browser,
  }),
});

/** `engagement_time_msec` is at least 1: without it Realtime shows nothing, and no session counts as one. */
const eventOf = ({ reduced, happened }: Waiting) => ({
  name: reduced.name,
  timestamp_micros: Math.round(happened) * 1000, // of the event: it goes before that of the request
  params: {
    ...reduced.params,
    ...known({
      session_id: String(reduced.session),
      engagement_time_msec: Math.max(1, Math.round(reduced.engaged)),
      page_location: reduced.page,
      page_title: reduced.title,
      page_referrer: reduced.referrer,
    }),
  },
});

/**
 * The JSON of one request. All events are of one client, country and device, as `batches` puts them together; no address,
 * no User-Agent and no id of a user has a place in it. Throws without events.
 */
export const payloadOf = (events: readonly Waiting[], consent: AdConsent): string => {
  const [first] = events;
  if (!first) throw new RangeError('A request holds at least one event.');
  const { ad_user_data, ad_personalization } = consent;
  return JSON.stringify({
    ...commonOf(first.reduced),
    consent: { ad_user_data, ad_personalization },
    events: events.map(eventOf),
  });
};

const denied: AdConsent = { ad_user_data: 'DENIED', ad_personalization: 'DENIED' };

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/**
 * Events in batches of one request each, in their order: of one client, country and device, at most 25, and less than
 * 130 kB. One event alone is always smaller than that: `reduce` sees to it.
 */
export const batches = <T extends Waiting>(events: readonly T[]): T[][] => {
  const open = new Map<string, { batch: T[]; bytes: number }>();
  const all: T[][] = [];
  for (const event of events) {
    const key = JSON.stringify(commonOf(event.reduced));
    const bytes = bytesOf(eventOf(event)) + 1; // and a comma
    const current = open.get(key);
    if (current && current.batch.length < mostEvents && current.bytes + bytes <= largestBody) {
      current.batch.push(event);
      current.bytes += bytes;
    } else {
      const batch = [event];
      // GRANTED is a byte longer than DENIED.
      open.set(key, { batch, bytes: Buffer.byteLength(payloadOf(batch, denied)) + 2 });
      all.push(batch);
    }
  }
  return all;
};
