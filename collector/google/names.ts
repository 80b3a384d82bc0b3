/** Names of events and parameters: within the protocol's limits, none that Google has reserved, none that identifies. */
import { count } from './finds.ts';
import { identifies } from './identifying.ts';
import type { Removed } from './reduced.ts';
import { scrub } from './scrub.ts';

/** Characters of a name (Measurement Protocol, "Limitations"). */
export const longestName = 40;

/** Google's own: events of its tags and of its library for apps (Measurement Protocol reference, "Reserved names"). */
const reservedEvents = new Set(
  `ad_activeview ad_click ad_exposure ad_impression ad_query ad_reward adunit_exposure app_background app_clear_data
  app_exception app_install app_remove app_store_refund app_store_subscription_cancel app_store_subscription_convert
  app_store_subscription_renew app_uninstall app_update app_upgrade dynamic_link_app_open dynamic_link_app_update
  dynamic_link_first_open error firebase_campaign firebase_in_app_message_action firebase_in_app_message_dismiss
  firebase_in_app_message_impression first_open first_visit in_app_purchase notification_dismiss
  notification_foreground notification_open notification_receive notification_send os_update screen_view session_start
  session_start_with_rollout user_engagement`.split(/\s+/),
);

const reservedPrefix = /^(?:_|firebase_|ga_|google_|gtag[._])/i;

/** What the collector itself says of an event: no page says it instead, by whatever name. */
const ours = new Set(
  `page_location page_referrer page_title page_path page_hostname engagement_time_msec timestamp_micros language
  screen_resolution user_agent event_id debug_mode traffic_type send_to event_callback event_timeout`.split(
    /\s+/,
  ),
);

/** Letters without their marks, digits and `_`, beginning with a letter: the form that the protocol accepts. */
const formed = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]/g, '_');

const shortened = (name: string, removed: Removed): string => {
  if (name.length <= longestName) return name;
  count(removed, 'long');
  return name.slice(0, longestName);
};

/**
 * An event's name as it may be sent. One that is reserved or has not the form of a name is changed, and counted: the event
 * itself is the site's and is kept, with `site_` before a reserved name.
 */
export const eventName = (given: string, removed: Removed): string => {
  const scrubbed = scrub(given.trim(), removed);
  const bare = formed(scrubbed);
  const named =
    /^[A-Za-z]/.test(bare) && !reservedPrefix.test(bare)
      ? bare
      : `site_${bare.replace(/^_+/, '') || 'event'}`;
  const free = reservedEvents.has(named.toLowerCase()) ? `site_${named}` : named;
  if (free !== scrubbed) count(removed, 'name');
  return shortened(free, removed);
};

/** A parameter's name as it may be sent; null where none may be: reserved, ours, or one that says who somebody is. */
export const parameterName = (given: string, removed: Removed): string | null => {
  const bare = formed(given.trim());
  const scrubbed = scrub(given, removed);
  const passes =
    /^[A-Za-z]/.test(bare) &&
    !reservedPrefix.test(given.trim()) &&
    !ours.has(bare.toLowerCase()) &&
    !identifies(given) &&
    scrubbed === given;
  if (passes) return shortened(bare, removed);
  count(removed, 'name');
  return null;
};
