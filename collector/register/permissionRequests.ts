/** Requests for a permission that wait for a double opt-in: kept for 48 hours, by nobody's name until the mailbox has answered. */
import { newId } from '../ids.ts';
import { type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Scope } from './unsubscriptions.ts';

const hour = 60 * 60 * 1000;
/** How long a request waits. */
export const requestLife = 48 * hour;
/** Between two letters to one address for one wording, and how many an address gets a day: nobody is flooded through us. */
const pause = 5 * 60 * 1000;
const mostADay = 5;

export interface PermissionRequest extends Scope {
  request: Uint8Array;
  person: Uint8Array | null;
  email: string;
  emailKey: string;
  language: string;
  wordingId: Uint8Array;
  recipient: string;
  wording: string;
  site: number | null;
  created: number;
}

const insert = sql`
  insert into permission_requests (controller_id, request_id, person_id, email, email_key, language, wording_id, recipient, channel,
    purpose, product_group, wording, site_id, created)
  select :controller, :request, :person, :email, :emailKey, :language, :wordingId, :recipient, :channel, :purpose, :productGroup,
    :wording, :site, :now
  where not exists (
      select 1 from permission_requests
      where controller_id = :controller and email_key = :emailKey and wording_id = :wordingId and created > :recently)
    and (
      select count(*) from permission_requests
      where controller_id = :controller and email_key = :emailKey and created > :dayAgo) < :most
  returning 1 as done`;
const find = sql`
  select request_id as request, person_id as person, email, email_key as "emailKey", language, wording_id as "wordingId", recipient,
    channel, purpose, product_group as "productGroup", wording, site_id as site, created
  from permission_requests
  where controller_id = :controller and request_id = :request`;
const prune = sql`delete from permission_requests where controller_id = :controller and created <= :before`;
const wordingOf = sql`
  select recipient, channel, purpose, product_group as "productGroup", texts from wordings
  where controller_id = :controller and wording_id = :wording`;

/** Keeps a request; answers no row, and so queues no letter, where the address got enough of them. */
export const keepRequest = (
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  { created: _, request: __, ...one }: PermissionRequest,
): { request: Uint8Array; statement: Statement } => {
  const now = world.clock();
  const request = newId(world);
  const limits = { recently: now - pause, dayAgo: now - 24 * hour, most: mostADay };
  return { request, statement: statement(insert, { controller, request, now, ...one, ...limits }) };
};

/** The request by its id, while it waits. */
export const findRequest = async (
  store: Readable,
  controller: number,
  request: Uint8Array,
): Promise<PermissionRequest | undefined> =>
  (await store.read<PermissionRequest>(find, { controller, request }))[0];

/** Takes away what nobody confirmed. */
export const pruneRequests = (controller: number, now: number): Statement =>
  statement(prune, { controller, before: now - requestLife });

export interface Wording extends Scope {
  recipient: string;
  /** By language. */
  texts: Record<string, string>;
}

/** A wording of the controller's. */
export const findWording = async (
  store: Readable,
  controller: number,
  wording: Uint8Array,
): Promise<Wording | undefined> => {
  const [row] = await store.read<Omit<Wording, 'texts'> & { texts: string }>(wordingOf, {
    controller,
    wording,
  });
  return row && { ...row, texts: JSON.parse(row.texts) as Record<string, string> };
};
