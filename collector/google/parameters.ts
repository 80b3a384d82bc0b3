/** An event's own parameters as they may leave: names, values and their number within the protocol's limits. */
import { mostParameters } from '../../shared/analytics.ts';
import { count } from './finds.ts';
import { parameterName } from './names.ts';
import { keptValue } from './pages.ts';
import type { Removed } from './reduced.ts';
import { scrub } from './scrub.ts';

/** Parameters that the payload adds to each event: they count towards Google's limit. */
export const added = [
  'session_id',
  'engagement_time_msec',
  'page_location',
  'page_title',
  'page_referrer',
] as const;

/** Parameters that are left to an event. */
export const mostOwn = mostParameters - added.length;

type Value = string | number | boolean;

/** Numbers that point at somebody go as text would; a truth is 'true' or 'false', as Google's own tag sends it. */
const reducedValue = (value: Value, removed: Removed): string | number => {
  if (typeof value === 'number') {
    const scrubbed = scrub(String(value), removed);
    return scrubbed === String(value) ? value : scrubbed;
  }
  if (typeof value === 'boolean') return String(value);
  return keptValue(value, removed);
};

/** In the page's order; what is too many is counted and goes. `terms`: whether words searched for may leave. */
export const parametersOf = (
  given: Readonly<Record<string, Value>>,
  terms: boolean,
  removed: Removed,
): Record<string, string | number> => {
  const kept = new Map<string, string | number>();
  for (const [said, value] of Object.entries(given)) {
    const name = parameterName(said, removed);
    if (name === null || (name.toLowerCase() === 'search_term' && !terms)) continue;
    if (kept.has(name)) count(removed, 'name');
    else if (kept.size >= mostOwn) count(removed, 'many');
    else {
      const reduced = reducedValue(value, removed);
      if (reduced !== '') kept.set(name, reduced);
    }
  }
  return Object.fromEntries(kept);
};
