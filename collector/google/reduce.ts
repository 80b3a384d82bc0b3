/** The one place where an event is reduced: what comes out may be stored, counted and sent, and nothing else may. */
import { longestGiven, type Measured } from '../../shared/analytics.ts';
import type { relayOf } from '../../shared/tags.ts';
import type { Browser } from '../traffic/browser.ts';
import { referrerOf } from '../traffic/page.ts';
import { boundedText } from './bounded.ts';
import { commonBrowser, commonLanguage, countryCode, screenClass } from './common.ts';
import { eventName } from './names.ts';
import { pageOf, shortened, textOf } from './pages.ts';
import { parametersOf } from './parameters.ts';
import type { Reduced, Removed } from './reduced.ts';
import { scrub } from './scrub.ts';

/** Characters of `page_title` and of `page_referrer` (Google Analytics Help, "Event collection limits"). */
export const longestTitle = 300;
export const longestReferrer = 420;

/** What the collector knows of the request, and what the site's settings say. */
export interface Told {
  /** Of the page: one of the site's own. */
  origin: string;
  ownOrigins: readonly string[];
  language: string | null;
  country: string | null;
  browser: Browser;
  /** CSS pixels. */
  screen?: readonly [number, number] | undefined;
  /** From `sessionOf` and `clientOf`. */
  session: number;
  client: string;
  /** Whether the session begins with this event. */
  starts: boolean;
  relay: Pick<ReturnType<typeof relayOf>, 'query' | 'terms'>;
}

/** Names that only a network at home or at work knows (RFC 6762, RFC 8375, RFC 2606, ICANN's `internal`). */
const inside = /\.(?:local|localhost|localdomain|internal|intranet|lan|home|home\.arpa|corp|private)$/;

/** Without the port, and without a full stop at its end. */
const hostOf = (origin: string): string => new URL(origin).hostname.replace(/\.$/, '');

/** The origin of another site, without what its host's name may tell; null for none. */
const referrerFrom = (referrer: string, own: readonly string[], removed: Removed): string | null => {
  const origin = referrerOf(referrer, own);
  if (origin === null || new URL(referrer).username !== '') return null;
  const host = hostOf(origin);
  if (!host.includes('.') || inside.test(host) || own.some((one) => hostOf(one) === host)) return null;
  const scrubbed = scrub(origin, removed);
  return scrubbed === origin && origin.length <= longestReferrer ? origin : null;
};

/** Pure: the same event, told the same, is always reduced to the same. */
export const reduce = (event: Measured, told: Told): { reduced: Reduced; removed: Removed } => {
  const removed: Removed = {};
  const searched = boundedText(event.title, longestGiven);
  const wasCut = searched !== event.title;
  const title = shortened(textOf(searched, removed), longestTitle, removed, wasCut);
  return {
    reduced: {
      name: eventName(event.name, removed),
      page: pageOf(told.origin, event.page, told.relay.query, removed),
      title: title === '' ? null : title,
      referrer: referrerFrom(event.referrer, told.ownOrigins, removed),
      params: parametersOf(event.params, told.relay.terms, removed),
      engaged: event.engaged,
      language: commonLanguage(told.language),
      country: countryCode(told.country),
      screen: screenClass(told.screen),
      ...commonBrowser(told.browser),
      client: told.client,
      session: told.session,
      starts: told.starts,
    },
    removed,
  };
};
