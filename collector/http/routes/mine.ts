/** Whoever holds a visitor key sees everything that is held under it, takes it along, or has it erased. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import { type Held, held, mine as mineBody } from '../../../shared/mine.ts';
import { key } from '../../../shared/text.ts';
import { isUuid } from '../../bytes.ts';
import { authorityOf } from '../../duties/controllerDetails.ts';
import { Problem } from '../../problem.ts';
import type { Site } from '../../register/sites.ts';
import { visitorOf } from '../../register/visitor.ts';
import { receiptDocument } from '../../rights/consentRecord.ts';
import { type Erased, eraseVisitor } from '../../rights/erase.ts';
import { heldTable } from '../../rights/heldTable.ts';
import { mineAnswer } from '../../rights/mine.ts';
import { receiptPage, receiptPolicy } from '../../rights/receiptPage.ts';
import { recordedDecision } from '../../rights/recorded.ts';
import { attached, csvType } from '../attached.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { isForm, readForm } from '../form.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { type Carried, sendPage } from '../ownPage/frame.ts';
import { heldPage } from '../ownPage/heldPage.ts';
import { erasedPage, waitingPage, waitingScript } from '../ownPage/otherPages.ts';
import { spokenOf, type Telling, tellingFor } from '../ownPage/words.ts';
import { mineSite, siteOf } from '../site.ts';

const isKey = (value: string): boolean => v.is(key, value);

/** A form's key with what goes with it; the page that says so where there is no key. */
const carriedIn = (field: (name: string) => string): { given: Carried; telling: Telling } => {
  const given = {
    visitorKey: field('visitorKey'),
    language: field('language').slice(0, 35),
    zone: field('zone'),
  };
  return { given, telling: tellingFor(given.language, given.zone) };
};

/** Instead of what is held, where there is no key: a refuser has none. */
const withoutKey = (
  c: Context,
  { controllerName, contact }: Site,
  { visitorKey }: Carried,
  { words }: Telling,
) => {
  const none = visitorKey === '';
  const body = html`<p class="told">${none ? words.noKey : words.wrongKey}</p>
  <p><a href="requests">${words.otherRights}</a></p>
  <p>${words.contact}: ${controllerName}, ${contact}</p>`;
  return sendPage(c, { language: words.language, title: words.title, body }, none ? 200 : 422);
};

const said = ({ since, proofUntil }: Erased) => ({
  since: new Date(since).toISOString(),
  proofUntil: proofUntil === null ? null : new Date(proofUntil).toISOString(),
});

/** The receipt of one decision: to print, or as JSON-LD (ISO/IEC TS 27560). */
const receiptAnswer = async (
  c: Context,
  { store, world, publicUrl }: Needs,
  site: Site,
  { visitorKey }: Carried,
  id: string,
  asPage: boolean,
): Promise<Response> => {
  const at = { publicUrl, now: world.clock() };
  const recorded = isUuid(id) && (await recordedDecision(store, site, visitorOf(visitorKey), id, at));
  if (!recorded) throw new Problem('not-found', 'No such decision is held under this key.');
  if (!asPage) {
    const document = JSON.stringify(receiptDocument(recorded), null, 2);
    return attached(c, `receipt-${id}.jsonld`, 'application/ld+json', document);
  }
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', `${receiptPolicy}; frame-ancestors 'none'`);
  return c.html(receiptPage(recorded));
};

export const mine = (needs: Needs) => {
  const { store, world } = needs;
  const pageOf = async (found: Held, site: Site, given: Carried, telling: Telling, told?: string) => {
    const authority = await authorityOf(store, site.controller, telling.words.language);
    return heldPage(found, site, given, { ...telling, authority }, told);
  };
  const erase = async (site: Site, visitor: Uint8Array): Promise<Erased> => {
    const done = await eraseVisitor(store, world, site, visitor);
    needs.lastSent.forget(site.controller, visitor);
    // Told outside the database before it is answered, as withdrawals are.
    await needs.journalled().catch(needs.report);
    return done;
  };
  return new Hono()
    .get(
      '/s/:site/mine',
      describe({
        summary: "The page that asks the site's page for the visitor key, where a form may not lead here",
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) => {
        const site = await siteOf(c, needs);
        const telling = tellingFor(spokenOf(c.req.header('accept-language') ?? ''), '');
        const { language, title } = telling.words;
        return sendPage(c, { language, title, body: waitingPage(site, telling), script: waitingScript });
      },
    )
    .post(
      '/s/:site/mine',
      describe({
        summary: 'Everything held under a visitor key',
        description:
          'JSON is answered with JSON. A form (visitorKey, language, zone) is answered with a page, or with a file (as=json, as=csv), or with the receipt of a decision (as=page, as=receipt).',
        tag: 'visitors',
        body: mineBody,
        answers: { 200: held },
        refusals: [400, 403, 404, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        const form = isForm(c);
        const site = await mineSite(c, needs, form);
        limited(c, needs, 'mine');
        const answer = (visitorKey: string) => mineAnswer(store, site, visitorOf(visitorKey), world.clock());
        if (!form) {
          const body = await readBody(c, mineBody, visitorMost);
          c.header('Cache-Control', 'no-store');
          return c.json(await answer(body.visitorKey), 200);
        }
        const field = await readForm(c);
        const { given, telling } = carriedIn(field);
        if (!isKey(given.visitorKey)) return withoutKey(c, site, given, telling);
        const found = await answer(given.visitorKey);
        switch (field('as')) {
          case 'page':
          case 'receipt':
            return receiptAnswer(c, needs, site, given, field('decision'), field('as') === 'page');
          case 'json':
            return attached(
              c,
              `lupa-${site.publicId}.json`,
              'application/json',
              JSON.stringify(found, null, 2),
            );
          case 'csv':
            return attached(c, `lupa-${site.publicId}.csv`, csvType, heldTable(found));
          default: {
            const { language, title } = telling.words;
            return sendPage(c, { language, title, body: await pageOf(found, site, given, telling) });
          }
        }
      },
    )
    .post(
      '/s/:site/mine/erase',
      describe({
        summary:
          'Withdraws everything, erases visits and ties at once, restricts the proof and blanks it later',
        description: 'Never opens or erases a person. Again is harmless.',
        tag: 'visitors',
        body: mineBody,
        answers: { 200: v.object({ since: v.string(), proofUntil: v.nullable(v.string()) }) },
        refusals: [400, 403, 404, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        const form = isForm(c);
        const site = await mineSite(c, needs, form);
        limited(c, needs, 'mine');
        if (!form) {
          const body = await readBody(c, mineBody, visitorMost);
          c.header('Cache-Control', 'no-store');
          return c.json(said(await erase(site, visitorOf(body.visitorKey))), 200);
        }
        const field = await readForm(c);
        const { given, telling } = carriedIn(field);
        if (!isKey(given.visitorKey)) return withoutKey(c, site, given, telling);
        const visitor = visitorOf(given.visitorKey);
        const { language, title, erased, notSure } = telling.words;
        if (field('sure') !== 'yes') {
          const found = await mineAnswer(store, site, visitor, world.clock());
          const body = await pageOf(found, site, given, telling, notSure);
          return sendPage(c, { language, title, body }, 422);
        }
        const done = await erase(site, visitor);
        return sendPage(c, {
          language,
          title: erased,
          body: erasedPage(done, site.settings.name, given, telling),
        });
      },
    );
};
