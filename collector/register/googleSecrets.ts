/** Secrets of Google's Measurement Protocol: encrypted under a key outside the database, read by the relay alone. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type Readable, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Site } from './sites.ts';

/** What cannot be one; the message says what one looks like. */
export class WrongSecret extends Error {
  override name = 'WrongSecret';
}

const nonceLength = 12;
const tagLength = 16;

/** Bound to its site: a row that was moved to another does not open. */
const boundTo = ({ controller, site }: Pick<Site, 'controller' | 'site'>): Buffer =>
  Buffer.from(`lupa google secret ${controller} ${site}`);

const keep = sql`
  insert into google_secrets (controller_id, site_id, sealed, changed) values (:controller, :site, :sealed, :now)
  on conflict (controller_id, site_id) do update set sealed = excluded.sealed, changed = excluded.changed`;
const find = sql`
  select sealed from google_secrets where controller_id = :controller and site_id = :site`;
const drop = sql`delete from google_secrets where controller_id = :controller and site_id = :site`;

/** Keeps the secret of a site in the place of an earlier one; `key` is 32 bytes. Throws `WrongSecret`. */
export const keepSecret = async (
  store: Store,
  world: Pick<World, 'clock' | 'random'>,
  key: Uint8Array,
  site: Site,
  secret: string,
): Promise<void> => {
  if (!/^[A-Za-z0-9_-]{8,128}$/.test(secret))
    throw new WrongSecret(
      'An API secret of the Measurement Protocol is 8 to 128 letters, digits, - and _: Google shows it under Admin, Data streams.',
    );
  const nonce = Buffer.from(world.random(nonceLength));
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(site));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
  const { controller, site: number } = site;
  await store.write([statement(keep, { controller, site: number, sealed, now: world.clock() })]);
};

/** Forgets the secret of a site: nothing is sent to Google for it from then on. */
export const dropSecret = async (store: Store, { controller, site }: Site): Promise<void> => {
  await store.write([statement(drop, { controller, site })]);
};

/** The secret of a site; `unreadable` where it was kept under another key; undefined where there is none. */
export const secretOf = async (
  store: Readable,
  key: Uint8Array,
  site: Pick<Site, 'controller' | 'site'>,
): Promise<{ secret: string } | 'unreadable' | undefined> => {
  const [row] = await store.read<{ sealed: Uint8Array }>(find, {
    controller: site.controller,
    site: site.site,
  });
  if (!row) return undefined;
  const sealed = Buffer.from(row.sealed);
  try {
    const opening = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength))
      .setAAD(boundTo(site))
      .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    const text = Buffer.concat([opening.update(sealed.subarray(nonceLength + tagLength)), opening.final()]);
    return { secret: text.toString('utf8') };
  } catch {
    return 'unreadable';
  }
};
