/** The relay as the collector runs it: the key of its secrets, its counters, its background work. */
import type { Background, Begin } from './background.ts';
import { fromBase64url, toBase64url } from './bytes.ts';
import type { Settings } from './env.ts';
import { keyFile } from './keyFile.ts';
import { egress } from './messages/egress.ts';
import { type LastSent, lastSent } from './messages/relay/lastSent.ts';
import { type Relay, relayTo } from './messages/relay/relay.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Peers } from './store/peers.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

export interface Relaying {
  relay: Relay;
  lastSent: LastSent;
  secretsKey: Uint8Array;
  /** Takes up what an earlier process has left, and goes on. */
  start(begin: Begin, sole: Begin): Background[];
}

/** Where Google takes events of the Measurement Protocol in the European Union. */
const region = 'https://region1.google-analytics.com';

/** The host that events are sent to: from the environment only. */
export const measurementHost = ({ measurementUrl, googleUrl }: Settings): string =>
  measurementUrl ?? googleUrl ?? region;

/** What secrets in the database are encrypted under: beside the data folder, so that who copies the data alone cannot read them. */
export const secretsKeyOf = ({ secretsKey }: Settings, data: string): Uint8Array =>
  secretsKey ?? fromBase64url(keyFile(`${data}.secrets.key`));

/** Events of one visitor that come within a second are sent together. */
const gather = 1000;
const minute = 60_000;

export const relaying = (
  settings: Settings,
  given: {
    data: string;
    store: Store;
    peers: Peers;
    world: World;
    metrics: Metrics;
    report: (fault: unknown) => void;
  },
): Relaying => {
  const { data, store, peers, world, metrics, report } = given;
  const secretsKey = secretsKeyOf(settings, data);
  const last = lastSent();
  const relay = relayTo({
    store,
    world,
    key: secretsKey,
    egress: egress(),
    last,
    host: measurementHost(settings),
    sent: metrics.relayed,
    dropped: metrics.dropped,
    most: settings.analyticsQueue,
    gather,
    report,
    leads: () => peers.term() > 0,
    tellWaiting: (publicId) => peers.tell('waiting-events', publicId),
  });
  peers.hear('waiting-events', (publicId) => relay.waits(String(publicId)));
  peers.hear('forget-sent', (told) => {
    const [controller, visitor] = told as [number, string];
    last.forget(controller, fromBase64url(visitor));
  });
  return {
    relay,
    lastSent: {
      ...last,
      forget: (controller, visitor) => {
        last.forget(controller, visitor);
        peers.tell('forget-sent', [controller, toBase64url(visitor)]);
      },
    },
    secretsKey,
    start: (begin, sole) => [begin(relay.count, minute), sole(relay.sweep, minute)],
  };
};
