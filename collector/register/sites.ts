/** Sites: found by their public id, with their settings and current terms. */
import type { SiteSettings } from '../../shared/site.ts';
import { type Readable, type Store, sql } from '../store/store.ts';

export interface Site {
  controller: number;
  controllerName: string;
  contact: string;
  /** Number at its controller. */
  site: number;
  publicId: string;
  settings: SiteSettings;
  /** Counts changes of the settings. */
  version: number;
  /** Current terms of the optional purposes. */
  terms: ReadonlyMap<string, number>;
}

// The directory first: it alone knows whose site it is. The settings are read only when their version is a new one.
const seek = sql`
  select s.controller_id as controller, s.site_id as site, s.version, c.name as "controllerName", c.contact
  from directory d
  join sites s on s.controller_id = d.controller_id and s.public_id = d.key
  join controllers c on c.controller_id = s.controller_id
  where d.kind = 'site' and d.key = :publicId`;
const settingsOf = sql`
  select settings from sites where controller_id = :controller and site_id = :site and version = :version`;
const currentTerms = sql`
  select purpose, terms, substance from terms t
  where controller_id = :controller and site_id = :site
    and terms = (select max(terms) from terms
      where controller_id = :controller and site_id = :site and purpose = t.purpose)`;

export interface TermsRow {
  purpose: string;
  terms: number;
  substance: string;
}

/** The current terms of a site, with what they stand for, by purpose. */
export const termsOf = async (
  store: Readable,
  controller: number,
  site: number,
): Promise<Map<string, TermsRow>> => {
  const rows = await store.read<TermsRow>(currentTerms, { controller, site });
  return new Map(rows.map((row) => [row.purpose, row]));
};

/** Sites as they were last read, by store, and when they were last found unchanged. */
const known = new WeakMap<Readable, Map<string, { site: Site; checked: number }>>();

/** For so long (ms) a site is believed to be unchanged: another collector on the same database may have changed it. */
const believed = 1000;

/** After a site was changed here, so that the change holds from the next request on. */
export const forgetSites = (store: Store): void => {
  known.delete(store);
};

type Found = Omit<Site, 'publicId' | 'settings' | 'terms'>;

const readSite = async (store: Readable, publicId: string, found: Found): Promise<Site | undefined> => {
  const { controller, site, version } = found;
  const [row] = await store.read<{ settings: string }>(settingsOf, { controller, site, version });
  if (!row) return findSite(store, publicId); // changed between the two reads
  const settings = JSON.parse(row.settings) as SiteSettings;
  const optional = new Set(settings.purposes.filter((one) => !one.necessary).map((one) => one.id));
  const terms = [...(await termsOf(store, controller, site)).values()].filter((one) =>
    optional.has(one.purpose),
  );
  return { ...found, publicId, settings, terms: new Map(terms.map((one) => [one.purpose, one.terms])) };
};

/** The site under a public id, or undefined. */
export const findSite = async (store: Readable, publicId: string): Promise<Site | undefined> => {
  const now = performance.now();
  const last = known.get(store)?.get(publicId);
  if (last && now - last.checked < believed) return last.site;
  const [found] = await store.read<Found>(seek, { publicId });
  if (!found) return undefined;
  const site = last?.site.version === found.version ? last.site : await readSite(store, publicId, found);
  if (!site) return undefined;
  const sites = known.get(store) ?? new Map<string, { site: Site; checked: number }>();
  known.set(store, sites.set(publicId, { site, checked: now }));
  return site;
};

const listPublic = sql`
  select public_id as "publicId", version, changed from sites where controller_id = :controller order by site_id`;

const listNumbers = sql`select site_id as site from sites where controller_id = :controller order by site_id`;

/** The numbers of a controller's sites. */
export const siteNumbers = async (store: Store, controller: number): Promise<number[]> =>
  (await store.read<{ site: number }>(listNumbers, { controller })).map(({ site }) => site);

/** The public ids of a controller's sites. */
export const listSites = (store: Readable, controller: number) =>
  store.read<{ publicId: string; version: number; changed: number }>(listPublic, { controller });
