/** What is counted of the collector, for Prometheus: never a path, an address, or anything else of a person. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { asked } from './asked.ts';
import { type Due, dueGauges } from './due.ts';
import { type FormCounters, formCounters } from './forms.ts';
import { type MessageCounters, messageCounters } from './messages.ts';
import { type RelayCounters, relayCounters } from './relay.ts';

/** How one transaction went. */
export interface Turned {
  writes: number;
  milliseconds: number;
}

/** What is still unsealed. */
export interface Sealing {
  /** Events under no checkpoint. */
  events: number;
  /** Age of the oldest of them in milliseconds; 0 where there is none. */
  milliseconds: number;
}

/** What is asked for at each scrape. */
export interface Sources {
  /** Writes that wait for their turn. */
  waiting(): number;
  /** Bytes of the database's files, by what they are. */
  bytes(): Readonly<Record<string, number>>;
  /** Open connections of the listeners, by listener. */
  connections(): Readonly<Record<string, number>>;
  /** Undefined where nothing seals. */
  sealing(): Promise<Sealing | undefined>;
  /** Analytics events that are kept. */
  events(): number;
  /** Messages that wait, by kind. */
  messages?(): Promise<Readonly<Record<string, number>>>;
  /** What the law sets a day for. */
  due?(): Promise<Due>;
  /** Whether this collector, of several, seals, sends and does the night's work. */
  leads?(): boolean;
}

/** Takes one answer. */
export type Answered = (status: number, milliseconds: number) => void;

export interface Metrics extends RelayCounters, MessageCounters, FormCounters {
  contentType: string;
  /** What takes the answers of one route: `route` is its pattern. */
  route(method: string, route: string): Answered;
  /** `reason` is a problem's name. */
  refused(reason: string): void;
  turned(turn: Turned): void;
  /** A visit that says itself that nobody sat before it. */
  botVisited(): void;
  /** A connection was closed to make room for others. */
  cut(listener: string): void;
  /** From now on also memory, processor time, open files, garbage collection and the event loop's delay. */
  watchProcess(): void;
  text(): Promise<string>;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const sourced = (
  registers: Registry[],
  { waiting, bytes, connections, sealing, events: kept, messages = async () => ({}), due, leads }: Sources,
): void => {
  asked(
    registers,
    'lupa_analytics_kept',
    'Analytics events that are kept: to be sent, or to be counted.',
    kept,
  );
  asked(registers, 'lupa_messages_waiting', 'Messages that wait to be sent, by kind.', messages, 'kind');
  dueGauges(registers, due);
  const leading = () => ((leads?.() ?? true) ? 1 : 0);
  asked(
    registers,
    'lupa_leads',
    'Whether this collector seals, sends and does the work of the night.',
    leading,
  );
  asked(registers, 'lupa_queue_waiting', 'Writes that wait for their turn.', waiting);
  asked(registers, 'lupa_database_bytes', 'Size of the database, by file.', bytes, 'file');
  asked(registers, 'lupa_connections', 'Open connections, by listener.', connections, 'listener');
  const events = async () => (await sealing())?.events;
  const age = async () => {
    const lag = (await sealing())?.milliseconds;
    return lag === undefined ? undefined : lag / 1000;
  };
  asked(registers, 'lupa_unsealed_events', 'Events under no checkpoint yet.', events);
  asked(registers, 'lupa_sealing_lag_seconds', 'Age of the oldest event under no checkpoint.', age);
};

export const metricsOf = (sources: Sources): Metrics => {
  const register = new Registry();
  const registers = [register];
  sourced(registers, sources);
  const requests = new Counter({
    name: 'lupa_requests_total',
    help: 'Answered requests, by the pattern of their route.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'lupa_request_seconds',
    help: 'From a request to its answer, by the pattern of its route.',
    labelNames: ['route'],
    buckets: seconds,
    registers,
  });
  const refusals = new Counter({
    name: 'lupa_refusals_total',
    help: 'Refused requests, by the name of the problem.',
    labelNames: ['reason'],
    registers,
  });
  const sizes = new Histogram({
    name: 'lupa_commit_writes',
    help: 'Writes in one transaction.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const commits = new Histogram({
    name: 'lupa_commit_seconds',
    help: 'Time of one transaction, until it was on disk.',
    buckets: seconds,
    registers,
  });
  const bots = new Counter({
    name: 'lupa_bot_visits_total',
    help: 'Visits of bots, which are not kept.',
    registers,
  });
  const relay = relayCounters(registers);
  const cuts = new Counter({
    name: 'lupa_connections_cut_total',
    help: 'Connections closed to make room for others.',
    labelNames: ['listener'],
    registers,
  });
  const routes = new Map<string, Answered>();
  /** Labels are hashed once for each series, not for each request. */
  const answersOf = (method: string, route: string): Answered => {
    const duration = durations.labels(route);
    const counters = new Map<number, { inc(): void }>();
    return (status, milliseconds) => {
      let counter = counters.get(status);
      if (!counter) {
        counter = requests.labels(method, route, String(status));
        counters.set(status, counter);
      }
      counter.inc();
      duration.observe(milliseconds / 1000);
    };
  };
  return {
    contentType: register.contentType,
    route: (method, route) => {
      const name = `${method} ${route}`;
      const known = routes.get(name) ?? answersOf(method, route);
      routes.set(name, known);
      return known;
    },
    refused: (reason) => refusals.inc({ reason }),
    turned: ({ writes, milliseconds }) => {
      sizes.observe(writes);
      commits.observe(milliseconds / 1000);
    },
    botVisited: () => bots.inc(),
    ...relay,
    ...messageCounters(registers),
    ...formCounters(registers),
    cut: (listener) => cuts.inc({ listener }),
    watchProcess: () => collectDefaultMetrics({ register }),
    text: () => register.metrics(),
  };
};
