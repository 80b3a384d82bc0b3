/** What is counted of analytics events on their way: in, out, and what was taken out of them. */
import { Counter, type Registry } from 'prom-client';

export interface RelayCounters {
  /** Analytics events came: how many were kept, came again, were a bot's, or found no room. */
  measured(outcome: 'kept' | 'again' | 'bot' | 'full', events: number): void;
  /** What was taken out of events or made shorter, by what it was. */
  removed(removed: Readonly<Record<string, number | undefined>>): void;
  /** Events that Google has taken. */
  relayed(events: number): void;
  /** Events that were dropped instead, and why. */
  dropped(reason: string, events: number): void;
}

/** Adds what is more than nothing: a series that never was is not shown. */
const add = (counter: Counter, labels: Record<string, string>, events: number): void => {
  if (events > 0) counter.inc(labels, events);
};

export const relayCounters = (registers: Registry[]): RelayCounters => {
  const came = new Counter({
    name: 'lupa_analytics_events_total',
    help: 'Analytics events that came: kept, come again, of bots, or without room.',
    labelNames: ['outcome'],
    registers,
  });
  const removals = new Counter({
    name: 'lupa_analytics_removed_total',
    help: 'What was taken out of analytics events or made shorter.',
    labelNames: ['what'],
    registers,
  });
  const taken = new Counter({
    name: 'lupa_relay_sent_total',
    help: 'Events that Google has taken.',
    registers,
  });
  const drops = new Counter({
    name: 'lupa_relay_dropped_total',
    help: 'Events that were not sent: the consent had ended, they were older than 72 hours, or the site had stopped.',
    labelNames: ['reason'],
    registers,
  });
  return {
    measured: (outcome, events) => add(came, { outcome }, events),
    removed: (removed) => {
      for (const [what, times] of Object.entries(removed)) add(removals, { what }, times ?? 0);
    },
    relayed: (events) => add(taken, {}, events),
    dropped: (reason, events) => add(drops, { reason }, events),
  };
};
