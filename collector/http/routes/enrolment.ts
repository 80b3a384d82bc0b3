/** Enrolling: by a one-time token to a password and an authenticator app. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { confirming, enrolling } from '../../../shared/register/staff.ts';
import { Problem } from '../../problem.ts';
import {
  choosePassword,
  confirmEnrolment,
  type Enrolling,
  findEnrolment,
  isFirst,
} from '../../register/enrolments.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { unlessBusy } from '../passwordsBusy.ts';
import { sawUnknownLink } from '../unknownLink.ts';

/** Where nobody may act yet, whoever enrols must commit themselves: else nobody ever could. */
export const demandFirst = async (
  { store }: Pick<Needs, 'store'>,
  controller: number,
  commits: boolean,
): Promise<void> => {
  if (!commits && (await isFirst(store, controller)))
    throw new Problem(
      'wrong-body',
      'Nobody may act here yet: commit yourself to confidentiality ("commits": true), for nobody else could record it.',
      '/commits',
    );
};

/** Who enrols by the token in a body. */
export const enrollingBy = async (needs: Needs, token: string): Promise<Enrolling> => {
  const found = await findEnrolment(needs.store, token, needs.world.clock());
  if (!found) {
    sawUnknownLink(needs, token);
    throw new Problem(
      'token-refused',
      'This token has been used, or is older than a day: ask for another.',
      '/token',
    );
  }
  return found;
};

const refusals = [400, 401, 403, 413, 415, 422, 429, 503];

export const enrolment = (needs: Needs) =>
  new Hono()
    .post(
      '/v1/enrolment',
      describe({
        summary:
          'Chooses a password by the token of an enrolment; answers the secret for an authenticator app',
        description:
          'Nothing holds yet: show a code of the app (POST /v1/enrolment/confirmation). Until then it can be called again.',
        tag: 'staff',
        body: enrolling,
        answers: { 200: v.object({ otpauth: v.string(), secret: v.string(), controller: v.number() }) },
        refusals,
      }),
      async (c) => {
        limited(c, needs, 'guess');
        const { token, password } = await readStaffBody(c, enrolling);
        const who = await enrollingBy(needs, token);
        const chosen = await unlessBusy(choosePassword(needs, who, password));
        if (!chosen) throw new Problem('token-refused', 'This token has just been used.', '/token');
        c.header('Cache-Control', 'no-store');
        return c.json({ otpauth: chosen.address, secret: chosen.secret, controller: who.controller });
      },
    )
    .post(
      '/v1/enrolment/confirmation',
      describe({
        summary: 'Ends the enrolment with a code of the authenticator app',
        description:
          'The first administrator of a controller commits to confidentiality here, with `commits`: nobody else could record it.',
        tag: 'staff',
        body: confirming,
        answers: { 204: null },
        refusals,
      }),
      async (c) => {
        limited(c, needs, 'guess');
        const { token, code, commits } = await readStaffBody(c, confirming);
        const who = await enrollingBy(needs, token);
        await demandFirst(needs, who.controller, commits);
        const outcome = await confirmEnrolment(needs, who, code, commits);
        switch (outcome) {
          case 'wrong-code':
            throw new Problem(
              'wrong-body',
              'This is not the code of this moment: is the clock of the phone right?',
              '/code',
            );
          case 'no-password':
            throw new Problem('wrong-request', 'Choose a password first: POST /v1/enrolment.');
          case 'gone':
            throw new Problem('token-refused', 'This token has just been used.', '/token');
          case 'done':
            await needs.journalled().catch(needs.report);
            return c.body(null, 204);
          default:
            return outcome satisfies never;
        }
      },
    );
