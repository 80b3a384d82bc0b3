/** Settings of the OpenID provider by which staff may sign in: all four, or none. */
import { readFileSync } from 'node:fs';
import type { OidcSettings } from './register/oidc.ts';
import { type Variables, WrongSetting } from './wrongSetting.ts';

const names = [
  'LUPA_OIDC_ISSUER',
  'LUPA_OIDC_CLIENT_ID',
  'LUPA_OIDC_CLIENT_SECRET_FILE',
  'LUPA_OIDC_REDIRECT',
] as const;

const isHere = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** An address that nobody on the way can change: https, or http on this machine. */
const safeAddress = (name: string, given: string): string => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere(url.hostname));
  if (!isSafe || url?.search || url?.hash)
    throw new WrongSetting(`${name} is an https address without query.`);
  return given;
};

const secretIn = (name: string, file: string): string => {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret !== '') return secret;
  } catch {}
  throw new WrongSetting(`${name} names a file that holds the client's secret.`);
};

/** Undefined where nothing of it is set. */
export const oidcIn = (variables: Variables): OidcSettings | undefined => {
  const [issuer, clientId, file, redirect] = names.map((name) => variables[name] || undefined);
  const missing = names.filter((name) => !variables[name]);
  if (missing.length === names.length) return undefined;
  if (!issuer || !clientId || !file || !redirect)
    throw new WrongSetting(`Signing in by a provider needs ${missing.join(' and ')} as well.`);
  return {
    issuer: safeAddress(names[0], issuer),
    clientId,
    clientSecret: secretIn(names[2], file),
    redirect: safeAddress(names[3], redirect),
  };
};
