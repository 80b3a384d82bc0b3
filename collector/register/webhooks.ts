/** Webhooks: the controller's own systems that are told what happened. */
import { newId } from '../ids.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { seal, unseal } from './sealed.ts';

const listening = sql`
  select webhook_id as webhook, events from webhooks where controller_id = :controller and ended is null`;

/** The live webhooks, each with the events that it listens to; `*` is everything. */
export const liveWebhooks = async (
  store: Readable,
  controller: number,
): Promise<{ webhook: Uint8Array; hears: (event: string) => boolean }[]> => {
  const rows = await store.read<{ webhook: Uint8Array; events: string }>(listening, { controller });
  return rows.map(({ webhook, events }) => ({
    webhook,
    hears: (event) => events.split(' ').some((one) => one === '*' || one === event),
  }));
};

/** The live webhooks that listen to an event. */
export const listeningTo = async (
  store: Readable,
  controller: number,
  event: string,
): Promise<Uint8Array[]> =>
  (await liveWebhooks(store, controller)).filter(({ hears }) => hears(event)).map(({ webhook }) => webhook);

export interface Webhook {
  webhook: Uint8Array;
  url: string;
  /** Their names, separated by spaces. */
  events: string;
  failing: number | null;
  created: number;
  version: number;
}

const page = sql`
  select webhook_id as webhook, url, events, failing, created, version from webhooks
  where controller_id = :controller and webhook_id > :after and ended is null
  order by webhook_id
  limit :most`;
const one = sql`
  select webhook_id as webhook, url, events, failing, created, version from webhooks
  where controller_id = :controller and webhook_id = :webhook and ended is null`;

/** At most so many after an id. */
export const pageWebhooks = (
  store: Readable,
  controller: number,
  after: Uint8Array,
  most: number,
): Promise<Webhook[]> => store.read(page, { controller, after, most });

export const findWebhook = async (
  store: Readable,
  controller: number,
  webhook: Uint8Array,
): Promise<Webhook | undefined> => (await store.read<Webhook>(one, { controller, webhook }))[0];

const insert = sql`
  insert into webhooks (controller_id, webhook_id, url, events, secret, created, version)
  values (:controller, :webhook, :url, :events, :secret, :now, 1)`;
const update = sql`
  update webhooks set url = :url, events = :events, failing = null, version = version + 1
  where controller_id = :controller and webhook_id = :webhook and version = :version and ended is null
  returning version`;
const rotate = sql`
  update webhooks
  set old_secret = secret, old_until = :until, secret = :secret, version = version + 1
  where controller_id = :controller and webhook_id = :webhook and version = :version and ended is null
  returning version`;
// Its secret is worth nothing any more, and neither is what it waited for.
const end = sql`
  update webhooks set ended = :now, secret = :nothing, old_secret = null, old_until = null, version = version + 1
  where controller_id = :controller and webhook_id = :webhook and ended is null
  returning version`;

/** A secret is bound to its webhook. */
const placeOf = (controller: number, webhook: Uint8Array): string =>
  `lupa webhook secret ${controller} ${Buffer.from(webhook).toString('hex')}`;

/** As Standard Webhooks writes it; shown once, to whoever makes or changes it. */
const shown = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`;

/** How long the secret before signs as well. */
export const overlap = 24 * 60 * 60 * 1000;

type Chance = Pick<World, 'clock' | 'random'>;

/** A new webhook: its id, its secret as it is shown, and what makes it. */
export const makingWebhook = (
  world: Chance,
  key: Uint8Array,
  { controller, url, events }: { controller: number; url: string; events: readonly string[] },
): { webhook: Uint8Array; secret: string; statement: Statement } => {
  const webhook = newId(world);
  const secret = world.random(32);
  const sealed = seal(world, key, placeOf(controller, webhook), secret);
  const values = { controller, webhook, url, events: events.join(' '), secret: sealed, now: world.clock() };
  return { webhook, secret: shown(secret), statement: statement(insert, values) };
};

/** Changes where it leads and what it hears; `Unmet` where the version is another one. */
export const editingWebhook = (
  controller: number,
  { webhook, version }: Pick<Webhook, 'webhook' | 'version'>,
  { url, events }: { url: string; events: readonly string[] },
): Statement => must(statement(update, { controller, webhook, version, url, events: events.join(' ') }));

/** A new secret, as it is shown, and what sets it. */
export const rotatingSecret = (
  world: Chance,
  key: Uint8Array,
  controller: number,
  { webhook, version }: Pick<Webhook, 'webhook' | 'version'>,
): { secret: string; statement: Statement } => {
  const secret = world.random(32);
  const sealed = seal(world, key, placeOf(controller, webhook), secret);
  const values = { controller, webhook, version, secret: sealed, until: world.clock() + overlap };
  return { secret: shown(secret), statement: must(statement(rotate, values)) };
};

/** It is told nothing any more. */
export const endingWebhook = (controller: number, webhook: Uint8Array, now: number): Statement =>
  must(statement(end, { controller, webhook, now, nothing: new Uint8Array(0) }));

const toDeliver = sql`
  select url, secret, old_secret as "oldSecret", old_until as "oldUntil" from webhooks
  where controller_id = :controller and webhook_id = :webhook and ended is null`;

/** Where it leads and the secrets that sign, newest first; none of them where the key is another. Undefined where it has ended. */
export const webhookTo = async (
  store: Readable,
  key: Uint8Array,
  controller: number,
  webhook: Uint8Array,
  now: number,
): Promise<{ url: string; secrets: Uint8Array[] } | undefined> => {
  const [row] = await store.read<{
    url: string;
    secret: Uint8Array;
    oldSecret: Uint8Array | null;
    oldUntil: number | null;
  }>(toDeliver, { controller, webhook });
  if (!row) return undefined;
  const { url, secret, oldSecret, oldUntil } = row;
  const sealed = [secret, ...(oldSecret && (oldUntil ?? 0) > now ? [oldSecret] : [])];
  const place = placeOf(controller, webhook);
  return { url, secrets: sealed.flatMap((each) => unseal(key, place, each) ?? []) };
};

const fails = sql`
  update webhooks set failing = coalesce(failing, :now)
  where controller_id = :controller and webhook_id = :webhook and ended is null`;
const works = sql`
  update webhooks set failing = null
  where controller_id = :controller and webhook_id = :webhook and failing is not null`;

/** Its messages are given up, or are taken again. */
export const markFailing = (controller: number, webhook: Uint8Array, now: number): Statement =>
  statement(fails, { controller, webhook, now });
export const markWorking = (controller: number, webhook: Uint8Array): Statement =>
  statement(works, { controller, webhook });
