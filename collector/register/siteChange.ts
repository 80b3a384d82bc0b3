/** Making and changing a site: terms rise where more is asked for, and a notice is published in every language. */
import type { SiteSettings } from '../../shared/site.ts';
import { saltLength } from '../ledger/digest.ts';
import { appendEvent } from '../ledger/events.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { checkLanguages } from './languages.ts';
import { makeNotice } from './notice.ts';
import { findNotice } from './notices.ts';
import { findSite, forgetSites, type Site, type TermsRow, termsOf } from './sites.ts';
import { statementCited } from './statements.ts';
import { asksForMore, type Substance, substanceOf } from './terms.ts';

const enter = sql`
  insert into directory (kind, key, controller_id) values ('site', :publicId, :controller)
  on conflict (kind, key) do nothing`;
const insertSite = sql`
  insert into sites (controller_id, site_id, public_id, settings, version, changed)
  select :controller, coalesce((select max(site_id) from sites where controller_id = :controller), 0) + 1,
    :publicId, :settings, 1, :now
  where exists (select 1 from directory where kind = 'site' and key = :publicId and controller_id = :controller)
  on conflict (controller_id, public_id) do nothing
  returning site_id`;
const updateSite = sql`
  update sites set settings = :settings, version = version + 1, changed = :now
  where controller_id = :controller and public_id = :publicId and version = :seen
  returning site_id`;
// What asks for less keeps its number and is remembered as the less: who agreed to it has not agreed to the old more.
const keepTerms = sql`
  insert into terms (controller_id, site_id, purpose, terms, substance, since)
  select controller_id, site_id, :purpose, :terms, :substance, :now from sites
  where controller_id = :controller and public_id = :publicId and version = :version
  on conflict (controller_id, site_id, purpose, terms) do update set substance = excluded.substance`;
// The first time a purpose is asked about gives it its number at the site, for ever.
const numberPurpose = sql`
  insert into purposes (controller_id, site_id, purpose, purpose_number)
  select s.controller_id, s.site_id, :purpose,
    coalesce((select max(p.purpose_number) from purposes p
      where p.controller_id = s.controller_id and p.site_id = s.site_id), 0) + 1
  from sites s
  where s.controller_id = :controller and s.public_id = :publicId
  on conflict (controller_id, site_id, purpose) do nothing`;
const publish = sql`
  insert into notices (controller_id, notice_id, site_id, version, language, body, published)
  select :controller, coalesce((select max(notice_id) from notices where controller_id = :controller), 0) + 1,
    site_id, :notice, :language, :body, :now
  from sites
  where controller_id = :controller and public_id = :publicId and version = :version
  on conflict (controller_id, site_id, version) do nothing
  returning notice_id`;

/** The settings have been changed by someone else in the meantime, or the public id belongs to another controller. */
export class SiteConflict extends Error {
  override name = 'SiteConflict';
}

export interface SiteChange {
  controller: { id: number; name: string; contact: string };
  publicId: string;
  settings: SiteSettings;
  /** Purposes whose wording changes what people agreed to: the owner says so, and they are asked again. */
  material?: readonly string[];
  /** What is written with it, or it is not written. */
  beside?: readonly Statement[];
}

/** Terms of each optional purpose, risen where more is asked for, and what they stand for. */
const nextTerms = (change: SiteChange, known: ReadonlyMap<string, TermsRow>) =>
  change.settings.purposes
    .filter((purpose) => !purpose.necessary)
    .map((purpose) => {
      const substance = substanceOf(purpose, change.settings);
      const before = known.get(purpose.id);
      const risen =
        before === undefined ||
        asksForMore(JSON.parse(before.substance) as Substance, substance) ||
        (change.material?.includes(purpose.id) ?? false);
      return { purpose: purpose.id, terms: (before?.terms ?? 0) + (risen ? 1 : 0), substance };
    });

/**
 * Makes or changes a site: terms rise where more is asked for, a notice is published in every language, each change is
 * an event. Nothing is written when settings and words are what they were; called at every start, it publishes what a
 * newer version of the default words has changed. Throws `SiteConflict`, `UnknownLanguage`, `DraftLanguage`.
 */
export const saveSite = async (store: Store, world: World, change: SiteChange): Promise<Site> => {
  const { controller, publicId, settings } = change;
  const before = await findSite(store, publicId);
  if (before && before.controller !== controller.id) throw new SiteConflict('The site id is taken.');
  const text = JSON.stringify(settings);
  const same = before && JSON.stringify(before.settings) === text;
  // Only what an owner asks for: what a site speaks already must never stop a start.
  if (!same) checkLanguages(settings);
  const version = (before?.version ?? 0) + 1;
  const next = nextTerms(change, before ? await termsOf(store, controller.id, before.site) : new Map());
  const terms = new Map(next.map((one) => [one.purpose, one.terms]));
  const notices = await Promise.all(
    settings.languages.map(async (language) => {
      const cited = await statementCited(store, controller.id, language, world.clock());
      return makeNotice(settings, terms, controller, language, cited);
    }),
  );
  const known = await Promise.all(
    notices.map((notice) => before && findNotice(store, controller.id, before.site, notice.version)),
  );
  const unpublished = notices.filter((_, place) => !known[place]);
  const unchanged = same && !change.material?.length;
  if (unchanged && unpublished.length === 0) return before;

  const now = world.clock();
  const here = { controller: controller.id, publicId, now };
  const event = (kind: 'site-changed' | 'notice-published', body: unknown): Statement =>
    appendEvent({
      controller: controller.id,
      kind,
      received: now,
      body: JSON.stringify(body),
      salt: world.random(saltLength),
    });

  const write = [
    statement(enter, { controller: controller.id, publicId }),
    must(
      before
        ? statement(updateSite, { ...here, settings: text, seen: before.version })
        : statement(insertSite, { ...here, settings: text }),
    ),
    ...next.map(({ purpose }) => statement(numberPurpose, { controller: controller.id, publicId, purpose })),
    ...next.map((one) =>
      statement(keepTerms, {
        ...here,
        version,
        purpose: one.purpose,
        terms: one.terms,
        substance: JSON.stringify(one.substance),
      }),
    ),
    ...unpublished.map((notice) =>
      statement(publish, {
        ...here,
        version,
        notice: notice.version,
        language: notice.language,
        body: JSON.stringify(notice),
      }),
    ),
    event('site-changed', { site: publicId, version, terms: Object.fromEntries(terms) }),
    ...unpublished.map((notice) =>
      event('notice-published', { site: publicId, language: notice.language, notice: notice.version }),
    ),
    ...(change.beside ?? []),
  ];
  try {
    await store.write(write);
  } catch (error) {
    if (error instanceof Unmet)
      throw new SiteConflict('The settings have changed meanwhile, or the site id is taken.');
    throw error;
  }
  forgetSites(store);
  const site = await findSite(store, publicId);
  if (!site) throw new Error('The site that was just saved is not there.');
  return site;
};
