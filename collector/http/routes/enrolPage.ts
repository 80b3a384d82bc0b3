/** The page by which a member of staff enrols: for people, what `enrolment` is for programs. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { confirming, enrolling } from '../../../shared/register/staff.ts';
import {
  choosePassword,
  confirmEnrolment,
  type Enrolling,
  findEnrolment,
  isFirst,
} from '../../register/enrolments.ts';
import { describe } from '../describe.ts';
import { appPage, enrolledPage, tokenPage } from '../enrolPage/pages.ts';
import { type EnrolWords, enrolWords } from '../enrolPage/words.ts';
import { readForm } from '../form.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { spokenOf } from '../ownPage/words.ts';
import { unlessBusy } from '../passwordsBusy.ts';

const wordsOf = (c: Context): EnrolWords => enrolWords(spokenOf(c.req.header('accept-language') ?? ''));

const living = ({ store, world }: Needs, token: string): Promise<Enrolling | undefined> =>
  findEnrolment(store, token, world.clock());

const choosing = async (c: Context, needs: Needs) => {
  limited(c, needs, 'guess');
  const words = wordsOf(c);
  const field = await readForm(c);
  const token = field('token').trim();
  const who = await living(needs, token);
  if (!who) return tokenPage(c, words, 'token');
  const given = v.safeParse(enrolling, { token, password: field('password') });
  if (!given.success) return tokenPage(c, words, 'password', token);
  const secret = await unlessBusy(choosePassword(needs, who, given.output.password));
  if (!secret) return tokenPage(c, words, 'token');
  return appPage(c, words, { token, commits: await isFirst(needs.store, who.controller), secret });
};

const ending = async (c: Context, needs: Needs) => {
  limited(c, needs, 'guess');
  const words = wordsOf(c);
  const field = await readForm(c);
  const token = field('token').trim();
  const who = await living(needs, token);
  if (!who) return tokenPage(c, words, 'token');
  const commits = await isFirst(needs.store, who.controller);
  const shown = { token, commits };
  const code = field('code').replaceAll(/\s/g, '');
  if (!v.is(confirming, { token, code })) return appPage(c, words, shown, words.wrongs.code);
  // Nobody else could record it.
  if (commits && field('commits') !== 'yes') return appPage(c, words, shown, words.commitFirst);
  const outcome = await confirmEnrolment(needs, who, code, commits);
  switch (outcome) {
    case 'done':
      return enrolledPage(c, words, who.controller);
    case 'wrong-code':
      return appPage(c, words, shown, words.wrongs.code);
    case 'no-password':
    case 'gone':
      return tokenPage(c, words, outcome === 'gone' ? 'token' : 'password', token);
    default:
      return outcome satisfies never;
  }
};

export const enrolPage = (needs: Needs) =>
  new Hono()
    .get(
      '/enrol',
      describe({
        summary: 'The page on which a member of staff enrols; a link may carry the token behind its # sign',
        tag: 'staff',
        answers: { 200: null },
      }),
      async (c) => tokenPage(c, wordsOf(c)),
    )
    .post(
      '/enrol',
      describe({
        summary: 'Chooses a password; the page that answers has the key for an authenticator app',
        description: 'A form: token, password.',
        tag: 'staff',
        answers: { 200: null },
        refusals: [413, 422, 429, 503],
      }),
      async (c) => choosing(c, needs),
    )
    .post(
      '/enrol/confirmation',
      describe({
        summary: 'Ends the enrolment with a code of the app',
        description: 'A form: token, code, commits.',
        tag: 'staff',
        answers: { 200: null },
        refusals: [413, 422, 429, 503],
      }),
      async (c) => ending(c, needs),
    );
