/** Signing in by the company's own OpenID provider: the way there, the way back, and enrolling by it. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { linking } from '../../../shared/register/staff.ts';
import { fromBase64url, toBase64url } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { operatorId } from '../../register/controllers.ts';
import { linkSubject } from '../../register/enrolments.ts';
import { type Kept, type Oidc, ProviderDown } from '../../register/oidc.ts';
import { signInByAccount } from '../../register/oidcSignIn.ts';
import { seal, unseal } from '../../register/sealed.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { wantsPage } from '../faultPage/page.ts';
import { signedInPage } from '../faultPage/signedIn.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { demandFirst, enrollingBy } from './enrolment.ts';

const patience = 600_000;
const cookie = 'lupa-oidc';
const boundTo = 'lupa oidc';

/** What the browser carries there and back, encrypted: whose sign-in or enrolment it is, and until when. */
interface Carried extends Kept {
  controller: number;
  until: number;
  /** The token of an enrolment. */
  enrolment?: string;
  commits?: boolean;
}

const oidcIn = ({ oidc }: Needs): Oidc => {
  if (!oidc)
    throw new Problem('not-found', 'Signing in by a provider is not set up: LUPA_OIDC_ISSUER and its like.');
  return oidc;
};

const orBusy = (error: unknown): never => {
  throw error instanceof ProviderDown
    ? new Problem('busy', 'The OpenID provider does not answer: use your password, or try again later.')
    : error;
};

const carry = (c: Context, redirect: string, value: string, seconds: number): void => {
  const { pathname, protocol } = new URL(redirect);
  const secure = protocol === 'https:' ? '; Secure' : '';
  c.header(
    'Set-Cookie',
    `${cookie}=${value}; HttpOnly; SameSite=Lax; Path=${pathname}; Max-Age=${seconds}${secure}`,
  );
};

/** Begins: the browser gets what it must bring back, and where it goes. */
const begin = async (
  c: Context,
  needs: Needs,
  what: Pick<Carried, 'controller' | 'enrolment' | 'commits'>,
): Promise<string> => {
  const oidc = oidcIn(needs);
  const { location, kept } = await oidc.start().catch(orBusy);
  const carried: Carried = { ...what, ...kept, until: needs.world.clock() + patience };
  const bytes = Buffer.from(JSON.stringify(carried));
  carry(c, oidc.redirect, toBase64url(seal(needs.world, needs.secretsKey, boundTo, bytes)), 600);
  c.header('Cache-Control', 'no-store');
  return location;
};

/** What the browser brought back; undefined for anything that we did not give it, or not lately. */
const broughtBack = (c: Context, { secretsKey, world }: Needs): Carried | undefined => {
  const [, value] = /(?:^|;\s*)lupa-oidc=([\w-]{16,4000})(?:;|$)/.exec(c.req.header('cookie') ?? '') ?? [];
  const bytes = value && unseal(secretsKey, boundTo, fromBase64url(value));
  if (!bytes) return undefined;
  const carried = JSON.parse(Buffer.from(bytes).toString('utf8')) as Carried;
  return carried.until > world.clock() ? carried : undefined;
};

const refused = () =>
  new Problem(
    'unauthorised',
    'The provider’s answer does not lead to a member of staff who may act: begin again, or ask your administrator.',
  );

const session = v.object({
  token: v.string(),
  expires: v.string(),
  staff: v.number(),
  controller: v.number(),
});

const startRoutes = (needs: Needs) =>
  new Hono()
    .get(
      '/v1/sign-in/oidc',
      describe({
        summary: 'Begins signing in by the OpenID provider: leads the browser there',
        tag: 'staff',
        parameters: [
          {
            name: 'controller',
            in: 'query',
            description:
              'The number of the controller whose staff you are; the operator where it is missing.',
          },
        ],
        answers: { 302: null },
        refusals: [404, 422, 429, 503],
      }),
      async (c) => {
        limited(c, needs, 'guess');
        const controller = wholeNumber(c, 'controller', operatorId, 1, 999_999_999);
        return c.redirect(await begin(c, needs, { controller }), 302);
      },
    )
    .post(
      '/v1/enrolment/oidc',
      describe({
        summary: 'Begins an enrolment by the OpenID provider: answers where the browser goes',
        tag: 'staff',
        body: linking,
        answers: { 200: v.object({ location: v.string() }) },
        refusals: [400, 403, 404, 413, 415, 422, 429, 503],
      }),
      async (c) => {
        limited(c, needs, 'guess');
        const { token, commits } = await readStaffBody(c, linking);
        const { controller } = await enrollingBy(needs, token);
        await demandFirst(needs, controller, commits);
        return c.json({ location: await begin(c, needs, { controller, enrolment: token, commits }) });
      },
    );

export const oidc = (needs: Needs) =>
  new Hono().route('/', startRoutes(needs)).get(
    '/v1/sign-in/oidc/callback',
    describe({
      summary: 'Ends signing in by the OpenID provider; answers the token of a session',
      description:
        'The browser must be the one that began it. An account is known by issuer and subject alone. Whoever asks for HTML gets a page with the token.',
      tag: 'staff',
      parameters: [
        { name: 'code', in: 'query', description: 'From the provider.' },
        { name: 'state', in: 'query', description: 'From the provider, as we gave it.' },
        { name: 'iss', in: 'query', description: 'From the provider: who it is (RFC 9207).' },
      ],
      answers: { 200: session },
      refusals: [401, 404, 429, 503],
    }),
    async (c) => {
      limited(c, needs, 'guess');
      const provider = oidcIn(needs);
      const carried = broughtBack(c, needs);
      carry(c, provider.redirect, '', 0);
      if (!carried) throw refused();
      const { store, world } = needs;
      const { controller, enrolment, commits = false } = carried;
      const account = await provider.finish(new URL(c.req.url).search, carried).catch(orBusy);
      if (!account) throw refused();
      if (enrolment !== undefined) {
        const who = await enrollingBy(needs, enrolment);
        if (!(await linkSubject(needs, who, account, commits)))
          throw new Problem('already-there', 'Someone else of staff has this account.');
        await needs.journalled().catch(needs.report);
      }
      const result = await signInByAccount(store, world, controller, account);
      if (!result) throw refused();
      c.header('Cache-Control', 'no-store');
      const { token, expires, staff } = result;
      if (wantsPage(c)) return signedInPage(c, token, expires);
      return c.json({ token, expires: new Date(expires).toISOString(), staff, controller });
    },
  );
