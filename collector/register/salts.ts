/** Salts: keys with a time. When it is over they are destroyed, and nothing made with them can be made or compared again. */
import type { SiteSettings } from '../../shared/site.ts';
import { relayOf } from '../../shared/tags.ts';
import { noteErased } from '../ledger/erased.ts';
import { type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';

/** `client`: what Google knows browsers by, until it rotates. `day`: who has been counted today. */
export type SaltKind = 'client' | 'day';

/** A site; its settings say how long a `client` salt lasts and are not asked for a `day`'s. */
export interface Salted {
  controller: number;
  site: number;
  settings?: Pick<SiteSettings, 'google'>;
}

export const saltLength = 32;

// Of two that overlap, made by collectors whose clocks disagree at midnight, the later one counts.
const find = sql`
  select salt from analytics_salts
  where controller_id = :controller and site_id = :site and kind = :kind
    and began <= :day and began > :tooOld and until > :day
  order by began desc
  limit 1`;
const make = sql`
  insert into analytics_salts (controller_id, site_id, kind, began, until, salt)
  values (:controller, :site, :kind, :day, :until, :salt)
  on conflict (controller_id, site_id, kind, began) do nothing`;
// Where the owner has shortened the rotation, the one before would live on unused.
const dropEarlier = sql`
  delete from analytics_salts
  where controller_id = :controller and site_id = :site and kind = 'client' and began < :day`;
const over = sql`
  select 1 as over from analytics_salts
  where controller_id = :controller
    and ((kind = 'client' and until <= :today) or (kind = 'day' and until <= :open))
  limit 1`;
const drop = sql`
  delete from analytics_salts
  where controller_id = :controller
    and ((kind = 'client' and until <= :today) or (kind = 'day' and until <= :open))`;

/** Salts that were asked for, by store and name. */
const known = new WeakMap<Store, Map<string, { kind: SaltKind; day: number; salt: Promise<Uint8Array> }>>();

const lengthOf = (kind: SaltKind, { settings }: Salted): number => {
  if (kind === 'day') return 1;
  if (!settings?.google) throw new TypeError('A client salt needs the settings of a site with Google.');
  return relayOf(settings.google).rotation;
};

const findOrMake = async (
  store: Store,
  world: Pick<World, 'random'>,
  place: Salted,
  kind: SaltKind,
  day: number,
): Promise<Uint8Array> => {
  const { controller, site } = place;
  const length = lengthOf(kind, place);
  const here = { controller, site, kind, day };
  const read = async () =>
    (await store.read<{ salt: Uint8Array }>(find, { ...here, tooOld: day - length }))[0]?.salt;
  const found = await read();
  if (found) return found;
  const made = statement(make, { ...here, until: day + length, salt: world.random(saltLength) });
  await store.write(
    kind === 'client'
      ? [made, statement(dropEarlier, { controller, site, day }), noteErased(controller)]
      : [made],
  );
  const kept = await read();
  if (!kept) throw new Error('A salt that was just made is gone: the clocks of two collectors disagree.');
  return kept;
};

/**
 * The site's salt of a day (since 1970-01-01, UTC): 32 bytes, made once and the same in every collector; then from memory.
 * Rejects as `store.write` does.
 */
export const saltFor = (
  store: Store,
  world: Pick<World, 'random'>,
  place: Salted,
  kind: SaltKind,
  day: number,
): Promise<Uint8Array> => {
  const salts = known.get(store) ?? new Map();
  known.set(store, salts);
  const name = `${place.controller} ${place.site} ${kind} ${day}`;
  const last = salts.get(name);
  if (last) return last.salt;
  const salt = findOrMake(store, world, place, kind, day);
  salts.set(name, { kind, day, salt });
  salt.catch(() => salts.delete(name));
  return salt;
};

/**
 * Destroys the controller's salts whose time is over: those of clients by `today`, those of days before `open`, the first day
 * that is not over and counted. The night makes the file anew after it.
 */
export const dropSalts = async (
  store: Store,
  controller: number,
  { today, open }: { today: number; open: number },
): Promise<void> => {
  const salts = known.get(store);
  for (const [name, { kind, day }] of salts ?? [])
    if (day < (kind === 'day' ? open : today)) salts?.delete(name);
  const times = { controller, today, open };
  if ((await store.read(over, times)).length === 0) return;
  await store.write([statement(drop, times), noteErased(controller)], 'import');
};

const openDays = sql`
  select site_id as site, began as day, salt from analytics_salts
  where controller_id = :controller and kind = 'day'`;

/** The salts of days that are still open. */
export const daySalts = (store: Store, controller: number) =>
  store.read<{ site: number; day: number; salt: Uint8Array }>(openDays, { controller });
