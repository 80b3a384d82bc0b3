/** OpenID Connect: signing in by the company's own provider, with PKCE, state and nonce (RFC 9700; OpenID Connect Core 3.1). */
import * as client from 'openid-client';
import { toBase64url } from '../bytes.ts';
import type { World } from '../world.ts';

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The callback's address, as browsers reach the staff listener. */
  redirect: string;
}

/** What the browser keeps, encrypted, until it comes back. */
export interface Kept {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Account {
  issuer: string;
  subject: string;
}

export interface Oidc {
  redirect: string;
  /** Where the browser goes, and what it keeps. Throws `ProviderDown`. */
  start(): Promise<{ location: string; kept: Kept }>;
  /** Whose account it is; undefined where anything does not fit. Throws `ProviderDown`. */
  finish(query: string, kept: Kept): Promise<Account | undefined>;
}

/** The provider does not answer, or says that it cannot. */
export class ProviderDown extends Error {
  override name = 'ProviderDown';
}

/** For so long (ms) what the provider says of itself is believed. */
const believed = 3_600_000;

const isDown = (error: unknown): boolean =>
  error instanceof ProviderDown || (error instanceof Error && isDown(error.cause));

/** As `send`, but a provider that does not answer is told from one that refuses. */
const orDown =
  (send: typeof fetch): client.CustomFetch =>
  async (url, options) => {
    const answer = await send(url, options as RequestInit).catch(() => {
      throw new ProviderDown('The OpenID provider does not answer.');
    });
    if (answer.status >= 500) throw new ProviderDown(`The OpenID provider answered ${answer.status}.`);
    return answer;
  };

/** Throws what the library threw as what it means. */
const asDown = (error: unknown): never => {
  throw isDown(error) ? new ProviderDown('The OpenID provider does not answer.') : error;
};

/** `send` bounds time and size, and follows no redirect. */
export const oidcOf = (
  { issuer, clientId, clientSecret, redirect }: OidcSettings,
  { random, clock }: Pick<World, 'random' | 'clock'>,
  send: typeof fetch,
): Oidc => {
  let known: { config: Promise<client.Configuration>; at: number } | undefined;
  const discover = () =>
    client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      [client.customFetch]: orDown(send),
      // The settings allow http on this machine alone.
      ...(issuer.startsWith('http:') && { execute: [client.allowInsecureRequests] }),
    });
  const configuration = async (): Promise<client.Configuration> => {
    if (!known || clock() - known.at > believed) known = { config: discover(), at: clock() };
    try {
      return await known.config;
    } catch (error) {
      known = undefined;
      throw new ProviderDown('The OpenID provider does not say who it is.', { cause: error });
    }
  };
  return {
    redirect,
    start: async () => {
      const [state, nonce, verifier] = [random(32), random(32), random(32)].map(toBase64url);
      const kept = { state: state ?? '', nonce: nonce ?? '', verifier: verifier ?? '' };
      const location = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, kept };
    },
    finish: async (query, { state, nonce, verifier }) => {
      const config = await configuration();
      const back = new URL(redirect);
      back.search = query;
      try {
        const tokens = await client.authorizationCodeGrant(config, back, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        return claims && { issuer: claims.iss, subject: claims.sub };
      } catch (error) {
        return isDown(error) ? asDown(error) : undefined;
      }
    },
  };
};
