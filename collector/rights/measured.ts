/** Analytics events that are still kept, as the answers to a visitor and to a person tell them. */
import type { Held } from '../../shared/mine.ts';
import type { EventRow } from '../register/analyticsEvents.ts';

/** By the number in the column. */
const states = ['no', 'waiting', 'yes'] as const;

/** All that is kept of each; what was sent and counted already is not here any more. */
export const eventsHeld = (rows: readonly EventRow[]): Held['events'] =>
  rows.map(({ publicId, received, happened, body, waits }) => ({
    site: publicId,
    received: new Date(received).toISOString(),
    happened: new Date(happened).toISOString(),
    sent: states[waits] ?? 'no',
    event: JSON.parse(body),
  }));
