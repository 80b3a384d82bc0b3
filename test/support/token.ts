/** Tie tokens as a site's server signs them. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { addSigningKey, type PublicJwk } from '../../collector/register/siteKeys.ts';
import { findSite } from '../../collector/register/sites.ts';
import type { TestCollector } from './collector.ts';
import { uuid } from './decision.ts';

export interface Claims {
  aud?: string;
  sub?: string;
  visitor?: string;
  jti?: string;
  iat?: number;
  exp?: number;
  use?: string;
}

/** Registers a key at the test site and answers what signs with it. */
export const signer = async ({ store, world }: Pick<TestCollector, 'store' | 'world'>) => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const site = await findSite(store, 'test');
  if (!site) throw new Error('There is no test site.');
  await addSigningKey(store, site, 'key-1', (await exportJWK(publicKey)) as PublicJwk, world.clock());
  return (claims: Claims, header: { kid?: string } = {}) => {
    const now = Math.floor(world.clock() / 1000);
    return new SignJWT({ aud: 'test', jti: uuid(), iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'key-1', ...header })
      .sign(privateKey);
  };
};
