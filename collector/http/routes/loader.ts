/** The one script tag of a site, and the hashed files it fetches. */
import { Hono } from 'hono';
import { Problem } from '../../problem.ts';
import { describe } from '../describe.ts';
import { loaderCache } from '../loader.ts';
import type { Needs } from '../needs.ts';
import { sendScript } from '../send.ts';
import { siteOf } from '../site.ts';

export const loader = (needs: Needs) => {
  const bodyFor = loaderCache(needs.assets, needs);
  return new Hono()
    .get(
      '/s/:site/loader.js',
      describe({
        summary: "The site's loader, with its gate settings inlined",
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) =>
        sendScript(c, bodyFor(await siteOf(c, needs)), 'public, max-age=300, stale-while-revalidate=86400'),
    )
    .get(
      '/assets/:file',
      describe({
        summary: 'A hashed file of the widget; it never changes',
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404],
      }),
      (c) => {
        const file = needs.assets.file(c.req.param('file'));
        if (!file) throw new Problem('not-found', 'There is no such file: load the page again.');
        return sendScript(c, file, 'public, max-age=31536000, immutable');
      },
    );
};
