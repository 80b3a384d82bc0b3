/** Signing in and out. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { signingIn } from '../../../shared/register/staff.ts';
import { Problem } from '../../problem.ts';
import { endSession } from '../../register/staffSessions.ts';
import { signIn } from '../../register/staffSignIn.ts';
import { roles } from '../../store/catalogue.ts';
import { bearerOf } from '../bearer.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { unlessBusy } from '../passwordsBusy.ts';
import { staffOnly } from '../staffOnly.ts';

const session = v.object({
  token: v.string(),
  expires: v.string(),
  staff: v.number(),
  controller: v.number(),
});
/** Failures in a row of one name, within a day. */
const tooMany = 12;
const refusals = [400, 401, 413, 415, 422, 429, 503];

/** One answer for all that can be wrong: it tells nothing of who there is. */
const refusedSignIn = () =>
  new Problem(
    'unauthorised',
    'E-mail address, password and code do not fit together: try again with a new code.',
  );

export const signInOut = (needs: Needs) =>
  new Hono()
    .post(
      '/v1/sign-in',
      describe({
        summary: 'Signs in with e-mail address, password and code; answers the token of a session',
        description:
          'Send the token as a bearer token. It ends twelve hours after signing in, or after an hour without a call. After five failures each takes twice as long as the one before.',
        tag: 'staff',
        body: signingIn,
        answers: { 200: session },
        refusals,
      }),
      async (c) => {
        limited(c, needs, 'guess');
        const given = await readStaffBody(c, signingIn);
        const result = await unlessBusy(signIn(needs, given));
        if ('failures' in result) {
          // Nobody mistypes so often in a row, each time waiting longer: no need for more of it within the hour.
          needs.attempts.saw('sign-in', given.controller, { enough: result.failures >= tooMany });
          throw refusedSignIn();
        }
        if ('wait' in result) {
          needs.attempts.saw('sign-in', given.controller);
          c.header('Retry-After', String(result.wait));
          throw new Problem('too-many', 'Too many tries: wait as long as Retry-After says.');
        }
        c.header('Cache-Control', 'no-store');
        const { token, expires, staff } = result;
        return c.json({
          token,
          expires: new Date(expires).toISOString(),
          staff,
          controller: given.controller,
        });
      },
    )
    .post(
      '/v1/sign-out',
      describe({
        summary: 'Ends the session',
        tag: 'staff',
        answers: { 204: null },
        refusals: [401, 403],
        security: 'staff',
      }),
      staffOnly(needs, roles, { own: true, home: true, lapsed: true }),
      async (c) => {
        await endSession(needs.store, bearerOf(c) ?? '');
        return c.body(null, 204);
      },
    );
