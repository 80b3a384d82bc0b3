/** User accounts as the site's own server uses them: opened, signed in with, their passwords set (R19, R20). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { accountOpened, passwordSet, signingIn } from '../../../shared/register/serverCalls.ts';
import { filled } from '../../../shared/text.ts';
import { fromUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { accountNamed, setPassword, settingOf } from '../../register/accountPassword.ts';
import { nobody } from '../../register/actor.ts';
import { makeRecord } from '../../register/making.ts';
import { accounts as noun } from '../../register/nouns/accounts.ts';
import { signIn } from '../../register/signIn.ts';
import { addressBytes } from '../../traffic/address.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import { limitedHost } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { refuse } from '../nouns/refuse.ts';
import { unlessBusy } from '../passwordsBusy.ts';
import { siteServer } from '../siteServer.ts';

const check = signingIn(
  v.pipe(
    filled(64),
    v.check((text) => addressBytes(text) !== undefined, 'Expected an IPv4 or IPv6 address.'),
  ),
);
const opened = v.object({ account: v.string() });
const signedIn = v.object({ account: v.string(), person: v.string() });

export const accounts = (needs: Needs) => {
  const { store, world, passwords } = needs;
  return new Hono()
    .post(
      '/s/:site/accounts',
      describe({
        summary: 'Opens a user account for a person',
        description: 'Server to server, when somebody registers. 409 where the user name is taken.',
        tag: 'site',
        body: accountOpened,
        answers: { 201: opened },
        refusals: [400, 401, 404, 409, 413, 415, 422, 429, 503],
        security: 'site',
      }),
      async (c) => {
        const { controller } = await siteServer(c, needs, 'registration');
        const { person, userName, password } = await readBody(c, accountOpened, visitorMost);
        const actor = nobody(controller);
        const hash = password === undefined ? undefined : await unlessBusy(passwords.hash(password));
        const row = { person: fromUuid(person), userName: userName.normalize('NFC'), closed: null };
        const made = await makeRecord(store, world, noun, actor, row, { kind: 'registration' }, (id) =>
          hash === undefined ? [] : settingOf(world, actor, id, hash),
        );
        return 'refused' in made ? refuse(made) : c.json({ account: toUuid(made.id) }, 201);
      },
    )
    .post(
      '/s/:site/accounts/check',
      describe({
        summary: 'Whether somebody may sign in',
        description:
          'Server to server. 401 says no and never why: an unknown name, a wrong password, a closed account, too many failures. `address`, that of the one who wants in, slows down who guesses; it is not kept.',
        tag: 'site',
        body: check,
        answers: { 200: signedIn },
        refusals: [400, 401, 404, 413, 415, 422, 429, 503],
        security: 'site',
      }),
      async (c) => {
        const { controller, site } = await siteServer(c, needs, 'signIn');
        const { userName, password, address } = await readBody(c, check, visitorMost);
        // One site's guessers take nothing from another's; of no length that an address has.
        limitedHost(c, needs, [...Buffer.from(`site ${controller} ${site}`)], 'signIn');
        if (address !== undefined) limitedHost(c, needs, addressBytes(address)?.slice(0, 8), 'guess');
        const found = await unlessBusy(signIn(store, world, passwords, controller, { userName, password }));
        if (!found) {
          needs.attempts.saw('account-guessing', controller, { about: userName });
          throw new Problem(
            'unauthorised',
            'This name and password do not open an account now: type them again, or wait after many tries.',
          );
        }
        return c.json({ account: toUuid(found.account), person: toUuid(found.person) });
      },
    )
    .post(
      '/s/:site/accounts/password',
      describe({
        summary: 'Sets the password of a user account',
        description: 'Server to server. It is hashed at once, and no call ever answers it.',
        tag: 'site',
        body: passwordSet,
        answers: { 204: null },
        refusals: [400, 401, 404, 413, 415, 422, 429, 503],
        security: 'site',
      }),
      async (c) => {
        const { controller } = await siteServer(c, needs, 'registration');
        const { userName, password } = await readBody(c, passwordSet, visitorMost);
        const account = await accountNamed(store, controller, userName);
        const done =
          account &&
          (await unlessBusy(setPassword(store, world, passwords, nobody(controller), account, password)));
        if (!done) throw new Problem('not-found', 'No open account has this user name.');
        return c.body(null, 204);
      },
    );
};
