/** Events of the relay as they lie in the database, made up. */
import { randomBytes } from 'node:crypto';
import type { Reduced } from '../../collector/google/reduced.ts';
import { type Statement, type Store, sql, statement } from '../../collector/store/store.ts';

const keep = sql`
  insert into analytics_events (controller_id, event_id, visitor_id, site_id, received, happened, body, waits, counted)
  values (:controller, :event, :visitor, :site, :received, :received, :body, :waits, 0)`;

export interface KeptEvent {
  event: Uint8Array;
  visitor: Uint8Array;
  site: number;
  received: number;
  body: string;
  waits: number;
}

export const eventBody = (change: Partial<Reduced> = {}): Partial<Reduced> => ({
  name: 'page_view',
  page: 'https://shop.example/',
  title: null,
  referrer: null,
  params: {},
  engaged: 0,
  language: 'fi',
  country: 'FI',
  screen: '1920x1080',
  client: '1.1',
  session: 1,
  starts: false,
  browser: 'Firefox',
  major: 145,
  os: 'Linux',
  device: 'desktop',
  ...change,
});

type Given = Partial<Omit<KeptEvent, 'body'>> & { received: number; body?: Partial<Reduced> | string };

/** An event of a visitor of its own, that waits for nothing, unless said otherwise. */
export const keptEvent = ({ body = {}, ...given }: Given): KeptEvent => ({
  event: randomBytes(16),
  visitor: randomBytes(16),
  site: 1,
  waits: 0,
  body: typeof body === 'string' ? body : JSON.stringify(eventBody(body)),
  ...given,
});

export const keeping = (event: KeptEvent): Statement => statement(keep, { controller: 1, ...event });

export const keepEvents = (store: Store, events: readonly Given[]) =>
  store.write(events.map(keptEvent).map(keeping));
