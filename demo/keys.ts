/** The secrets that the demo company keeps on its own server, made at the first start. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface DemoKeys {
  /** With it the company's server registers people at the collector. */
  siteSecret: string;
  /** With it the page behind the scenes reads the collector's staff API. */
  staffKey: string;
  /** Signs who uses this browser; the site gives the collector the public half. */
  signing: { keyId: string; privateJwk: JWK; publicJwk: JWK };
}

const secret = () => randomBytes(32).toString('base64url');

const make = async (): Promise<DemoKeys> => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const keyId = `demo-${randomUUID().slice(0, 8)}`;
  return {
    siteSecret: secret(),
    staffKey: secret(),
    signing: { keyId, privateJwk: await exportJWK(privateKey), publicJwk: await exportJWK(publicKey) },
  };
};

const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value);
const isOctetKey = (value: unknown): value is JWK =>
  typeof value === 'object' && value !== null && 'kty' in value && value.kty === 'OKP' && 'x' in value;

const isKeys = (value: unknown): value is DemoKeys => {
  const keys = value as Partial<DemoKeys> | null;
  return (
    isSecret(keys?.siteSecret) &&
    isSecret(keys.staffKey) &&
    typeof keys.signing?.keyId === 'string' &&
    isOctetKey(keys.signing.publicJwk) &&
    isOctetKey(keys.signing.privateJwk) &&
    typeof keys.signing.privateJwk.d === 'string'
  );
};

const read = async (file: string): Promise<DemoKeys | undefined> => {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isKeys(kept)) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  throw new Error(`${file} does not hold the demo's keys. Remove it, and new ones are made.`);
};

/** The keys kept in `folder`, or new ones, readable by this account only. */
export const demoKeys = async (folder: string): Promise<DemoKeys> => {
  const file = join(folder, 'demo-keys.json');
  const kept = await read(file);
  if (kept) return kept;
  const keys = await make();
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
};
