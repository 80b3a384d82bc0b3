/** A registration from a form: taken, told by e-mail, and confirmed by whoever reads that. Nobody learns who is known (R12). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { type FormRegistration, formRegistration } from '../../../shared/registration.ts';
import { mailWords, writeLetter } from '../../messages/mail/letter.ts';
import { hooksOf } from '../../messages/outbox/hooks.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import {
  confirmRegistration,
  type Pending,
  pendingFor,
  pendingOf,
  pendingUnder,
} from '../../register/pendingRegistrations.ts';
import type { Site } from '../../register/sites.ts';
import { pointerOf, readBody, visitorMost } from '../body.ts';
import {
  confirmWords,
  detailsPage,
  donePage,
  gonePage,
  openingPage,
  sentPage,
  wrongPage,
} from '../confirmPage/pages.ts';
import { describe } from '../describe.ts';
import { isForm, readForm } from '../form.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { spokenOf } from '../ownPage/words.ts';
import { siteOf, visitedSite } from '../site.ts';
import { sawUnknownLink } from '../unknownLink.ts';

const fields = Object.keys(formRegistration.entries) as (keyof FormRegistration)[];

/** What the form holds, or the pointer to what is wrong in it. Empty fields are missing ones. */
const formIn = async (c: Context): Promise<FormRegistration | { wrong: string }> => {
  const field = await readForm(c);
  const given = Object.fromEntries(fields.flatMap((name) => (field(name) ? [[name, field(name)]] : [])));
  const checked = v.safeParse(formRegistration, given, { abortEarly: true });
  return checked.success ? checked.output : { wrong: pointerOf(checked.issues[0]) };
};

/** Not a word in it comes from the form: nobody can have us write theirs to others. */
const letterOf = (
  { publicUrl }: Needs,
  site: Site,
  { known, token }: Pending,
  language: string,
): { subject: string; text: string; html: string } => {
  const words = mailWords(language, site.settings.languages[0]);
  const { controllerName: name, contact, publicId } = site;
  const say = known ? words.registeredAlready : words.confirmRegistration;
  return writeLetter({
    ...say(name, site.settings.name),
    language: words.language,
    controller: { name, contact },
    ...(!known && { url: `${publicUrl}/s/${publicId}/registrations/confirm#${token}` }),
  });
};

const take = async (needs: Needs, site: Site, given: FormRegistration, language: string): Promise<void> => {
  const { store, world } = needs;
  const pending = await pendingOf(store, world, site, given);
  if (!pending) return needs.metrics.heldBack('registration');
  await store.write([
    ...pending.statements,
    queueMail(world, {
      controller: site.controller,
      template: 'confirmation',
      person: pending.known ?? null,
      to: given.email.normalize('NFC').trim(),
      ...letterOf(needs, site, pending, language),
    }),
  ]);
};

/** Takes a form, as JSON or as browsers send it without a script. */
export const fromForm = async (c: Context, needs: Needs): Promise<Response> => {
  const site = await visitedSite(c, needs);
  limited(c, needs, 'request');
  const spoken = spokenOf(c.req.header('accept-language') ?? '');
  const asForm = isForm(c);
  const given = asForm ? await formIn(c) : await readBody(c, formRegistration, visitorMost);
  const [usual] = site.settings.languages;
  if ('wrong' in given) return wrongPage(c, confirmWords(spoken, usual), site, given.wrong);
  const language = given.language ?? spoken;
  // Only programs fill in what people do not see; they are told what everybody is told.
  if (!given.website) await take(needs, site, given, language);
  c.header('Cache-Control', 'no-store');
  return asForm ? sentPage(c, confirmWords(language, spoken, usual), site) : c.json({ pending: true }, 202);
};

/** The page that the link leads to, and what it confirms. */
export const registrationConfirmation = (needs: Needs) => {
  const { store, world } = needs;
  const wordsOf = (c: Context, { settings }: Site) =>
    confirmWords(spokenOf(c.req.header('accept-language') ?? ''), settings.languages[0]);
  return new Hono()
    .get(
      '/s/:site/registrations/confirm',
      describe({
        summary: 'The page on which a registration from a form is confirmed; opening it does nothing',
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) => {
        return openingPage(c, wordsOf(c, await siteOf(c, needs)));
      },
    )
    .post(
      '/s/:site/registrations/confirm',
      describe({
        summary: 'Shows what a link would confirm; with sure=yes it is confirmed, once',
        description: `A form: token, sure. A link holds for ${pendingFor / 3_600_000} hours.`,
        tag: 'visitors',
        answers: { 200: null },
        refusals: [404, 413, 422, 429, 503],
      }),
      async (c) => {
        const site = await siteOf(c, needs);
        limited(c, needs, 'mine');
        const field = await readForm(c);
        const token = field('token');
        const words = wordsOf(c, site);
        if (field('sure') !== 'yes') {
          const pending = await pendingUnder(store, site, token, world.clock());
          if (!pending) sawUnknownLink(needs, token);
          return pending ? detailsPage(c, words, site, pending.given, token) : gonePage(c, words, site);
        }
        const hooks = await hooksOf(store, world, site.controller);
        const done = await confirmRegistration(store, world, site, token, (person) =>
          hooks('person.created', { person }),
        );
        return done ? donePage(c, words, site) : gonePage(c, words, site);
      },
    );
};
