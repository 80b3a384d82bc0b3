/** The part of oidc-provider that a test uses: it comes without types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export class Provider {
    constructor(
      issuer: string,
      settings: {
        findAccount: (context: unknown, id: string) => unknown;
        clients: readonly object[];
        pkce: object;
        features: object;
        cookies: object;
      },
    );
    callback(): RequestListener;
  }
}
