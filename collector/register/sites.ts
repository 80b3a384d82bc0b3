/** Sites: found by their public id, with their settings and current terms. */
import type { SiteSettings } from '../../shared/site.ts';
import { type Store, sql } from '../store/store.ts';

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

const controllerOf = sql`select controller_id as controller from directory where kind = 'site' and key = :publicId`;
const find = sql`
  select s.site_id as site, s.settings, s.version, c.name as "controllerName", c.contact
  from sites s
  join controllers c on c.controller_id = s.controller_id
  where s.controller_id = :controller and s.public_id = :publicId`;
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
  store: Store,
  controller: number,
  site: number,
): Promise<Map<string, TermsRow>> => {
  const rows = await store.read<TermsRow>(currentTerms, { controller, site });
  return new Map(rows.map((row) => [row.purpose, row]));
};

/** The site under a public id, or undefined. */
export const findSite = async (store: Store, publicId: string): Promise<Site | undefined> => {
  const [known] = await store.read<{ controller: number }>(controllerOf, { publicId });
  if (!known) return undefined;
  const [row] = await store.read<{
    site: number;
    settings: string;
    version: number;
    controllerName: string;
    contact: string;
  }>(find, { controller: known.controller, publicId });
  if (!row) return undefined;
  const terms = await termsOf(store, known.controller, row.site);
  const settings = JSON.parse(row.settings) as SiteSettings;
  const optional = new Set(settings.purposes.filter((one) => !one.necessary).map((one) => one.id));
  return {
    controller: known.controller,
    controllerName: row.controllerName,
    contact: row.contact,
    site: row.site,
    publicId,
    settings,
    version: row.version,
    terms: new Map(
      [...terms.values()].flatMap((one) => (optional.has(one.purpose) ? [[one.purpose, one.terms]] : [])),
    ),
  };
};

const listPublic = sql`
  select public_id as "publicId", version, changed from sites where controller_id = :controller order by site_id`;

/** The public ids of a controller's sites. */
export const listSites = (store: Store, controller: number) =>
  store.read<{ publicId: string; version: number; changed: number }>(listPublic, { controller });
