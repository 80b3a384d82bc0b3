/** The catalogue of what the relay and its statistics keep. */
import { type Columns, type Shared, table } from './column.ts';
import { credential, link, officers, technical } from './commonColumns.ts';

/** Keys and settings of measuring: nobody's data. */
const measuring: Shared = { ...technical, purpose: 'measuring the site without the visitor’s address' };

const event: Shared = {
  category: 'browser',
  purpose: 'measuring the site without the visitor’s address',
  basis: '6(1)(a)',
  retention: 'until sent and counted: 72 hours',
  seenBy: officers,
  access: 'copied',
  erasure: 'row',
};

export const analyticsTables: Readonly<Record<string, Columns>> = {
  analytics_events: table(event, {
    controller_id: link,
    event_id: link,
    visitor_id: {},
    site_id: link,
    received: { portable: true },
    happened: { portable: true },
    body: { portable: true },
    waits: link,
    counted: link,
  }),
  analytics_salts: table(measuring, {
    controller_id: {},
    site_id: {},
    kind: {},
    began: {},
    until: {},
    salt: credential,
  }),
  // Under the day's salt, which goes with the day: found for erasure while it is there, for nobody afterwards.
  day_visitors: table(
    { ...event, access: 'nothing' },
    { controller_id: link, site_id: link, day: link, visitor_hash: {} },
  ),
  google_secrets: table(measuring, { controller_id: {}, site_id: {}, sealed: credential, changed: {} }),
};
