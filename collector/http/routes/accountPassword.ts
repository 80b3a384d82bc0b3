/** Staff set the password of a user account: for somebody who cannot do it themselves. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { newPassword } from '../../../shared/register/account.ts';
import { setPassword } from '../../register/accountPassword.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf, refuse } from '../nouns/refuse.ts';
import { unlessBusy } from '../passwordsBusy.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const body = v.object({ password: newPassword });

export const accountPassword = (needs: Needs) =>
  new Hono<StaffEnv>().post(
    '/v1/accounts/:id/password',
    describe({
      summary: 'Sets the password of a user account',
      description: 'It is hashed at once, and no call ever answers it. The failures so far are forgotten.',
      tag: 'staff',
      body,
      answers: { 204: null },
      refusals: [400, 401, 403, 404, 413, 415, 422, 503],
      security: 'staff',
    }),
    staffOnly(needs, ['administrator', 'data_protection_officer', 'support']),
    async (c) => {
      const id = idOf(c);
      const { password } = await readBody(c, body, visitorMost);
      const { store, world, passwords } = needs;
      const done = await unlessBusy(setPassword(store, world, passwords, c.get('staff'), id, password));
      if (!done) return refuse({ refused: 'not-found' });
      await needs.journalled().catch(needs.report);
      return c.body(null, 204);
    },
  );
