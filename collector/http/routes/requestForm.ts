/** Asking by right: a page of the site's controller, a form of the site itself, the visitor's own page, or the site's signed token. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { requestFields, type VisitorRequest, visitorRequest } from '../../../shared/request.ts';
import { oneMonthAfter } from '../../calendar/deadlines.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { Problem } from '../../problem.ts';
import type { Site } from '../../register/sites.ts';
import { visitorOf } from '../../register/visitor.ts';
import { when } from '../../rights/acts.ts';
import { makeReference } from '../../rights/requests/reference.ts';
import { byKeyAlone, type Taken, takeByEmail, takeByKey, takeByToken } from '../../rights/requests/take.ts';
import { pointerOf, readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { isForm, readForm } from '../form.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { spokenOf } from '../ownPage/words.ts';
import { askingPage, laterPage, type Refilled, toldPage } from '../requestPages/pages.ts';
import { senderShown } from '../requestPages/sender.ts';
import type { PageText, RequestPageWords } from '../requestPages/words/words.ts';
import { requestPageWords } from '../requestPages/words.ts';
import { mineSite, siteOf } from '../site.ts';

const answer = v.object({
  reference: v.string(),
  outcome: v.picklist(['pending', 'verified', 'answered', 'joined', 'own-page']),
  due: v.string(),
  /** The other way, where no letter comes. */
  contact: v.string(),
});

/** A form with people's own words in it: 4,000 letters of any script, as forms write them. */
const formMost = 64 * 1024;

/** What the form holds, or what is wrong in it. Empty fields are missing ones. */
const formIn = async (c: Context): Promise<VisitorRequest | Refilled> => {
  const fields = await readForm(c, formMost);
  // Forms end lines with two characters, where whoever wrote them counted one.
  const field = (name: string) => fields(name).replaceAll('\r\n', '\n');
  const given = Object.fromEntries(
    requestFields.flatMap((name) => (field(name).trim() ? [[name, field(name)]] : [])),
  );
  const checked = v.safeParse(visitorRequest, given, { abortEarly: true });
  return checked.success ? checked.output : { wrong: pointerOf(checked.issues[0]).slice(1), field };
};

/** Whether this address asks too often: people are told so on a page. */
const isTooMuch = (c: Context, needs: Needs): boolean => {
  try {
    limited(c, needs, 'request');
    return false;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    needs.metrics.refused(error.problem);
    return true;
  }
};

const textOf = (words: RequestPageWords, { outcome, due }: Taken): PageText => {
  switch (outcome) {
    case 'pending':
      return words.taken;
    case 'verified':
      return { title: words.verified.title, text: words.verified.text(dayIn(words.language, due)) };
    case 'joined':
      return words.joined;
    case 'own-page':
      return words.ownPage;
    case 'answered':
      return words.answered;
  }
};

const take = async (needs: Needs, site: Site, given: VisitorRequest, language: string): Promise<Taken> => {
  const { store, world, publicUrl } = needs;
  const at = { store, world, publicUrl, site, language };
  const { token, visitorKey, kind } = given;
  // Only programs fill in what people do not see; they are told what everybody is told.
  if (given.website)
    return { reference: makeReference(world), outcome: 'pending', due: oneMonthAfter(world.clock()) };
  if (token !== undefined) {
    const taken = await takeByToken(at, given, token, () =>
      needs.attempts.saw('forged-token', site.controller, { guessed: token }),
    );
    if (taken === 'used')
      throw new Problem('token-used', 'The token was used already: sign a new one.', '/token');
    if (taken === 'refused')
      throw new Problem(
        'token-refused',
        "The token does not hold: sign a new one with use: request on the site's server, or ask by e-mail.",
        '/token',
      );
    return taken;
  }
  if (visitorKey !== undefined && byKeyAlone.includes(kind)) {
    const taken = await takeByKey(at, given, visitorKey);
    // What was last sent of it is in memory only.
    if (taken.outcome === 'answered') needs.lastSent.forget(site.controller, visitorOf(visitorKey));
    return taken;
  }
  if (given.email === undefined)
    throw new Problem(
      'wrong-body',
      'Give an e-mail address: somebody has to answer this, and the key of a browser tells nobody where.',
      '/email',
    );
  return takeByEmail(at, given, () => needs.metrics.heldBack('request'));
};

export const requestForm = (needs: Needs) =>
  new Hono()
    .get(
      '/s/:site/requests',
      describe({
        summary: 'The page on which anybody asks by right (GDPR 7(3), 15-21)',
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) => {
        const { controller, settings } = await siteOf(c, needs);
        const words = requestPageWords(
          c,
          c.req.query('language') ?? spokenOf(c.req.header('accept-language') ?? '') ?? settings.languages[0],
        );
        return askingPage(c, words, await senderShown(needs.store, controller));
      },
    )
    .post(
      '/s/:site/requests',
      describe({
        summary:
          'Asks by right: access, rectification, erasure, restriction, portability, objection, withdrawal',
        description:
          'With an e-mail address it is pending until the link that was sent there is confirmed; the answer is the same whether or not anybody is known. With a visitor key it is about that browser alone, and done at once. With a token of the site (`use: request`) it is about whoever is signed in.',
        tag: 'visitors',
        body: visitorRequest,
        answers: { 202: answer },
        refusals: [400, 403, 404, 409, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        const asForm = isForm(c);
        const site = await mineSite(c, needs, asForm);
        const sender = await senderShown(needs.store, site.controller);
        const spoken = spokenOf(c.req.header('accept-language') ?? '');
        if (asForm && isTooMuch(c, needs)) return laterPage(c, requestPageWords(c, spoken), sender);
        if (!asForm) limited(c, needs, 'request');
        const given = asForm ? await formIn(c) : await readBody(c, visitorRequest, visitorMost);
        if ('wrong' in given)
          return askingPage(c, requestPageWords(c, given.field('language') || spoken), sender, given);
        const language = given.language ?? spoken;
        const taken = await take(needs, site, given, language);
        // Told outside the database too, where it took something away.
        await needs.journalled().catch(needs.report);
        c.header('Cache-Control', 'no-store');
        if (!asForm) return c.json({ ...taken, due: when(taken.due) ?? '', contact: site.contact }, 202);
        const words = requestPageWords(c, language);
        return toldPage(c, words, sender, textOf(words, taken), taken.reference);
      },
    );
