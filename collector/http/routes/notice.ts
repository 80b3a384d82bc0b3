/** The notice of a site: what its visitors are shown, today's and every earlier version. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { spoken } from '../../../shared/locales/fallback.ts';
import { notice as noticeSchema } from '../../../shared/notice.ts';
import { language as languageTag } from '../../../shared/text.ts';
import { Problem } from '../../problem.ts';
import { makeNotice } from '../../register/notice.ts';
import { findNotice } from '../../register/notices.ts';
import { publishNotice } from '../../register/publishNotice.ts';
import type { Site } from '../../register/sites.ts';
import { type CitedStatement, statementCited } from '../../register/statements.ts';
import { type Packed, packed } from '../assets.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { sendPacked } from '../send.ts';
import { allowOrigin, siteOf } from '../site.ts';

/** Today's notices, made and compressed once for each version of a site's settings: `findSite` answers another object then. */
const made = new WeakMap<Site, Map<string, Packed>>();

const noticeOf = async (
  { store, world }: Needs,
  site: Site,
  language: string,
  cited: CitedStatement,
): Promise<Packed> => {
  const notices = made.get(site) ?? new Map<string, Packed>();
  made.set(site, notices);
  const name = `${language} ${cited.statement}`;
  const last = notices.get(name);
  if (last) return last;
  const controller = { name: site.controllerName, contact: site.contact };
  const today = makeNotice(site.settings, site.terms, controller, language, cited);
  await publishNotice(store, world, site, today);
  const body = packed(JSON.stringify(today));
  notices.set(name, body);
  return body;
};

/** For how long it may be kept (s): who wants to withdraw must be shown the choices also while we are away. */
const caching = (next: number | null, now: number): string => {
  // Where a new statement takes effect soon, not beyond that.
  const left = next === null ? Number.POSITIVE_INFINITY : Math.ceil((next - now) / 1000);
  const fresh = Math.min(300, left);
  return `public, max-age=${fresh}, stale-while-revalidate=${Math.min(86400, left - fresh)}, stale-if-error=604800`;
};

export const notice = (needs: Needs) =>
  new Hono().get(
    '/s/:site/notice/:language',
    describe({
      summary:
        'The notice in one language, or in what stands in for it (it says which); an earlier one with ?version=',
      tag: 'visitors',
      parameters: [{ name: 'version', in: 'query', description: 'A version that was ever published.' }],
      answers: { 200: noticeSchema },
      refusals: [404],
    }),
    async (c) => {
      const site = await siteOf(c, needs);
      allowOrigin(c, site);
      const language = c.req.param('language');
      const version = c.req.query('version');
      if (version !== undefined) {
        const found = /^[A-Za-z0-9_-]{43}$/.test(version)
          ? await findNotice(needs.store, site.controller, site.site, version)
          : undefined;
        if (found?.notice.language !== language)
          throw new Problem('not-found', 'No such version was ever published.');
        c.header('Cache-Control', 'public, max-age=31536000, immutable');
        return c.json(found.notice);
      }
      if (!v.is(languageTag, language)) {
        throw new Problem('not-found', `The site speaks: ${site.settings.languages.join(', ')}.`);
      }
      // A loader from yesterday may name a language that the site speaks no more: its visitors are asked all the same.
      const chosen = spoken(language, site.settings.languages);
      c.header('Content-Language', chosen);
      const now = needs.world.clock();
      const cited = await statementCited(needs.store, site.controller, chosen, now);
      const body = await noticeOf(needs, site, chosen, cited);
      return sendPacked(c, body, 'application/json', caching(cited.next, now));
    },
  );
